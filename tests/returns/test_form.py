from __future__ import annotations

from dataclasses import replace

import pytest

from pmf_core.errors import BadInput, UnknownName
from pmf_core.returns.check import check
from pmf_core.returns.form import Typed, form_file, form_name
from pmf_core.returns.read import read_workbook
from pmf_core.returns.staged import Checked
from tests.returns import forms

DISPOSAL = "place.waste.disposal"


def sent(*typed: Typed) -> Checked:
    held = forms.asked("waste_monthly")
    held = replace(held, history=forms.history(held))
    return check(read_workbook(form_file(held, typed), name=form_name(held)), held)


def test_typed_figures_become_observations_without_asking_for_the_rest() -> None:
    checked = sent(
        Typed(DISPOSAL, "waste_diverted.numerator", "27,690"), Typed(DISPOSAL, "waste_diverted.denominator", "28823")
    )

    assert [f.code for f in checked.errors] == ["wrong_scale"] * len(checked.errors)
    assert len(checked.staged) == 1
    assert checked.staged.value[0] == pytest.approx(27690 / 28823 * 100)


def test_a_typed_figure_is_checked_like_any_other() -> None:
    checked = sent(Typed("place.waste.recycling_centres", "recycling_centre_visits.value", "-4"))

    assert [(f.code, f.where) for f in checked.errors] == [("impossible", "waste_monthly-2026-03.form!D2")]


def test_one_part_of_a_pair_needs_the_other() -> None:
    assert "half_pair" in {f.code for f in sent(Typed(DISPOSAL, "waste_diverted.numerator", "500")).errors}


def test_a_reason_can_be_typed_for_a_figure() -> None:
    checked = sent(Typed("place.waste.recycling_centres", "recycling_centre_visits.value", "not available"))

    assert checked.errors == ()
    assert checked.staged.missing_reason[0] == "not_available"


def test_what_is_not_asked_is_refused_in_one_sentence() -> None:
    held = forms.asked("waste_monthly")

    with pytest.raises(BadInput, match="a form takes 1 to 5"):
        form_file(held, [])
    with pytest.raises(UnknownName, match="Did you mean"):
        form_file(held, [Typed("place.waste.disposl", "waste_diverted.numerator", "1")])
    with pytest.raises(BadInput, match="is not asked for 'Visits to recycling centres'"):
        form_file(held, [Typed(DISPOSAL, "recycling_centre_visits.value", "1")])
