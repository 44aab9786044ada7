from __future__ import annotations

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import YearType, parse, year
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import assess
from pmf_core.views.comparison import Comparison, comparator, compare
from pmf_core.views.metric_profile import Peers, peers
from pmf_core.views.metric_profile.peer_trend import Gap, title_of

COUNTY = "E10000024"


@pytest.fixture(scope="module")
def found(hub: Hub) -> Comparison:
    """Re-referrals, of which fewer are better, beside statistical neighbours."""
    scope = local_scope()
    metric = hub.catalogue.metric("rereferrals_12_months")
    (assessment,) = assess(hub, [metric], COUNTY, period=parse("2026-03"), scope=scope)
    return compare(hub, assessment, comparator(hub, assessment, named="neighbours", scope=scope), scope=scope)


def gap(first: int, amount: float, error: float | None = 0.1) -> Gap:
    return Gap(year(first, YearType.FINANCIAL), amount, error)


@pytest.mark.parametrize(
    ("gaps", "told"),
    [
        ((gap(2015, -3.0), gap(2024, 2.0)), "from better than to worse than the average"),
        ((gap(2015, 3.0), gap(2024, -2.0)), "from worse than to better than the average"),
        ((gap(2015, 1.0), gap(2024, 3.0)), "the gap to the average of its statistical neighbours has widened"),
        ((gap(2015, -3.0), gap(2024, -1.0)), "has narrowed since 2015/16"),
        ((gap(2015, 1.0, 2.0), gap(2024, 3.0, 2.0)), "no clear change in the gap"),
        ((gap(2015, 1.0, None), gap(2024, 3.0, None)), "has widened since 2015/16"),
        ((gap(2024, 3.0),), "over time, beside its statistical neighbours"),
    ],
)
def test_the_title_tells_what_became_of_the_gap(found: Comparison, gaps: tuple[Gap, ...], told: str) -> None:
    assert told in title_of(found, gaps)


def tab(hub: Hub, metric: str = "rereferrals_12_months", **more: str) -> Peers:
    asked = {"unit": COUNTY, "period": "2026-03"} | more
    return peers(hub, scope=local_scope(), metric=metric, **asked)  # type: ignore[arg-type]


def test_the_one_to_look_at_first_is_another_that_improved_by_more_than_chance(hub: Hub) -> None:
    held = tab(hub).moved

    assert held is not None
    assert held.lead == ("E10000031", "Warwickshire")
    assert "3 improved and 2 worsened by more than chance" in held.sentence
    assert held.row_units[0] == COUNTY


def test_where_neither_way_is_better_nobody_is_said_to_have_improved(hub: Hub) -> None:
    held = tab(hub, "children_looked_after_rate").moved

    assert held is not None
    assert held.lead is None
    assert held.title.startswith("Who moved most")
    assert {row[-1] for row in held.table.rows} <= {"Rose", "Fell", "Within chance", "No counts"}


def test_counts_have_no_list_of_who_improved(hub: Hub) -> None:
    assert tab(hub, "lait_prechilddea").moved is None


def test_computed_neighbours_say_what_makes_them_alike(hub: Hub) -> None:
    held = tab(hub, group="socio_economic_2025").alike

    assert held is not None
    assert "z scores" in held.sentence
    assert "a weight multiplies the squared difference" in held.sentence
    assert len(held.neighbours.rows) == len(held.row_units) == 10
    assert len(held.neighbours.value_columns) == len(held.neighbours.values[0]) == 3 + 12
    assert held.left_out is not None
    assert any("began on 1 April 2023" in why for _, why in held.left_out.rows)


def test_a_metric_that_chose_the_neighbours_says_so(hub: Hub) -> None:
    told = tab(hub, "median_weekly_pay", group="socio_economic_2025").alike

    assert told is not None
    assert "is itself one of the variables" in told.sentence


def test_other_groups_need_no_such_reason(hub: Hub) -> None:
    assert tab(hub).alike is None
