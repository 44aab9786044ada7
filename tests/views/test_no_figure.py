"""A metric that no figure has ever come of: an exception where one is due, and nothing where none is."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pmf_core.access.rights import local_person, rights_of
from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import month
from pmf_core.definitions.rule import Code
from pmf_core.views.exceptions import exceptions
from pmf_core.views.home import Reader, home
from pmf_core.views.vital_signs import vital_signs
from tests import small

BEGUN = small.EMPTIED.model_copy(update={"effective_from": date(2025, 1, 20), "publication_lag_days": 10})
ROWS = [("calls", "north", month(2025, 3).start, month(2025, 3).end, None, None, 5.0)]


def hub_without_figures_of_one() -> small.Hub:
    held = small.catalogue(BEGUN, small.CALLS)
    return small.publish(small.new_hub(held), held, ROWS, known_from=datetime(2025, 4, 10))


@pytest.mark.parametrize(("asked", "listed"), [(month(2025, 1), False), (month(2025, 2), True), (month(2025, 3), True)])
def test_the_first_figure_is_missed_from_the_end_of_its_first_whole_period_and_its_lag_on(asked, listed) -> None:
    """February 2025 is the first whole month; its figure is due on 10 March, and February's cut-off is 31 March."""
    found = exceptions(hub_without_figures_of_one(), [BEGUN], "council", period=asked, scope=local_scope())

    assert [row.outcome.fired for row in found.exceptions] == ([(Code.E6,)] if listed else [])


def test_what_is_missing_says_since_when_in_its_sentence_and_on_the_pages() -> None:
    hub = hub_without_figures_of_one()

    board = vital_signs(hub, scope=local_scope(), unit="council", period="2025-03")
    reader = Reader(rights_of(local_person("council"), hub.catalogue.access, today=hub.today))
    first = home(hub, scope=local_scope(), unit="council", period="2025-03", reader=reader)

    (line,) = board.exceptions
    assert line.sentence == "The first figure was due on 10 March 2025 and is not here."
    assert first.exceptions.tiles[0].missing == "no figure"
    assert not any("nan" in cell.casefold() for row in board.table.rows for cell in row)


def test_a_unit_that_nothing_says_returns_it_is_not_asked_for_it() -> None:
    found = exceptions(hub_without_figures_of_one(), [BEGUN], "north", period=month(2025, 3), scope=local_scope())

    assert found.everything == ()
