from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pmf_core.definitions.submission import State
from pmf_core.errors import BadInput, StoreError
from pmf_core.store.backup import backup, restore
from pmf_core.store.build import refuse_to_lose
from pmf_core.store.doctor import findings
from pmf_core.store.edition import database_of, new_edition
from pmf_core.store.engine import Query
from pmf_core.store.hub import Hub
from pmf_core.store.returned.approving import approve
from pmf_core.store.returned.events import submissions
from pmf_core.store.returned.files import kept_file, original
from pmf_core.store.returned.retention import erase_due, erase_file
from tests.sending import ANN, BEN, CAT, TODAY, calls_of, published, store, submitted

ROOT = Path(__file__).resolve().parents[3]
SECRET = b"The very words of a person, which nobody else would write. " * 200


def sealed(folder: Path, digest: str) -> bytes | None:
    hub = Hub.open(folder)
    try:
        return original(hub.engine, digest).content
    finally:
        hub.close()


def test_the_original_is_given_back_byte_for_byte(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    held = submitted(folder, {"north": 10}, content=SECRET)

    assert sealed(folder, held.sha256) == SECRET


def test_erased_bytes_lie_nowhere_in_the_store_and_their_checksum_stays(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    held = submitted(folder, {"north": 10}, content=SECRET)
    approve(folder, held.id, actor=BEN, today=TODAY)

    with pytest.raises(BadInput, match="erased with a reason"):
        erase_file(folder, held.sha256, actor=CAT, reason="")
    erase_file(folder, held.sha256, actor=CAT, reason="It named a person")

    assert b"which nobody else would write" not in database_of(folder).read_bytes()
    assert len(list(folder.glob("*.duckdb"))) == 1
    with pytest.raises(StoreError, match=r"were erased on .*: It named a person\. Its checksum and its figures stay"):
        sealed(folder, held.sha256)
    assert calls_of(folder)["north"] == 10


def test_a_file_is_kept_as_long_as_its_return_says(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    held = published(folder, {"north": 10})
    waits = submitted(folder, {"north": 11})

    assert erase_due(folder, today=date(2030, 1, 1), actor=CAT) == ()
    assert erase_due(folder, today=date(2040, 1, 1), actor=CAT) == (held.sha256,)
    assert sealed(folder, waits.sha256)


def test_altered_bytes_are_found_by_whoever_looks(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    held = submitted(folder, {"north": 10}, content=SECRET)
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        transaction.execute(Query("tamper", "update return_file set bytes = 'altered'::blob"))

    with pytest.raises(StoreError, match=r"Seal broken: bins\.xlsx"):
        sealed(folder, held.sha256)
    (told,) = (f for f in findings(config=ROOT / "config", data=ROOT / "data", store=folder) if f.what == "Returns")
    assert (told.ok, "Seal broken" in told.told) == (False, True)


def test_a_backup_holds_returns_and_restoring_loses_none(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    held = submitted(folder, {"north": 10}, content=SECRET)
    kept = backup(database_of(folder), tmp_path / "kept.duckdb")
    approve(folder, held.id, actor=BEN, today=date(2025, 4, 1))

    with pytest.raises(StoreError, match=r"The store has 1 acts on returns that .* does not have"):
        restore(folder, kept)
    restore(folder, kept, over_newer=True)

    assert sealed(folder, held.sha256) == SECRET
    hub = Hub.open(folder)
    assert [found.state for found in submissions(hub.engine)] == [State.WITH_APPROVER]
    hub.close()


def test_a_draft_alone_keeps_a_fresh_build_away(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    submitted(folder, {"north": 10})

    with pytest.raises(StoreError, match="a fresh build would lose them"):
        refuse_to_lose(database_of(folder))


def test_a_file_taken_in_is_known_with_who_sent_it(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    held = submitted(folder, {"north": 10}, content=SECRET)
    hub = Hub.open(folder)

    file = kept_file(hub.engine, held.sha256)

    assert (file.name, file.size, file.received_by, file.seal_holds) == ("bins.xlsx", len(SECRET), ANN.name, True)
    hub.close()
