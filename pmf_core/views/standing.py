"""How units stand on a metric, in one word each: beyond chance where there are counts, by quarters where not."""

from __future__ import annotations

import numpy as np

from pmf_core.judgement.arrays import Codes, Numbers
from pmf_core.judgement.benchmark import judged, quartile_bands
from pmf_core.judgement.funnel import proportion_significance, ratio_significance
from pmf_core.judgement.significance import Significance
from pmf_core.judgement.verdict import NotJudged
from pmf_core.measures.latest import Latest
from pmf_core.views.comparison.sampling import sampling_of
from pmf_core.views.status import Status, StatusKind

QUARTERS = {
    "A": Status(StatusKind.EXCELLENT, "Best quarter"),
    "B": Status(StatusKind.GOOD, "2nd quarter"),
    "C": Status(StatusKind.REQUIRES_IMPROVEMENT, "3rd quarter"),
    "D": Status(StatusKind.INADEQUATE, "Worst quarter"),
}
"""Where an authority stands among all of England, where there are no counts."""

AGAINST_ALL = {
    2: Status(StatusKind.EXCELLENT, "Better"),
    -2: Status(StatusKind.INADEQUATE, "Worse"),
}
"""Where a unit stands against all that are shown, taken together; anything nearer is within chance."""

WITHIN_CHANCE = Status(StatusKind.NEUTRAL, "Within chance")
UNSAID = Status(StatusKind.NOT_JUDGED, "")


def standings_of(figures: Latest, row: int, units: int, *, by_quarter: bool) -> list[Status]:
    """Against all that are shown where there are counts; else by quarters of all authorities."""
    metric = figures.metrics[row]
    x, n = figures.numerator[row, :units], figures.denominator[row, :units]
    counted = (~np.isnan(n)).sum() > 1 and not isinstance(sampling_of(metric, x, n), NotJudged)
    if metric.polarity.sign and counted:
        codes = judged(_significance(x, n), metric.polarity)
        return [_against_all(int(code)) for code in codes]
    if by_quarter:
        bands = quartile_bands(figures.value[row], polarity=metric.polarity_of_quarters).band[:units]
        return [QUARTERS.get(str(band), UNSAID) for band in bands]
    return [UNSAID] * units


def _against_all(code: int) -> Status:
    if code == Significance.NOT_COMPARED:
        return UNSAID
    return AGAINST_ALL.get(code, WITHIN_CHANCE)


def _significance(x: Numbers, n: Numbers) -> Codes:
    """Beside the sum over the sum of all units shown: Wilson's limits for shares, Poisson limits for rates."""
    held = ~np.isnan(n)
    if bool((x[held] <= n[held]).all()):
        return proportion_significance(x, n)
    return ratio_significance(x, n * x[held].sum() / n[held].sum())
