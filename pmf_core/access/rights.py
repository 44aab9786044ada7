"""What a person holds today: the pages, the actions, and how far they read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pmf_core.access.reach import Reach
from pmf_core.access.scope import INDIVIDUAL, Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.organisation import Organisation
from pmf_core.definitions.metric import Sensitivity
from pmf_core.definitions.person import ACTION_WORDS, ALL, Access, Action, Grant, Person, Role
from pmf_core.errors import AccessDenied

LOCAL_ID = "local"
"""Who is written down where nobody is asked to sign in."""

LOCAL_ROLE = Role(
    id="local",
    name="This machine",
    inside=Sensitivity.RESTRICTED,
    outside=Sensitivity.RESTRICTED,
    pages=(ALL,),
    actions=tuple(Action),
)
"""Whoever sits at the machine holds the files themselves: only the figures of single people are kept back."""


@dataclass(frozen=True)
class Request:
    """What is asked for beside metric and unit."""

    today: date
    as_at: datetime | None = None
    to_file: bool = False
    """Whether the answer leaves the hub."""
    exact: bool = False
    """Whether small numbers of people are asked for as they are."""


@dataclass(frozen=True)
class Rights:
    """A person with the roles that they hold on a day."""

    person: Person
    held: tuple[tuple[Role, Grant], ...]

    @property
    def role_names(self) -> tuple[str, ...]:
        """The roles as they are said on screen."""
        return tuple(dict.fromkeys(role.name for role, _ in self.held))

    def may(self, action: Action) -> bool:
        """Whether one of the roles allows an action."""
        return any(action in role.actions for role, _ in self.held)

    def units_of(self, action: Action) -> tuple[str, ...]:
        """The units at which they hold a role that allows an action."""
        return tuple(unit for role, grant in self.held if action in role.actions for unit in grant.units)

    @property
    def reads_exactly(self) -> bool:
        """Whether one of the roles may ask for small numbers of people as they are."""
        return any(role.exact for role, _ in self.held)

    def may_at(self, action: Action, unit: str, organisation: Organisation, *, on: date) -> bool:
        """Whether one of the roles allows an action at a unit: within the units that it is held at."""
        return unit in organisation.standing_under(self.units_of(action), on=on)

    def require_at(self, action: Action, unit: str, organisation: Organisation, *, on: date) -> None:
        """Refuse, and say why, what no role of theirs allows at a unit."""
        self.require(action)
        if not self.may_at(action, unit, organisation, on=on):
            raise AccessDenied(f"{self.person.name} may do that for their own units only, and {unit} is none of them.")

    def may_open(self, page: str) -> bool:
        """Whether one of the roles has a page."""
        return any(page in role.pages or ALL in role.pages for role, _ in self.held)

    def reading_only(self) -> Rights:
        """The same without any action: for whoever looks through another's eyes."""
        return Rights(self.person, tuple((role.model_copy(update={"actions": ()}), held) for role, held in self.held))

    def require(self, action: Action) -> None:
        """Refuse, and say why, what no role of theirs allows."""
        if not self.may(action):
            told = ACTION_WORDS[action].lower()
            raise AccessDenied(f"{self.person.name} may not {told}: that belongs to another role.")


def rights_of(person: Person, access: Access, *, today: date) -> Rights:
    """The roles that a person holds on a day; a disabled person holds none."""
    if person.disabled:
        return Rights(person, ())
    roles = {role.id: role for role in (*access.roles, LOCAL_ROLE)}
    return Rights(person, tuple((roles[g.role], g) for g in person.grants if g.holds_on(today) and g.role in roles))


def scope_of(person: Person, request: Request, catalogue: Catalogue) -> Scope:
    """What a person may read today; the moment that is asked for changes what was known, never who may read it.

    `catalogue` is what is decided now, also when an earlier moment is read.
    """
    rights = rights_of(person, catalogue.access, today=request.today)
    allowed = bool(rights.held) and catalogue.access.individual_level.on and not request.to_file
    return Scope(
        person=person.id,
        reach=tuple(dict.fromkeys(_reach(rights.held, catalogue.organisation, today=request.today))),
        individuals=_individuals(person, catalogue.organisation, today=request.today) if allowed else frozenset(),
        as_at=request.as_at,
        today=catalogue.in_force(request.today),
        discloses=request.exact and not request.to_file and rights.reads_exactly,
    )


def _reach(held: Iterable[tuple[Role, Grant]], organisation: Organisation, *, today: date) -> Iterator[Reach]:
    for role, grant in held:
        levels = frozenset(role.levels) or None
        partnerships = frozenset(grant.units) if role.joint else None
        if role.outside is not None:
            yield Reach(role.outside, None, levels, partnerships)
        if role.inside is not None and role.inside != role.outside:
            units = None if role.joint else organisation.standing_under(grant.units, on=today)
            yield Reach(role.inside, units, levels, partnerships)


def _individuals(person: Person, organisation: Organisation, *, today: date) -> frozenset[str]:
    """Oneself, and the workers directly below a team that one is line manager of."""
    workers = (unit for team in person.line_manages for unit in organisation.children(team, on=today))
    found = {unit.id for unit in workers if unit.level == INDIVIDUAL}
    return frozenset(found | {person.works_as} if person.works_as else found)


def local_person(home: str) -> Person:
    """Whoever sits at a machine that serves nobody else."""
    return Person(id=LOCAL_ID, name="This machine", grants=(Grant(role=LOCAL_ROLE.id, units=(home,)),), home=home)
