"""A figure that is drawn and left out of everything: a one-off that says nothing about how the process works."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from pydantic import field_validator

from pmf_core.definitions.base import Definition
from pmf_core.definitions.period import Period, parse
from pmf_core.errors import BadInput


class Ghost(Definition):
    """One period whose figure makes no limits, takes no part in a signal and gives no verdict."""

    unit: str | None = None
    """The unit it is for; none means every unit."""
    period: str
    """The period's id, such as 2020-04."""
    reason: str
    approved_by: str = ""
    approved_on: date

    @field_validator("period")
    @classmethod
    def _is_a_period(cls, given: str) -> str:
        try:
            return parse(given).id
        except BadInput as error:
            raise ValueError(str(error).rstrip(".")) from None

    @cached_property
    def span(self) -> Period:
        """The period itself."""
        return parse(self.period)

    def leaves_out(self, period: Period, *, unit: str) -> bool:
        """Whether a unit's figure of a period is the one that is left out.

        >>> ghost = Ghost(period="2020-04", reason="Closed by law", approved_on=date(2020, 6, 1))
        >>> ghost.leaves_out(parse("2020-04"), unit="anywhere"), ghost.leaves_out(parse("2020-05"), unit="anywhere")
        (True, False)
        """
        return self.unit in (None, unit) and (period.start, period.end) == (self.span.start, self.span.end)
