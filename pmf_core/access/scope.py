"""A Scope: the only way to ask the store for a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from pmf_core.access.reach import EVERYTHING, Reach, in_common
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.unit import INDIVIDUAL, Unit
from pmf_core.errors import AccessDenied

Block = tuple[tuple[Metric, ...], tuple[Unit, ...]]
"""Metrics and units of which every pair may be read."""


@dataclass(frozen=True)
class Scope:
    """What one person may read at one moment of knowledge. Made by this package only."""

    person: str
    reach: tuple[Reach, ...]
    individuals: frozenset[str] = frozenset()
    """The people whose own figures may be read."""
    as_at: datetime | None = None
    """Nothing learnt after this moment is read; none means now."""
    today: Mapping[str, Metric] = field(default_factory=dict, compare=False, repr=False)
    """The definitions in force today: they say how sensitive a metric is, whatever moment is read."""
    discloses: bool = False
    """Whether small numbers of people are read exactly, which only who needs them on the screen may do."""

    @property
    def key(self) -> str:
        """What a cache must be keyed by, so that nobody is shown another's answer."""
        told = [*sorted(reach.key for reach in self.reach), *sorted(self.individuals)]
        seen = sha256("|".join(told).encode()).hexdigest()[:16]
        moment = self.as_at.isoformat() if self.as_at else "now"
        return f"{self.person}|{seen}|{moment}|{'exact' if self.discloses else 'protected'}"

    def at(self, moment: datetime | None) -> Scope:
        """The same permissions on what was known at another moment."""
        return replace(self, as_at=moment)

    def for_files(self) -> Scope:
        """The same without single people and without small numbers of people, which never leave the hub."""
        return replace(self, individuals=frozenset(), discloses=False)

    def without_people(self) -> Scope:
        """The same without single people, whose figures never leave the hub and are never set beside one another."""
        return replace(self, individuals=frozenset())

    def within(self, other: Scope) -> Scope:
        """What both may read: whoever looks through another's eyes sees nothing that is not theirs."""
        return replace(
            self,
            reach=in_common(self.reach, other.reach),
            individuals=self.individuals & other.individuals,
            discloses=self.discloses and other.discloses,
        )

    def may_read(self, metric: Metric, unit: Unit) -> bool:
        """Whether a metric's figures at a unit may be read."""
        if unit.level == INDIVIDUAL:
            return unit.id in self.individuals
        held = self._today(metric)
        return any(reach.covers_unit(unit) and reach.covers_metric(held) for reach in self.reach)

    def may_read_metric(self, metric: Metric) -> bool:
        """Whether the metric may be read somewhere: else its name is not told either."""
        held = self._today(metric)
        return any(reach.covers_metric(held) for reach in self.reach)

    def may_read_unit(self, unit: Unit) -> bool:
        """Whether any figure of the unit may be read: a person's only by name."""
        if unit.level == INDIVIDUAL:
            return unit.id in self.individuals
        return any(reach.covers_unit(unit) for reach in self.reach)

    def blocks(self, metrics: Iterable[Metric], units: Iterable[Unit]) -> Iterator[Block]:
        """The pairs that may be read: units of which the same metrics may be read go together, for each is a query."""
        asked = tuple(metrics)
        together: defaultdict[tuple[Reach, ...], list[Unit]] = defaultdict(list)
        for unit in units:
            if unit.level != INDIVIDUAL:
                together[tuple(reach for reach in self.reach if reach.covers_unit(unit))].append(unit)
            elif unit.id in self.individuals:
                together[EVERYTHING].append(unit)
        alike: defaultdict[tuple[int, ...], list[Unit]] = defaultdict(list)
        today = tuple(map(self._today, asked))
        for covering, found in together.items():
            allowed = (i for i, held in enumerate(today) if any(reach.covers_metric(held) for reach in covering))
            alike[tuple(allowed)] += found
        for places, found in alike.items():
            if places:
                yield tuple(asked[place] for place in places), tuple(found)

    def require_unit(self, unit: Unit) -> None:
        """Refuse, and say why, a unit of which nothing may be read."""
        if self.may_read_unit(unit):
            return
        if unit.level == INDIVIDUAL:
            raise AccessDenied(
                "Figures of one person are read by that person and their line manager only: ask for the team instead."
            )
        raise AccessDenied(f"Figures of {unit.name} are not open to your role: choose a unit that is in your list.")

    def require(self, metric: Metric, unit: Unit) -> None:
        """Refuse, and say why, what may not be read."""
        if self.may_read(metric, unit):
            return
        self.require_unit(unit)
        if not self.may_read_metric(metric):
            raise AccessDenied(
                f"'{metric.id}' is not among the metrics that your role reads: its owner can give you access."
            )
        raise AccessDenied(
            f"'{metric.name}' at {unit.name} is not open to your role: choose a unit of your own, or ask its owner."
        )

    def _today(self, metric: Metric) -> Metric:
        """The metric as defined today; one that was withdrawn is as sensitive as it was."""
        return self.today.get(metric.id, metric)


def local_scope(*, as_at: datetime | None = None) -> Scope:
    """On one's own machine without sign-in: everything but the figures of single people."""
    return Scope(person="local", reach=(Reach.up_to_restricted(),), as_at=as_at)
