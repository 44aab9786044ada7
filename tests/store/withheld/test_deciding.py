"""What is withheld beside what, in a department of three teams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmf_core.definitions import Count, Metric, Ratio
from pmf_core.definitions.period import Period, month, year
from pmf_core.disclosure import PROFILES
from pmf_core.store.withheld.deciding import GUARD, SMALL, withheld
from pmf_core.store.withheld.sums import Ledger
from pmf_core.store.withheld.tree import Tree
from pmf_core.store.withheld.versions import Version
from tests import small

TEAMS = ("a", "b", "c")
BEGIN = datetime(2020, 1, 1)
MARCH = month(2025, 3)
COUNTED = small.CALLS.model_copy(update={"calculation": Count(counted="children"), "disclosure": "own"})
SHARE = small.EMPTIED.model_copy(
    update={"calculation": Ratio(numerator="helped", denominator="asking"), "disclosure": "own"}
)
RUNNING = COUNTED.model_copy(update={"cumulative": True})
TREE = Tree(tuple((team, "all of them", date.min, date.max, BEGIN, 1) for team in TEAMS))


def version(
    unit: str,
    value: float,
    *,
    of: float | None = None,
    step: int = 1,
    period: Period = MARCH,
    breakdown: str = "all",
) -> Version:
    known = BEGIN + timedelta(days=step)
    top = None if of is None else value
    return Version(unit, breakdown, period, top, of, value, known, step)


def decided(
    versions: Sequence[Version], *, metric: Metric = COUNTED, tree: Tree = TREE, before: Mapping[int, str] | None = None
) -> dict[int, str]:
    ledger = Ledger.of(metric, PROFILES["own"], tree, versions)
    return withheld(ledger, decided=before or {}, after_batch=0)


def test_a_small_number_takes_the_smallest_beside_it_with_it() -> None:
    found = decided([version("a", 2), version("b", 8), version("c", 25), version("all of them", 35)])

    assert found == {0: SMALL, 1: GUARD}


def test_nothing_is_withheld_where_nothing_is_small() -> None:
    assert decided([version("a", 5), version("b", 0), version("all of them", 5)]) == {}


def test_a_share_is_withheld_where_those_not_in_it_are_few() -> None:
    shares = [version("a", 38, of=40), version("b", 30, of=60), version("c", 30, of=90)]

    found = decided([*shares, version("all of them", 98, of=190)], metric=SHARE)

    assert found == {0: SMALL, 1: GUARD}


def test_a_number_that_is_no_longer_small_stays_hidden_while_it_would_give_the_old_one_away() -> None:
    first = [version("a", 2), version("b", 8), version("c", 25), version("all of them", 35)]

    found = decided([*first, version("a", 7, step=2), version("all of them", 40, step=2)])

    assert found == {0: SMALL, 1: GUARD, 4: GUARD}


def test_a_correction_elsewhere_is_shown() -> None:
    first = [version("a", 2), version("b", 8), version("c", 25), version("all of them", 35)]

    found = decided([*first, version("c", 26, step=2), version("all of them", 36, step=2)])

    assert found == {0: SMALL, 1: GUARD}


def test_a_team_that_moves_does_not_give_away_the_one_that_stays() -> None:
    moved = BEGIN + timedelta(days=2)
    gone, come = ("b", "all of them", date.min, date.min, moved, 2), ("b", "others", date.min, date.max, moved, 2)
    tree = Tree((*TREE.rows, gone, come))
    first = [version("a", 2), version("b", 8), version("all of them", 10)]

    found = decided([*first, version("all of them", 2, step=2), version("others", 8, step=2)], tree=tree)

    assert found == {0: SMALL, 1: GUARD, 3: SMALL, 4: GUARD}


def test_a_small_category_is_guarded_by_another() -> None:
    categories = [version("a", 3, breakdown="sex=f"), version("a", 9, breakdown="sex=m"), version("a", 12)]

    assert decided(categories) == {0: SMALL, 1: GUARD}


def test_a_small_month_is_not_the_rest_of_its_year() -> None:
    months = [version("a", 20, period=month(2025, number)) for number in range(1, 13)]
    months[4] = version("a", 2, period=month(2025, 5))

    found = decided([*months, version("a", 222, period=year(2025))])

    assert found == {4: SMALL, 0: GUARD}


def test_a_running_total_does_not_give_away_the_month_between() -> None:
    found = decided(
        [version("a", total, period=month(2025, 4 + at)) for at, total in enumerate((20, 23, 50))], metric=RUNNING
    )

    assert found == {0: GUARD}


def test_a_running_total_begins_anew_with_the_year() -> None:
    months = [version("a", 20, period=month(2025, 3)), version("a", 22, period=month(2025, 4))]

    assert decided(months, metric=RUNNING) == {}


def test_the_figure_of_a_unit_with_one_part_is_as_small_as_its_part() -> None:
    assert decided([version("a", 2), version("all of them", 2)]) == {0: SMALL, 1: SMALL}


COUNTS = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=4)


@given(COUNTS)
def test_deciding_as_figures_come_is_deciding_all_at_once(counts: list[list[int]]) -> None:
    versions: list[Version] = []
    step_by_step: dict[int, str] = {}
    for step, told in enumerate(counts, 1):
        versions += [version(team, count, step=step) for team, count in zip(TEAMS, told, strict=True)]
        versions.append(version("all of them", sum(told), step=step))
        ledger = Ledger.of(COUNTED, PROFILES["own"], TREE, versions)
        step_by_step |= withheld(ledger, decided=step_by_step, after_batch=step - 1)

    assert decided(versions) == step_by_step
