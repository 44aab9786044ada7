from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from pmf_core.errors import StoreError
from pmf_core.store.audit.actor import act_as
from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.audit.search import Asked, found
from pmf_core.store.audit.verify import verify
from pmf_core.store.edition import new_edition
from pmf_core.store.schema import create


@pytest.fixture
def log(tmp_path: Path) -> AuditLog:
    held = AuditLog(tmp_path)
    held.record("anne", Deed.SIGNED_IN)
    held.record("anne", Deed.DENIED, address="metric?m=secret")
    held.record("bill", Deed.EXPORTED, table="Bins – “emptied”\n<b>")
    return held


def lines(log: AuditLog) -> list[str]:
    return log.file.read_text().splitlines(keepends=True)


def rewrite(log: AuditLog, held: list[str]) -> None:
    log.file.write_text("".join(held))


def test_a_log_as_it_was_written_is_whole(log: AuditLog, tmp_path: Path) -> None:
    held = verify(tmp_path)

    assert (held.whole, held.entries) == (True, 3)
    assert [entry.who for entry in log.entries()] == ["anne", "anne", "bill"]


def test_no_log_at_all_is_whole(tmp_path: Path) -> None:
    assert verify(tmp_path).whole


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_changed_entry_is_named(log: AuditLog, tmp_path: Path, place: int) -> None:
    held = lines(log)
    entry = json.loads(held[place])
    held[place] = held[place].replace(f'"who":"{entry["who"]}"', '"who":"carol"')
    rewrite(log, held)

    assert verify(tmp_path).broken_at == place + 1


@pytest.mark.parametrize("place", [0, 1])
def test_an_entry_taken_out_is_named(log: AuditLog, tmp_path: Path, place: int) -> None:
    held = lines(log)
    del held[place]
    rewrite(log, held)

    assert verify(tmp_path).broken_at == place + 1


def test_two_entries_in_the_wrong_order_are_named(log: AuditLog, tmp_path: Path) -> None:
    first, second, third = lines(log)
    rewrite(log, [first, third, second])

    assert verify(tmp_path).broken_at == 2


def test_something_written_into_a_line_is_named(log: AuditLog, tmp_path: Path) -> None:
    first, *rest = lines(log)
    rewrite(log, [first.replace('{"number"', '{"note":"added", "number"'), *rest])

    assert verify(tmp_path).broken_at == 1


def test_an_end_that_was_cut_off_shows_against_the_head(log: AuditLog, tmp_path: Path) -> None:
    rewrite(log, lines(log)[:2])

    held = verify(tmp_path)
    assert held.broken_at == 3
    assert "its end was cut off" in held.told


def test_a_head_that_was_taken_away_is_found(log: AuditLog, tmp_path: Path) -> None:
    (log.folder / "head").unlink()

    assert not verify(tmp_path).whole


def test_an_end_cut_off_together_with_its_head_shows_against_the_store(log: AuditLog, tmp_path: Path) -> None:
    with new_edition(tmp_path) as edition, edition.engine.transaction() as transaction:
        create(transaction)
        edition.tell(Deed.LOADED, files="1")
    held = lines(log)
    rewrite(log, held[:2])
    entry = json.loads(held[1])
    (log.folder / "head").write_text(f"2:{entry['seal']}\n")

    found = verify(tmp_path)
    assert (found.broken_at, "the store knows entry 4" in found.told) == (3, True)


def test_a_log_written_anew_shows_against_a_seal_kept_elsewhere(log: AuditLog, tmp_path: Path) -> None:
    kept = verify(tmp_path)
    for file in log.folder.iterdir():
        file.unlink()
    for who in ("anne", "anne", "carol"):
        log.record(who, Deed.SIGNED_IN)

    assert verify(tmp_path).whole
    assert verify(tmp_path, expected={kept.entries: kept.seal}).broken_at == 3


def test_a_line_that_a_fault_cut_short_is_put_aside(log: AuditLog, tmp_path: Path) -> None:
    with log.file.open("a") as held:
        held.write('{"number":4,"at":"2026-')

    log.record("carol", Deed.SIGNED_IN)

    assert verify(tmp_path).whole
    assert [entry.who for entry in log.entries()][-1] == "carol"
    assert (log.folder / "torn").read_text() == '{"number":4,"at":"2026-\n'


def test_what_cannot_be_written_down_does_not_happen(tmp_path: Path) -> None:
    (tmp_path / "audit").write_text("a file where the folder should be")

    with (
        pytest.raises(StoreError, match="nothing happens that isn't written down"),
        new_edition(tmp_path) as edition,
        edition.engine.transaction() as transaction,
    ):
        create(transaction)
    assert not (tmp_path / "current").exists()


def test_a_change_of_the_store_names_who_made_it(tmp_path: Path) -> None:
    act_as("steward")
    with new_edition(tmp_path) as edition, edition.engine.transaction() as transaction:
        create(transaction)
        edition.tell(Deed.REPORT_CUT, body="ocb")
    act_as("unknown")

    (entry,) = AuditLog(tmp_path).entries()
    assert (entry.who, entry.deed, dict(entry.about)) == ("steward", "report cut", {"body": "ocb"})


def _write(folder: Path, who: str) -> None:
    for number in range(25):
        AuditLog(folder).record(who, Deed.DENIED, address=str(number))


def test_many_writers_at_once_make_one_chain(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(tmp_path, f"writer {n}")) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    held = verify(tmp_path)
    assert (held.whole, held.entries) == (True, 100)


def test_entries_are_found_by_who_what_when_and_words(log: AuditLog) -> None:
    entries = list(log.entries())

    assert [e.number for e in found(entries, Asked(who="anne"))] == [2, 1]
    assert [e.number for e in found(entries, Asked(deed="exported"))] == [3]
    assert [e.number for e in found(entries, Asked(words="SECRET metric"))] == [2]
    assert [e.number for e in found(entries, Asked(since=entries[1].at, until=entries[1].at))] == [2]
