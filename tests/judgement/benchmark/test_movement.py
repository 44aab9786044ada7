from __future__ import annotations

import numpy as np
import pytest

from pmf_core.errors import BadInput
from pmf_core.judgement.benchmark import clear_movements
from pmf_core.judgement.significance import Significance

RANDOM = np.random.default_rng(31)


def test_where_nobody_moved_nobody_is_picked_out_nineteen_times_in_twenty() -> None:
    true, error = 0.3, np.full(11, 0.05)
    quiet = []
    for _ in range(4000):
        before, after = RANDOM.normal(true, 0.05, (2, 11))
        quiet.append((clear_movements(before, error, after=after, after_errors=error) == 0).all())

    assert np.mean(quiet) == pytest.approx(0.95, abs=0.012)


def test_a_move_is_told_by_its_way() -> None:
    codes = clear_movements([1.0, 1.0], [0.1, 0.1], after=[2.0, 0.0], after_errors=[0.1, 0.1])

    assert codes.tolist() == [Significance.ABOVE, Significance.BELOW]


def test_who_has_no_figure_in_one_of_the_two_is_not_judged_and_counts_for_nothing() -> None:
    alone = clear_movements([1.0], [0.1], after=[1.3], after_errors=[0.1])
    beside = clear_movements([1.0, np.nan], [0.1, np.nan], after=[1.3, 2.0], after_errors=[0.1, 0.1])

    assert beside.tolist() == [*alone.tolist(), Significance.NOT_COMPARED]


def test_the_more_are_looked_at_the_further_one_must_have_moved() -> None:
    one = clear_movements([0.0], [0.1], after=[0.3], after_errors=[0.1])
    many = clear_movements(np.zeros(30), np.full(30, 0.1), after=np.full(30, 0.3), after_errors=np.full(30, 0.1))

    assert one[0] == Significance.ABOVE
    assert many[0] == Significance.SIMILAR


def test_an_error_of_nought_is_refused() -> None:
    with pytest.raises(BadInput, match="standard error is 0 at position 0"):
        clear_movements([1.0], [0.0], after=[1.0], after_errors=[0.1])
