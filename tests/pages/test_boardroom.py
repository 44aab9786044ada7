"""The boardroom and its meetings, on the shipped data."""

from __future__ import annotations

from tests.pages.conftest import Open
from tests.pages.said import said

MEETING = "OCB-2026-05-07"


def test_the_calendar_names_the_next_meeting_and_what_is_due(open_page: Open) -> None:
    page = open_page("boardroom")

    assert not page.exception
    assert "Next: Departmental Leadership Teams, 21 April 2026" in said(page)
    assert "Organisational Change Board" in said(page)


def test_a_meeting_has_the_exceptions_of_its_period_as_agenda(open_page: Open) -> None:
    page = open_page("boardroom", tab="meeting", on=MEETING)

    assert "10 exceptions of Nottinghamshire County Council in March 2026; nothing has been decided yet." in said(page)
    assert "Open meeting mode" in said(page)


def test_meeting_mode_leads_from_exception_to_exception_and_offers_the_form(open_page: Open) -> None:
    page = open_page("metric", m="missed_bins", meeting=MEETING, decide="yes")

    assert "Organisational Change Board, 7 May 2026 · Exception" in said(page)
    assert "Decide about: Missed bins" in said(page)
    assert any(button.label == "Record decision" for button in page.button)


def test_a_meeting_that_is_not_in_the_calendar_is_told_with_the_nearest(open_page: Open) -> None:
    page = open_page("boardroom", tab="meeting", on="OCB-2026-05-08")

    assert "Did you mean 'OCB-2026-05-07'?" in said(page)


def test_without_a_sealed_pack_the_time_machine_says_how_to_make_one(open_page: Open) -> None:
    page = open_page("boardroom", tab="time")

    assert "No pack has been sealed yet" in said(page)


def test_the_record_says_how_often_the_rules_were_right_and_how_sure_that_is(open_page: Open) -> None:
    told = said(open_page("boardroom", tab="record"))

    assert "exceptions newly raised in 24 months" in told
    assert "E2 Sustained negative direction" in told
    assert "Too few to say" in told


def test_the_boardroom_says_what_everybody_may_read(open_page) -> None:
    told = said(open_page("boardroom", tab="publish"))

    assert "are approved for everybody, by Strategic Insight Unit" in told
    assert "Kept out as exempt" in told


def test_only_whoever_may_publish_has_the_button(open_page) -> None:
    director = open_page("boardroom", tab="publish", **{"as": "director_adults"})

    assert [held.key for held in director.get("button")] == []
    assert "Kept out" not in said(director)
    assert "publish" in [held.key for held in open_page("boardroom", tab="publish").get("button")]
