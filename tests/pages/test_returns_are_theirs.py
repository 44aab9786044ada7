from __future__ import annotations

import pytest

from tests.pages.said import said


@pytest.mark.parametrize(
    ("person", "asked", "theirs"),
    [
        ("analyst_adults", "adult_care_teams", True),
        ("analyst_adults", "waste_monthly", False),
        ("auditor", "waste_monthly", False),
        ("steward", "waste_monthly", True),
    ],
)
def test_a_return_is_sent_by_whoever_acts_for_its_units(open_page, person: str, asked: str, theirs: bool) -> None:
    test = open_page("returns", **{"as": person, "tab": "send", "ret": asked})

    assert bool(test.get("file_uploader")) == theirs
    assert ("This return is not yours to send" in said(test)) == (not theirs)


def test_a_role_that_changes_nothing_adds_nothing_to_a_room(open_page) -> None:
    place = {"m": "sickness_days", "u": "E10000024"}

    assert "Add to the room" in said(open_page("deep_dive", **place, **{"as": "steward"}))
    assert "Add to the room" not in said(open_page("deep_dive", **place, **{"as": "auditor"}))
