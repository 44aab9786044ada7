from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pmf_core.catalogue.chart_checks import events_are_about_something, ghosts_are_figures_that_can_be
from pmf_core.definitions.event import Event
from pmf_core.definitions.ghost import Ghost
from tests import small

DAY = date(2025, 1, 1)


def with_ghost(**said: str):
    ghost = Ghost.model_validate({"period": "2025-01", "reason": "A strike", "approved_on": DAY, **said})
    return small.catalogue(small.EMPTIED.model_copy(update={"ghosts": (ghost,)}))


def with_events(*common: Event, own: tuple[Event, ...] = ()):
    held = small.catalogue(small.EMPTIED.model_copy(update={"events": own}))
    return replace(held, framework=held.framework.model_copy(update={"events": common}))


def event(**said) -> Event:
    return Event(day=DAY, text="A law", noted_on=DAY, **said)


def test_what_is_as_it_should_be_has_no_fault() -> None:
    assert list(ghosts_are_figures_that_can_be(with_ghost(unit="north"))) == []
    assert list(events_are_about_something(with_events(event(metrics=("emptied",)), own=(event(),)))) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"period": "2025"}, "its ghost 2025 is a year, and its figures are of a month"),
        ({"unit": "nroth"}, "there is no unit 'nroth'. Did you mean 'north'?"),
    ],
)
def test_a_ghost_of_nothing_is_a_fault(said: dict[str, str], told: str) -> None:
    (fault,) = ghosts_are_figures_that_can_be(with_ghost(**said))

    assert told in fault


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (with_events(event()), "touches no metric"),
        (with_events(event(metrics=("emptyed",))), "there is no metric 'emptyed'. Did you mean 'emptied'?"),
        (with_events(event(metrics=("emptied",), units=("nroth",))), "Did you mean 'north'?"),
        (with_events(own=(event(metrics=("emptied",)),)), "state it in the framework profile"),
    ],
)
def test_an_event_about_nothing_is_a_fault(held, told: str) -> None:
    (fault,) = events_are_about_something(held)

    assert told in fault


def test_a_ghost_without_a_period_that_can_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="'January' is not a period"):
        with_ghost(period="January")
