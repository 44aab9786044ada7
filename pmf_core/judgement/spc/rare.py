"""Charts of rare events: g for opportunities between them, t for time between them (Benneyan 2001; Montgomery)."""

from __future__ import annotations

import numpy as np

from pmf_core.judgement.spc.counted import Chart, Counted, Frame, chart_limits, frame_of, refuse_nothing_between
from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.profile import RANGE_TO_SIGMA, WHOLE_PARTITION, Baseline, Screening
from pmf_core.judgement.spc.xmr import TIE, Limits, Numbers, mean_of, process_of

NORMALISING_POWER = 3.6
"""Times between events to the power 1/3.6 are near enough normal (Nelson 1994)."""


def g_chart(found: Counted, *, baseline: Baseline = WHOLE_PARTITION) -> Chart:
    """Opportunities between events: mean ± 3√(mean(mean+1)), not below 0, with the median for a centre."""
    frame = frame_of(found, baseline)
    between = _values(found, frame)
    mean = frame.at_points(frame.per_partition(lambda members: mean_of(between, members)))
    middle = frame.at_points(frame.per_partition(lambda members: median_of(between, members)))
    limits = chart_limits(mean, np.sqrt(mean * (mean + 1)), frame=frame, floor=0.0)
    return _chart(found, frame, _centred(limits, frame.outer(middle)))


def t_chart(found: Counted, *, baseline: Baseline = WHOLE_PARTITION, screening: Screening = Screening.RANGES) -> Chart:
    """Time between events: XmR on y^(1/3.6), transformed back; a lower limit below 0 is 0."""
    refuse_nothing_between(found)
    frame = frame_of(found, baseline)
    powered = _values(found, frame) ** (1 / NORMALISING_POWER)
    joined = frame.partitions.joined()

    def mean(members: Marks) -> Numbers:
        return mean_of(powered, members)

    def sigma(members: Marks) -> Numbers:
        process = process_of(powered, members, joined=joined, screening=screening)
        return process.mean_range / RANGE_TO_SIGMA

    centre, one = frame.at_points(frame.per_partition(mean)), frame.at_points(frame.per_partition(sigma))
    limits = chart_limits(centre, one, frame=frame, floor=0.0)
    back = limits.mapped(lambda table: table if table.dtype == bool else table**NORMALISING_POWER)
    return _chart(found, frame, _centred(back, back.centre))


def median_of(values: Numbers, members: Marks) -> Numbers:
    """The median of each series' members, NaN of none.

    >>> median_of(np.array([[1.0, 9.0, 2.0]]), np.array([[True, True, False]])).tolist()
    [5.0]
    """
    ordered = np.sort(np.where(members, values, np.inf), axis=1)
    count = np.count_nonzero(members, axis=1)
    row = np.arange(len(count))
    low, high = ordered[row, np.maximum(count - 1, 0) // 2], ordered[row, np.minimum(count // 2, ordered.shape[1] - 1)]
    return np.where(count > 0, (low + high) / 2, np.nan)


def _values(found: Counted, frame: Frame) -> Numbers:
    return frame.inner(np.where(found.present, found.numerator, 0.0))


def _centred(limits: Limits, centre: Numbers) -> Limits:
    slack = TIE * np.fmax(np.abs(centre), np.abs(np.nan_to_num(limits.upper)))
    near = (limits.near_lower, limits.near_upper)
    return Limits(centre, limits.lower, limits.upper, *near, slack, limits.known, True)


def _chart(found: Counted, frame: Frame, limits: Limits) -> Chart:
    values = np.where(found.present, found.numerator, np.nan)
    nothing = np.full((values.shape[0], frame.partitions.count), np.nan)
    return Chart(values, limits, nothing, np.zeros_like(found.present))
