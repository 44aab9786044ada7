"""Funnels: limits, significance and over-dispersion."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.errors import BadInput
from pmf_core.judgement.funnel import (
    FunnelScale,
    Significance,
    adjusted_limits,
    chance_limits,
    dispersion,
    proportion_funnel,
    proportion_significance,
    rate_significance,
    ratio_significance,
    significance_beyond,
)

AREAS = 2000


def null_areas(scale: FunnelScale, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Areas that differ by chance alone."""
    if scale is FunnelScale.PROPORTION:
        sizes = random.integers(200, 4000, AREAS)
        return random.binomial(sizes, 0.2).astype(float), sizes.astype(float)
    if scale is FunnelScale.RATE_LOG:
        exposure = random.integers(400, 4000, AREAS).astype(float)
        return random.poisson(0.3 * exposure).astype(float), random.poisson(exposure).astype(float)
    expected = random.uniform(40, 400, AREAS)
    return random.poisson(expected).astype(float), expected


@pytest.mark.parametrize("scale", FunnelScale)
def test_chance_alone_puts_one_area_in_twenty_outside_the_95_per_cent_limits(scale: FunnelScale):
    x, n = null_areas(scale, np.random.default_rng(1))
    ratio = scale in (FunnelScale.RATIO_LOG, FunnelScale.RATIO_ROOT)

    limits = chance_limits(n, scale=scale, average=1.0 if ratio else x.sum() / n.sum())

    assert 0.035 < (significance_beyond(x / n, limits) != 0).mean() < 0.06


@pytest.mark.parametrize("scale", FunnelScale)
def test_chance_alone_needs_no_adjustment_worth_the_name(scale: FunnelScale):
    x, n = null_areas(scale, np.random.default_rng(2))

    found = dispersion(x, n, scale=scale, trim=0.0)

    assert found.phi == pytest.approx(1, abs=0.12)


def test_areas_that_truly_differ_are_within_the_adjusted_limits_nineteen_times_in_twenty():
    random = np.random.default_rng(3)
    sizes = random.integers(500, 4000, AREAS).astype(float)
    x = random.binomial(sizes.astype(int), np.sin(random.normal(0.5, 0.05, AREAS)) ** 2).astype(float)
    found = dispersion(x, sizes, scale=FunnelScale.PROPORTION, trim=0.0)

    limits = adjusted_limits(
        sizes, scale=FunnelScale.PROPORTION, average=x.sum() / sizes.sum(), tau_squared=found.tau_squared
    )

    assert found.tau_squared == pytest.approx(0.05**2, rel=0.1)
    assert (significance_beyond(x / sizes, limits) != 0).mean() == pytest.approx(0.05, abs=0.015)


def test_limits_narrow_with_size_and_hold_the_average():
    limits = proportion_funnel([10, 100, 1000], 0.3, confidence=0.95)

    assert (np.diff(limits.upper - limits.lower) < 0).all()
    assert ((limits.lower < 30) & (limits.upper > 30)).all()


def test_a_proportion_on_the_chart_limit_is_on_the_edge_of_significance():
    limit = proportion_funnel([1000], 0.5, confidence=0.95).upper[0] / 100
    others = np.array([50_000_000.0, 50_000_000.0])

    inside, outside = (
        proportion_significance([*(others / 2), 1000 * (limit + step)], [*others, 1000])[-1] for step in (-1e-4, 1e-4)
    )

    assert (inside, outside) == (Significance.SIMILAR, Significance.ABOVE)


def test_the_levels_are_told_apart():
    codes = ratio_significance([100, 122, 140, 79, 60], [100] * 5)

    assert codes.tolist() == [0, 1, 2, -1, -2]


def test_a_missing_area_is_missing_and_does_not_hide_the_others():
    codes = proportion_significance([np.nan, 50, 90], [100, 100, 100])

    assert codes[0] == Significance.NOT_COMPARED
    assert codes[2] == Significance.FAR_ABOVE


def test_a_standardised_rate_of_few_events_is_not_judged():
    codes = rate_significance([9, 100], [90, 100], populations=[1e4, 1e5], standardised=True)

    assert codes[0] == Significance.TOO_FEW_EVENTS


def test_a_proportion_above_one_is_refused():
    with pytest.raises(BadInput, match="above its denominator"):
        dispersion([3, 4], [2, 9], scale=FunnelScale.PROPORTION)
