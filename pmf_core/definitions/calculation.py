"""How a value is made from what is counted."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from pmf_core.definitions.base import Definition


class Count(Definition):
    """How many."""

    kind: Literal["count"] = "count"
    counted: str


class Sum(Definition):
    """An amount that adds up: pounds, days, tonnes."""

    kind: Literal["sum"] = "sum"
    summed: str


class Mean(Definition):
    """An average per thing counted; `weight` says what was counted."""

    kind: Literal["mean"] = "mean"
    averaged: str
    weight: str | None = None


class Ratio(Definition):
    """A numerator over a denominator, times `per` (100 makes it a percentage)."""

    kind: Literal["ratio"] = "ratio"
    numerator: str
    denominator: str
    per: float = Field(default=100, gt=0)


class Derived(Definition):
    """An expression over other metrics of the same unit and period: + - * / and brackets."""

    kind: Literal["derived"] = "derived"
    formula: str
    parts: tuple[str, ...]


Calculation = Annotated[Count | Sum | Mean | Ratio | Derived, Field(discriminator="kind")]
"""A calculation is a formula; a metric is a calculation with meaning."""


class Aggregation(StrEnum):
    """How parts make a whole, across units and across periods."""

    SUM = "sum"
    RATIO_OF_SUMS = "ratio_of_sums"
    WEIGHTED_MEAN = "weighted_mean"
    LAST_IN_PERIOD = "last_in_period"
    NOT_AGGREGATABLE = "not_aggregatable"


def formula_of(calculation: Calculation) -> str:
    """The calculation in words.

    >>> formula_of(Ratio(numerator="plans issued in 20 weeks", denominator="plans issued"))
    'plans issued in 20 weeks ÷ plans issued × 100'
    """
    match calculation:
        case Count():
            return f"number of {calculation.counted}"
        case Sum():
            return f"total {calculation.summed}"
        case Mean():
            return f"average {calculation.averaged}" + (f" per {calculation.weight}" if calculation.weight else "")
        case Ratio():
            scale = "" if calculation.per == 1 else f" × {calculation.per:,.0f}"
            return f"{calculation.numerator} ÷ {calculation.denominator}{scale}"
        case Derived():
            return calculation.formula
