from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pmf_core.access.rights import Rights, local_person, rights_of
from pmf_core.definitions.person import Access, Grant, Person
from pmf_core.errors import AccessDenied
from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.hub import Hub
from pmf_core.views.library.audit import A_PAGE, AuditPage, audit_page, newest_of
from tests import small
from tests.views.library.test_people import STEWARD, WASTE, council

AUDITOR = rights_of(local_person("council"), Access(), today=small.ADOPTED)


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    """A small hub beside whose store a log stands."""
    log = AuditLog(tmp_path)
    log.record("waste", Deed.SIGNED_IN)
    log.record("waste", Deed.EXPORTED, table="Bins emptied", kind="CSV")
    log.record("local", Deed.LOADED, files="3")
    return Hub(small.new_hub(council(WASTE)).engine, tmp_path / "hub.duckdb")


def read(hub: Hub, *, rights: Rights = AUDITOR, **asked: Any) -> AuditPage:
    return audit_page(hub, rights=rights, **asked)


def deeds(page: AuditPage) -> list[str]:
    return [row[2] for row in page.table.rows]


def test_the_newest_entry_stands_first(hub: Hub) -> None:
    assert deeds(read(hub)) == ["Loaded", "Exported", "Signed in"]


def test_people_are_told_by_name(hub: Hub) -> None:
    assert [row[1] for row in read(hub).table.rows] == ["This machine", "Head of Waste", "Head of Waste"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"who": "local"}, ["Loaded"]),
        ({"deed": "exported"}, ["Exported"]),
        ({"search": "BINS csv"}, ["Exported"]),
        ({"period": "2020-01"}, []),
        ({"period": "7"}, ["Loaded", "Exported", "Signed in"]),
    ],
)
def test_entries_are_found_by_person_deed_words_and_time(hub: Hub, asked: dict[str, Any], found: list[str]) -> None:
    assert deeds(read(hub, **asked)) == found


def test_the_log_is_refused_to_whoever_may_not_read_it(hub: Hub) -> None:
    with pytest.raises(AccessDenied):
        read(hub, rights=rights_of(STEWARD, hub.catalogue.access, today=hub.today))


def test_looking_through_an_auditors_eyes_does_not_open_the_log(hub: Hub) -> None:
    with pytest.raises(AccessDenied):
        read(hub, rights=AUDITOR.reading_only())


def test_a_long_log_comes_in_pages_and_its_file_has_all_of_it(hub: Hub, tmp_path: Path) -> None:
    log = AuditLog(tmp_path)
    for number in range(A_PAGE):
        log.record("waste", Deed.DENIED, address=str(number))

    first, last = read(hub), read(hub, page=99)

    assert (len(first.table.rows), first.pages) == (A_PAGE, 2)
    assert len(first.table.values) == A_PAGE + 3
    assert (last.page, deeds(last)[-1]) == (2, "Signed in")
    assert f"{A_PAGE + 3} entries" in first.sentence


def test_a_chain_that_holds_says_so_with_its_seal(hub: Hub, tmp_path: Path) -> None:
    told = read(hub).chain

    assert told.word == "The chain holds: 3 entries"
    assert (AuditLog(tmp_path).head() or (0, ""))[1][:12] in told.reason


def test_a_chain_that_was_tampered_with_names_the_entry(hub: Hub, tmp_path: Path) -> None:
    read(hub)
    file = AuditLog(tmp_path).file
    file.write_text(file.read_text().replace("Bins emptied", "Bins robbed!"))

    assert read(hub).chain.word == "The chain breaks at entry 2"


def test_the_newest_entry_of_a_deed_is_found(tmp_path: Path) -> None:
    AuditLog(tmp_path).record("local", Deed.EXPORTED, table="Earlier")
    AuditLog(tmp_path).record("local", Deed.EXPORTED, table="Later")

    found = newest_of(tmp_path, Deed.EXPORTED)

    assert found is not None
    assert found.about == {"table": "Later"}
    assert newest_of(tmp_path, Deed.RESTORED) is None


def test_a_person_without_a_name_in_the_register_is_told_by_id(hub: Hub, tmp_path: Path) -> None:
    stranger = Person(id="signed:x@example.org", name="X", grants=(Grant(role="manager", units=("north",)),))
    AuditLog(tmp_path).record(stranger.id, Deed.SIGN_IN_REFUSED)

    assert read(hub).table.rows[0][1] == "signed:x@example.org"
