"""A framework, policy or procedure that is approved for a time and then reviewed."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from pmf_core.definitions.base import Definition

MONTHS = 12


class Document(Definition):
    """A document of the council with who approved it, and how often it is looked at again."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    kind: str = "Policy"
    owner: str
    """Who answers for it: one of the framework's owners."""
    version: str = ""
    approved_by: str
    approved_on: date
    minute: str = ""
    """Where the approval is written down."""
    review_months: int = Field(default=MONTHS, ge=1)
    illustrative: bool = False

    @property
    def review_on(self) -> date:
        """The day by which it is approved anew: the same day of the month, or the month's last.

        >>> held = Document(id="risk", name="Risk", owner="audit", approved_by="Cabinet", approved_on="2025-01-31",
        ...     review_months=13)
        >>> held.review_on.isoformat()
        '2026-02-28'
        """
        months = self.approved_on.month - 1 + self.review_months
        year, month = self.approved_on.year + months // MONTHS, months % MONTHS + 1
        following = date(year + month // MONTHS, month % MONTHS + 1, 1)
        last = (following - date.resolution).day
        return date(year, month, min(self.approved_on.day, last))
