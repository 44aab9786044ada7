"""A plan that is running for a metric: why the board need not be asked the same thing every month."""

from __future__ import annotations

from datetime import date

from pmf_core.definitions.base import Definition


class Plan(Definition):
    """What was decided about a metric at a unit, and when its effect is looked at."""

    id: str
    metric: str
    unit: str
    what: str
    discussed_on: date
    check_date: date
    owner: str

    def runs_on(self, day: date) -> bool:
        """Whether it has been discussed and its check is still to come."""
        return self.discussed_on <= day <= self.check_date
