"""Who is here, and what they may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from pmf_core.access.identity import SessionOver, ends, known_as, person_of, require_current
from pmf_core.access.rights import Request, Rights, local_person, rights_of, scope_of
from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.cli.places import store_folder
from pmf_core.definitions.moment import now, parse_moment
from pmf_core.definitions.person import Action, Person
from pmf_core.errors import AccessDenied
from pmf_core.store.audit.actor import UNKNOWN, act_as, acting
from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from ui.address import AS_AT, EXACT, NOW, VIEW_AS, asked, current_page, here
from ui.door import Door, door, sign_in
from ui.opened import hub

ADMITTED = "admitted"
"""Set by the gate in `ui/main.py` in every run; every page asks for it, so that no page runs without the gate."""


class NotSignedIn(AccessDenied):
    """Nobody has signed in yet."""


@dataclass(frozen=True)
class Visitor:
    """Whoever sits there, and through whose eyes they look."""

    own: Rights
    rights: Rights

    @property
    def looks_as_another(self) -> bool:
        """Whether the hub is seen as somebody else."""
        return self.own.person.id != self.rights.person.id


def admit() -> Visitor:
    """Let this run in as whoever it is, or raise AccessDenied with the reason; who came and who did not is recorded."""
    st.session_state.pop(ADMITTED, None)
    act_as(UNKNOWN)
    catalogue = hub().catalogue
    person = _signed_in(catalogue)
    act_as(person.id)
    own = rights_of(person, catalogue.access, today=hub().today)
    visitor = Visitor(own, _eyes(own, catalogue))
    st.session_state[ADMITTED] = visitor
    return visitor


def visitor() -> Visitor:
    """Who was let in."""
    held = st.session_state.get(ADMITTED)
    if held is None:
        raise NotSignedIn("This page is part of the hub: open it from the hub's own address.")
    return held


def guard() -> None:
    """Stop a page that was reached without passing the gate, or that the role does not have."""
    if ADMITTED not in st.session_state:
        st.error("This page is part of the hub: open it from the hub's own address.")
        st.stop()
    require_page(current_page())


def require_page(page: str) -> None:
    """Refuse a page that no role of theirs has."""
    if not visitor().rights.may_open(page or HOME):
        raise AccessDenied("This page is not part of your role: the ones that are stand in the navigation.")


HOME = "home"
"""What the page without an address of its own is called in the table of roles."""


def may(action: Action) -> bool:
    """Whether whoever looks may do something."""
    return visitor().rights.may(action)


def may_at(action: Action, unit: str) -> bool:
    """Whether whoever looks may do something about a unit of their own."""
    return visitor().rights.may_at(action, unit, hub().catalogue.organisation, on=hub().today)


def scope() -> Scope:
    """What may be read, as at the moment in the address: today's permissions, whatever moment that is."""
    moment = asked(AS_AT)
    as_at = parse_moment(moment) if moment not in ("", NOW) else None
    request = Request(hub().today, as_at=as_at, exact=bool(asked(EXACT)))
    here_now = visitor()
    key = (hub().data_version, request, here_now)
    if st.session_state.get(_SCOPE, (None,))[0] != key:
        st.session_state[_SCOPE] = (key, _scope(here_now, request, hub().catalogue))
    return st.session_state[_SCOPE][1]


_SCOPE = "scope"


def _scope(here_now: Visitor, request: Request, catalogue: Catalogue) -> Scope:
    seen = scope_of(here_now.rights.person, request, catalogue)
    if not here_now.looks_as_another or door() is Door.LOCAL:
        return seen
    return seen.within(scope_of(here_now.own.person, request, catalogue))


def record(deed: Deed, **about: str) -> None:
    """Write down what whoever sits there does, and through whose eyes."""
    held = st.session_state.get(ADMITTED)
    seen = {"as": held.rights.person.id} if held and held.looks_as_another else {}
    # A widget's call comes before the gate of its run: whoever was let in last is who pressed it.
    who = held.own.person.id if held else acting()
    AuditLog(store_folder()).record(who, deed, **about, **seen)


def record_once(deed: Deed, **about: str) -> None:
    """Write something down the first time that it happens in a session."""
    told = st.session_state.setdefault(_TOLD, set())
    key = (deed, *about.items(), asked(VIEW_AS))
    if key not in told:
        record(deed, **about)
        told.add(key)


_TOLD = "told"


def record_denied(reason: Exception) -> None:
    """Write down what was asked for and refused."""
    record_once(Deed.DENIED, address=here(), reason=str(reason))


def ends_in() -> float | None:
    """In how many seconds the sign-in runs out; nothing where nobody signs in with the hub."""
    held = claims() if door() is Door.PROVIDER else {}
    return max(0.0, (ends(held, sign_in()) - now()).total_seconds()) if held else None


def claims() -> Mapping[str, Any]:
    """What the provider or the proxy says of whoever is here; nothing where nobody has signed in."""
    if door() is Door.PROVIDER:
        return st.user.to_dict() if st.user.is_logged_in else {}
    proxy = sign_in().proxy
    name = st.context.headers.get(proxy.header) if proxy else None
    if not proxy or not name:
        return {}
    groups = st.context.headers.get(proxy.groups_header) if proxy.groups_header else None
    return {sign_in().identity: name, sign_in().groups_claim: groups or ""}


def _signed_in(catalogue: Catalogue) -> Person:
    if door() is Door.LOCAL:
        return local_person(catalogue.settings.council)
    held = claims()
    if not held:
        raise NotSignedIn("Sign in to go on.")
    try:
        if door() is Door.PROVIDER:
            require_current(held, sign_in(), now=now())
        person = person_of(held, catalogue.people, catalogue.access, sign_in=sign_in(), now=now())
    except AccessDenied as refusal:
        deed = Deed.SESSION_OVER if isinstance(refusal, SessionOver) else Deed.SIGN_IN_REFUSED
        _once(store_folder(), deed, known_as(held, catalogue.people, sign_in=sign_in()), _began(held), str(refusal))
        raise
    _once(store_folder(), Deed.SIGNED_IN, person.id, _began(held), "")
    return person


@lru_cache(maxsize=10_000)
def _once(store: Path, deed: Deed, who: str, began: str, reason: str) -> None:  # noqa: ARG001  (once a sign-in)
    AuditLog(store).record(who, deed, **({"reason": reason} if reason else {}))


def _began(held: Mapping[str, Any]) -> str:
    """When a sign-in began; a proxy doesn't say, so it is told once a day."""
    return str(held.get("iat") or now().date())


def _eyes(own: Rights, catalogue: Catalogue) -> Rights:
    """The rights to look with: one's own, or those of whoever the address names, if one may look so."""
    named = asked(VIEW_AS)
    if not named or named == own.person.id:
        return own
    if not own.may(Action.VIEW_AS):
        return own
    person = catalogue.person(named)
    if st.session_state.get(_VIEWED) != named:
        AuditLog(store_folder()).record(own.person.id, Deed.VIEWED_AS, person=named)
        st.session_state[_VIEWED] = named
    seen = rights_of(person, catalogue.access, today=hub().today)
    return seen if door() is Door.LOCAL else seen.reading_only()


_VIEWED = "viewed_as"
