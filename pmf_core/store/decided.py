"""Definitions in the store: every version with the moment at which it was decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.organisation import Organisation
from pmf_core.definitions.base import Definition
from pmf_core.definitions.flow import Flow, Spending
from pmf_core.definitions.framework import Framework, Settings
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.moment import in_london, start_of_day
from pmf_core.definitions.outline import Outline
from pmf_core.definitions.peers import PeerGroup
from pmf_core.definitions.person import Access, Person
from pmf_core.definitions.phase import Phase
from pmf_core.definitions.plan import Plan
from pmf_core.definitions.returning import Return
from pmf_core.definitions.rule import Rules
from pmf_core.definitions.source import Source
from pmf_core.definitions.unit import Link, Unit
from pmf_core.errors import HubError, StoreError, TooEarly
from pmf_core.store.engine import Engine, Query, Transaction

T = TypeVar("T", bound=Definition)

FOREVER = datetime(9999, 12, 31)
"""As at no moment in particular: everything known."""


WITHDRAWN = ""
"""The body of a definition that was taken out of the configuration: nothing from then on, kept as at before."""


@dataclass(frozen=True)
class Decision:
    """One version of one definition, ready to be written."""

    kind: str
    id: str
    version: int
    effective_from: date
    known_from: datetime
    body: str


def decisions_of(catalogue: Catalogue) -> Iterator[Decision]:
    """Every definition of a catalogue, with when it holds and when it was decided."""
    adopted = catalogue.settings.definitions_known_from

    def decision(kind: str, name: str, value: Definition, *, version: int = 1, known: date | None = None) -> Decision:
        begun = getattr(value, "effective_from", None) or adopted
        body = value.model_dump_json()
        return Decision(kind, name, version, begun, start_of_day(known or adopted), body)

    yield decision("settings", "settings", catalogue.settings)
    yield decision("framework", catalogue.framework.id, catalogue.framework)
    for kind, name, value in _undated(catalogue):
        yield decision(kind, name, value)
    for link in catalogue.organisation.links:
        name = f"{link.unit} from {link.effective_from} in {link.parent}"
        yield decision("link", name, link, known=link.known_from)
    yield decision("rules", "rules", catalogue.rules, version=catalogue.rules.version)
    for plan in catalogue.plans:
        yield decision("plan", plan.id, plan, known=plan.discussed_on)
    for asked in catalogue.returns.values():
        yield decision("return", asked.id, asked, version=asked.version)
    yield decision("access", "access", catalogue.access)
    for metric in catalogue.all_versions():
        yield decision("metric", metric.id, metric, version=metric.version, known=metric.approved_on)


def _undated(catalogue: Catalogue) -> Iterator[tuple[str, str, Definition]]:
    """Kind, id and value of the definitions that have one version, known from the first."""
    yield from (("unit", unit.id, unit) for unit in catalogue.organisation.units.values())
    yield from (("source", source.id, source) for source in catalogue.sources.values())
    yield from (("peers", group.id, group) for group in catalogue.peers.values())
    yield from (("outline", f"{held.unit} on {held.layer}", held) for held in catalogue.outlines)
    yield from (("person", person.id, person) for person in catalogue.people)
    yield from (("flow", flow.id, flow) for flow in catalogue.flows)
    if catalogue.spending:
        yield "spending", "spending", catalogue.spending


def record_decisions(transaction: Transaction, catalogue: Catalogue, *, number: int, decided: datetime | None) -> int:
    """Append what is new or different; `decided` dates changes to a store that has definitions already."""
    found = transaction.fetch(
        Query(
            "newest definitions",
            """
