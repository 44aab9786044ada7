"""What is known of a figure, and what is made of a claim about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Measured(StrEnum):
    """How the figure is written: what marks a number as one of its kind."""

    PERCENT = "percent"
    MONEY = "money"
    DAYS = "days"
    PLAIN = "plain"


class Mark(StrEnum):
    """Whether what is known bears a claim out."""

    SUPPORTED = "supported"
    NOT_SUPPORTED = "not supported"
    CANNOT_CHECK = "cannot check"


class Kind(StrEnum):
    """What a claim is about."""

    NUMBER = "number"
    DIRECTION = "direction"
    TARGET = "target"
    RANK = "rank"
    CAUSE = "cause"
    GAP = "gap"
    """Something that should be there and isn't."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a sentence says, the mark on it and why."""

    kind: Kind
    said: str
    mark: Mark
    reason: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One period's figure: its year and month (0 where it is of a whole year) and its value."""

    year: int
    month: int
    value: float
    name: str = ""
    """What the period is called, where it isn't a month."""


@dataclass(frozen=True)
class Facts:
    """Everything that a text can be held against; what is not known is None or empty."""

    measured: Measured
    value: float
    figures: tuple[Figure, ...]
    """Every period known, oldest first; the last is the one the text is about."""
    sign: int
    """+1 where up is better, -1 where down is, 0 where neither is."""
    signal: int | None
    """+1 a signal of improvement, -1 of worsening, 0 none; None where it isn't judged."""
    target: float | None = None
    other_targets: tuple[float, ...] = ()
    """What is aimed at besides: by the year's end, or the ends of a span."""
    limit: float | None = None
    """The statutory or safeguarding limit."""
    last: float | None = None
    year_ago: float | None = None
    baseline: float | None = None
    expected: float | None = None
    """What the year is heading for."""
    likely: tuple[float, ...] = ()
    """The ends between which it will probably land."""
    chance: float | None = None
    """Of meeting the year's target."""
    rank: tuple[int, int] | None = None
    """(place, of how many)."""
    other_ranks: tuple[tuple[int, int], ...] = ()
    """Its places among others still, such as the whole country."""
    nouns: tuple[str, ...] = ()
    """What the figure counts, as people say it: 'complaints', 'missed bins'."""
    parts: Mapping[str, float] = field(default_factory=dict)
    """The units below, with their values."""
    causes: frozenset[str] = frozenset()
    """Those of them that moved beyond what is ordinary."""
    contributions: Mapping[str, float] = field(default_factory=dict)
    """What each part makes of the change, in the figure's unit."""
    adverse: tuple[str, ...] = ()
    """What a fair account may not leave out, each in words."""
    within: bool | None = None
    """Whether it meets its target, where that isn't told by one number and a side."""
    decimals: int = 1
    suffix: str = ""
    """How the figure is written."""

    @property
    def short(self) -> float | None:
        """How far on the bad side of its target; negative is the good side."""
        return None if self.target is None or not self.sign else self.sign * (self.target - self.value)

    @property
    def meets(self) -> bool | None:
        """Whether it meets its target; None where there is none."""
        return self.within if self.short is None else self.short <= 0
