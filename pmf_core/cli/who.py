"""Whoever runs a command: this machine, or through the eyes of somebody named with `--as`."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import datetime
from typing import Annotated

import typer

from pmf_core.access.rights import Request, Rights, local_person, rights_of, scope_of
from pmf_core.access.scope import Scope, local_scope
from pmf_core.cli.places import open_hub
from pmf_core.definitions.person import Action
from pmf_core.definitions.submission import Actor
from pmf_core.errors import AccessDenied
from pmf_core.store.audit.actor import act_as
from pmf_core.store.hub import Hub
from pmf_core.views.returns.visible import may_look_inside
from pmf_core.views.returns.visible import require_act as require_their_return

LOCAL = "local"
"""Under which name the machine's own user is written down."""

_named: ContextVar[str] = ContextVar("named", default="")


def look_as(
    person: Annotated[str, typer.Option("--as", help="Read and act as a person of config/people.yaml would.")] = "",
) -> None:
    """Remember through whose eyes the command is run: before any command."""
    _named.set(person)
    act_as(person or LOCAL)


def scope_now(as_at: datetime | None) -> Scope:
    """What may be read by whoever runs the command; what the command line prints has left the hub."""
    if not _named.get():
        return local_scope(as_at=as_at)
    hub = open_hub()
    person = hub.catalogue.person(_named.get())
    held = scope_of(person, Request(hub.today, as_at, to_file=True), hub.catalogue)
    hub.close()
    return held


def rights(hub: Hub) -> Rights:
    """The roles of whoever runs the command."""
    named = _named.get()
    person = hub.catalogue.person(named) if named else local_person(hub.catalogue.settings.council)
    return rights_of(person, hub.catalogue.access, today=hub.today)


def actor_who(action: Action, by: str, role: str) -> Actor:
    """Whoever does something that their role must allow: the person looked as, else who is named."""
    require(action)
    if not _named.get():
        return Actor(by, role)
    hub = open_hub()
    held = rights(hub)
    hub.close()
    return Actor(held.person.name, held.role_names[0])


def require(action: Action) -> None:
    """Refuse what no role of theirs allows."""
    if _named.get():
        hub = open_hub()
        held = rights(hub)
        hub.close()
        held.require(action)


def require_at(action: Action, unit: str) -> None:
    """Refuse what no role of theirs allows at a unit."""
    if _named.get():
        hub = open_hub()
        held, organisation, today = rights(hub), hub.catalogue.organisation, hub.today
        hub.close()
        held.require_at(action, unit, organisation, on=today)


def require_return(action: Action, return_id: str) -> None:
    """Refuse a return that is not theirs to send or to approve."""
    if _named.get():
        hub = open_hub()
        asked = hub.catalogue.asked(return_id)
        held, today = rights(hub), hub.today
        require_their_return(hub.catalogue, asked, action, rights=held, today=today)
        hub.close()


def require_inside(hub: Hub, return_id: str) -> None:
    """Refuse the files of a return to whoever does not handle it."""
    asked, held = hub.catalogue.asked(return_id), rights(hub)
    if _named.get() and not may_look_inside(
        hub.catalogue, asked, scope=scope_now(None), rights=held, today=hub.today
    ):  # fmt: skip
        raise AccessDenied(f"The files of '{asked.name}' are open to whoever sends, approves or audits them.")
