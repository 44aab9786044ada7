"""Small numbers stay hidden from a reader who does the sums."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pytest
from scipy.optimize import linprog

from pmf_core.disclosure import PROFILES, Hidden, Profile, Shown, System, Total, exposed, guards, protect

OWN = PROFILES["own"]

ROUNDING = 1e-6


def tree(random: np.random.Generator) -> tuple[dict[Hashable, int], list[Total[Hashable]]]:
    """A council of services of teams, with a few people in each."""
    counts: dict[Hashable, int] = {}
    totals: list[Total[Hashable]] = []
    services = []
    for service in range(int(random.integers(1, 4))):
        teams = [(service, team) for team in range(int(random.integers(1, 5)))]
        counts |= {team: int(random.integers(0, 12)) for team in teams}
        counts[service] = sum(counts[team] for team in teams)
        totals.append(Total(service, tuple(teams)))
        services.append(service)
    counts["all"] = sum(counts[service] for service in services)
    return counts, [*totals, Total("all", tuple(services))]


def table(random: np.random.Generator) -> tuple[dict[Hashable, int], list[Total[Hashable]]]:
    """A table of two breakdowns with both its margins."""
    height, width = (int(size) for size in random.integers(2, 5, size=2))
    counts: dict[Hashable, int] = {
        (row, column): int(random.integers(0, 15)) for row in range(height) for column in range(width)
    }
    totals: list[Total[Hashable]] = []
    for row in range(height):
        totals.append(Total(("row", row), tuple((row, column) for column in range(width))))
    for column in range(width):
        totals.append(Total(("column", column), tuple((row, column) for row in range(height))))
    for total in list(totals):
        counts[total.cell] = sum(counts[part] for part in total.parts)
    totals.append(Total("all", tuple(("row", row) for row in range(height))))
    totals.append(Total("all", tuple(("column", column) for column in range(width))))
    counts["all"] = sum(counts["row", row] for row in range(height))
    return counts, totals


def recovered(
    shown: Mapping[Hashable, Shown | Hidden],
    counts: Mapping[Hashable, int],
    totals: Sequence[Total[Hashable]],
    *,
    profile: Profile,
) -> list[Hashable]:
    """The small cells whose least and greatest possible values are the same, by linear programming."""
    cells = list(counts)
    place = {cell: at for at, cell in enumerate(cells)}
    equations = np.zeros((len(totals), len(cells)))
    for row, total in zip(equations, totals, strict=True):
        row[place[total.cell]] += 1
        for part in total.parts:
            row[place[part]] -= 1
    bounds = []
    for cell in cells:
        if isinstance(shown[cell], Shown):
            bounds.append((counts[cell], counts[cell]))
        else:
            bounds.append((1, profile.largest_hidden) if profile.hides(counts[cell]) else (0, None))
    known = []
    for cell in cells:
        if profile.hides(counts[cell]):
            objective = np.eye(len(cells))[place[cell]]
            ends = [
                linprog(sign * objective, A_eq=equations, b_eq=np.zeros(len(totals)), bounds=bounds) for sign in (1, -1)
            ]
            assert all(end.status in (0, 3) for end in ends)
            if all(end.status == 0 for end in ends) and -ends[1].fun - ends[0].fun < ROUNDING:
                known.append(cell)
    return known


@pytest.mark.parametrize("shape", [tree, table])
@pytest.mark.parametrize("profile", [OWN, PROFILES["dfe_1to5_c"]], ids=lambda profile: profile.name)
def test_an_attacker_who_solves_the_totals_recovers_no_small_number(shape, profile):
    random = np.random.default_rng(5)
    for _ in range(25):
        counts, totals = shape(random)

        shown = protect(counts, totals, profile=profile)

        assert recovered(shown, counts, totals, profile=profile) == []


@pytest.mark.parametrize("shape", [tree, table])
def test_the_attack_in_the_code_finds_what_linear_programming_finds(shape):
    random = np.random.default_rng(6)
    for _ in range(25):
        counts, totals = shape(random)
        unguarded = {cell: OWN.shown(count) for cell, count in counts.items()}
        small = [cell for cell, each in unguarded.items() if isinstance(each, Hidden)]

        found = exposed(counts, totals, small=small, guards=[], largest_hidden=OWN.largest_hidden)

        assert found == recovered(unguarded, counts, totals, profile=OWN)


def test_every_small_number_is_hidden_and_every_shown_one_is_right():
    counts, totals = table(np.random.default_rng(7))

    shown = protect(counts, totals, profile=OWN)

    for cell, each in shown.items():
        assert isinstance(each, Hidden) or each == Shown(counts[cell])
        assert isinstance(each, Hidden) or not OWN.hides(counts[cell])


def test_one_small_part_takes_the_next_smallest_with_it():
    counts = {"all": 35, "a": 2, "b": 8, "c": 25}

    shown = protect(counts, [Total("all", ("a", "b", "c"))], profile=OWN)

    assert [cell for cell, each in shown.items() if isinstance(each, Hidden)] == ["a", "b"]


def test_two_small_parts_guard_each_other():
    counts = {"all": 30, "a": 2, "b": 3, "c": 25}

    shown = protect(counts, [Total("all", ("a", "b", "c"))], profile=OWN)

    assert shown["c"] == Shown(25)


def test_two_ones_do_not_guard_each_other_because_nothing_else_adds_up_to_two():
    counts = {"all": 30, "a": 1, "b": 1, "c": 28}

    shown = protect(counts, [Total("all", ("a", "b", "c"))], profile=OWN)

    assert isinstance(shown["c"], Hidden)


def test_a_nought_is_no_guard_where_another_cell_can_be():
    counts = {"all": 12, "a": 2, "b": 0, "c": 10}

    shown = protect(counts, [Total("all", ("a", "b", "c"))], profile=OWN)

    assert shown["b"] == Shown(0)


def test_a_part_that_nobody_knows_is_guard_enough():
    counts = {"all": 12, "a": 2, "b": 5}

    shown = protect(counts, [Total("all", ("a", "b", "unknown"))], profile=OWN)

    assert shown["b"] == Shown(5)


def test_a_profile_without_guards_hides_small_numbers_alone():
    counts = {"all": 10, "a": 2, "b": 8}

    shown = protect(counts, [Total("all", ("a", "b"))], profile=PROFILES["nhs_1to7_round5_subnational"])

    assert [cell for cell, each in shown.items() if isinstance(each, Hidden)] == ["a"]
    assert shown["b"] == Shown(10)


def test_four_people_in_two_parts_of_two_are_kept_from_who_is_not_told_which_are_small():
    counts = {"all": 4, "a": 2, "a, women": 1, "a, men": 1, "b": 2, "b, women": 1, "b, men": 1}
    totals = [Total("all", ("a", "b")), Total("a", ("a, women", "a, men")), Total("b", ("b, women", "b, men"))]
    small = [cell for cell, count in counts.items() if OWN.hides(count)]

    shown = protect(counts, totals, profile=OWN)

    assert not [cell for cell, each in shown.items() if isinstance(each, Shown)]
    assert exposed(counts, totals, small=small, guards=[], largest_hidden=4) != []
    assert exposed(counts, totals, small=small, guards=[], largest_hidden=4, told_apart=False) == []


def test_what_no_guard_can_help_takes_no_other_cell_with_it():
    counts = {"all": 50, "x": 4, "a": 2, "a1": 1, "a2": 1, "b": 2, "b1": 1, "b2": 1, "y": 6, "z": 40}
    totals = [Total("all", ("x", "y", "z")), Total("x", ("a", "b")), Total("a", ("a1", "a2")), Total("b", ("b1", "b2"))]

    shown = protect(counts, totals, profile=OWN)

    assert (shown["all"], shown["z"]) == (Shown(50), Shown(40))


def test_figures_are_hidden_as_one_and_only_where_they_are_free_to_be():
    figures = {"a": ("a", "not a"), "b": ("b", "not b"), "c": ("c", "not c")}
    counts = {"a": 2, "b": 9, "c": 20, "not a": 30, "not b": 30, "not c": 30}
    totals = [Total("all", ("a", "b", "c")), Total("not all", ("not a", "not b", "not c"))]
    counts |= {"all": 31, "not all": 90}
    system = System(figures | {"all": ("all", "not all")}, counts, totals, ["a"], OWN.largest_hidden)

    assert guards(system, hidden=["a"], free=["b", "c", "all"]) == ["b"]
    assert guards(system, hidden=["a"], free=["c", "all"]) == ["c"]
