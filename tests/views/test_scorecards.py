from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from pmf_core.access.rights import Request, scope_of
from pmf_core.access.scope import local_scope
from pmf_core.definitions.person import Grant, Person
from pmf_core.store.hub import Hub
from pmf_core.views.scorecards import BANDS, ReadScorecard, read_scorecard
from pmf_core.views.status import StatusKind

COUNTY = "E10000024"


def read(hub: Hub, metrics: list[str], *, unit: str = COUNTY, scope=None) -> ReadScorecard:
    return read_scorecard(hub, scope=scope or local_scope(), unit=unit, period="2026-03", name="Board", metrics=metrics)


@pytest.fixture(scope="module")
def vital_signs(hub: Hub) -> list[str]:
    return [metric.id for metric in hub.catalogue.vital_signs]


def test_the_counts_are_those_of_the_list_below_them(hub: Hub, vital_signs: list[str]) -> None:
    held = read(hub, vital_signs)

    listed = Counter(tile.band.kind for tile in held.tiles)
    assert {status.kind: many for status, many in held.bands} == {kind: listed[kind] for kind in BANDS}
    assert sum(many for _, many in held.bands) == len(held.tiles)
    assert len(held.tiles) + len(held.absent) + held.unseen == len(vital_signs)


def test_a_low_band_is_never_hidden_by_the_others(hub: Hub, vital_signs: list[str]) -> None:
    told = {status.kind: many for status, many in read(hub, vital_signs).bands}

    assert told[StatusKind.INADEQUATE] > 0
    assert told[StatusKind.EXCELLENT] > 0


def test_the_order_is_the_scorecard_s_own(hub: Hub) -> None:
    chosen = ["missed_bins", "agency_spend", "complaints", "buses_of_mars"]

    assert [tile.metric for tile in read(hub, chosen).tiles] == chosen[:3]


def test_metrics_that_are_not_open_are_counted_and_never_named(hub: Hub) -> None:
    member = Person(id="m", name="M", grants=(Grant(role="elected_member", units=("place.E10000024",)),))
    scope = scope_of(member, Request(date(2026, 4, 20)), hub.catalogue)
    metrics = [metric.id for metric in hub.catalogue.vital_signs]
    closed = [m for m in hub.catalogue.vital_signs if not scope.may_read(m, hub.catalogue.organisation.unit(COUNTY))]

    held = read(hub, metrics, scope=scope)

    assert held.unseen == len(closed) > 0
    assert f"{len(closed)} not yours to see." in held.sentence
    said = repr(held)
    assert not [metric.id for metric in closed if f"'{metric.id}'" in said or metric.name in said]


def test_a_metric_that_is_not_measured_at_a_level_says_where_it_is(hub: Hub) -> None:
    held = read(hub, ["missed_bins", "household_recycling_rate"])

    ((metric, _, why),) = held.absent
    assert metric == "household_recycling_rate"
    assert why == "not measured for councils: it is held for districts and authorities"


def test_a_scorecard_with_nothing_to_show_says_why(hub: Hub) -> None:
    held = read(hub, ["household_recycling_rate"])

    assert held.empty is not None
    assert "has a figure at Nottinghamshire County Council" in held.empty.what
