"""What goes in: ragged series, re-bases by period, and input that can't be judged."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pmf_core.definitions.polarity import Polarity
from pmf_core.errors import BadInput
from pmf_core.judgement.spc import Measured, batch_of, batch_of_arrays, judge

MONTHS = [date(2024, month, 1) for month in range(1, 13)]


def _measured(**changes) -> Measured:
    return Measured(**{"name": "Missed bins", "periods": MONTHS, "values": [5.0] * 12} | changes)


def test_series_of_different_lengths_are_padded():
    batch = batch_of([_measured(), _measured(periods=MONTHS[:3], values=[1.0, 2.0, 3.0])])

    assert batch.shape == (2, 12)
    assert np.isnan(batch.values[1, 3:]).all()


def test_a_re_base_starts_at_its_period():
    batch = batch_of([_measured(rebases=(MONTHS[6],))])

    assert batch.starts is not None
    assert np.flatnonzero(batch.starts[0]).tolist() == [6]


def test_a_re_base_that_matches_no_point_is_an_error_that_names_it():
    with pytest.raises(BadInput, match="Missed bins has no point at 2025-07-04 to re-base from"):
        batch_of([_measured(rebases=(date(2025, 7, 4),))])


def test_a_re_base_that_matches_no_point_can_be_ignored_on_request():
    batch = batch_of([_measured(rebases=(date(2025, 7, 4),))], ignore_unmatched_rebases=True)

    assert batch.starts is None


def test_a_ghost_that_matches_no_point_is_an_error_that_names_it():
    with pytest.raises(BadInput, match="Missed bins has no point at 2025-07-04 to ghost"):
        batch_of([_measured(ghosted=frozenset({date(2025, 7, 4)}))])


def test_two_values_for_one_period_are_an_error():
    with pytest.raises(BadInput, match="Missed bins has two values for 2024-01-01"):
        batch_of([_measured(periods=[MONTHS[0], MONTHS[0]], values=[1.0, 2.0])])


def test_a_period_without_a_value_is_an_error():
    with pytest.raises(BadInput, match="Missed bins has 1 values for 2 periods"):
        batch_of([_measured(periods=MONTHS[:2], values=[1.0])])


def test_an_infinite_value_is_an_error_that_says_where():
    with pytest.raises(BadInput, match="Missed bins is infinite at 2024-03-01"):
        batch_of([_measured(values=[5.0, 5.0, float("inf"), *[5.0] * 9])])


def test_an_infinite_value_in_an_array_is_an_error_that_says_where():
    with pytest.raises(BadInput, match="Series 2 is infinite at point 1"):
        batch_of_arrays([[1.0, 2.0], [float("-inf"), 2.0]])


def test_marks_of_another_shape_are_an_error():
    with pytest.raises(BadInput, match="Give one mark per value"):
        batch_of_arrays([[1.0, 2.0]], starts=[[True]])


def test_targets_of_another_shape_are_an_error():
    with pytest.raises(BadInput, match="Give one per series or value"):
        batch_of_arrays([[1.0, 2.0]], target=[1.0, 2.0, 3.0])


def test_polarities_of_another_number_are_an_error():
    with pytest.raises(BadInput, match="2 polarities for 1 series"):
        batch_of_arrays([[1.0]], polarity=[Polarity.NEUTRAL, Polarity.NEUTRAL])


def test_targets_can_change_by_period():
    batch = batch_of([_measured(target={MONTHS[0]: 4.0, MONTHS[1]: 6.0})])

    assert batch.target[0, :2].tolist() == [4.0, 6.0]
    assert np.isnan(batch.target[0, 2:]).all()


@pytest.mark.parametrize("measured", [[], [Measured("empty", [], [])]])
def test_nothing_to_judge_is_judged_as_nothing(measured: list[Measured]):
    found = judge(batch_of(measured))

    assert len(found.variation) == len(measured)
    assert not found.signals.any()
