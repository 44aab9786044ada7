"""Whether a series has a season."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kruskal

from pmf_core.errors import BadInput
from pmf_core.judgement.season import (
    Season,
    SeasonReason,
    decompose,
    kruskal_wallis,
    season_of,
    seasons,
)
from pmf_core.judgement.verdict import NotJudged

MONTH = np.arange(60)
WAVE = 10 * np.cos(MONTH * np.pi / 6)
NOISE = np.random.default_rng(8).normal(size=(2000, 60))


def test_the_parts_add_up_to_the_series():
    values = 50 + WAVE + NOISE[:20]

    parts = decompose(values)

    assert np.allclose(parts.seasonal + parts.trend + parts.remainder, values)


def test_a_periodic_season_is_the_same_every_year():
    seasonal = decompose(50 + WAVE + NOISE[:1]).seasonal[0]

    assert np.allclose(seasonal[:12], seasonal[12:24])


@pytest.mark.parametrize("points", [36, 48, 60])
def test_noise_is_called_seasonal_about_once_in_a_hundred_series_at_most(points: int):
    found = seasons(100 + NOISE[:, :points], first_month=4)

    assert found.seasonal.mean() <= 0.013


def test_a_wave_is_found_and_its_months_are_named_from_january():
    found = season_of((100 + WAVE + NOISE[0]).tolist(), first_month=4)

    assert isinstance(found, Season)
    assert found.seasonal
    assert int(np.argmax(found.indices)) == 3


def test_taking_the_season_out_leaves_the_noise():
    found = seasons(100 + WAVE + NOISE[:50], first_month=1)

    assert np.abs(found.adjusted - 100 - NOISE[:50]).mean() < 0.5


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([1.0, 2.0] * 17, "34 points, 36 needed"),
        ([0.1] * 48, "every value is the same"),
        ([1.0, 2.0] * 10 + [float("nan")] + [1.0, 2.0] * 10, "a month is missing: a season needs every month"),
    ],
)
def test_a_series_that_cannot_be_judged_says_why(values: list[float], reason: str):
    assert season_of(values, first_month=1) == NotJudged(reason)


def test_padding_before_and_after_changes_nothing():
    series = 100 + WAVE + NOISE[0]
    padded = np.concatenate([[np.nan] * 5, series, [np.nan] * 3])

    alone, beside = seasons([series], first_month=6), seasons([padded], first_month=1)

    assert np.allclose(alone.indices, beside.indices)
    assert np.allclose(beside.adjusted[0, 5:-3], alone.adjusted[0])


def test_many_series_at_once_are_each_their_own():
    table = 100 + WAVE + NOISE[:3]

    together = seasons(table, first_month=[1, 4, 9])

    for row, first in enumerate((1, 4, 9)):
        assert np.allclose(together.indices[row], seasons(table[[row]], first_month=first).indices[0])


def test_the_test_of_months_agrees_with_scipy_ties_included():
    values, groups = np.round(NOISE[:20]), MONTH % 12

    expected = [kruskal(*(row[groups == month] for month in range(12))).pvalue for row in values]

    assert np.allclose(kruskal_wallis(values, groups), expected)


def test_a_constant_series_has_no_season_by_the_test():
    assert kruskal_wallis(np.full((1, 36), 0.1), np.arange(36) % 12) == [1]


def test_two_years_are_too_few_to_decompose():
    with pytest.raises(BadInput, match="24 points"):
        decompose(np.zeros((1, 24)))


def test_an_impossible_month_is_refused():
    with pytest.raises(BadInput, match="first month is 13"):
        seasons([[1.0] * 40], first_month=13)


def test_reasons_are_given_for_each_series_of_a_batch():
    table = np.stack([NOISE[0], np.full(60, 7.0), np.where(MONTH == 30, np.nan, NOISE[1])])

    found = seasons(table, first_month=1)

    assert found.reason.tolist() == [SeasonReason.JUDGED, SeasonReason.CONSTANT, SeasonReason.GAP]
