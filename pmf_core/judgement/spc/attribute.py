"""Charts of counts: p for proportions, u for rates, c for counts with equal opportunity (Shewhart; qicharts2).

Limits are three standard errors of the binomial or Poisson distribution around the baseline's pooled value.
"""

from __future__ import annotations

import numpy as np

from pmf_core.judgement.spc.counted import (
    Chart,
    Counted,
    Frame,
    chart_limits,
    frame_of,
    refuse_more_than_all,
)
from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.profile import WHOLE_PARTITION, Baseline
from pmf_core.judgement.spc.xmr import Numbers, mean_of

LEAST_EXPECTED = 5
"""Below this expected count the normal limits of a p chart are rough (the usual rule of thumb)."""


def p_chart(found: Counted, *, baseline: Baseline = WHOLE_PARTITION) -> Chart:
    """Proportions: cl = Σy/Σn, limits cl ± 3√(cl(1−cl)/n) between 0 and 1.

    >>> from pmf_core.judgement.spc.counted import counted
    >>> p_chart(counted([[5, 5]], [[10, 10]])).limits.centre.tolist()
    [[0.5, 0.5]]
    """
    refuse_more_than_all(found)
    frame = frame_of(found, baseline)
    centre, sigma = binomial(found, frame)
    limits = chart_limits(centre, sigma, frame=frame, floor=0.0, ceiling=1.0)
    expected = found.denominator * np.minimum(limits.centre, 1 - limits.centre)
    return Chart(ratio(found), limits, _nothing(frame), found.present & (expected < LEAST_EXPECTED))


def u_chart(found: Counted, *, baseline: Baseline = WHOLE_PARTITION) -> Chart:
    """Rates: cl = Σy/Σn, limits cl ± 3√(cl/n), not below 0."""
    frame = frame_of(found, baseline)
    centre, sigma = poisson(found, frame)
    limits = chart_limits(centre, sigma, frame=frame, floor=0.0)
    return Chart(ratio(found), limits, _nothing(frame), _few(found, limits.centre))


def c_chart(found: Counted, *, baseline: Baseline = WHOLE_PARTITION) -> Chart:
    """Counts with the same opportunity at every point: mean ± 3√mean, not below 0."""
    frame = frame_of(found, baseline)
    counts = np.nan_to_num(frame.inner(found.numerator))
    mean = frame.at_points(frame.per_partition(lambda members: mean_of(counts, members)))
    limits = chart_limits(mean, np.sqrt(mean), frame=frame, floor=0.0)
    return Chart(found.numerator, limits, _nothing(frame), found.present & (limits.centre < LEAST_EXPECTED))


def ratio(found: Counted) -> Numbers:
    """Numerator over denominator, NaN where there is nothing to divide by."""
    below = np.where(found.denominator > 0, found.denominator, np.nan)
    return found.numerator / below


def binomial(found: Counted, frame: Frame) -> tuple[Numbers, Numbers]:
    """Centre and standard error of a proportion at each point, in the frame's order."""
    centre = _pooled(found, frame)
    return centre, np.sqrt(np.maximum(centre * (1 - centre), 0.0) / _divisor(found, frame))


def poisson(found: Counted, frame: Frame) -> tuple[Numbers, Numbers]:
    """Centre and standard error of a rate at each point, in the frame's order."""
    centre = _pooled(found, frame)
    return centre, np.sqrt(centre / _divisor(found, frame))


def _pooled(found: Counted, frame: Frame) -> Numbers:
    """Sum over sum of each partition's baseline; never the mean of ratios."""
    above, below = (np.nan_to_num(frame.inner(array)) for array in (found.numerator, found.denominator))

    def pooled(members: Marks) -> Numbers:
        total = np.sum(below, axis=1, where=members)
        return np.sum(above, axis=1, where=members) / np.where(total > 0, total, np.nan)

    return frame.at_points(frame.per_partition(pooled))


def _divisor(found: Counted, frame: Frame) -> Numbers:
    usable = np.where(found.present, found.denominator, np.nan)
    return frame.inner(usable)


def _nothing(frame: Frame) -> Numbers:
    return np.full((frame.number.shape[0], frame.partitions.count), np.nan)


def _few(found: Counted, centre: Numbers) -> Marks:
    return found.present & (found.denominator * centre < LEAST_EXPECTED)
