"""Poisson intervals."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import poisson

from pmf_core.judgement.intervals import byar, exact_poisson, rate_intervals


@pytest.mark.parametrize(("count", "lower", "upper"), [(0, 0.0, 3.689), (1, 0.025, 5.572), (9, 4.115, 17.085)])
def test_garwoods_published_exact_limits(count: int, lower: float, upper: float):
    found = rate_intervals([count], [1], multiplier=1)

    assert found.lower[0] == pytest.approx(lower, abs=5e-4)
    assert found.upper[0] == pytest.approx(upper, abs=5e-4)


def test_exact_limits_cut_off_the_tails_they_should():
    counts = np.array([1.0, 5.0, 9.0])

    lower, upper = exact_poisson(counts, upper_tail=0.975)

    assert np.allclose(poisson.sf(counts - 1, lower), 0.025)
    assert np.allclose(poisson.cdf(counts, upper), 0.025)


def test_the_boundary_between_exact_and_byar_is_ten():
    counts = np.array([9.999, 10.0])
    found = rate_intervals(counts, [1, 1], multiplier=1)

    exact, approximate = exact_poisson(counts, upper_tail=0.975), byar(counts, upper_tail=0.975)

    assert [found.lower[0], found.upper[1]] == [exact[0][0], approximate[1][1]]
    assert found.lower[1] == approximate[0][1] != exact[0][1]


def test_byar_is_close_to_the_exact_limits_from_ten_events_on():
    counts = np.arange(10.0, 200)

    exact, approximate = exact_poisson(counts, upper_tail=0.975), byar(counts, upper_tail=0.975)

    assert np.allclose(exact, approximate, rtol=0.003)


def test_a_missing_population_leaves_all_three_missing():
    found = rate_intervals([5], [np.nan])

    assert np.isnan([found.value, found.lower, found.upper]).all()
