"""What people put into a room stands where it belongs, and is read as it was meant."""

from __future__ import annotations

from datetime import datetime

from pmf_core.charts.causes import causes
from pmf_core.charts.markup import element, to_html
from pmf_core.definitions.room import Bone, Branch, Counted, Detail, Sureness, Weighed, Why
from pmf_core.store.issues import Entry, Place
from pmf_core.views.deep_dive.causes import causes_of
from pmf_core.views.deep_dive.said import Said, options_table, said_of


def said(text: str, detail: Detail | None = None, place: Place = Place.CAUSE) -> Said:
    written = detail.model_dump_json() if detail else ""
    return said_of(
        Entry(text, "missed_bins", "place", place, text, "", "", "", "", datetime(2026, 4, 1), "Ann", written)
    )


def test_whys_stand_in_their_order_whenever_they_were_written() -> None:
    held = causes_of([said("No parts in stock", Why(step=2)), said("Lorries broke down", Why(step=1))])

    assert [(step, one.text) for step, one in held.whys] == [(1, "Lorries broke down"), (2, "No parts in stock")]


def test_a_fishbone_has_only_the_bones_that_something_hangs_on() -> None:
    held = causes_of([said("Narrow roads", Bone(branch=Branch.PLACE)), said("New crews", Bone(branch=Branch.PEOPLE))])

    assert [name for name, _ in held.bones] == ["People", "Place"]


def test_counted_causes_say_which_few_make_most_of_the_cases() -> None:
    counted = [
        said("Crew short", Counted(cases=9)),
        said("Breakdown", Counted(cases=48)),
        said("Road", Counted(cases=3)),
    ]
    held = causes_of(counted)

    assert held.sentence == "1 of 3 causes make 80% of 60 cases."
    assert [share.cause for share in held.shares] == ["Breakdown", "Crew short", "Road"]
    assert [share.vital for share in held.shares] == [True, False, False]


def test_a_single_counted_cause_is_not_set_beside_nothing() -> None:
    assert "count the others too" in causes_of([said("Breakdown", Counted(cases=48))]).sentence


def test_words_whose_detail_was_erased_stay_as_plain_words() -> None:
    entry = Entry(
        "a", "m", "u", Place.CAUSE, "[removed]", "", "", "", "", datetime(2026, 4, 1), "[removed]", "[removed]"
    )
    held = causes_of([said_of(entry)])

    assert [one.text for one in held.thoughts] == ["[removed]"]


def test_options_stand_beside_one_another_and_say_what_nobody_said() -> None:
    whole = Weighed(effect="−8", cost="£42,000", risk="Few to hire", affects="12,000 homes", sureness=Sureness.LOW)
    held = options_table([said("Hire lorries", whole, Place.OPTION), said("Wait", None, Place.OPTION)])

    assert held.rows == (
        ("Hire lorries", "−8", "£42,000", "Few to hire", "Low", "12,000 homes"),
        ("Wait", *("Not said",) * 5),
    )


def test_what_people_type_is_text_in_the_markup() -> None:
    held = causes_of([said("<img src=x onerror=alert(1)>", Counted(cases=2))])

    html = to_html(causes(held, issue="<b>Bins</b>", said=lambda one: element("li", one.text)) or "")

    assert "<img" not in html
    assert "&lt;img src=x" in html
