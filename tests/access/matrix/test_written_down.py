"""What is written down of whoever looks, takes away and sends: each deed is done, and found in the audit log."""

from __future__ import annotations

from pathlib import Path

from pmf_core.store.audit.entry import Entry
from pmf_core.store.audit.log import AuditLog
from tests import sending
from tests.access.matrix.conftest import Look


def newest(store: Path, deed: str) -> Entry:
    return [entry for entry in AuditLog(store).entries() if entry.deed == deed][-1]


def test_looking_as_somebody_and_being_refused_are_written_down(look: Look, matrix_store: Path) -> None:
    look("metric", "analyst", m="plain_restricted", u="other.team")

    assert newest(matrix_store, "viewed as").about == {"person": "analyst"}
    denied = newest(matrix_store, "denied")
    assert denied.about["as"] == "analyst"
    assert "m=plain_restricted&u=other.team" in denied.about["address"]
    assert "is not open to your role" in denied.about["reason"]


def test_a_page_that_a_role_has_not_is_written_down_when_it_is_asked_for(look: Look, matrix_store: Path) -> None:
    look("boardroom", "approver")

    assert newest(matrix_store, "denied").about["address"].startswith("boardroom")


def test_a_file_is_written_down_when_it_is_taken_and_not_when_it_is_offered(look: Look, matrix_store: Path) -> None:
    before = len([entry for entry in AuditLog(matrix_store).entries() if entry.deed == "exported"])
    seen = look("explore", "leadership", u="own.team")
    assert len([entry for entry in AuditLog(matrix_store).entries() if entry.deed == "exported"]) == before

    seen.files[0]()

    assert newest(matrix_store, "exported").about["kind"] == "CSV"


def test_reading_a_single_person_and_small_numbers_is_written_down(look: Look, matrix_store: Path) -> None:
    look("metric", "team_manager", m="plain_public", u="own.ben")
    steward = look("vital_signs", "steward", u="own.team", exact="yes")

    assert newest(matrix_store, "read a single person's figures").about["unit"] == "own.ben"
    assert newest(matrix_store, "read small numbers of people").about["as"] == "steward"
    assert not steward.files


def test_small_numbers_are_not_shown_to_whoever_may_and_has_not_asked_nor_to_whoever_asks_and_may_not(
    look: Look, matrix_store: Path
) -> None:
    told = len([entry for entry in AuditLog(matrix_store).entries() if entry.deed == "read small numbers of people"])

    assert "Small numbers of people are hidden" in look("explore", "auditor", u="own.team").text
    assert "Small numbers" not in look("explore", "officer", u="own.team", exact="yes").text
    after = len([entry for entry in AuditLog(matrix_store).entries() if entry.deed == "read small numbers of people"])
    assert after == told


def test_a_return_is_written_down_from_its_file_to_its_approval(tmp_path: Path) -> None:
    store = sending.store(tmp_path / "store")

    sending.published(store, {"north": 3.0, "south": 4.0})

    deeds = [entry.deed for entry in AuditLog(store).entries()]
    assert [deed for deed in deeds if deed in ("uploaded", "submitted", "approved")] == [
        "uploaded",
        "submitted",
        "approved",
    ]


def test_a_changed_definition_is_written_down(shipped_store: Path) -> None:
    assert newest(shipped_store, "definitions changed").who
