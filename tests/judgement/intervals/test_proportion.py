"""Wilson's interval."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_core.errors import BadInput
from pmf_core.judgement.intervals import proportion_intervals


@pytest.mark.parametrize(
    ("numerator", "denominator", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_newcombes_published_examples(numerator: int, denominator: int, lower: float, upper: float):
    found = proportion_intervals([numerator], [denominator])

    assert found.lower[0] == pytest.approx(lower, abs=5e-5)
    assert found.upper[0] == pytest.approx(upper, abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_counting_the_others_turns_the_interval_round(pair: tuple[int, int]):
    x, n = pair

    those, others = proportion_intervals([x], [n]), proportion_intervals([n - x], [n])

    assert np.allclose(those.lower, 1 - others.upper, atol=1e-12)


def test_the_value_lies_within_its_limits_and_the_limits_within_the_whole():
    x = np.arange(51.0)

    found = proportion_intervals(x, np.full(51, 50.0), multiplier=100)

    assert ((found.lower >= 0) & (found.lower <= found.value)).all()
    assert ((found.value <= found.upper) & (found.upper <= 100)).all()


def test_a_missing_numerator_stays_missing():
    found = proportion_intervals([np.nan], [10])

    assert np.isnan([found.value, found.lower, found.upper]).all()


@pytest.mark.parametrize(("x", "n"), [(3, 2), (-1, 2), (0, 0)])
def test_an_impossible_count_is_refused(x: int, n: int):
    with pytest.raises(BadInput, match="at position 0"):
        proportion_intervals([x], [n])


@pytest.mark.parametrize("confidence", [0, 1.2, -0.5])
def test_an_impossible_confidence_is_refused(confidence: float):
    with pytest.raises(BadInput, match="confidence is"):
        proportion_intervals([1], [2], confidence=confidence)