select kind, id, version, body from (
    select d.*, row_number() over (partition by kind, id, version order by known_from desc, batch_id desc) as newest
    from definition_version as d
) as ranked where newest = 1
""",
        )
    )
    held = {(kind, name, version): body for kind, name, version, body in found}
    decisions = list(decisions_of(catalogue))
    changed = [d for d in decisions if held.get((d.kind, d.id, d.version)) != d.body]
    kept = {(d.kind, d.id, d.version) for d in decisions}
    adopted = catalogue.settings.definitions_known_from
    changed += [
        Decision(*key, adopted, start_of_day(adopted), WITHDRAWN)
        for key, body in held.items()
        if key not in kept and body != WITHDRAWN and key[0] != "phase"
    ]
    transaction.insert(
        "definition_version",
        ("kind", "id", "version", "effective_from", "known_from", "body", "batch_id"),
        [
            (d.kind, d.id, d.version, d.effective_from, decided or d.known_from, d.body, number)
            for d in changed
        ],
    )  # fmt: skip
    return len(changed)


def record_phase(transaction: Transaction, phase: Phase, *, number: int, decided: datetime) -> None:
    """Write down a re-base that a person accepted: a decision of the store's own, which no build takes back."""
    transaction.insert(
        "definition_version",
        ("kind", "id", "version", "effective_from", "known_from", "body", "batch_id"),
        [("phase", phase.id, 1, phase.starts, decided, phase.model_dump_json(), number)],
    )


def catalogue_as_at(engine: Engine, moment: datetime | None) -> Catalogue:
    """What had been decided by a moment; none means now."""
    known = known_by(engine, moment, asked=moment)
    return known if moment is None else known.as_decided(in_london(moment).date())


def known_by(engine: Engine, moment: datetime | None, *, asked: datetime | None) -> Catalogue:
    """Every definition known by a moment, whatever it says of later days; `asked` is the moment told where none is."""
    found = engine.fetch(
        Query(
            "definitions as at",
            """
select kind, id, version, body from (
    select d.*, row_number() over (partition by kind, id, version order by known_from desc, batch_id desc) as newest
    from definition_version as d
    where known_from <= :as_at
) as ranked where newest = 1
order by kind, id, version
""",
            {"as_at": moment or FOREVER},
        )
    )
    bodies: dict[str, list[str]] = defaultdict(list)
    for kind, _, _, body in found:
        if body != WITHDRAWN:
            bodies[kind].append(body)
    if not bodies["settings"]:
        raise _too_early(engine, asked)
    settings = _read(Settings, bodies["settings"])[-1]
    frameworks = {framework.id: framework for framework in _read(Framework, bodies["framework"])}
    units = {unit.id: unit for unit in _read(Unit, bodies["unit"])}
    versions: dict[str, list[Metric]] = defaultdict(list)
    for metric in _read(Metric, bodies["metric"]):
        versions[metric.id].append(metric)
    return Catalogue(
        settings=settings,
        framework=frameworks[settings.framework],
        organisation=Organisation(units, tuple(_read(Link, bodies["link"]))),
        versions={name: tuple(sorted(held, key=lambda m: m.version)) for name, held in versions.items()},
        sources={source.id: source for source in _read(Source, bodies["source"])},
        peers={group.id: group for group in _read(PeerGroup, bodies["peers"])},
        outlines=tuple(_read(Outline, bodies["outline"])),
        rules=(_read(Rules, bodies["rules"]) or [Rules()])[-1],
        plans=tuple(_read(Plan, bodies["plan"])),
        returns={asked.id: asked for asked in _read(Return, bodies["return"])},
        phases=tuple(_read(Phase, bodies["phase"])),
        flows=tuple(_read(Flow, bodies["flow"])),
        spending=(_read(Spending, bodies["spending"]) or [None])[-1],
        access=(_read(Access, bodies["access"]) or [Access()])[-1],
        people=tuple(_read(Person, bodies["person"])),
    )


def _too_early(engine: Engine, moment: datetime | None) -> HubError:
    """Why there is no catalogue at a moment: nothing had been decided yet, or never was."""
    found = engine.fetch(Query("first", "select min(known_from) as first from definition_version"))["first"][0]
    if found is None or moment is None:
        return StoreError("The store holds no definitions: run 'python -m pmf_core build'.")
    first, asked = in_london(found).date(), in_london(moment).date()
    return TooEarly(
        f"Nothing had been decided yet on {asked.day} {asked:%B %Y}: the hub's definitions are known from "
        f"{first.day} {first:%B %Y}. Ask for that day or a later one.",
        earliest=first,
    )


def _read(model: type[T], bodies: Sequence[str]) -> list[T]:
    """Definitions from their bodies; a field that an older hub knew and this one does not is passed over."""
    return [model.model_validate_json(body, extra="ignore") for body in bodies]
