"""Copies of the store that erasing does not reach, and what one that was put back has brought back."""

from __future__ import annotations

from pathlib import Path

from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.edition import POINTER, database_of
from pmf_core.store.engine import Query
from pmf_core.store.engines.duckdb import DuckDBEngine

COPIES = ("*.backup", "*.replaced", "*.duckdb", "*.kept")
"""How copies are called that stand beside the store."""


def copies(folder: Path) -> tuple[Path, ...]:
    """Databases beside the one in use: upgrades and restores leave them."""
    current = database_of(folder)
    return tuple(path for pattern in COPIES for path in sorted(folder.glob(pattern)) if path != current)


def brought_back(folder: Path) -> tuple[tuple[str, str], ...]:
    """(what, id) of every erasing that the audit log knows and the store does not: a copy from before was put back."""
    if not (folder / POINTER).exists():
        return ()
    engine = DuckDBEngine(database_of(folder), read_only=True)
    try:
        held = set(engine.fetch(Query("acts", "select distinct kind, id from retention_act")))
    finally:
        engine.close()
    erased = [entry.about for entry in AuditLog(folder).entries() if entry.deed == Deed.ERASED]
    told = dict.fromkeys((about.get("kind", ""), about.get("id", "")) for about in erased)
    return tuple(act for act in told if act not in held)
