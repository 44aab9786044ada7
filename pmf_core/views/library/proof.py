"""What one person may see and why: counted by the same Scope that answers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pmf_core.access.rights import Request, Rights, rights_of, scope_of
from pmf_core.access.scope import INDIVIDUAL, Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Sensitivity
from pmf_core.definitions.person import ACTION_WORDS, Person
from pmf_core.definitions.unit import Unit
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.status import Table

NAMED = 5
"""How many units are named before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One person's access, with the reason for each part of it."""

    person: str
    name: str
    sentence: str
    table: Table
    illustrative: bool = False


def proof(hub: Hub, person: Person, catalogue: Catalogue, *, on: date) -> Proof:
    """What somebody who is listed could open and read on a day."""
    rights = rights_of(person, catalogue.access, today=on)
    return _proof(catalogue, rights, scope_of(person, Request(hub.today), catalogue), on=on)


def own_proof(hub: Hub, rights: Rights, *, scope: Scope) -> Proof:
    """What whoever asks may see: by the Scope that they hold."""
    return _proof(hub.catalogue_at(scope.as_at), rights, scope, on=reading_day(hub, scope))


def _proof(catalogue: Catalogue, rights: Rights, scope: Scope, *, on: date) -> Proof:
    person = rights.person
    roles = f"the role {words.listed(rights.role_names)}" if rights.held else "no role"
    held = f"{person.name} holds {roles}"
    reason = ": the account is disabled" if person.disabled else "" if rights.held else " on this day"
    rows = (*_reading(catalogue, scope), *_doing(rights), *_single_people(catalogue, scope))
    return Proof(
        person=person.id,
        name=person.name,
        sentence=f"{held}{reason}.",
        table=Table(f"What {person.name} may see and why", ("What", "How much", "Why"), rows, note=_note(on)),
        illustrative=person.illustrative,
    )


def _note(day: date) -> str:
    return f"As on {words.day(day)}. The counts are made by the rule that answers every question, not from the table."


def _reading(catalogue: Catalogue, scope: Scope) -> Iterator[tuple[str, str, str]]:
    """For each kind of metric: at which units it is read."""
    units = [unit for unit in catalogue.organisation.units.values() if unit.level != INDIVIDUAL]
    for sensitivity in (Sensitivity.PUBLIC, Sensitivity.INTERNAL, Sensitivity.RESTRICTED):
        metrics = [metric for metric in catalogue.metrics if metric.sensitivity is sensitivity]
        if not metrics:
            continue
        named = [metric for metric in metrics if scope.may_read_metric(metric)]
        places = [unit for unit in units if any(scope.may_read(metric, unit) for metric in named)]
        many = f"{len(named)} of {words.count(len(metrics), 'metric')}"
        yield f"{sensitivity.name.capitalize()} metrics", many, _where(places, units)


def _where(places: list[Unit], units: list[Unit]) -> str:
    if not places:
        return "Not open: neither figures nor names are told"
    if len(places) == len(units):
        return "At every unit"
    named = words.listed([unit.name for unit in places[:NAMED]])
    more = len(places) - NAMED
    told = f"At {words.count(len(places), 'unit')} of {len(units):,}: {named}"
    return f"{told} and {more:,} more" if more > 0 else told


def _doing(rights: Rights) -> Iterator[tuple[str, str, str]]:
    pages = {page.replace("_", " ").title() for role, _ in rights.held for page in role.pages}
    pages_told = "Every page" if "All" in pages else words.listed(sorted(pages)) or "None"
    yield "Pages", pages_told, _by(rights)
    actions = dict.fromkeys(action for role, _ in rights.held for action in role.actions)
    yield (
        "Actions",
        words.capitalised(words.listed([ACTION_WORDS[held].lower() for held in actions])) or "None: reading only",
        _by(rights),
    )
    exact = [role.name for role, _ in rights.held if role.exact]
    told = "Exactly, on the screen; never in a file" if exact else "Withheld"
    yield "Small numbers of people", told, f"By the role {words.listed(exact)}" if exact else "No role needs them"


def _by(rights: Rights) -> str:
    return f"By the role {words.listed(rights.role_names)}" if rights.held else "No role is held"


def _single_people(catalogue: Catalogue, scope: Scope) -> Iterator[tuple[str, str, str]]:
    rule = catalogue.access.individual_level
    if not rule.on:
        yield "Figures of single people", "None", "Switched off until an impact assessment is recorded"
    elif not scope.individuals:
        yield "Figures of single people", "None", "Open to the person and their line manager only"
    else:
        many = words.count(len(scope.individuals), "person", "people")
        yield "Figures of single people", many, f"Oneself, or as line manager, for: {rule.purpose}"
