"""An issue room is there before anybody writes in it, and stays as it was on any day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions.moment import parse_moment
from pmf_core.errors import BadInput
from pmf_core.store.edition import new_edition
from pmf_core.store.hub import Hub
from pmf_core.store.issues import Entry, Place, Says, add_entry, entries
from pmf_core.store.schema import create
from pmf_core.views.deep_dive import Piece, deep_dive
from pmf_core.views.deep_dive.evidence import contradiction, summary

COUNCIL = "E10000024"


def entry(name: str, text: str, *, place: Place = Place.CAUSE, at: datetime, replaces: str = "") -> Entry:
    return Entry(name, "missed_bins", COUNCIL, place, text, "", "", "", replaces, at, "Ann")


def piece(kind: str, says: Says | None, strength: str = "a signal") -> Piece:
    return Piece(kind, kind, says, strength, "")


def test_the_evidence_is_there_in_six_kinds_before_anybody_writes(hub: Hub) -> None:
    held = deep_dive(hub, scope=local_scope(), metric="missed_bins", unit=COUNCIL, period="2026-03")

    assert {one.kind for one in held.evidence} == {
        "Performance", "Complaints", "Audits", "Residents' voices", "Staff", "Spend"
    }  # fmt: skip
    assert held.sentence == "6 kinds of evidence: 2 worse and 4 unclear."
    assert held.trend is not None
    assert held.waterfall is not None


def test_a_kind_that_nothing_is_held_of_says_so(hub: Hub) -> None:
    held = deep_dive(
        hub, scope=local_scope(), metric="missed_bins", unit="place.waste.collection_north", period="2026-03"
    )

    none_held = [one.kind for one in held.evidence if one.says is None]
    assert none_held
    assert all("Nothing of this kind is held" in one.sentence for one in held.evidence if one.says is None)


def test_numbers_and_voices_that_disagree_by_a_signal_are_told() -> None:
    better, worse = piece("Performance", Says.BETTER), piece("Complaints", Says.WORSE)

    assert "the other way" in contradiction([better, worse])
    assert contradiction([better, piece("Complaints", Says.WORSE, "no signal")]) == ""
    assert contradiction([better, piece("Staff", Says.WORSE)]) == ""


def test_a_kind_that_says_both_is_unclear() -> None:
    held = [
        piece("Performance", Says.WORSE),
        piece("Staff", Says.WORSE),
        piece("Staff", Says.BETTER),
        piece("Spend", None),
    ]

    assert summary(held) == "3 kinds of evidence: 1 worse and 1 unclear; of 1 nothing is held."


def test_a_room_is_read_as_it_was_at_any_moment(tmp_path: Path) -> None:
    with new_edition(tmp_path) as edition, edition.engine.transaction() as transaction:
        create(transaction)
    first, second = datetime(2026, 4, 1, 9), datetime(2026, 4, 2, 9)
    add_entry(tmp_path, entry("a", "A lorry broke down.", at=first))
    add_entry(tmp_path, entry("b", "Two lorries broke down.", at=second, replaces="a"))
    engine = Hub.open(tmp_path).engine

    assert [e.text for e in entries(engine, "missed_bins", COUNCIL)] == ["Two lorries broke down."]
    then = entries(engine, "missed_bins", COUNCIL, as_at=parse_moment("2026-04-01"))
    assert [e.text for e in then] == ["A lorry broke down."]


def test_nothing_is_not_added(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is nothing in it yet"):
        add_entry(tmp_path, entry("a", "  ", at=datetime(2026, 4, 1)))
