"""Returns that the council owes to others: departments of state and regulators."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from pmf_core.definitions.base import Definition


class ExternalDue(Definition):
    """One period of an external return: when it is due, and when it was sent."""

    period: str
    """As its collector names it: '2025-26', 'January to March 2026'."""
    due_on: date
    sent_on: date | None = None


class ExternalReturn(Definition):
    """A collection of somebody else's that the council answers, with the metrics that it is about."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    collected_by: str
    owner: str
    """The owner who answers for it."""
    metrics: tuple[str, ...] = ()
    """The metrics of the catalogue that rest on the same definitions."""
    due: tuple[ExternalDue, ...] = Field(min_length=1)
    illustrative: bool = False
    """Whether its days were made up for demonstration."""
