"""One entry of the audit log, sealed to the one before it. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

LONGEST = 500
"""The most characters that one thing told in an entry may have."""

BEGINNING = "0" * 64
"""What the first entry is sealed to."""


class Deed(StrEnum):
    """What is written down."""

    SIGNED_IN = "signed in"
    SIGN_IN_REFUSED = "sign-in refused"
    SIGNED_OUT = "signed out"
    SESSION_OVER = "sign-in ran out"
    VIEWED_AS = "viewed as"
    DENIED = "denied"
    READ_INDIVIDUAL = "read a single person's figures"
    READ_EXACT = "read small numbers of people"
    EXPORTED = "exported"
    LOADED = "loaded"
    DEFINITIONS_CHANGED = "definitions changed"
    UPGRADED = "store upgraded"
    UPLOADED = "uploaded"
    CHECKED = "checked"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "sent back"
    WITHDRAWN = "taken back"
    PUBLISHED = "published at the cut-off"
    REMINDED = "reminders sent"
    PACK_SEALED = "pack sealed"
    DECIDED = "decision recorded"
    ANSWERED = "ask answered"
    RAISED = "raised"
    REPLIED = "raised, and answered"
    NARRATED = "narrative written"
    NARRATIVE_APPROVED = "narrative approved"
    REBASE_ACCEPTED = "step change accepted"
    REPORT_CUT = "report cut"
    RESTORED = "store restored"
    ERASED = "erased"
    SITE_PUBLISHED = "public pages published"
    KEPT_BACK = "kept out of the public pages"
    CHANGED = "store changed"


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what, when, and the seal that ties it to all entries before it."""

    number: int
    at: datetime
    who: str
    deed: str
    about: Mapping[str, str] = field(default_factory=dict)
    previous: str = BEGINNING
    seal: str = ""

    def line(self) -> str:
        """The entry as one line of the log."""
        return json.dumps({**_told(self), "seal": self.seal}, ensure_ascii=True, separators=(",", ":"))


def sealed(who: str, deed: Deed, about: Mapping[str, str], *, after: Entry | None, at: datetime) -> Entry:
    """The next entry after another, or the first."""
    told = {name: str(value)[:LONGEST] for name, value in about.items()}
    number, previous = (after.number + 1, after.seal) if after else (1, BEGINNING)
    entry = Entry(number, at, who[:LONGEST], deed.value, told, previous)
    return Entry(number, at, entry.who, entry.deed, told, previous, seal_of(entry))


def seal_of(entry: Entry) -> str:
    """SHA-256 over everything the entry says and the seal before it."""
    whole = json.dumps(_told(entry), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(whole.encode()).hexdigest()


def parse_line(line: str) -> Entry:
    """An entry from its line; raises ValueError for what is none."""
    held = json.loads(line)
    try:
        about = {str(name): str(value) for name, value in held["about"].items()}
        at = datetime.fromisoformat(held["at"])
        return Entry(int(held["number"]), at, held["who"], held["deed"], about, held["previous"], held["seal"])
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"no entry of an audit log: {fault}") from fault


def _told(entry: Entry) -> dict[str, object]:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(timespec="microseconds"),
        "who": entry.who,
        "deed": entry.deed,
        "about": dict(entry.about),
        "previous": entry.previous,
    }
