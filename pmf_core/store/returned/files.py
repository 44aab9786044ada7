"""The bytes of a return as they were sent: kept once, found by their SHA-256, erased only by a recorded act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from pmf_core.definitions.moment import now, said
from pmf_core.definitions.submission import Actor
from pmf_core.errors import StoreError
from pmf_core.store.engine import Engine, Query, Transaction


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was sent."""

    sha256: str
    name: str
    size: int
    received_at: datetime
    received_by: str
    content: bytes | None
    """None once it was erased: its checksum stays."""

    @property
    def seal_holds(self) -> bool:
        """Whether the bytes are still the ones that were sent."""
        return self.content is not None and sha256(self.content).hexdigest() == self.sha256


def keep_file(transaction: Transaction, content: bytes, *, name: str, actor: Actor) -> str:
    """Keep a file's bytes; the same bytes are kept once. Their SHA-256 comes back."""
    digest = sha256(content).hexdigest()
    held = transaction.fetch(
        Query(
            "file held",
            "select count(*) as n from return_file where sha256 = :sha256 and bytes is not null",
            {"sha256": digest},
        )
    )
    if not held["n"][0]:
        transaction.insert(
            "return_file",
            ("sha256", "name", "bytes", "size", "received_at", "received_by"),
            [(digest, name, content, len(content), now(), actor.name)],
        )
    return digest


def kept_file(source: Engine | Transaction, digest: str) -> KeptFile:
    """A file by its SHA-256, with its bytes as they lie in the store."""
    found = source.fetch(
        Query(
            "kept file",
            """
select sha256, name, size, received_at, received_by, bytes
from return_file where sha256 = :sha256
order by received_at desc
limit 1
""",
            {"sha256": digest},
        )
    )
    for row in found:
        return KeptFile(*row)
    raise StoreError(f"No file with the SHA-256 {digest[:12]}… was ever kept here.")


def original(source: Engine | Transaction, digest: str) -> KeptFile:
    """A file with its bytes, refused when they were erased or are not the ones that were sent."""
    file = kept_file(source, digest)
    if file.content is None:
        act = source.fetch(
            Query(
                "erased",
                "select done_at, reason from retention_act where kind = 'return_file' and id = :sha256",
                {"sha256": digest},
            )
        )
        told = f" on {said(act['done_at'][0])}: {act['reason'][0]}" if len(act) else ""
        raise StoreError(f"The bytes of {file.name} were erased{told}. Its checksum and its figures stay.")
    if not file.seal_holds:
        raise StoreError(
            f"Seal broken: {file.name} in the store is not the file that was sent (SHA-256 {digest[:12]}…). "
            "Restore a backup from before, or ask its sender for the file."
        )
    return file


def erase(transaction: Transaction, digest: str, *, actor: Actor, reason: str) -> None:
    """Take a file's bytes out of the store for good; that it was there, and why it went, is written down."""
    transaction.execute(
        Query("erase bytes", "update return_file set bytes = null where sha256 = :sha256", {"sha256": digest})
    )
    transaction.insert(
        "retention_act",
        ("kind", "id", "done_at", "done_by", "role", "reason"),
        [("return_file", digest, now(), actor.name, actor.role, reason)],
    )
