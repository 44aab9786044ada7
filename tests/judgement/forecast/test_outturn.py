"""Where a year lands: how months make it, and how often the limits held what came."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pmf_core.errors import BadInput
from pmf_core.judgement.forecast import FEWEST_MONTHS, Landing, YearOf, foresee
from pmf_core.judgement.forecast.outturn import denominators_ahead


def landed(past: Any, **more: Any) -> Landing:
    return foresee(past, **more).landing


STEADY = np.tile([90.0, 110.0], 18)


def test_a_sum_is_what_was_and_what_is_to_come():
    landing = landed([STEADY], left=4, years=[YearOf.SUM])

    assert landing.expected[0] == pytest.approx(STEADY[-8:].sum() + 400, rel=0.02)


def test_a_last_month_is_no_surer_for_what_was():
    noise = np.random.default_rng(50).normal(100, 10, 40)

    landing = landed([noise, noise], left=1, years=[YearOf.LAST, YearOf.MEAN])

    assert landing.error[0] == pytest.approx(12 * landing.error[1])


def test_a_ratio_weighs_its_months_by_their_denominators():
    rates, sizes = np.full(36, 50.0), np.full(36, 100.0)
    rates[-6:], sizes[-6:] = 80.0, 300.0
    rates[-18:-12], sizes[-18:-12] = 50.0, 300.0

    landing = landed([rates], left=6, years=[YearOf.RATIO], denominators=[sizes])

    ahead = landed([rates], left=6, years=[YearOf.MEAN]).expected[0] * 12 - 80 * 6
    assert landing.expected[0] == pytest.approx((80 * 300 * 6 + ahead / 6 * 100 * 6) / (300 * 6 + 100 * 6))


def test_a_missing_month_of_the_year_stops_a_sum_and_leaves_a_ratio_out_of_both():
    holed = STEADY.copy()
    holed[-2] = np.nan
    sizes = np.full(36, 50.0)

    landing = landed([holed, holed], left=6, years=[YearOf.SUM, YearOf.RATIO], denominators=[sizes, sizes])

    assert np.isnan(landing.expected[0])
    assert landing.expected[1] == pytest.approx(100, abs=3)


def test_the_months_to_come_have_the_denominators_of_a_year_before():
    held = np.arange(24.0)[None]
    held[0, 13] = np.nan

    assert denominators_ahead(held, left=3)[0] == pytest.approx([12, np.nanmean(held[0, 12:]), 14])


def test_too_short_a_series_has_no_landing():
    short = np.full(FEWEST_MONTHS, 5.0)
    short[0] = np.nan

    assert np.isnan(landed([short], left=3, years=[YearOf.SUM]).expected[0])


def test_counts_have_wider_limits_where_they_are_larger():
    random = np.random.default_rng(51)
    months = np.arange(48)
    counts = random.poisson(20 + 4 * months, (300, 48)).astype(float)

    rooted = landed(counts, left=12, years=[YearOf.SUM] * 300, counted=True)
    outturns = random.poisson(20 + 4 * np.arange(48, 60), (300, 12)).sum(axis=1)

    lower, upper = rooted.limits()
    assert ((lower <= outturns) & (outturns <= upper)).mean() > 0.85


def test_mixed_kinds_in_one_pass_are_each_their_own():
    random = np.random.default_rng(52)
    values = random.poisson(80, (3, 40)).astype(float)
    kinds = [YearOf.SUM, YearOf.RATIO, YearOf.LAST]
    sizes = np.full((3, 40), 7.0)

    together = landed(values, left=5, years=kinds, counted=[True, False, False], denominators=sizes)

    for row, kind in enumerate(kinds):
        alone = landed(values[[row]], left=5, years=[kind], counted=row == 0, denominators=sizes[[row]])
        assert together.expected[row] == pytest.approx(alone.expected[0])
        assert together.error[row] == pytest.approx(alone.error[0])


@pytest.mark.parametrize("left", [0, 13])
def test_a_year_that_is_over_or_longer_than_a_year_is_refused(left: int):
    with pytest.raises(BadInput, match="months are left"):
        foresee([STEADY], left=left, years=[YearOf.SUM])
