"""How far a role reaches: metrics up to a sensitivity, at some units or at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from pmf_core.definitions.metric import Metric, Sensitivity
from pmf_core.definitions.unit import Unit

Names = frozenset[str] | None
"""Some names; none means all of them."""


@dataclass(frozen=True)
class Reach:
    """Every metric that is covered may be read at every unit that is covered, except at single people."""

    ceiling: Sensitivity
    units: Names = None
    levels: Names = None
    partnerships: Names = None
    """Only metrics that are shared with one of these."""

    @classmethod
    def up_to_restricted(cls) -> Reach:
        """Every metric at every unit."""
        return cls(Sensitivity.RESTRICTED)

    def covers_metric(self, metric: Metric) -> bool:
        """Whether the metric is no more sensitive than allowed, and shared where that is asked."""
        shared = self.partnerships is None or not self.partnerships.isdisjoint(metric.shared_with)
        return shared and metric.sensitivity <= self.ceiling

    def covers_unit(self, unit: Unit) -> bool:
        """Whether the unit is one of those named, and of a level that is read."""
        return (self.units is None or unit.id in self.units) and (self.levels is None or unit.level in self.levels)

    @property
    def key(self) -> str:
        """The same for the same reach, and for no other."""
        told = [str(self.ceiling.value)]
        told += ["*" if names is None else ",".join(sorted(names)) for names in self._names]
        return sha256("|".join(told).encode()).hexdigest()

    @property
    def _names(self) -> tuple[Names, Names, Names]:
        return self.units, self.levels, self.partnerships


EVERYTHING = (Reach(Sensitivity.INDIVIDUAL),)
"""What is read of a single person whose figures may be read: all of them."""


def in_common(one: Iterable[Reach], other: Iterable[Reach]) -> tuple[Reach, ...]:
    """What is covered by both."""
    return tuple(_both(a, b) for a in one for b in other)


def _both(a: Reach, b: Reach) -> Reach:
    units, levels, partnerships = map(_some, zip(a._names, b._names, strict=True))
    return Reach(min(a.ceiling, b.ceiling), units, levels, partnerships)


def _some(names: tuple[Names, Names]) -> Names:
    one, other = names
    return other if one is None else one if other is None else one & other
