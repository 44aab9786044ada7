"""A room shows what was tried before, with the verdict on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

from pmf_core.access.scope import local_scope
from pmf_core.store.decisions import record_decision
from pmf_core.store.hub import Hub
from pmf_core.views.deep_dive import deep_dive
from tests.store.test_decisions import DECIDED, TODAY

COUNCIL, NORTH = "E10000024", "place.waste.collection_north"


def test_what_was_decided_elsewhere_is_a_lesson_and_what_was_decided_here_is_not(
    shipped_store: Path, tmp_path: Path
) -> None:
    folder = Path(copytree(shipped_store, tmp_path / "store"))
    here = replace(
        DECIDED,
        body_id="ocb",
        metric_id="missed_bins",
        unit_id=COUNCIL,
        owner_id="director_waste",
        decision="Hire lorries.",
    )
    there = replace(here, decision_id="there", unit_id=NORTH, decision="Start rounds at five.")
    for made in (here, there):
        record_decision(folder, made, today=TODAY)

    room = deep_dive(Hub.open(folder), scope=local_scope(), metric="missed_bins", unit=COUNCIL, period="2026-03")

    assert [row[0] for row in room.lessons.rows] == ["Start rounds at five."]
    assert [row[3] for row in room.decisions.rows] == ["Hire lorries."]


def test_where_nothing_was_tried_the_room_says_so(hub: Hub) -> None:
    room = deep_dive(hub, scope=local_scope(), metric="missed_bins", unit=COUNCIL, period="2026-03")

    assert room.lessons.note == "No decision about Missed bins elsewhere, or about Waste, is held yet."
