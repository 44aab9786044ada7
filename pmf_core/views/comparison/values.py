"""What a comparison says, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.direction import Direction
from pmf_core.judgement.ranks import Tier
from pmf_core.judgement.verdict import NotJudged
from pmf_core.series import Point
from pmf_core.views.comparison.comparators import Comparator


@dataclass(frozen=True, slots=True)
class Member:
    """One unit of the group in the period that is compared."""

    unit: Unit
    point: Point | None
    missing: str
    """Why it has no value, in words; empty where it has one."""
    change: Direction | NotJudged
    """Against the period before."""
    note: str = ""
    """What is to be known of its figure, such as that it was published for a former authority of the same area."""
    lower: float | None = None
    upper: float | None = None
    """The 95 % interval, where there are counts."""
    rank: int | None = None
    rank_lower: int | None = None
    rank_upper: int | None = None
    tier: Tier = Tier.NOT_JUDGED

    @property
    def value(self) -> float | None:
        """The value in the period, if there is one."""
        return self.point.value if self.point else None


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure to hold the unit's against: the group's average, its region, England."""

    name: str
    unit: str
    """The unit that has published it; empty where it was worked out here."""
    value: float | None
    change: Direction | NotJudged
    basis: str
    """How it was made, or why there is none."""
    count: int | None = None
    """How many members it rests on, where it was worked out here."""
    is_total: bool = False
    """Whether it is the sum of a whole region or country, which no single authority is held against."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A unit beside its group."""

    metric: Metric
    period: Period
    before: Period
    comparator: Comparator
    own: Member
    members: tuple[Member, ...]
    average: Reference
    references: tuple[Reference, ...]
    """The average first, then the region and England where they are something else."""
    interval_reason: str
    """Why there are no intervals; empty where there are."""
    rank_reason: str
    """Why there is no rank, or none with an interval; empty where there is one."""
    tier_reason: str
    band: str
    """A to D over every authority, '-' where neither way is better, empty without a value."""
    national_rank: int | None
    national_count: int
    """How many authorities of the country have a value, this one included."""

    @property
    def ranked(self) -> tuple[Member, ...]:
        """The unit and its group, those that have a value."""
        return tuple(member for member in (self.own, *self.members) if member.value is not None)
