"""The chance of meeting a target, and of each band, from the distribution of the year's outturn."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from pmf_core.definitions.polarity import Polarity
from pmf_core.definitions.tolerance import Band, Basis
from pmf_core.judgement.forecast import Landing, YearOf
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.assessment import Assessment
from pmf_core.views.outlook.years import year_of


def chance_of(assessment: Assessment, landing: Landing, target: float | None) -> float | NotJudged:
    """The chance that the year meets its target."""
    metric = assessment.metric
    if metric.target_range is not None:
        return float(landing.chance_between(metric.target_range.lower, metric.target_range.upper)[0])
    if metric.polarity is Polarity.NEUTRAL:
        return NotJudged("neither direction is better")
    if target is None:
        return NotJudged("no target")
    return float(landing.chance(target, polarity=metric.polarity)[0])


def band_chances(assessment: Assessment, landing: Landing, target: float | None) -> tuple[tuple[Band, float], ...]:
    """The chance of each band; none where bands are of months and the year is a sum of them."""
    metric = assessment.metric
    tolerance = metric.tolerance
    if tolerance is None or metric.target_range is not None:
        return ()
    if tolerance.basis is Basis.VALUE and year_of(metric) is YearOf.SUM:
        return ()
    if tolerance.basis is Basis.VALUE:
        ends = [-np.inf, *(band.lower for band in tolerance.bands[1:]), np.inf]
    elif target is None or metric.polarity.sign == 0:
        return ()
    else:
        scale = abs(target) if tolerance.basis is Basis.RELATIVE else 1.0
        past = [-np.inf, *(band.lower or 0.0 for band in tolerance.bands[1:]), np.inf]
        ends = [target + metric.polarity.sign * scale * edge for edge in past]
    spans = [sorted(pair) for pair in pairwise(ends)]  # type: ignore[type-var]
    return tuple(
        (band, float(landing.chance_between(low, high)[0]))
        for band, (low, high) in zip(tolerance.bands, spans, strict=True)
    )
