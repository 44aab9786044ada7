"""Suppressed parts are never given away by what is shown beside them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pmf_core.definitions.period import month
from pmf_core.judgement.decomposition import Parts
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.why.against import Earlier
from pmf_core.views.why.answer import Answer, answer
from pmf_core.views.why.parts import Panel, Part
from tests.small import CALLS

MONTHS = tuple(month(2025, number) for number in range(1, 13))


def panel(hidden: list[tuple[int, int]], *, parts: int = 4) -> Panel:
    """Counts of four parts over a year, with some hidden: (part, month) pairs."""
    random = np.random.default_rng(41)
    counts = random.integers(1, 40, (parts, 12)).astype(float)
    whole = Parts.of(counts.sum(axis=0))
    marks = np.zeros(counts.shape, dtype=bool)
    for place in hidden:
        marks[place] = True
    return Panel(
        parts=tuple(Part(f"Team {row}", f"team_{row}") for row in range(parts)),
        periods=MONTHS,
        amounts=Parts(np.where(marks, np.nan, counts)),
        whole=whole,
        absent=np.zeros(counts.shape, dtype=bool),
        hidden=marks,
        counted=False,
    )


def explained(held: Panel) -> Answer | NotJudged:
    return answer(held, Earlier((MONTHS[10],), "November 2025"), metric=CALLS, now=11)


@pytest.mark.parametrize("hidden", [[(1, 11)], [(1, 10)], [(0, 10), (1, 10), (2, 11)]])
def test_a_part_that_is_hidden_alone_stops_the_split(hidden: list[tuple[int, int]]) -> None:
    found = explained(panel(hidden))

    assert isinstance(found, NotJudged)
    assert "give its figure away" in found.reason


@pytest.mark.parametrize("hidden", [[(1, 11), (2, 11)], [(0, 10), (1, 10), (1, 11), (3, 11)]])
def test_hidden_parts_are_told_together_and_the_sum_still_holds(hidden: list[tuple[int, int]]) -> None:
    held = panel(hidden)

    found = explained(held)

    assert isinstance(found, Answer)
    inside = {row for row, _ in hidden}
    names = [each.part.name for each in found.contributors]
    assert f"{len(inside)} others, suppressed to protect people" in names
    assert not {f"Team {row}" for row in inside} & set(names)
    assert sum(each.together for each in found.contributors) == pytest.approx(found.change, abs=1e-9)


def test_a_figure_hidden_in_another_month_does_not_matter() -> None:
    found = explained(panel([(1, 3)]))

    assert isinstance(found, Answer)
    assert len(found.contributors) == 4


def test_a_part_belongs_on_the_days_it_belonged() -> None:
    part = Part("Team", "team", ((date(2024, 1, 1), date(2024, 9, 30)),))

    assert part.belongs(date(2024, 9, 30))
    assert not part.belongs(date(2024, 10, 1))
