from __future__ import annotations

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import parse
from pmf_core.judgement.direction import Direction
from pmf_core.judgement.ranks import Tier
from pmf_core.packs.table_files import csv_file
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import assess
from pmf_core.views.comparison import Comparison, comparator, compare, offered
from pmf_core.views.comparison.sentences import finding, reading
from pmf_core.views.metric_profile import Peers, peers

COUNTY = "E10000024"


def compared(hub: Hub, metric: str, group: str, *, unit: str = COUNTY, period: str = "2026-03") -> Comparison:
    scope, catalogue = local_scope(), hub.catalogue
    (assessment,) = assess(hub, [catalogue.metric(metric)], unit, period=parse(period), scope=scope)
    chosen = comparator(hub, assessment, named=group, scope=scope)
    return compare(hub, assessment, chosen, scope=scope)


def tab(hub: Hub, metric: str = "rereferrals_12_months", **more: str) -> Peers:
    return peers(hub, scope=local_scope(), metric=metric, unit=COUNTY, period="2026-03", **more)


def inside(value: float | None, lower: float | None, upper: float | None) -> bool:
    return value is not None and lower is not None and upper is not None and lower <= value <= upper


def test_nobody_is_a_peer_of_themselves(hub: Hub) -> None:
    for group in ("neighbours", "region", "type", "england"):
        found = compared(hub, "rereferrals_12_months", group)

        assert COUNTY not in [member.unit.id for member in found.members]


def test_neighbours_are_averaged_plainly_and_a_type_by_sum_over_sum(hub: Hub) -> None:
    neighbours = compared(hub, "rereferrals_12_months", "neighbours")
    of_type = compared(hub, "rereferrals_12_months", "type")

    values = [member.value for member in neighbours.members if member.value is not None]
    tops = sum(member.point.numerator or 0 for member in of_type.members if member.point)
    bottoms = sum(member.point.denominator or 0 for member in of_type.members if member.point)
    assert neighbours.average.value == pytest.approx(sum(values) / len(values))
    assert of_type.average.value == pytest.approx(tops / bottoms * 100)


def test_an_average_moves_by_those_who_have_both_values(hub: Hub) -> None:
    found = compared(hub, "rereferrals_12_months", "type")

    newcomers = [member.unit.label for member in found.members if not isinstance(member.change, Direction)]
    assert newcomers == ["Hampshire"]
    assert isinstance(found.average.change, Direction)
    assert abs(found.average.change.difference) < 0.5


def test_every_tier_and_rank_interval_holds_its_own_value(hub: Hub) -> None:
    found = compared(hub, "rereferrals_12_months", "england")

    assert len(found.ranked) == 153
    for member in found.ranked:
        assert inside(member.value, member.lower, member.upper)
        assert inside(member.rank, member.rank_lower, member.rank_upper)
        assert member.tier is not Tier.NOT_JUDGED


def test_a_rate_in_days_has_no_interval(hub: Hub) -> None:
    found = compared(hub, "social_worker_absence", "neighbours")

    assert found.own.lower is None
    assert found.interval_reason == "its numerator is an amount, not a count of events"


def test_a_district_is_compared_with_districts(hub: Hub) -> None:
    found = compared(hub, "household_recycling_rate", "region", unit="E07000170")

    assert {member.unit.level for member in found.members} == {"district"}
    assert len(found.ranked) > 20


def test_a_rank_at_odds_with_its_tier_is_explained(hub: Hub) -> None:
    found = compared(hub, "rereferrals_12_months", "type")

    assert found.own.tier is Tier.CLEARLY_BETTER
    assert "Yet 15 of the 20 others do better" in reading(found)
    assert finding(found).endswith("clearly better than the others of its type taken together")


def test_an_edition_is_offered_once(hub: Hub) -> None:
    catalogue = hub.catalogue
    metric, unit = catalogue.metric("rereferrals_12_months"), catalogue.organisation.unit(COUNTY)

    names = [group.name for group in offered(catalogue, metric, unit, on=hub.today, then=hub.today)]

    assert names.count("Statistical neighbours (2025)") == 1
    assert "Statistical neighbours (2021)" in names


def test_the_table_has_every_interval_in_its_file(hub: Hub) -> None:
    held = tab(hub)

    assert held.table is not None
    assert held.plot is not None
    file = csv_file(held.table, sources=held.sources).decode("utf-8-sig")
    own = next(dot for dot in held.plot.dots if dot.own)
    assert "Lower,Upper,Rank" in file
    assert repr(own.lower) in file
    assert len(held.row_units) == len(held.table.rows)


def test_a_group_that_a_metric_has_not_gives_way_and_says_so(hub: Hub) -> None:
    held = tab(hub, "asc_quality_of_life", group="england")

    assert held.chosen == "neighbours"
    assert held.plot is not None
    assert "isn't compared with 'england'" in held.plot.notes[0]


def test_what_nobody_else_publishes_says_so(hub: Hub) -> None:
    held = tab(hub, "missed_bins")

    assert held.plot is None
    assert held.empty is not None
    assert "nobody else publishes it" in held.empty.why


def test_hospitals_are_compared_with_hospitals_and_by_name(hub: Hub) -> None:
    found = compared(hub, "ae_four_hour", "type", unit="RX1")

    kinds = {member.unit.kind for member in found.members}
    assert kinds == {"NHS trust with a major A&E department"}
    assert all(member.unit.name.endswith("Trust") for member in found.members)
