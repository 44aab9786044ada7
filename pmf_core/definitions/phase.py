"""A phase of a process: from a period on its limits are calculated anew, because it works differently."""

from __future__ import annotations

from datetime import date

from pmf_core.definitions.base import Definition


class Phase(Definition):
    """A re-base that a person accepted, with the reason."""

    metric: str
    unit: str
    starts: date
    """The first day of the first period of the new process."""
    reason: str
    accepted_by: str
    accepted_on: date

    @property
    def id(self) -> str:
        """What it is, in an order that sorts."""
        return f"{self.metric} at {self.unit} from {self.starts}"
