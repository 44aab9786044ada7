"""Many metrics at many units at once: intervals, quarters, places and averages of neighbours, as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.polarity import Polarity
from pmf_core.judgement.arrays import Codes, Numbers
from pmf_core.judgement.benchmark import Average, neighbour_average, quartile_bands
from pmf_core.judgement.ranks import ranks
from pmf_core.judgement.verdict import NotJudged
from pmf_core.measures.latest import Latest, latest
from pmf_core.store.hub import Hub
from pmf_core.views.comparison.sampling import sampling_of

NOBODY = -1
"""In place of a neighbour where a list is shorter than the longest."""


@dataclass(frozen=True)
class Standings:
    """How each unit stands on each metric among all the units; arrays are metrics × units."""

    figures: Latest
    lower: Numbers
    upper: Numbers
    """The 95 % interval, NaN where there are no counts."""
    rank: Numbers
    """1 the best, equal values sharing the best place; NaN without a value, or where neither way is better."""
    band: NDArray[np.str_]
    """A to D (the Local Authority Interactive Tool); '-' where neither way is better, '' without a value."""
    average: Average
    """Of each unit's neighbours."""


def standings(
    hub: Hub,
    metrics: Sequence[Metric],
    units: Sequence[str],
    *,
    neighbours: Sequence[Sequence[str]],
    scope: Scope,
    until: date | None = None,
) -> Standings:
    """Everybody's standing, with one query; `neighbours` are each unit's own, those not among the units left out."""
    figures = latest(hub, metrics, units, scope=scope, until=until)
    lower, upper = limits(figures)
    rank, band = _places(figures)
    places = _positions(figures.units, dict(zip(units, neighbours, strict=True)))
    return Standings(figures, lower, upper, rank, band, neighbour_average(figures.value, places))


def limits(figures: Latest) -> tuple[Numbers, Numbers]:
    """The 95 % interval of each figure that has counts, metric by metric that has any."""
    lower, upper = (np.full(figures.value.shape, np.nan) for _ in range(2))
    counted = ~np.isnan(figures.denominator)
    for row in np.flatnonzero(counted.any(axis=1)):
        chance = sampling_of(figures.metrics[row], figures.numerator[row], figures.denominator[row])
        if not isinstance(chance, NotJudged):
            lower[row], upper[row] = chance.lower, chance.upper
    return lower, upper


def _places(figures: Latest) -> tuple[Numbers, NDArray[np.str_]]:
    """Ranks and quarters, all metrics of a polarity at a time."""
    rank = np.full(figures.value.shape, np.nan)
    band = np.full(figures.value.shape, "-", dtype="<U1")
    for polarity, rows in alike([metric.polarity for metric in figures.metrics]):
        rank[rows] = ranks(figures.value[rows], polarity=polarity)
    for polarity, rows in alike([metric.polarity_of_quarters for metric in figures.metrics]):
        band[rows] = quartile_bands(figures.value[rows], polarity=polarity).band
    return rank, band


def alike(polarities: Sequence[Polarity]) -> Iterator[tuple[Polarity, Codes]]:
    """Each polarity that occurs, with its places."""
    for polarity in dict.fromkeys(polarities):
        yield polarity, np.flatnonzero([held is polarity for held in polarities])


def _positions(units: Sequence[str], neighbours: dict[str, Sequence[str]]) -> Codes:
    """The places of each unit's neighbours among the units, in lists of one length."""
    place = {unit: column for column, unit in enumerate(units)}
    found = [[place[name] for name in neighbours.get(unit, ()) if name in place] for unit in units]
    longest = max(map(len, found), default=0)
    return np.array([held + [NOBODY] * (longest - len(held)) for held in found], dtype=np.int64).reshape(len(units), -1)
