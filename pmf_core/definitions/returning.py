"""A return: which figures a team sends, in what form, by when, and who answers for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from pmf_core.definitions.base import Definition
from pmf_core.definitions.period import Grain, Period


class Shape(StrEnum):
    """How a return's figures are laid out."""

    LONG = "long"
    WIDE = "wide"
    SHEET_PER_PERIOD = "sheet_per_period"
    MEASURES_DOWN = "measures_down"


class Part(StrEnum):
    """The part of a figure that a cell holds."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"


class Written(StrEnum):
    """How an amount is written, where that is not as the metric shows it."""

    AS_SHOWN = "as_shown"
    FRACTION = "fraction"
    THOUSANDS = "thousands"
    MILLIONS = "millions"

    @property
    def scale(self) -> float:
        """What an amount is multiplied by to be as the metric shows it.

        >>> Written.THOUSANDS.scale, Written.FRACTION.scale
        (1000.0, 100.0)
        """
        return {"fraction": 100.0, "thousands": 1e3, "millions": 1e6}.get(self.value, 1.0)


class UnitsAsked(Definition):
    """The units that send a figure: named one by one, or every one of a level below another."""

    ids: tuple[str, ...] = ()
    level: str = ""
    below: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.ids) == bool(self.level and self.below) or bool(self.level) != bool(self.below):
            raise ValueError("name the units by their ids, or give a level and the unit that they are below")
        return self


class FigureAsked(Definition):
    """One part of a metric, and the words of the column that holds it."""

    part: Part
    column: str
    """The heading in the template."""
    words: tuple[str, ...] = ()
    """Other headings that stand for it."""
    written: Written = Written.AS_SHOWN
    whole: bool = False
    """Whether only whole numbers make sense."""
    needed: bool = True
    """Whether a blank needs a reason."""


class MetricAsked(Definition):
    """A metric that a return asks for."""

    metric: str
    figures: tuple[FigureAsked, ...] = Field(min_length=1)
    units: UnitsAsked | None = None
    """The units that send it, where these are fewer than the return's."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        parts = [figure.part for figure in self.figures]
        if len(set(parts)) < len(parts):
            raise ValueError("asks for the same part twice: keep one of them")
        if (Part.NUMERATOR in parts) != (Part.DENOMINATOR in parts):
            raise ValueError("numerator and denominator are asked together, or neither")
        return self

    def part(self, part: Part) -> FigureAsked | None:
        """What is asked of that part, if anything."""
        return next((figure for figure in self.figures if figure.part is part), None)


class Control(Definition):
    """A number that is asked only to check others by: it is never published."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    column: str
    words: tuple[str, ...] = ()
    written: Written = Written.AS_SHOWN
    whole: bool = True
    units: UnitsAsked | None = None
    carried_from: str = ""
    """The metric whose value at the end of the period before this number repeats."""


class Balance(Definition):
    """Opening + in − out = closing; each a control's id, or `metric.part`."""

    kind: Literal["balance"] = "balance"
    opening: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    closing: str

    @property
    def terms(self) -> tuple[str, ...]:
        """Everything that it names."""
        return (self.opening, *self.plus, *self.minus, self.closing)


class PartsOfTotal(Definition):
    """Parts that sum to a total; each a control's id, or `metric.part`."""

    kind: Literal["parts_of_total"] = "parts_of_total"
    parts: tuple[str, ...] = Field(min_length=2)
    total: str

    @property
    def terms(self) -> tuple[str, ...]:
        """Everything that it names."""
        return (*self.parts, self.total)


Identity = Annotated[Balance | PartsOfTotal, Field(discriminator="kind")]
"""What must hold between the figures of one unit; a value beside its counts is always checked."""


class Headings(Definition):
    """The headings of the columns that say what a row is about; the first of each stands in the template."""

    unit: tuple[str, ...] = ("Team", "Unit", "Service", "Name")
    period: tuple[str, ...] = ("Period", "Month", "Date", "Reporting period")
    metric: tuple[str, ...] = ("Measure", "Metric", "Indicator", "KPI")
    part: tuple[str, ...] = ("Figure", "Part", "Measure type", "Type")
    value: tuple[str, ...] = ("Value", "Amount", "Result")
    reason: tuple[str, ...] = ("Reason if blank", "Missing reason", "Reason", "Status")
    part_names: dict[Part, tuple[str, ...]] = {
        Part.NUMERATOR: ("Numerator", "Count", "Top"),
        Part.DENOMINATOR: ("Denominator", "Out of", "Base", "Total"),
        Part.VALUE: ("Value", "Outcome", "Rate", "Percentage", "%"),
    }
    """What the parts are called where they stand down the rows."""


