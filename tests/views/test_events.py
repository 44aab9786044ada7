"""Events on the charts of the metrics that they touch, and on no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions import Polarity, Sensitivity
from pmf_core.definitions.event import Event
from pmf_core.store.hub import Hub
from pmf_core.views.library.rules import events, left_out
from pmf_core.views.metric_profile import now, trust
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.metric_profile.now import trend
from pmf_core.views.remarks import every_event
from tests import small
from tests.views.test_sentences import judged, metric

HELD = metric(Polarity.HIGHER_IS_BETTER, 80.0, None)
FLOOD = Event(day=date(2025, 2, 9), text="A flood", kind="other", noted_on=date(2025, 2, 10))
LAW = Event(day=date(2025, 1, 1), text="A new law", metrics=("emptied",), noted_on=date(2024, 12, 1))


def catalogue_with(*common: Event, own: tuple[Event, ...] = ()):
    held = small.catalogue(HELD.model_copy(update={"events": own}), small.CALLS)
    return replace(held, framework=held.framework.model_copy(update={"events": common}))


def test_a_metrics_own_events_and_those_of_the_framework_come_in_order() -> None:
    held = catalogue_with(LAW, own=(FLOOD,))

    assert [event.text for event in held.events_of("emptied", "council")] == ["A new law", "A flood"]
    assert held.events_of("calls", "council") == ()


def test_an_event_of_some_units_is_not_pinned_to_others() -> None:
    held = catalogue_with(LAW.model_copy(update={"units": ("north",)}))

    assert held.events_of("emptied", "council") == ()
    assert len(held.events_of("emptied", "north")) == 1


def test_the_table_says_what_happened_beside_the_period() -> None:
    held = catalogue_with(LAW, own=(FLOOD,))
    assessment, process = judged([50.0 + i % 3 for i in range(20)], HELD)

    shown = trend(Subject(held, assessment, process, ()))

    assert [pin.text for pin in shown.pins] == ["A new law", "A flood"]
    assert shown.table is not None
    assert [row[-1] for row in shown.table.rows[:4]] == ["", "A flood", "A new law", ""]


def test_an_event_noted_later_is_not_seen_as_at_before() -> None:
    hub = small.new_hub(catalogue_with(LAW, own=(FLOOD,)))

    assert len(hub.catalogue_at(datetime(2025, 2, 9, 12)).events_of("emptied", "council")) == 1
    assert len(hub.catalogue.events_of("emptied", "council")) == 2


LOCKDOWN = ("claimant_count", "employment_rate", "economic_inactivity", "persistent_absence", "anxiety", "happiness")


@pytest.mark.parametrize("touched", LOCKDOWN)
def test_a_policy_tagged_to_six_metrics_is_pinned_to_their_six_charts(hub: Hub, touched: str) -> None:
    found = now(hub, scope=local_scope(), metric=touched, unit="E10000024", period="2026-03")

    assert found.trend is not None
    assert [pin.text for pin in found.trend.pins] == ["First national lockdown"]


@pytest.mark.parametrize("untouched", ["median_weekly_pay", "missed_bins"])
def test_and_to_no_others(hub: Hub, untouched: str) -> None:
    found = now(hub, scope=local_scope(), metric=untouched, unit="E10000024", period="2026-03")

    assert found.trend is not None
    assert found.trend.pins == ()


def test_an_event_of_metrics_that_one_may_not_read_is_not_told() -> None:
    hidden = LAW.model_copy(update={"text": "Talks begin", "metrics": ("calls",)})
    secret = small.CALLS.model_copy(update={"sensitivity": Sensitivity.RESTRICTED})
    held = replace(small.catalogue(HELD, secret), framework=catalogue_with(LAW, hidden).framework)

    told = every_event(held, [HELD])

    assert [row[1] for row in told.rows] == ["A new law"]
    assert len(every_event(held, [HELD, secret]).rows) == 2


def test_the_library_lists_every_event_and_everything_left_out(hub: Hub) -> None:
    happened, out = events(hub, scope=local_scope()).tables[0], left_out(hub, scope=local_scope()).tables[0]
    own = trust(hub, scope=local_scope(), metric="persistent_absence", unit="E10000024", period="2026-03")

    assert any("First national lockdown" in row and "Claimant count" in row[3] for row in happened.rows)
    assert any(row[0] == "Pupils persistently absent" for row in out.rows)
    assert "COVID-19" in own.left_out.rows[0][2]
    assert own.events.rows[0][1] == "First national lockdown"
