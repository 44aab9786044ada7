"""Building the store from what is shipped: all of it at first, later only what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Provenance
from pmf_core.definitions.moment import end_of_day, now, start_of_day
from pmf_core.definitions.period import parse
from pmf_core.errors import StoreError
from pmf_core.store import roll_up
from pmf_core.store.append import Batch, next_number, record_batch
from pmf_core.store.audit.entry import Deed
from pmf_core.store.decided import decisions_of, record_decisions
from pmf_core.store.edition import POINTER, database_of, new_edition
from pmf_core.store.engine import Query, Transaction
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.report_cut import ReportCut, record_cut
from pmf_core.store.schema import create
from pmf_core.store.shipped.load import ShippedFile, load_file, shipped_files
from pmf_core.store.tree import record_tree
from pmf_core.store.upgrade import upgrade

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and how many there are."""

DEFINITIONS = "config"
"""The file name under which a batch of definitions is written down."""


@dataclass(frozen=True)
class Built:
    """What a build did."""

    path: Path
    files: tuple[str, ...]
    rows: int
    definitions: int
    seconds: float
    warnings: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was new."""
        return bool(self.files or self.definitions)


def build(
    folder: Path,
    catalogue: Catalogue,
    *,
    data: Path,
    fresh: bool = False,
    progress: Progress = lambda *_: None,
) -> Built:
    """Bring the store up to what `config/` and `data/` say. Kill it at any moment: the old store still stands."""
    began = perf_counter()
    if (folder / POINTER).exists():
        if fresh:
            refuse_to_lose(database_of(folder))
        else:
            upgrade(folder)
    with new_edition(folder, empty=fresh) as edition:
        built = _fill(edition.engine, catalogue, data, progress, decided=None if edition.empty else now())
        if not edition.empty and not built.changed:
            edition.discard()
        if built.definitions:
            edition.tell(Deed.DEFINITIONS_CHANGED, definitions=str(built.definitions))
        if built.files:
            edition.tell(Deed.LOADED, files=str(len(built.files)), newest=built.files[-1])
    return replace(built, path=database_of(folder), seconds=perf_counter() - began)


def _fill(
    engine: DuckDBEngine, catalogue: Catalogue, data: Path, progress: Progress, *, decided: datetime | None
) -> Built:
    files = shipped_files(data)
    with engine.transaction() as transaction:
        create(transaction)
        last = next_number(transaction) - 1
        missing = _missing(transaction, files)
        steps = len(missing) + 2
        progress("Definitions", 0, steps)
        changed = _decide(transaction, catalogue, decided=decided)
        rows, warnings = 0, []
        for step, file in enumerate(missing, 1):
            progress(file.title, step, steps)
            learnt = _learnt(transaction, file, decided)
            loaded = load_file(transaction, file, catalogue=catalogue, data=data, learnt=learnt)
            rows += loaded.rows
            warnings += loaded.warnings
        changed += _record_reports(transaction, catalogue, decided=decided)
        if missing or changed:
            progress("Adding up", steps - 1, steps)
            roll_up.refresh(transaction, catalogue, after_batch=last)
    progress("Done", steps, steps)
    return Built(Path(), tuple(file.file for file in missing), rows, changed, 0.0, tuple(warnings))


def _missing(transaction: Transaction, files: tuple[ShippedFile, ...]) -> list[ShippedFile]:
    held = set(transaction.fetch(Query("held files", "select sha256 from batch"))["sha256"])
    return sorted((f for f in files if f.sha256 not in held), key=lambda f: (f.known_from, f.file))


def _record_reports(transaction: Transaction, catalogue: Catalogue, *, decided: datetime | None) -> int:
    """Write down the reports that the settings know of and the store does not.

    In a new store they count as known since they were cut; in one that has been read, since `decided`.
    """
    held = set(transaction.fetch(Query("cuts", "select body_id, unit_id, period_id from report_cut")))
    new = [r for r in catalogue.settings.reports if (r.body, r.unit, r.period) not in held]
    for report in new:
        moment = end_of_day(report.cut_on)
        cut = ReportCut(report.body, report.unit, parse(report.period), moment, "settings")
        record_cut(transaction, cut, recorded=decided or moment)
    return len(new)


def _learnt(transaction: Transaction, file: ShippedFile, decided: datetime | None) -> datetime | None:
    """When a file added to an older store was learnt of: now, if something later than it is known already."""
    if decided is None:
        return None
    newest = transaction.fetch(Query("newest", "select max(known_from) as newest from batch"))["newest"][0]
    return decided if newest is not None and file.known_from < newest else None


def _decide(transaction: Transaction, catalogue: Catalogue, *, decided: datetime | None) -> int:
    """Write definitions and tree as one batch of their own, if anything in them is new."""
    number = next_number(transaction)
    moment = decided if number > 1 else None
    changed = record_decisions(transaction, catalogue, number=number, decided=moment)
    changed += record_tree(
        transaction,
        catalogue.organisation,
        number=number,
        adopted=catalogue.settings.definitions_known_from,
        decided=moment,
    )
    if changed:
        body = "\n".join(decision.body for decision in decisions_of(catalogue))
        batch = Batch(
            file=DEFINITIONS,
            source=DEFINITIONS,
            title="Definitions",
            sha256=sha256(body.encode()).hexdigest(),
            provenance=Provenance.RETURN,
            known_from=moment or start_of_day(catalogue.settings.definitions_known_from),
        )
        record_batch(transaction, batch, number=number, rows=0)
    return changed


ENTERED = {
    "batch": "provenance = 'return' and row_count > 0",
    "definition_version": "kind = 'phase'",
    "report_cut": "cut_by <> 'settings'",
    "submission": "seq = 1",
    "return_mapping": "true",
    "decision": "true",
    "pack": "true",
    "issue_entry": "true",
    "retention_act": "true",
}
"""Table → which of its rows people entered: what a fresh build would lose."""


def refuse_to_lose(path: Path) -> None:
    """A fresh build is refused while the store holds what people entered."""
    engine = DuckDBEngine(path, read_only=True)
    try:
        tables = set(engine.fetch(Query("tables", "select table_name from information_schema.tables"))["table_name"])
        entered = sum(
            engine.fetch(Query(f"entered in {table}", f"select count(*) as n from {table} where {which}"))["n"][0]
            for table, which in ENTERED.items()
            if table in tables
        )
    finally:
        engine.close()
    if entered:
        raise StoreError(
            f"The store {path} holds {entered} returns, re-bases, reports and decisions that people entered, "
            "and a fresh build would lose them: "
            "run 'python -m pmf_core backup FILE' and build without --fresh."
        )
