"""Teams beside each other in a small council."""

from __future__ import annotations

from datetime import datetime

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.charts.appearance import Mode
from pmf_core.charts.funnel import domain_of, funnel_chart, key_of_funnel
from pmf_core.charts.markup import to_html
from pmf_core.definitions.metric import Measure, UnitOfMeasure
from pmf_core.views.status import StatusKind
from pmf_core.views.where import Where, where
from tests import few, small

SHARE = UnitOfMeasure(kind=Measure.PERCENTAGE, suffix="%")
EMPTIED = small.EMPTIED.model_copy(update={"unit": SHARE, "decimals": 1, "possible": (0, 100)})
ALIKE = {"north": (160, 40), "south": (162, 38), "east": (158, 42), "west": (161, 39)}
ONE_BAD = ALIKE | {"west": (80, 120)}


def seen(counts: dict[str, tuple[int, int]], *, metric=EMPTIED, unit: str = "council", beside: str = "") -> Where:
    held = few.council(metric)
    rows = [few.row(metric, team, pair) for team, pair in counts.items()]
    hub = small.publish(small.new_hub(held), held, rows, known_from=datetime(2025, 4, 10))
    return where(hub, scope=local_scope(), metric=metric.id, unit=unit, period="2025-03", beside=beside)


def test_one_bad_team_is_the_only_one_named() -> None:
    found = seen(ONE_BAD)

    assert found.chosen == "team"
    assert found.funnel is not None
    assert found.outliers is not None
    assert found.funnel.title == "Bins emptied on the day: West stands out as worse"
    assert "By chance alone" in found.funnel.sentence
    assert found.outlier_units == ("west",)


def test_what_a_team_does_to_the_headline_is_what_is_left_without_it() -> None:
    found = seen(ONE_BAD)

    assert found.outliers is not None
    rest = (160 + 162 + 158) / 600 * 100
    worst = next(row for row in found.outliers.values if row[0] == "West")
    assert worst[3] == pytest.approx(rest)
    assert worst[4] == pytest.approx(rest - (160 + 162 + 158 + 80) / 800 * 100)


def test_where_nobody_stands_out_the_title_says_so_and_there_is_no_list() -> None:
    found = seen(ALIKE)

    assert found.funnel is not None
    assert "none of the teams stands out" in found.funnel.title
    assert found.outliers is None


def test_the_parts_in_the_table_sum_to_the_whole() -> None:
    found = seen(ALIKE)

    assert found.table is not None
    assert sum(row[4] for row in found.table.values if isinstance(row[4], float)) == 800


def test_a_team_is_shown_beside_its_siblings() -> None:
    found = seen(ALIKE, unit="north")

    assert found.chosen == "beside"
    assert found.funnel is not None
    assert [spot.name for spot in found.funnel.spots if spot.own] == ["North team"]


def test_a_count_is_drawn_without_limits_and_says_why() -> None:
    found = seen({team: (10 + at, 0) for at, team in enumerate(few.TEAMS)}, metric=small.CALLS)

    assert found.funnel is None
    assert found.plot is not None
    assert "Who stands out is not judged: it is a count" in found.plot.notes[0]


def test_who_is_suppressed_is_named_without_a_value() -> None:
    found = seen({"north": (2, 0), "south": (8, 0), "east": (20, 0), "west": (30, 0)}, metric=few.MISSING)

    assert found.plot is not None
    assert [dot.value for dot in found.plot.dots] == [30, 20]
    assert "Not shown: North team and South team (suppressed to protect people)." in found.plot.notes


def test_a_choice_that_is_not_there_opens_the_first_with_enough_to_compare() -> None:
    assert seen(ALIKE, beside="district").chosen == "team"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_funnel_draws_everybody_and_names_who_stands_out(mode: Mode) -> None:
    held = seen(ONE_BAD).funnel
    assert held is not None

    drawn = funnel_chart(held, mode=mode)
    low, high = domain_of(held)

    assert any(spot.standing.kind is StatusKind.WORSENING for spot in held.spots)
    assert "West" in str(drawn)
    assert 0 <= low < high <= 100
    assert "Stands out as worse" in to_html(key_of_funnel(held))
