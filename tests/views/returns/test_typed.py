"""The boxes of the form, and what was found about each."""

from __future__ import annotations

from dataclasses import replace

from pmf_core.returns.check import check
from pmf_core.returns.form import Typed, form_file, form_name
from pmf_core.returns.read import read_workbook
from pmf_core.returns.staged import Checked
from pmf_core.views.returns.typed import boxes, boxes_as_typed, findings_by_box, typed_of, where_typed
from tests.returns import forms

NORTH, DISPOSAL = "place.waste.collection_north", "place.waste.disposal"


def sent(*typed: Typed) -> Checked:
    held = forms.asked("waste_monthly")
    held = replace(held, history=forms.history(held))
    return check(read_workbook(form_file(held, typed), name=form_name(held)), held)


def test_a_team_has_the_boxes_it_is_asked_for() -> None:
    held = boxes(forms.asked("waste_monthly"), [DISPOSAL])

    assert [box.label for box in held] == ["Tonnes recycled, composted or used for energy", "Tonnes handled"]


def test_only_the_figures_chosen_have_a_box() -> None:
    held = boxes(forms.asked("waste_monthly"), [NORTH, DISPOSAL], ["waste_diverted.denominator"])

    assert {box.name for box in held} == {"Disposal and Treatment Team: Tonnes handled"}


def test_what_was_typed_comes_back_into_its_boxes() -> None:
    typed = (Typed(DISPOSAL, "waste_diverted.numerator", "27,69O"), Typed(DISPOSAL, "waste_diverted.denominator", ""))
    checked = sent(typed[0], Typed(DISPOSAL, "waste_diverted.denominator", "not available"))

    held = boxes_as_typed(checked)

    assert [box.typed for box in held] == ["27,69O", "not available"]
    assert [box.is_reason for box in held] == [False, True]
    assert typed_of(held)[0] == typed[0]


def test_a_blank_box_is_left_out() -> None:
    held = boxes(forms.asked("waste_monthly"), [DISPOSAL])

    assert typed_of(replace(box, typed="  ") for box in held) == ()


def test_a_finding_names_the_box_and_not_a_cell() -> None:
    checked = sent(
        Typed(DISPOSAL, "waste_diverted.numerator", "5"), Typed(DISPOSAL, "waste_diverted.denominator", "-4")
    )

    found = findings_by_box(checked)[1][0]

    assert where_typed(checked, found) == "Disposal and Treatment Team: Tonnes handled"
