"""Seals of the audit log kept in the store: an end that is cut off shows against them."""

from __future__ import annotations

from pathlib import Path

from pmf_core.definitions.moment import now
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.engine import Query
from pmf_core.store.engines.duckdb import DuckDBEngine

TABLE = "audit_anchor"
"""Where an edition keeps the seals that it knows."""


def keep_anchor(engine: DuckDBEngine, store: Path) -> None:
    """Write the newest seal of the log into an edition, unless it is known already."""
    head = AuditLog(store).head()
    if head is None or not _has_table(engine) or head in anchors_in(engine):
        return
    with engine.transaction() as transaction:
        transaction.insert(TABLE, ("entries", "seal", "recorded_at"), [(*head, now())])


def anchors_in(engine: DuckDBEngine) -> list[tuple[int, str]]:
    """(number of the entry, its seal), as an edition knows them."""
    if not _has_table(engine):
        return []
    found = engine.fetch(Query("anchors", f"select entries, seal from {TABLE} order by entries"))
    return [(int(entries), str(seal)) for entries, seal in found]


def _has_table(engine: DuckDBEngine) -> bool:
    named = Query(
        "tables", "select table_name from information_schema.tables where table_name = :name", {"name": TABLE}
    )
    return len(engine.fetch(named)) > 0
