"""Targets and baselines: where we aim, and where we came from."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from pmf_core.definitions.base import Definition


class _Dated(Definition):
    unit: str | None = None
    """The unit it is for; none means every unit that has no target of its own."""
    effective_from: date
    effective_to: date | None = None
    rationale: str = ""
    approved_by: str = ""
    approved_on: date

    def applies_to(self, unit: str) -> bool:
        """Whether a unit's target can be this one."""
        return self.unit in (None, unit)

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


class FixedTarget(_Dated):
    """One value, the same in every period."""

    kind: Literal["fixed"] = "fixed"
    value: float

    def value_on(self, day: date) -> float:  # noqa: ARG002
        """The value aimed at on that day."""
        return self.value


class Step(Definition):
    """A value from a day on; in a file it may be written as `[2024-04-01, 92]`."""

    first: date
    value: float
    approved_on: date | None = None
    """When it was approved, if that was not with the target as a whole."""
    rationale: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_pair(cls, given: Any) -> Any:
        pair = isinstance(given, list | tuple) and len(given) == len(("first", "value"))
        return {"first": given[0], "value": given[1]} if pair else given


class SteppedTarget(_Dated):
    """A value from each date on."""

    kind: Literal["stepped"] = "stepped"
    steps: tuple[Step, ...] = Field(min_length=1)

    @field_validator("steps")
    @classmethod
    def _in_order(cls, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(sorted(steps, key=lambda step: step.first))

    def value_on(self, day: date) -> float:
        """The value of the last step that has begun.

        >>> steps = (Step(first=date(2024, 4, 1), value=90), Step(first=date(2025, 4, 1), value=92))
        >>> begun = date(2024, 4, 1)
        >>> SteppedTarget(steps=steps, effective_from=begun, approved_on=begun).value_on(date(2025, 3, 31))
        90.0
        """
        begun = [step.value for step in self.steps if step.first <= day]
        return begun[-1] if begun else self.steps[0].value

    def approved_by_day(self, day: date) -> SteppedTarget:
        """The target as it stood on a day: without the steps that were approved later."""
        kept = tuple(step for step in self.steps if (step.approved_on or self.approved_on) <= day)
        return self.model_copy(update={"steps": kept or self.steps[:1]})


class TrajectoryTarget(_Dated):
    """A straight line from one value on a day to another on a later day, level afterwards."""

    kind: Literal["trajectory"] = "trajectory"
    start: tuple[date, float]
    finish: tuple[date, float]

    def value_on(self, day: date) -> float:
        """The value on the line that day.

        >>> line = TrajectoryTarget(start=(date(2024, 4, 1), 80.0), finish=(date(2024, 4, 11), 90.0),
        ...     effective_from=date(2024, 4, 1), approved_on=date(2024, 3, 1))
        >>> line.value_on(date(2024, 4, 6))
        85.0
        """
        (first, low), (last, high) = self.start, self.finish
        done = (day - first).days / (last - first).days
        return low + (high - low) * min(max(done, 0.0), 1.0)


Target = Annotated[FixedTarget | SteppedTarget | TrajectoryTarget, Field(discriminator="kind")]
"""Where we aim."""


class Baseline(_Dated):
    """What later values are compared with: the periods that lie between two days, both included, together."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """The span in words."""
        return f"{self.first:%B %Y} to {self.last:%B %Y}"
