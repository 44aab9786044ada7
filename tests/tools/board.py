"""What a board would be told of the last month, by the rules E1, E2, E4 and G1 and limits from the first 24 months."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions import Metric
from pmf_core.judgement.spc import Assurance, Measured, Rule, batch_of, judge
from pmf_core.judgement.spc.judgements import Judgements
from pmf_core.judgement.target import shortfall
from pmf_core.judgement.tolerance import bands
from tests.tools.reckoning import COUNCIL, PERIODS, metrics, series

SUSTAINED = (Rule.SHIFT, Rule.TREND, Rule.TWO_OF_THREE)


@dataclass(frozen=True)
class Told:
    """The verdict on a metric's last month at the council."""

    codes: frozenset[str]
    signals: frozenset[str]
    assurance: object
    value: float
    lower: float
    centre: float
    upper: float


def told(metric_id: str) -> Told:
    """Judge a metric as the board's page would; a year to date is taken apart into its months first."""
    metric = metrics()[metric_id]
    values = series(metric_id)
    process = np.diff(values.reshape(-1, 12), axis=1, prepend=0).ravel() if metric.cumulative else values
    targets = np.array([_target(metric, place) for place in range(len(PERIODS))])
    found = judge(batch_of([_measured(metric, process, np.full(48, np.nan) if metric.cumulative else targets)]))
    limits = found.limits_by_point()
    lower, centre, upper = (
        float(np.broadcast_to(a, (1, 48))[0, -1]) for a in (limits.lower, limits.centre, limits.upper)
    )
    marked = {(rule, high) for rule in Rule for high in (True, False) if found.marked(rule, high=high)[0, -1]}
    worse = {(rule, high) for rule, high in marked if metric.polarity.sign * (1 if high else -1) < 0}
    better = {(rule, high) for rule, high in marked if metric.polarity.sign * (1 if high else -1) > 0}
    codes = set()
    if _short(metric, values, targets) and (_fails(found) or _beyond(worse) or _far_below(metric, values, targets)):
        codes.add("E1")
    if any(rule in SUSTAINED for rule, _ in worse) and metric.polarity.improvement(process[-1] - centre) < 0:
        codes.add("E2")
    if metric.hard_limit and _crossed(metric, values[-1]):
        codes.add("E4")
    if better:
        codes.add("G1")
    names = frozenset(rule.name for rule, _ in marked)
    verdict = found.verdict().assurance
    return Told(frozenset(codes), names, verdict, float(process[-1]), lower, centre, upper)


def _measured(metric: Metric, values: NDArray[np.float64], targets: NDArray[np.float64]) -> Measured:
    aimed: dict[Hashable, float] = {
        period: float(t) for period, t in zip(PERIODS, targets, strict=True) if np.isfinite(t)
    }
    return Measured(name=metric.id, periods=list(PERIODS), values=list(values), target=aimed, polarity=metric.polarity)


def _target(metric: Metric, place: int) -> float:
    held = metric.target_on(PERIODS[place].end, unit=COUNCIL)
    return np.nan if held is None else held


def _short(metric: Metric, values: NDArray[np.float64], targets: NDArray[np.float64]) -> bool:
    return bool(
        shortfall(values[-1], targets=targets[-1], polarity=metric.polarity, target_range=metric.target_range) > 0
    )


def _fails(found: Judgements) -> bool:
    return found.verdict().assurance is Assurance.CONSISTENTLY_FAILS


def _beyond(worse: set[tuple[Rule, bool]]) -> bool:
    return any(rule is Rule.BEYOND_LIMITS for rule, _ in worse)


def _far_below(metric: Metric, values: NDArray[np.float64], targets: NDArray[np.float64]) -> bool:
    if metric.tolerance is None or not metric.polarity.sign:
        return False
    order = ["inadequate", "requires_improvement", "good", "excellent"]
    standing = np.array([order.index(band.standing) for band in metric.tolerance.bands])
    held = standing[bands(values[-2:], metric.tolerance, polarity=metric.polarity, targets=targets[-2:])]
    aimed = standing[bands(targets[-2:], metric.tolerance, polarity=metric.polarity, targets=targets[-2:])]
    return bool((aimed - held >= 2).all())


def _crossed(metric: Metric, value: float) -> bool:
    limit = metric.hard_limit
    assert limit is not None
    return value < limit.value if limit.side == "at_least" else value > limit.value
