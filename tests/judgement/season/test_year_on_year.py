"""A year beside the one before it."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.judgement.season import YearOnYear, year_on_year
from pmf_core.judgement.verdict import NotJudged

WAVE = 10 * np.cos(np.arange(12) * np.pi / 6)


@pytest.mark.parametrize("months", [6, 12])
def test_years_of_noise_are_told_apart_about_once_in_a_hundred(months: int):
    noise = np.random.default_rng(61).normal(size=(3000, 2, 12)) + WAVE

    told = [year_on_year(later[:months].tolist(), earlier.tolist()[:months]) for later, earlier in noise]

    assert np.mean([isinstance(found, YearOnYear) and found.detectable for found in told]) <= 0.015


def test_a_season_does_not_hide_a_year_that_is_higher():
    noise = np.random.default_rng(62).normal(size=(2, 12))

    found = year_on_year((WAVE + noise[0] + 3).tolist(), (WAVE + noise[1]).tolist())

    assert isinstance(found, YearOnYear)
    assert found.detectable
    assert found.difference == pytest.approx(3 + (noise[0] - noise[1]).mean())


def test_only_months_that_both_years_have_are_compared():
    later, earlier = [5.0] * 12, [4.0] * 12
    later[7:], earlier[0] = [float("nan")] * 5, float("nan")

    found = year_on_year(later, earlier)

    assert isinstance(found, YearOnYear)
    assert (found.months, found.higher, found.difference) == (6, 6, 1)


def test_five_months_are_too_few():
    assert year_on_year([1.0] * 5, [2.0] * 5) == NotJudged("5 months that both years have, 6 needed")
