"""Everything that has been decided, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from pmf_core.catalogue.organisation import Organisation
from pmf_core.definitions.event import Event
from pmf_core.definitions.flow import Flow, Spending
from pmf_core.definitions.framework import Framework, Owner, Settings
from pmf_core.definitions.metric import Metric, Sensitivity
from pmf_core.definitions.outline import Outline
from pmf_core.definitions.peers import PeerGroup
from pmf_core.definitions.person import Access, Person
from pmf_core.definitions.phase import Phase
from pmf_core.definitions.plan import Plan
from pmf_core.definitions.returning import Return
from pmf_core.definitions.rule import Rules
from pmf_core.definitions.source import Source
from pmf_core.errors import unknown


@dataclass(frozen=True)
class Catalogue:
    """The definitions in force, with every version of a metric."""

    settings: Settings
    framework: Framework
    organisation: Organisation
    versions: Mapping[str, tuple[Metric, ...]]
    """Metric id → its versions, oldest first."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    peers: Mapping[str, PeerGroup] = field(default_factory=dict)
    outlines: tuple[Outline, ...] = ()
    """Where units lie on maps."""
    rules: Rules = field(default_factory=Rules)
    """The rules that make a metric an exception."""
    plans: tuple[Plan, ...] = ()
    returns: Mapping[str, Return] = field(default_factory=dict)
    flows: tuple[Flow, ...] = ()
    spending: Spending | None = None
    phases: tuple[Phase, ...] = ()
    """Re-bases that were accepted."""

    access: Access = field(default_factory=Access)
    """The roles, and what groups hold."""
    people: tuple[Person, ...] = ()
    """Who may sign in by name."""

    def as_decided(self, day: date) -> Catalogue:
        """The definitions as they stood on a day: with what had been approved and noted by then."""
        versions = {name: tuple(metric.as_decided(day) for metric in held) for name, held in self.versions.items()}
        return replace(self, versions=versions, framework=self.framework.as_decided(day))

    def metric(self, metric_id: str, *, on: date | None = None) -> Metric:
        """The version of a metric in force on a day; without a day, the newest."""
        versions = self.versions.get(metric_id)
        if not versions:
            raise unknown("metric", metric_id, self._told_to_everyone)
        if on is None:
            return versions[-1]
        begun = [version for version in versions if version.effective_from <= on]
        return begun[-1] if begun else versions[0]

    @cached_property
    def _told_to_everyone(self) -> tuple[str, ...]:
        """The metrics whose names may stand in an answer to whoever asks: no error names one that is not public."""
        return tuple(name for name, held in self.versions.items() if held[-1].sensitivity is Sensitivity.PUBLIC)

    def in_force(self, day: date) -> Mapping[str, Metric]:
        """Every metric in the version of a day, made once a day."""
        if day not in self._in_force:
            self._in_force[day] = {name: self.metric(name, on=day) for name in self.versions}
        return self._in_force[day]

    @cached_property
    def _in_force(self) -> dict[date, Mapping[str, Metric]]:
        return {}

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """The newest version of every metric, by name."""
        newest = (versions[-1] for versions in self.versions.values())
        return tuple(sorted(newest, key=lambda metric: metric.name.casefold()))

    @cached_property
    def vital_signs(self) -> tuple[Metric, ...]:
        """The metrics on the board's screen, theme by theme."""
        order = {theme.id: place for place, theme in enumerate(self.framework.themes)}
        chosen = (metric for metric in self.metrics if metric.vital_sign)
        return tuple(sorted(chosen, key=lambda metric: order.get(metric.theme, len(order))))

    def person(self, person_id: str) -> Person:
        """Somebody who may sign in."""
        found = next((person for person in self.people if person.id == person_id), None)
        if found is None:
            raise unknown("person", person_id, (person.id for person in self.people), place="config/people.yaml")
        return found

    def owner(self, owner_id: str) -> Owner:
        """The role or organisation that answers for a metric."""
        found = self._owners.get(owner_id)
        if found is None:
            raise unknown("owner", owner_id, self._owners, place="the framework profile or the sources")
        return found

    @cached_property
    def _owners(self) -> dict[str, Owner]:
        of_sources = (owner for source in self.sources.values() for owner in source.owner_entries)
        return {owner.id: owner for owner in (*of_sources, *self.framework.owners)}

    def source(self, source_id: str) -> Source:
        """Where a metric's figures come from."""
        found = self.sources.get(source_id)
        if found is None:
            raise unknown("source", source_id, self.sources, place="config/sources")
        return found

    def asked(self, return_id: str) -> Return:
        """A return by its id."""
        found = self.returns.get(return_id)
        if found is None:
            raise unknown("return", return_id, self.returns, place="config/returns")
        return found

    def phase_starts(self, metric_id: str, unit_id: str) -> tuple[date, ...]:
        """The days on which a metric's limits begin anew at a unit: re-bases accepted, and new definitions."""
        accepted = {phase.starts for phase in self.phases if (phase.metric, phase.unit) == (metric_id, unit_id)}
        redefined = {version.effective_from for version in self.versions[metric_id][1:]}
        return tuple(sorted(accepted | redefined))

    def events_of(self, metric_id: str, unit_id: str) -> tuple[Event, ...]:
        """What happened that may explain a metric's figures at a unit, in order: its own events and the framework's."""
        common = (event for event in self.framework.events if metric_id in event.metrics)
        held = (event for event in (*self.metric(metric_id).events, *common) if event.touches(unit_id))
        return tuple(sorted(held, key=lambda event: event.day))

    def all_versions(self) -> Iterator[Metric]:
        """Every version of every metric."""
        for versions in self.versions.values():
            yield from versions
