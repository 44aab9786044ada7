from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest

from pmf_core.access.scope import local_scope
from pmf_core.measures.latest import Latest, latest
from pmf_core.store.hub import Hub
from tests import small
from tests.few import MARCH, MISSING, TEAMS, council, row

JANUARY, FEBRUARY = (date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 2, 1), date(2025, 2, 28))
METRICS = (small.EMPTIED, small.CALLS)


@pytest.fixture
def hub() -> Hub:
    held = small.catalogue()
    rows = [
        ("emptied", "north", *JANUARY, 50.0, 100.0, None),
        ("emptied", "south", *JANUARY, 90.0, 100.0, None),
        ("emptied", "north", *FEBRUARY, 60.0, 100.0, None),
        ("emptied", "south", *FEBRUARY, None, None, None),
        ("calls", "north", *JANUARY, None, None, 7.0),
    ]
    return small.publish(small.new_hub(held), held, rows, known_from=datetime(2025, 3, 5))


def asked(hub: Hub, units: tuple[str, ...] = ("north", "south"), **more: object) -> Latest:
    return latest(hub, METRICS, units, scope=local_scope(), **more)  # type: ignore[arg-type]


def test_each_metric_stands_in_one_period_for_all_units(hub: Hub) -> None:
    found = asked(hub)

    assert [period.id for period in found.periods if period] == ["2025-02", "2025-01"]
    assert np.array_equal(found.value, [[60.0, np.nan], [7.0, np.nan]], equal_nan=True)


def test_a_row_without_a_value_keeps_its_reason_and_an_absent_row_has_none(hub: Hub) -> None:
    assert asked(hub).missing == {(0, 1): "not_submitted"}


def test_counts_come_with_their_values(hub: Hub) -> None:
    found = asked(hub)

    assert (found.numerator[0, 0], found.denominator[0, 0]) == (60.0, 100.0)
    assert np.isnan(found.denominator[1]).all()


def test_those_beside_do_not_decide_the_period(hub: Hub) -> None:
    found = asked(hub, ("south",), beside=("north",))

    assert found.units == ("south", "north")
    assert found.periods[0] is not None
    assert found.periods[0].id == "2025-01"
    assert found.value[0].tolist() == [90.0, 50.0]


def test_nothing_after_the_day_asked_for_is_read(hub: Hub) -> None:
    found = asked(hub, until=date(2025, 1, 31))

    assert found.value[0].tolist() == [50.0, 90.0]


def test_a_correction_is_read_from_the_moment_it_was_known(hub: Hub) -> None:
    held = small.catalogue()
    rows = [("emptied", "north", *FEBRUARY, 66.0, 100.0, None)]
    corrected = small.publish(hub, held, rows, known_from=datetime(2025, 4, 1))

    before = latest(corrected, METRICS, ("north",), scope=local_scope(as_at=datetime(2025, 3, 20)))
    assert before.value[0, 0] == 60.0
    assert asked(corrected).value[0, 0] == 66.0


def test_a_unit_above_has_the_sum_over_the_sum_of_its_parts(hub: Hub) -> None:
    found = asked(hub, ("council",), until=date(2025, 1, 31))

    assert found.value[:, 0].tolist() == [70.0, 7.0]


def few() -> small.Hub:
    held = council(MISSING)
    counts = {"north": 2, "south": 8, "east": 20, "west": 30}
    rows = [row(MISSING, team, (count, 50)) for team, count in counts.items()]
    return small.publish(small.new_hub(held), held, rows, known_from=datetime(2025, 4, 10))


def test_small_numbers_and_their_guards_are_missing_here_too() -> None:
    found = latest(few(), [MISSING], TEAMS, scope=local_scope())

    assert found.periods == (MARCH,)
    assert np.array_equal(found.value[0], [np.nan, np.nan, 20, 30], equal_nan=True)
    assert found.missing == {(0, 0): "suppressed", (0, 1): "suppressed"}


def test_who_needs_small_numbers_reads_them_here_too() -> None:
    found = latest(few(), [MISSING], TEAMS, scope=replace(local_scope(), discloses=True))

    assert found.value[0].tolist() == [2, 8, 20, 30]


def test_counts_that_are_rounded_are_rounded_here_too() -> None:
    rounding = MISSING.model_copy(update={"disclosure": "round10"})
    held = council(rounding)
    rows = [row(rounding, team, (count, 50)) for team, count in {"north": 14, "south": 25}.items()]
    hub = small.publish(small.new_hub(held), held, rows, known_from=datetime(2025, 4, 10))

    found = latest(hub, [rounding], TEAMS, scope=local_scope())

    assert found.value[0, :2].tolist() == [10, 30]
