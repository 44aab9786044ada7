"""Sealed packs: the content that a body was shown, its seal, and the bytes of every file made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from pmf_core.definitions.period import parse
from pmf_core.errors import StoreError
from pmf_core.store.audit.entry import Deed
from pmf_core.store.decided import FOREVER
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Engine, Query
from pmf_core.store.report_cut import ReportCut, record_cut

COLUMNS = (
    "seal", "body_id", "meeting_id", "product_id", "unit_id", "period_id", "as_at", "sealed_at", "sealed_by"
)  # fmt: skip
"""What is known of a pack without opening it."""


@dataclass(frozen=True, slots=True)
class SealedPack:
    """A pack as it was shown."""

    seal: str
    body: str
    meeting: str
    product: str
    unit: str
    period: str
    as_at: datetime
    sealed_at: datetime
    sealed_by: str


def seal_pack(folder: Path, pack: SealedPack, *, content: bytes, files: Mapping[str, bytes]) -> bool:
    """Keep a pack with its files, and that its body was shown it; whether it was new comes back."""
    if sha256(content).hexdigest() != pack.seal:
        raise StoreError(f"The seal {pack.seal} is not that of the content it is to seal: nothing was kept.")
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        held = transaction.fetch(Query("sealed before", "select 1 as n from pack where seal = :s", {"s": pack.seal}))
        if len(held):
            edition.discard()
            return False
        told = (pack.seal, pack.body, pack.meeting, pack.product, pack.unit, pack.period)
        transaction.insert(
            "pack", (*COLUMNS, "content"), [(*told, pack.as_at, pack.sealed_at, pack.sealed_by, content)]
        )
        rows = [(pack.seal, name, sha256(held).hexdigest(), held) for name, held in sorted(files.items())]
        transaction.insert("pack_file", ("seal", "name", "sha256", "bytes"), rows)
        edition.tell(Deed.PACK_SEALED, seal=pack.seal, body=pack.body, period=pack.period)
        record_cut(transaction, ReportCut(pack.body, pack.unit, parse(pack.period), pack.as_at, pack.sealed_by))
    return True


def sealed_packs(engine: Engine, *, as_at: datetime | None = None) -> tuple[SealedPack, ...]:
    """Every pack that had been sealed by a moment, newest first."""
    query = Query(
        "sealed packs",
        f"select {', '.join(COLUMNS)} from pack where sealed_at <= :as_at order by sealed_at desc, seal",
        {"as_at": as_at or FOREVER},
    )
    return tuple(SealedPack(*row) for row in engine.fetch(query))


def content_of_pack(engine: Engine, seal: str) -> bytes:
    """The content of a sealed pack; a seal's beginning will do."""
    found = engine.fetch(
        Query("sealed content", "select seal, content from pack where seal like :seal || '%'", {"seal": seal})
    )
    if len(found) != 1:
        told = "no pack has" if not len(found) else f"{len(found)} packs have"
        raise StoreError(f"{told.capitalize()} a seal that begins with '{seal}': give all of its 64 characters.")
    return bytes(found["content"][0])


def file_of_pack(engine: Engine, seal: str, name: str) -> bytes:
    """One file of a sealed pack, byte for byte as it was made."""
    found = engine.fetch(
        Query(
            "pack file", "select bytes from pack_file where seal = :seal and name = :name", {"seal": seal, "name": name}
        )
    )
    if not len(found):
        raise StoreError(f"The pack {seal} has no file '{name}'.")
    return bytes(found["bytes"][0])


def files_of_pack(engine: Engine, seal: str) -> tuple[tuple[str, str], ...]:
    """The files of a sealed pack: names and checksums."""
    found = engine.fetch(
        Query("pack files", "select name, sha256 from pack_file where seal = :seal order by name", {"seal": seal})
    )
    return tuple(zip(found["name"], found["sha256"], strict=True))
