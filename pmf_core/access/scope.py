"""A Scope: the only way to ask the store for a figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pmf_core.definitions.metric import Metric, Sensitivity
from pmf_core.definitions.unit import Unit
from pmf_core.errors import AccessDenied


@dataclass(frozen=True)
class Scope:
    """What one person may read at one moment of knowledge. Made by this package only."""

    person: str
    ceiling: Sensitivity
    individuals: frozenset[str] = frozenset()
    """The people whose own figures may be read."""
    as_at: datetime | None = None
    """Nothing learnt after this moment is read; none means now."""

    @property
    def key(self) -> str:
        """What a cache must be keyed by, so that nobody is shown another's answer."""
        seen = ",".join(sorted(self.individuals))
        return f"{self.person}|{self.ceiling}|{seen}|{self.as_at.isoformat() if self.as_at else 'now'}"

    def at(self, moment: datetime | None) -> Scope:
        """The same permissions on what was known at another moment."""
        return replace(self, as_at=moment)

    def may_read_metric(self, metric: Metric) -> bool:
        """Whether the metric's sensitivity is within the ceiling."""
        return metric.sensitivity <= self.ceiling

    def may_read_unit(self, unit: Unit) -> bool:
        """Whether the unit's figures may be read: a person's only by name."""
        return unit.level != "individual" or unit.id in self.individuals

    def require(self, metric: Metric, unit: Unit) -> None:
        """Refuse, and say why, what may not be read."""
        if not self.may_read_unit(unit):
            raise AccessDenied(
                f"Figures of one person ({unit.name}) are read by that person and their line manager only: "
                "ask for the team instead."
            )
        if not self.may_read_metric(metric):
            raise AccessDenied(f"'{metric.name}' is {metric.sensitivity.name.lower()}: its owner can give you access.")


def local_scope(*, as_at: datetime | None = None) -> Scope:
    """Before sign-in exists: everything but the figures of single people."""
    return Scope(person="local", ceiling=Sensitivity.RESTRICTED, as_at=as_at)
