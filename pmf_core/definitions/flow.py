"""What goes through a service: which figures say what comes in, what goes out and what waits; and what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from pmf_core.definitions.base import Definition

Figure = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.(value|numerator|denominator))?$")]
"""A metric, or one part of it: `complaints`, `assessments_on_time.denominator`."""


def metric_of(figure: Figure) -> str:
    """The metric that a figure is of.

    >>> metric_of("assessments_on_time.denominator")
    'assessments_on_time'
    """
    return figure.partition(".")[0]


def part_of(figure: Figure) -> str:
    """Which part of the metric it is.

    >>> part_of("complaints"), part_of("assessments_on_time.denominator")
    ('value', 'denominator')
    """
    return figure.partition(".")[2] or "value"


class Flow(Definition):
    """What comes in, what goes out, and what waits in between: opening plus in less out is closing."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    counted: str
    """What flows, in the plural: 'assessments'."""
    inflow: Figure
    outflow: Figure
    stock: Figure
    """What is open at the end of a period."""
    age: str | None = None
    """The metric that says how long what is open has waited."""
    staff: Figure | None = None
    """How many people do the work."""

    @property
    def figures(self) -> Iterator[tuple[str, Figure]]:
        """The figures it is made of, each under its key in the file."""
        for key in ("inflow", "outflow", "stock", "age", "staff"):
            if getattr(self, key):
                yield key, getattr(self, key)

    @property
    def metrics(self) -> frozenset[str]:
        """The metrics on whose page it is shown."""
        return frozenset(metric_of(figure) for key, figure in self.figures if key != "staff")


class Spending(Definition):
    """What a unit spends, and the budget it may spend: shown beside what comes of it."""

    name: str
    spent: tuple[Figure, ...] = Field(min_length=1)
    """Figures that add up to it."""
    budget: Figure

    @property
    def figures(self) -> Iterator[tuple[str, Figure]]:
        """The figures it is made of, each under its key in the file."""
        yield from (("spent", figure) for figure in self.spent)
        yield "budget", self.budget
