"""The way into the rooms."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from shutil import copytree

from pmf_core.access.rights import Request, scope_of
from pmf_core.access.scope import local_scope
from pmf_core.store.hub import Hub
from pmf_core.store.issues import Entry, Place, add_entry
from pmf_core.views.deep_dive import room_list

COUNCIL = "E10000024"


def test_an_exception_waits_for_a_room_until_somebody_writes_in_it(shipped_store: Path, tmp_path: Path) -> None:
    folder = Path(copytree(shipped_store, tmp_path / "store"))
    hub = Hub.open(folder)
    before = room_list(hub, scope=local_scope(), unit=COUNCIL, period="2026-03")
    hub.close()
    assert "missed_bins" in before.waiting_for
    assert before.sentence.startswith("No room is open yet; 10 exceptions")

    moment = datetime(2026, 4, 20)
    add_entry(folder, Entry("a", "missed_bins", COUNCIL, Place.CAUSE, "Frost", "", "", "", "", moment, "Ann"))

    after = room_list(Hub.open(folder), scope=local_scope(), unit=COUNCIL, period="2026-03")
    assert "missed_bins" not in after.waiting_for
    assert after.open_at == (("missed_bins", COUNCIL),)
    assert after.open.rows[0][2] == "20 April 2026"


def test_a_room_about_figures_that_one_may_not_read_is_not_listed(shipped_store: Path, tmp_path: Path) -> None:
    folder = Path(copytree(shipped_store, tmp_path / "store"))
    restricted = next(m for m in Hub.open(folder).catalogue.metrics if m.sensitivity.name == "RESTRICTED")
    moment = datetime(2026, 4, 20)
    add_entry(folder, Entry("a", restricted.id, COUNCIL, Place.CAUSE, "Frost", "", "", "", "", moment, "Ann"))
    hub = Hub.open(folder)
    member = next(person for person in hub.catalogue.people if person.id == "member")

    seen = room_list(hub, scope=scope_of(member, Request(hub.today), hub.catalogue), unit=COUNCIL, period="2026-03")
    every = room_list(hub, scope=local_scope(), unit=COUNCIL, period="2026-03")

    assert seen.open_at == ()
    assert every.open_at == ((restricted.id, COUNCIL),)
