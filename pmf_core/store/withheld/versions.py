"""Every version of every figure of a metric, and the counts of people that each one tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pmf_core.definitions.calculation import Count, Mean, Ratio
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period

COUNT, NUMERATOR, REST, WHOLE = "count", "numerator", "rest", "whole"
"""What a number in a figure is: the count itself, a share's numerator, those not in it, or all of them."""


@dataclass(frozen=True, slots=True)
class Version:
    """One figure as it could be read from a moment on."""

    unit: str
    breakdown: str
    period: Period
    numerator: float | None
    denominator: float | None
    value: float | None
    known_from: datetime
    batch: int

    @property
    def key(self) -> tuple[str, str, Period]:
        """What makes two versions the same figure."""
        return (self.unit, self.breakdown, self.period)


def numbers_in(version: Version, metric: Metric) -> dict[str, float]:
    """The counts of people that a reader of the figure knows.

    A share tells how many are not in it as well; of an average only how many it is taken over counts people.
    """
    top, bottom, value = version.numerator, version.denominator, version.value
    match metric.calculation:
        case Count() if value is not None:
            return {COUNT: value}
        case Ratio() if value is not None and top is not None and bottom is not None:
            return {NUMERATOR: top, REST: bottom - top, WHOLE: bottom}
        case Mean() if value is not None and bottom is not None:
            return {WHOLE: bottom}
    return {}


def together(versions: Iterable[Version], metric: Metric) -> Iterator[Sequence[Version]]:
    """The versions in groups that tell nothing of each other, in order of time.

    Periods that overlap belong together; so do all of a year where figures run up from its start.
    """
    spans: dict[tuple[date, date], list[Version]] = defaultdict(list)
    for version in versions:
        first = year_start(version.period, metric) if metric.cumulative else version.period.start
        spans[first, version.period.end].append(version)
    group: list[Version] = []
    reach = date.min
    for first, last in sorted(spans):
        if group and first > reach:
            yield group
            group = []
        group += spans[first, last]
        reach = max(reach, last)
    if group:
        yield group


def year_start(period: Period, metric: Metric) -> date:
    """The first day of the metric's year that a period ends in."""
    first = metric.year_type.first_month
    return date(period.end.year - (period.end.month < first), first, 1)
