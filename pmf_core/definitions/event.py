"""Something that happened and may explain what the figures do: a policy, a reorganisation."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pmf_core.definitions.base import Definition


class Event(Definition):
    """A dated event with the metrics and units that it may have touched: pinned to their charts."""

    day: date
    text: str
    kind: Literal["policy", "reorganisation", "other"] = "policy"
    metrics: tuple[str, ...] = ()
    """The metrics it touches; for an event that a metric states itself, that metric."""
    units: tuple[str, ...] = ()
    """The units it touches; none means every unit."""
    source: str = ""
    """Where it can be read up."""
    noted_on: date
    """Since when the hub knows of it: not seen as at an earlier moment."""

    def touches(self, unit: str) -> bool:
        """Whether a unit's charts carry its pin."""
        return not self.units or unit in self.units
