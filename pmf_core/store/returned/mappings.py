"""The memory of how a source's columns were understood, on both clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pmf_core.definitions.moment import now
from pmf_core.definitions.period import Period
from pmf_core.definitions.submission import Actor
from pmf_core.store.decided import FOREVER
from pmf_core.store.engine import Engine, Query, Transaction


@dataclass(frozen=True, slots=True)
class Memory:
    """How one layout is read."""

    fingerprint: str
    mapping: str
    """As JSON."""


def remember_mapping(transaction: Transaction, memory: Memory, *, return_id: str, about: Period, actor: Actor) -> bool:
    """Write down how a layout is read, unless that is what is remembered already; it holds from a period on."""
    if mapping_of(transaction, return_id=return_id, fingerprint=memory.fingerprint) == memory.mapping:
        return False
    transaction.insert(
        "return_mapping",
        ("fingerprint", "return_id", "mapping", "effective_from", "known_from", "decided_by"),
        [(memory.fingerprint, return_id, memory.mapping, about.start, now(), actor.name)],
    )
    return True


def mapping_of(
    source: Engine | Transaction, *, return_id: str, fingerprint: str, as_at: datetime | None = None
) -> str | None:
    """What was remembered of a layout by a moment, as JSON."""
    return _newest(source, "return_id = :return_id and fingerprint = :fingerprint", return_id, fingerprint, as_at)


def last_mapping(source: Engine | Transaction, *, return_id: str, as_at: datetime | None = None) -> str | None:
    """How a return's file was understood last, whatever its layout: what a drifted one is compared with."""
    return _newest(source, "return_id = :return_id", return_id, None, as_at)


def _newest(
    source: Engine | Transaction, which: str, return_id: str, fingerprint: str | None, as_at: datetime | None
) -> str | None:
    parameters = {"return_id": return_id, "as_at": as_at or FOREVER}
    found = source.fetch(
        Query(
            "mapping",
            f"select mapping from return_mapping where {which} and known_from <= :as_at "
            "order by known_from desc, effective_from desc limit 1",
            parameters | ({"fingerprint": fingerprint} if fingerprint else {}),
        )
    )
    return found["mapping"][0] if len(found) else None
