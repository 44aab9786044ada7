from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.catalogue.load import load
from pmf_core.definitions.period import month
from pmf_core.errors import StoreError
from pmf_core.measures.read import series
from pmf_core.store.backup import backup, restore
from pmf_core.store.build import build
from pmf_core.store.edition import POINTER, UNFINISHED, database_of, new_edition, point_to
from pmf_core.store.engine import Query
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.hub import Hub
from pmf_core.store.returned.tables import RETURN_TABLES
from pmf_core.store.schema import VERSION
from pmf_core.store.upgrade import upgrade, version_of
from tests import small

ROOT = Path(__file__).resolve().parents[2]


def small_store(folder: Path, *values: float) -> Path:
    """A store on disk with one return for each value, a day apart."""
    folder.mkdir(parents=True)
    held, path = small.catalogue(), folder / "hub-1.duckdb"
    engine = DuckDBEngine(path)
    with engine.transaction() as transaction:
        small.create(transaction)
        small.decide(transaction, held, moment=None)
    hub = Hub(engine)
    for number, value in enumerate(values):
        rows = [("calls", "north", date(2025, 3, 1), date(2025, 3, 31), None, None, value)]
        hub = small.publish(hub, held, rows, known_from=datetime(2025, 4, 1 + number), name=f"return {number}")
    hub.close()
    point_to(folder, path.name)
    return folder


def calls(folder: Path) -> float | None:
    hub = Hub.open(folder)
    found = series(hub, "calls", "council", scope=local_scope()).at(month(2025, 3))
    hub.close()
    assert found is not None
    return found.value


def test_a_backup_restores_what_was_there(tmp_path: Path) -> None:
    folder = small_store(tmp_path / "one", 10, 11)
    kept = backup(database_of(folder), tmp_path / "kept.duckdb")

    restore(tmp_path / "two", kept)

    assert calls(tmp_path / "two") == calls(folder) == 11


def test_restoring_over_newer_data_is_refused_unless_told(tmp_path: Path) -> None:
    kept = backup(database_of(small_store(tmp_path / "old", 10)), tmp_path / "kept.duckdb")
    newer = small_store(tmp_path / "new", 10, 11)

    with pytest.raises(StoreError, match=r"1 batches that .* does not have"):
        restore(newer, kept)
    assert calls(newer) == 11
    restore(newer, kept, over_newer=True)

    assert calls(newer) == 10


def test_an_older_store_is_upgraded_in_place_after_a_backup(tmp_path: Path) -> None:
    folder = small_store(tmp_path / "one", 10)
    engine = DuckDBEngine(database_of(folder))
    with engine.transaction() as transaction:
        for table in ("store_version", "report_cut"):
            transaction.execute(Query("age", f"drop table {table}"))
    engine.close()

    assert upgrade(folder)

    engine = DuckDBEngine(database_of(folder))
    assert version_of(engine) == VERSION
    engine.close()
    assert calls(tmp_path / "one") == 10
    assert list((tmp_path / "one").glob("*.backup"))
    assert not upgrade(folder)


def test_a_store_of_version_1_keeps_its_figures_and_learns_to_hold_returns(tmp_path: Path) -> None:
    folder = small_store(tmp_path / "one", 10)
    engine = DuckDBEngine(database_of(folder))
    with engine.transaction() as transaction:
        aged = ["drop view reading", "alter table observation drop column source_sheet", "delete from store_version"]
        for statement in [*aged, *(f"drop table {table}" for table in RETURN_TABLES)]:
            transaction.execute(Query("age", statement))
        transaction.insert("store_version", ("version", "upgraded_at"), [(1, datetime(2025, 1, 1))])
    engine.close()

    assert upgrade(folder)

    assert calls(folder) == 10
    hub = Hub.open(folder)
    assert {small.count_rows(hub, table) for table in RETURN_TABLES} == {0}
    hub.close()


def test_a_newer_store_than_the_hub_is_refused(tmp_path: Path) -> None:
    folder = small_store(tmp_path / "one", 10)
    engine = DuckDBEngine(database_of(folder))
    with engine.transaction() as transaction:
        transaction.insert("store_version", ("version", "upgraded_at"), [(VERSION + 1, datetime(2030, 1, 1))])
    engine.close()

    with pytest.raises(StoreError, match="newer than this hub's"):
        upgrade(folder)


def test_a_fresh_build_is_refused_while_people_s_returns_are_in_the_store(tmp_path: Path) -> None:
    folder = small_store(tmp_path / "one", 10)

    with pytest.raises(StoreError, match="a fresh build would lose them"):
        build(folder, small.catalogue(), data=ROOT / "data", fresh=True)

    assert calls(folder) == 10


def test_a_second_build_has_nothing_to_do(shipped_store: Path) -> None:
    built = build(shipped_store, load(ROOT / "config", data=ROOT / "data"), data=ROOT / "data")

    assert (built.files, built.rows, built.definitions) == ((), 0, 0)


@pytest.mark.parametrize("wait", [0.3, 1.0, 2.0])
def test_a_build_that_is_killed_leaves_no_half_store(tmp_path: Path, wait: float) -> None:
    environment = {**os.environ, "PMF_STORE": str(tmp_path / "store")}
    command = [sys.executable, "-m", "pmf_core", "build"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.wait()

    if (tmp_path / "store" / POINTER).exists():
        Hub.open(tmp_path / "store").close()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert not list((tmp_path / "store").glob(f"*{UNFINISHED}*"))
    Hub.open(tmp_path / "store").close()


def test_whoever_reads_keeps_reading_while_another_writes(tmp_path: Path) -> None:
    folder = small_store(tmp_path / "one", 10)
    reader = Hub.open(folder)

    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        transaction.execute(Query("change", "delete from roll_up"))

    assert series(reader, "calls", "council", scope=local_scope()).at(month(2025, 3)) is not None
    reader.close()


def test_a_change_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    folder = small_store(tmp_path / "one", 10)
    before = database_of(folder)

    with (
        pytest.raises(StoreError, match="no such"),
        new_edition(folder) as edition,
        edition.engine.transaction() as transaction,
    ):
        transaction.execute(Query("no such", "delete from nowhere"))

    assert database_of(folder) == before
    assert calls(folder) == 10
    assert not list(folder.glob(f"*{UNFINISHED}*"))
