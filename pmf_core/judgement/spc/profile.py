"""How a method is set: every parameter of the rules, named, with where it comes from."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from pmf_core.errors import BadInput

LIMIT_WIDTH = 2.66
"""3 / d2, d2 = 1.128 for ranges of two points, as NHSRplotthedots and Making Data Count round it."""

RANGE_TO_SIGMA = 1.128
"""d2: the mean range of two normal values, in standard deviations (Shewhart's constants)."""

EXACT_LIMIT_WIDTH = 3 / RANGE_TO_SIGMA
"""The same before rounding, as qicharts2 and the Power BI visual use it."""

SCREENING_WIDTH = 3.267
"""D4 for ranges of two points: a range above 3.267 times their mean is special itself (Nelson 1982)."""

SIGNAL_LENGTHS = range(6, 9)
"""Lengths of a shift or trend that Making Data Count allows: 6, 7 or 8 points."""

RUN_LENGTH = 7
"""Points of a shift or trend in Making Data Count and NHSRplotthedots."""

LEAST_BASELINE = 12
"""The fewest points a fixed baseline may have (NHSRplotthedots, Making Data Count)."""

HUB_BASELINE = 24
"""Points after which the hub freezes its limits, until a re-base is accepted."""

HUB_LEAST_POINTS = 12
"""Points the hub needs before it judges anything; below that the limits are on trial."""

HUB_AUTOCORRELATION = 0.3
"""Lag-1 autocorrelation above which the hub widens the limits, and says so."""

MDC_ICON_POINTS = 15
"""Rows below which Making Data Count's SQL tool hides limits and icons."""

MDC_EXCEL_ICON_POINTS = 13
"""The same in its Excel tool."""

MDC_SHORT_PARTITION = 12
"""A partition with fewer points gets a warning in Making Data Count's SQL tool."""

NHSR_SHORT_PARTITION = 13
"""A partition with fewer points gets a warning in NHSRplotthedots."""


class Screening(StrEnum):
    """What happens to moving ranges that are special themselves."""

    OFF = "off"
    RANGES = "ranges"
    """Ranges below the screen are kept; the mean of the values is unchanged (NHSRplotthedots)."""
    RANGES_AND_POINTS = "ranges and points"
    """Ranges up to the screen are kept; what ends a larger one leaves the mean too (Making Data Count)."""


class TwoOfThree(StrEnum):
    """Which points count towards two of three, and which of them are marked."""

    NEAR_LIMITS = "between two and three sigma, all three on one side"
    BEYOND_TWO_SIGMA = "beyond two sigma, all three on one side"
    THIRD_NOT_OPPOSED = "beyond two sigma, the third anywhere but beyond two sigma on the other side"
    """As the Power BI visual has it when it highlights only what is outside."""
    THIRD_MARKED_TOO = "the same, the third marked too"
    """As the Power BI visual has it otherwise."""


class Labelling(StrEnum):
    """Which label a point gets where signals of both directions meet."""

    IMPROVEMENT_WINS = "improvement wins"
    CONCERN_WINS = "concern wins"
    FIRST_RULE_WINS = "first rule wins"
    """Beyond the limits, then trend, then two of three, then shift (NHSRplotthedots)."""


@dataclass(frozen=True)
class Baseline:
    """The points that the limits are calculated from; `points` 0 means the whole partition."""

    points: int = 0
    opens_series: bool = False
    """One baseline, at the series' start; the next partition borrows its limits (Making Data Count)."""
    counts_missing: bool = True


WHOLE_PARTITION = Baseline()
"""Limits from every point of the partition."""


@dataclass(frozen=True)
class Settings:
    """One method in full. The defaults are Making Data Count's (SQL query v2.4 and v2.5)."""

    name: str = "mdc"
    limit_width: float = LIMIT_WIDTH
    screening: Screening = Screening.OFF
    baseline: Baseline = WHOLE_PARTITION
    shift_length: int = RUN_LENGTH
    trend_length: int = RUN_LENGTH
    trend_crosses_partitions: bool = True
    two_of_three: TwoOfThree = TwoOfThree.NEAR_LIMITS
    labelling: Labelling = Labelling.IMPROVEMENT_WINS
    target_on_limit_decides: bool = True
    """A target on a limit is passed or failed (Making Data Count), not hit or miss (NHSRplotthedots)."""
    short_partition: int = MDC_SHORT_PARTITION
    icon_points: int = MDC_ICON_POINTS
    least_points: int = 1
    """Points that a partition needs before anything in it is judged."""
    widens_above: float = math.inf
    """Lag-1 autocorrelation of the baseline above which the limits are widened; infinite for never."""

    def __post_init__(self) -> None:
        if 0 < self.baseline.points < LEAST_BASELINE:
            raise BadInput(
                f"A baseline of {self.baseline.points} points is too short. Give it {LEAST_BASELINE} or more."
            )
        for rule, length in (("shift", self.shift_length), ("trend", self.trend_length)):
            if length not in SIGNAL_LENGTHS:
                raise BadInput(f"A {rule} of {length} points is not a rule of this method. Use 6, 7 or 8.")

    def shows_icons(self, rows: int) -> bool:
        """Whether the profile's own tool would show limits and icons for a series of so many rows.

        >>> MDC.shows_icons(14)
        False
        """
        return rows >= self.icon_points

    def warns_of(self, rows: int) -> bool:
        """Whether the profile's own tool would warn that a partition of so many rows is short."""
        return rows < self.short_partition


MDC = Settings()
"""Making Data Count as it is."""

NHSR = Settings(
    name="nhsr",
    screening=Screening.RANGES,
    trend_crosses_partitions=False,
    labelling=Labelling.FIRST_RULE_WINS,
    target_on_limit_decides=False,
    short_partition=NHSR_SHORT_PARTITION,
    icon_points=0,
)
"""NHSRplotthedots 0.2.2 as it is."""


def as_the_hub_judges(profile: Settings) -> Settings:
    """A profile as the hub uses it: baseline of 24 points, judged from 12, widened where values hang together.

    >>> as_the_hub_judges(NHSR).least_points
    12
    """
    baseline = Baseline(points=HUB_BASELINE, counts_missing=False)
    return replace(profile, baseline=baseline, least_points=HUB_LEAST_POINTS, widens_above=HUB_AUTOCORRELATION)


HUB = as_the_hub_judges(MDC)
"""What the hub uses unless a metric says otherwise."""
