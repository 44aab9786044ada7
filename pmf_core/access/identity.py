"""From what a sign-in provider says to a person, or to a refusal with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from pmf_core.access.rights import LOCAL_ID, rights_of
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.person import Access, Person
from pmf_core.definitions.sign_in import SignIn
from pmf_core.errors import AccessDenied

EPOCH = datetime(1970, 1, 1)
"""What the moments in a token are counted from, in seconds."""

IDENTITY = re.compile(r"[\w.@+:|=/-]{1,200}")
"""What an identity may look like: addresses, numbers and the names that providers give."""

WRITTEN_ANYHOW = frozenset({"email", "preferred_username", "upn"})
"""Claims in which capitals mean nothing."""

STRANGER = "signed:"
"""How the id of somebody begins whom only the provider knows: never that of a listed person."""


class NotRecognised(AccessDenied):
    """Somebody signed in whom the hub has no place for."""


class SessionOver(AccessDenied):
    """A sign-in has run out."""


def person_of(
    claims: Mapping[str, Any], people: Iterable[Person], access: Access, *, sign_in: SignIn, now: datetime
) -> Person:
    """Who has signed in, with what the provider's groups add; raises NotRecognised with the reason."""
    identity = _identity(claims, sign_in)
    groups = _groups(claims, sign_in)
    grants = tuple(held.grant for held in access.groups if held.group in groups)
    listed = _listed(identity, people, sign_in)
    if listed is None and not grants and access.everyone is not None:
        grants = (access.everyone,)
    person = listed or Person(id=f"{STRANGER}{identity}", name=str(claims.get("name") or identity)[:200])
    person = person.model_copy(update={"grants": (*person.grants, *grants)})
    if person.disabled:
        raise NotRecognised(f"{person.name} no longer has access to the hub: ask the hub's steward if that is wrong.")
    if not rights_of(person, access, today=in_london(now).date()).held:
        raise NotRecognised(f"{person.name} is signed in and has no role in the hub: ask the hub's steward for one.")
    return person


def renewed(person: Person, people: Iterable[Person], access: Access) -> Person:
    """Somebody who signed in earlier, with what is written of them now: what was taken away since is gone."""
    if person.id == LOCAL_ID:
        return person
    listed = next((held for held in people if held.id == person.id), None)
    given = (*(held.grant for held in access.groups), *((access.everyone,) if access.everyone else ()))
    grants = tuple(grant for grant in person.grants if grant in given)
    if listed is None:
        return person.model_copy(update={"grants": grants})
    return listed.model_copy(update={"grants": tuple(dict.fromkeys((*listed.grants, *grants)))})


def known_as(claims: Mapping[str, Any], people: Iterable[Person], *, sign_in: SignIn) -> str:
    """The id under which somebody is written down, whether they are let in or not."""
    try:
        identity = _identity(claims, sign_in)
    except NotRecognised:
        return f"{STRANGER}unknown"
    listed = _listed(identity, people, sign_in)
    return listed.id if listed else f"{STRANGER}{identity}"


def require_current(claims: Mapping[str, Any], sign_in: SignIn, *, now: datetime) -> None:
    """Refuse a sign-in whose token has run out, or that has lasted longer than a sign-in may."""
    if ends(claims, sign_in) <= now:
        raise SessionOver("Sign in again to go on: a sign-in lasts for a while only.")


def ends(claims: Mapping[str, Any], sign_in: SignIn) -> datetime:
    """When a sign-in runs out; one that doesn't say has run out already."""
    told = _moment(claims, "exp")
    began = _moment(claims, "auth_time") or _moment(claims, "iat")
    return EPOCH if told is None or began is None else min(told, began + sign_in.longest)


def _listed(identity: str, people: Iterable[Person], sign_in: SignIn) -> Person | None:
    return next((p for p in people if identity in (_written(held, sign_in) for held in p.identities)), None)


def _identity(claims: Mapping[str, Any], sign_in: SignIn) -> str:
    given = claims.get(sign_in.identity)
    if not isinstance(given, str) or not IDENTITY.fullmatch(given):
        raise NotRecognised(
            f"The sign-in says nothing that the hub can know you by (it looks for '{sign_in.identity}'): "
            "tell the hub's steward."
        )
    if sign_in.identity == "email" and claims.get("email_verified", True) not in (True, "true"):
        raise NotRecognised("Your e-mail address has not been confirmed with the sign-in provider: confirm it first.")
    return _written(given, sign_in)


def _written(identity: str, sign_in: SignIn) -> str:
    return identity.casefold() if sign_in.identity in WRITTEN_ANYHOW else identity


def _groups(claims: Mapping[str, Any], sign_in: SignIn) -> frozenset[str]:
    """The groups that the provider names; a dotted claim is looked up step by step."""
    held: Any = claims.get(sign_in.groups_claim)
    if held is None:
        held = claims
        for step in sign_in.groups_claim.split("."):
            held = held.get(step) if isinstance(held, Mapping) else None
    if isinstance(held, str):
        held = held.split(",")
    return frozenset(str(group).strip() for group in held) if isinstance(held, list | tuple) else frozenset()


def _moment(claims: Mapping[str, Any], name: str) -> datetime | None:
    held = claims.get(name)
    if isinstance(held, bool) or not isinstance(held, int | float):
        return None
    try:
        return EPOCH + timedelta(seconds=held)
    except (OverflowError, ValueError):
        return None
