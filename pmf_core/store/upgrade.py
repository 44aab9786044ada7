"""A store of an older version is upgraded in place, after a backup."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pmf_core.errors import StoreError
from pmf_core.store.audit.entry import Deed
from pmf_core.store.backup import backup
from pmf_core.store.edition import database_of, new_edition
from pmf_core.store.engine import Query
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.schema import TABLES, VERSION, create

STEPS: Mapping[int, tuple[str, ...]] = {
    2: (
        "alter table observation add column if not exists source_sheet varchar",
        f"create table if not exists report_cut ({TABLES['report_cut']})",
        "update report_cut set recorded_at = cut_at where cut_by = 'settings'",
    ),
    3: ("alter table if exists issue_entry add column if not exists details varchar",),
}
"""Version → the statements that bring a store of the version before it up to it, beyond new tables.

2: reports that the settings knew of from the first build on count as known since they were cut.
3: what is said in a room beyond plain words.
"""


def upgrade(folder: Path) -> bool:
    """Bring a folder's store up to this version; whether there was anything to do comes back."""
    path = database_of(folder)
    engine = DuckDBEngine(path, read_only=True)
    held = version_of(engine)
    engine.close()
    if held > VERSION:
        raise StoreError(
            f"The store {path} is of version {held}, newer than this hub's {VERSION}: update the hub first."
        )
    if held == VERSION:
        return False
    backup(path, path.with_name(f"{path.stem}-version-{held}.backup"))
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        edition.tell(Deed.UPGRADED, before=str(held), after=str(VERSION))
        for version in range(held + 1, VERSION + 1):
            for statement in STEPS.get(version, ()):
                transaction.execute(Query(f"upgrade to {version}", statement))
        create(transaction)
        transaction.execute(
            Query(
                "stamp version",
                "insert into store_version select :version, cast(now() at time zone 'UTC' as timestamp) "
                "where :version not in (select version from store_version)",
                {"version": VERSION},
            )
        )
    return True


def version_of(engine: DuckDBEngine) -> int:
    """The version that a store carries; before versions were written down it was 0."""
    tables = engine.fetch(Query("tables", "select table_name from information_schema.tables"))["table_name"]
    if "store_version" not in tables:
        return 0
    return int(engine.fetch(Query("version", "select max(version) as version from store_version"))["version"][0])
