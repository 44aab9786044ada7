"""A metric: a calculation with meaning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum, StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from pmf_core.definitions.base import Definition
from pmf_core.definitions.calculation import Aggregation, Calculation, Count, Mean, Ratio
from pmf_core.definitions.event import Event
from pmf_core.definitions.ghost import Ghost
from pmf_core.definitions.period import Grain, Period, YearType
from pmf_core.definitions.polarity import Polarity
from pmf_core.definitions.target import Baseline, SteppedTarget, Target
from pmf_core.definitions.tolerance import Tolerance


class Measure(StrEnum):
    """What one of the unit of measure is."""

    PERCENTAGE = "percentage"
    NUMBER = "number"
    RATE = "rate"
    CURRENCY = "currency"
    DAYS = "days"
    SCORE = "score"


class UnitOfMeasure(Definition):
    """How a value is written: `£` before it, `%` or `days` after it."""

    kind: Measure = Measure.NUMBER
    prefix: str = ""
    suffix: str = ""
    words: str = ""
    """The unit said in full: 'days lost per full-time post'."""


class Sensitivity(IntEnum):
    """Who may see it: each level includes the ones before."""

    PUBLIC = 0
    INTERNAL = 1
    RESTRICTED = 2
    INDIVIDUAL = 3


class Provenance(StrEnum):
    """Where a figure is from."""

    PUBLISHED = "published"
    ILLUSTRATIVE = "illustrative"
    RETURN = "return"


class HardLimit(Definition):
    """A statutory or safeguarding limit: crossing it always escalates."""

    value: float
    side: Literal["at_least", "at_most"]
    reason: str

    def crossed_by(self, value: float) -> bool:
        """Whether a value lies on the wrong side; on the limit itself is still right.

        >>> HardLimit(value=76, side="at_least", reason="the law").crossed_by(75.9)
        True
        """
        return value < self.value if self.side == "at_least" else value > self.value


class RiskLens(Definition):
    """How much is at stake, 1 to 5, through four lenses."""

    outcomes: int = Field(default=3, ge=1, le=5)
    customers: int = Field(default=3, ge=1, le=5)
    reputation: int = Field(default=3, ge=1, le=5)
    resources: int = Field(default=3, ge=1, le=5)

    @property
    def score(self) -> int:
        """The four together, 4 to 20."""
        return self.outcomes + self.customers + self.reputation + self.resources


class TargetRange(Definition):
    """For an in-range metric: the best value lies between these, ideally at the midpoint."""

    lower: float
    upper: float
    midpoint: float


class Metric(Definition):
    """Everything the hub knows about one metric, in one version."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    definition: str
    rationale: str = ""
    calculation: Calculation
    unit: UnitOfMeasure = UnitOfMeasure()
    decimals: int = Field(default=0, ge=0, le=6)
    polarity: Polarity
    target_range: TargetRange | None = None
    grain: Grain
    year_type: YearType = YearType.FINANCIAL
    cumulative: bool = False
    """Whether each value is the year to date."""
    aggregation: Aggregation
    aggregation_reason: str = ""
    """Why it can't be added up, where it can't."""
    possible: tuple[float | None, float | None] = (None, None)
    """The lowest and highest value there can be: charts are clipped to it, judgement is not."""
    owner: str
    steward: str = ""
    source: str
    provenance: Provenance
    publication_lag_days: int = Field(default=0, ge=0)
    stale_after_days: int | None = None
    theme: str
    topic: str = ""
    result: Literal["input", "output", "outcome", "context"] = "outcome"
    family: Literal["quality", "quantity", "process", "cost"] = "quality"
    levels: tuple[str, ...] = Field(min_length=1)
    comparators: tuple[str, ...] = ()
    comparability: str = ""
    """What to know before comparing it with others."""
    quartiles: bool = True
    """Whether authorities are sorted into quarters by it: the Local Authority Interactive Tool leaves some unsorted."""
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    shared_with: tuple[str, ...] = ()
    """The partnerships it is a joint measure of: their partners read it."""
    disclosure: str | None = None
    """The profile by which small numbers of people are kept from readers who don't need them; none named means that
    the sensitivity decides."""
    statutory: bool = False
    hard_limit: HardLimit | None = None
    risk: RiskLens = RiskLens()
    vital_sign: bool = False
    synonyms: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    tolerance: Tolerance | None = None
    chart: Literal["xmr"] | None = None
    """The control chart it is always drawn on; without it, its calculation and counts decide."""
    baselines: tuple[Baseline, ...] = ()
    ghosts: tuple[Ghost, ...] = ()
    """Figures that are drawn and left out of everything."""
    events: tuple[Event, ...] = ()
    """What happened that may explain what its figures do."""
    superseded_by: str | None = None
    """The metric of another source that has the same with counts."""
    version: int = 1
    effective_from: date
    effective_to: date | None = None
    approved_on: date | None = None
    change: str = ""
    """What is different in this version, and why."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.polarity is Polarity.IN_RANGE and self.target_range is None:
            raise ValueError("an in_range metric needs its target_range: lower, upper and midpoint")
        if self.polarity is Polarity.NEUTRAL and self.targets:
            raise ValueError("a neutral metric can't have targets: say which way is better, or take them out")
        if self.aggregation is Aggregation.NOT_AGGREGATABLE and not self.aggregation_reason:
            raise ValueError("a metric that can't be added up says why in aggregation_reason")
        return self

    @property
    def illustrative(self) -> bool:
        """Whether its figures are made up for demonstration."""
        return self.provenance is Provenance.ILLUSTRATIVE

    @property
    def polarity_of_quarters(self) -> Polarity:
        """The polarity by which authorities are sorted into quarters: neutral where they aren't."""
        return self.polarity if self.quartiles else Polarity.NEUTRAL

    @property
    def protection(self) -> str:
        """The disclosure profile in force: the one named, else the hub's own for restricted figures of its own.

        Published figures were protected by their publisher.
        """
        if self.disclosure is not None:
            return self.disclosure
        restricted = self.sensitivity >= Sensitivity.RESTRICTED and self.provenance is not Provenance.PUBLISHED
        return "own" if restricted and isinstance(self.calculation, Count | Ratio | Mean) else "none"

    def target_on(self, day: date, *, unit: str) -> float | None:
        """The value aimed at by a unit on a day: its own target before the common one."""
        return self.targets_on((day,), unit=unit)[0]

    def targets_on(self, days: Sequence[date], *, unit: str) -> list[float | None]:
        """The value aimed at by a unit on each of many days, None where there is none."""
        held = sorted((t for t in self.targets if t.applies_to(unit)), key=lambda t: (t.unit != unit, t.effective_from))
        return [next((t.value_on(day) for t in held if t.holds_on(day)), None) for day in days]

    def left_out(self, period: Period, *, unit: str) -> Ghost | None:
        """Why a unit's figure of a period is left out of everything, if it is."""
        return next((ghost for ghost in self.ghosts if ghost.leaves_out(period, unit=unit)), None)

    def as_decided(self, day: date) -> Metric:
        """The metric as it stood on a day: with what had been approved, and what had been noted, by then."""
        if not (self.targets or self.baselines or self.ghosts or self.events):
            return self
        targets = (target for target in self.targets if target.approved_on <= day)
        return self.model_copy(
            update={
                "targets": tuple(t.approved_by_day(day) if isinstance(t, SteppedTarget) else t for t in targets),
                "baselines": tuple(baseline for baseline in self.baselines if baseline.approved_on <= day),
                "ghosts": tuple(ghost for ghost in self.ghosts if ghost.approved_on <= day),
                "events": tuple(event for event in self.events if event.noted_on <= day),
            }
        )
