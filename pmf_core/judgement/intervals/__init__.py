"""How sure a number is: intervals around proportions, rates, means, standardised rates and gradients."""

from pmf_core.judgement.intervals.difference import difference_intervals
from pmf_core.judgement.intervals.interval import Intervals, normal_quantile
from pmf_core.judgement.intervals.mean import mean_intervals
from pmf_core.judgement.intervals.proportion import proportion_intervals, wilson
from pmf_core.judgement.intervals.rate import (
    byar,
    count_limits,
    exact_poisson,
    poisson_around_expected,
    rate_intervals,
)
from pmf_core.judgement.intervals.slope_index import SlopeIndex, ValueScale, slope_index
from pmf_core.judgement.intervals.standardised import (
    directly_standardised_rates,
    expected_counts,
    indirectly_standardised,
)

__all__ = [
    "Intervals",
    "SlopeIndex",
    "ValueScale",
    "byar",
    "count_limits",
    "difference_intervals",
    "directly_standardised_rates",
    "exact_poisson",
    "expected_counts",
    "indirectly_standardised",
    "mean_intervals",
    "normal_quantile",
    "poisson_around_expected",
    "proportion_intervals",
    "rate_intervals",
    "slope_index",
    "wilson",
]