class SentBefore(Definition):
    """A return that was sent before the hub was there to record it."""

    period: str
    """The period's id."""
    sent_on: date
    illustrative: bool = False
    """Whether it was made up for demonstration."""


class Return(Definition):
    """Everything that is agreed about one return, in one version."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    description: str = ""
    metrics: tuple[MetricAsked, ...] = Field(min_length=1)
    units: UnitsAsked
    grain: Grain
    shape: Shape = Shape.WIDE
    controls: tuple[Control, ...] = ()
    identities: tuple[Identity, ...] = ()
    headings: Headings = Headings()
    due_days: int = Field(ge=0)
    """Days after the period's end by which it is sent."""
    cut_off_days: int = Field(ge=0)
    """Days after the period's end on which what is approved is published."""
    sender: str
    """The owner who sends it."""
    approver: str
    """The owner who approves it; beside them only who approves returns for all of its units (`access.approval`)."""
    keep_files_months: int = Field(default=84, ge=1)
    """How long the file itself is kept after it was sent; its figures and its checksum stay."""
    sent_before: tuple[SentBefore, ...] = ()
    effective_from: date
    effective_to: date | None = None
    version: int = Field(default=1, ge=1)
    change: str = ""

    @model_validator(mode="after")
    def _agreed(self) -> Self:
        if self.cut_off_days < self.due_days:
            raise ValueError(f"is cut off ({self.cut_off_days} days) before it is due ({self.due_days} days)")
        if self.sender == self.approver:
            raise ValueError("is sent and approved by the same role: two people look at every figure")
        unknown = [term for identity in self.identities for term in identity.terms if term not in self.terms]
        if unknown:
            raise ValueError(f"its identities name what it does not ask for: {', '.join(unknown)}")
        if self.grain not in (Grain.MONTH, Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR):
            raise ValueError("is sent by month, quarter, half year or year")
        return self

    @property
    def terms(self) -> frozenset[str]:
        """What an identity may name: `metric.part`, or a control's id."""
        asked = {f"{item.metric}.{figure.part}" for item in self.metrics for figure in item.figures}
        return frozenset(asked | {control.id for control in self.controls})

    @property
    def metric_ids(self) -> tuple[str, ...]:
        """The metrics asked, in the order of the template."""
        return tuple(item.metric for item in self.metrics)

    def asked(self, metric_id: str) -> MetricAsked | None:
        """What is asked of a metric, if anything."""
        return next((item for item in self.metrics if item.metric == metric_id), None)

    def all_units_asked(self) -> Iterator[tuple[str, UnitsAsked]]:
        """Every choice of units, with the name of what it is for."""
        yield "the return", self.units
        yield from ((item.metric, item.units) for item in self.metrics if item.units)
        yield from ((control.id, control.units) for control in self.controls if control.units)

    def due_on(self, period: Period) -> date:
        """The last day on which it is in time.

        >>> from pmf_core.definitions.period import month
        >>> waste = Return(id="waste", name="Waste", metrics=[{"metric": "bins", "figures": [{"part": "value",
        ...     "column": "Bins"}]}], units={"ids": ["a"]}, grain="month", due_days=10, cut_off_days=15,
        ...     sender="waste", approver="director", effective_from="2025-04-01")
        >>> waste.due_on(month(2026, 3)).isoformat(), waste.cut_off_on(month(2026, 3)).isoformat()
        ('2026-04-10', '2026-04-15')
        """
        return period.end + timedelta(days=self.due_days)

    def cut_off_on(self, period: Period) -> date:
        """The day on which what is approved is published."""
        return period.end + timedelta(days=self.cut_off_days)

    def asks_for(self, period: Period) -> bool:
        """Whether that period is one that it is sent for."""
        ended = self.effective_to is not None and period.end > self.effective_to
        return period.grain is self.grain and period.start >= self.effective_from and not ended
