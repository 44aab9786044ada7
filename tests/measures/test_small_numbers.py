"""What a reader is shown where small numbers of people are withheld, and what who needs them is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from pmf_core.access.scope import Scope, local_scope
from pmf_core.definitions import Aggregation, Derived, Metric
from pmf_core.measures.lineage import lineage
from pmf_core.measures.read import series
from pmf_core.measures.restatements import restatements
from tests import small
from tests.few import HELPED, MARCH, MISSING, TEAMS, council, row

EVERYBODY = local_scope()
APRIL = datetime(2025, 4, 10)
FOUR = {"north": 2, "south": 8, "east": 20, "west": 30}


def told_once(metric: Metric = MISSING, counts: Mapping[str, int] = FOUR) -> small.Hub:
    held = council(metric)
    rows = [row(metric, team, (count, 50)) for team, count in counts.items()]
    return small.publish(small.new_hub(held), held, rows, known_from=APRIL)


def shown(hub: small.Hub, unit: str, *, scope: Scope = EVERYBODY, metric: str = "missing") -> float | str | None:
    point = series(hub, metric, unit, scope=scope).at(MARCH)
    assert point is not None
    return point.missing_reason if point.value is None else point.value


def test_a_small_number_and_its_guard_are_missing_and_not_told_apart() -> None:
    hub = told_once()

    assert [shown(hub, unit) for unit in (*TEAMS, "council")] == ["suppressed", "suppressed", 20, 30, 60]


def test_who_needs_small_numbers_reads_them() -> None:
    hub, insider = told_once(), replace(local_scope(), discloses=True)

    assert [shown(hub, unit, scope=insider) for unit in TEAMS] == [2, 8, 20, 30]
    assert [shown(hub, unit, scope=insider.for_files()) for unit in TEAMS] == ["suppressed", "suppressed", 20, 30]


def test_a_share_that_is_withheld_has_no_counts_either() -> None:
    hub = told_once(HELPED)

    point = series(hub, "helped", "north", scope=local_scope()).at(MARCH)

    assert point is not None
    assert (point.value, point.numerator, point.denominator) == (None, None, None)


def test_the_rows_behind_a_figure_are_withheld_as_the_figures_are() -> None:
    found = lineage(told_once(), "missing", "council", period=MARCH, scope=local_scope())

    assert {row.unit: row.value for row in found.rows} == {"north": None, "south": None, "east": 20, "west": 30}


def test_a_correction_of_what_is_withheld_is_no_restatement_to_a_reader() -> None:
    hub, held = told_once(), council(MISSING)

    hub = small.publish(hub, held, [row(MISSING, "north", (3, 0))], known_from=datetime(2025, 5, 10))

    assert restatements(hub, "missing", "north", scope=local_scope()) == ()


def test_what_is_protected_from_today_is_protected_in_the_past_too() -> None:
    open_to_all = MISSING.model_copy(update={"disclosure": None})
    hub = told_once(open_to_all)
    before = local_scope(as_at=APRIL)
    assert shown(hub, "north", scope=before) == 2

    hub = small.redecide(hub, council(MISSING), moment=datetime(2025, 6, 1))
    hub = small.Hub(hub.engine)

    assert shown(hub, "north", scope=before) == shown(hub, "north") == "suppressed"


def test_a_protection_that_is_lifted_hides_nothing() -> None:
    hub = told_once()

    lifted = MISSING.model_copy(update={"disclosure": "none"})
    hub = small.redecide(hub, council(lifted), moment=datetime(2025, 6, 1))

    assert shown(small.Hub(hub.engine), "north") == 2


def test_a_profile_that_rounds_makes_shares_of_rounded_counts() -> None:
    rounding = HELPED.model_copy(update={"disclosure": "nhs_1to7_round5_subnational"})
    hub = told_once(rounding, {"north": 2, "south": 8, "east": 21, "west": 30})

    points = {unit: series(hub, "helped", unit, scope=local_scope()).at(MARCH) for unit in TEAMS}
    rows = lineage(hub, "helped", "council", period=MARCH, scope=local_scope()).rows

    assert [point and point.value for point in points.values()] == [None, 10 / 60 * 100, 20 / 70 * 100, 30 / 80 * 100]
    assert {row.unit: row.numerator for row in rows} == {"north": None, "south": 10, "east": 20, "west": 30}


def test_a_derived_figure_has_no_value_where_a_part_of_it_is_withheld() -> None:
    half = MISSING.model_copy(
        update={
            "id": "half",
            "calculation": Derived(formula="missing / 2", parts=("missing",)),
            "aggregation": Aggregation.NOT_AGGREGATABLE,
            "aggregation_reason": "it is worked out from another",
            "disclosure": None,
        }
    )
    held = council(MISSING)
    held = replace(held, versions={**held.versions, "half": (half,)})
    rows = [row(MISSING, team, (count, 0)) for team, count in FOUR.items()]

    hub = small.publish(small.new_hub(held), held, rows, known_from=APRIL)

    assert [shown(hub, unit, metric="half") for unit in ("north", "council")] == ["suppressed", 30]
