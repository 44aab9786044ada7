"""p′ and u′ charts: limits widened, or narrowed, to the spread that the points really have (Laney 2002).

With very large denominators p and u limits become absurdly narrow; σz says by how much.
"""

from __future__ import annotations

import numpy as np

from pmf_core.judgement.spc.attribute import binomial, p_chart, poisson, ratio, u_chart
from pmf_core.judgement.spc.counted import Chart, Counted, Frame, chart_limits, frame_of
from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.profile import RANGE_TO_SIGMA, WHOLE_PARTITION, Baseline, Screening
from pmf_core.judgement.spc.xmr import Numbers, process_of


def p_prime_chart(
    found: Counted, *, baseline: Baseline = WHOLE_PARTITION, screening: Screening = Screening.RANGES
) -> Chart:
    """Proportions with limits cl ± 3·s·σz between 0 and 1."""
    plain = p_chart(found, baseline=baseline)
    frame = frame_of(found, baseline)
    centre, sigma = binomial(found, frame)
    factor = spread_of_z(found, frame, centre=centre, sigma=sigma, screening=screening)
    limits = chart_limits(centre, _widened(sigma, factor, frame), frame=frame, floor=0.0, ceiling=1.0)
    return Chart(plain.values, limits, factor, plain.doubtful)


def u_prime_chart(
    found: Counted, *, baseline: Baseline = WHOLE_PARTITION, screening: Screening = Screening.RANGES
) -> Chart:
    """Rates with limits cl ± 3·s·σz, not below 0."""
    plain = u_chart(found, baseline=baseline)
    frame = frame_of(found, baseline)
    centre, sigma = poisson(found, frame)
    factor = spread_of_z(found, frame, centre=centre, sigma=sigma, screening=screening)
    limits = chart_limits(centre, _widened(sigma, factor, frame), frame=frame, floor=0.0)
    return Chart(plain.values, limits, factor, plain.doubtful)


def _widened(sigma: Numbers, factor: Numbers, frame: Frame) -> Numbers:
    """Standard errors times σz; all events or none leave nothing to widen."""
    return np.where(sigma == 0, 0.0, sigma * frame.at_points(factor))


def spread_of_z(found: Counted, frame: Frame, *, centre: Numbers, sigma: Numbers, screening: Screening) -> Numbers:
    """σz = mean|Δz|/1.128 of each partition's baseline, with z the distance to the centre in standard errors."""
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = (frame.inner(ratio(found)) - centre) / sigma
    there = np.isfinite(scores)
    scores = np.where(there, scores, 0.0)
    joined = frame.partitions.joined()

    def sigma_z(members: Marks) -> Numbers:
        process = process_of(scores, members & there, joined=joined, screening=screening)
        return process.mean_range / RANGE_TO_SIGMA

    return frame.per_partition(sigma_z)
