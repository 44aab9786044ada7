from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook as Book

from pmf_core.definitions.period import month
from pmf_core.returns.check import apply, check
from pmf_core.returns.plan import HEADER_ROW, plan
from pmf_core.returns.read import read_workbook
from pmf_core.returns.request import Request
from pmf_core.returns.staged import Checked, Severity
from pmf_core.returns.stamp import STAMP_SHEET, stamp_of
from pmf_core.returns.template import template
from tests.returns import forms
from tests.returns.test_match import RETURNS, expected


def opened(held: Request) -> Book:
    return load_workbook(io.BytesIO(template(held)))


def sent(book: Book, held: Request) -> Checked:
    file = io.BytesIO()
    book.save(file)
    return check(read_workbook(file.getvalue(), name="template.xlsx"), held)


def filled(held: Request, numbers: forms.Figures) -> Book:
    book = opened(held)
    sheet = book[plan(held).sheet]
    for place, asked in plan(held).entries.items():
        sheet.cell(*place, numbers[asked])
    return book


@pytest.mark.parametrize("return_id", RETURNS)
def test_a_filled_in_template_needs_no_mapping_and_has_no_error(return_id: str) -> None:
    held = forms.asked(return_id)
    numbers = forms.figures(held)

    checked = sent(filled(held, numbers), held)

    assert checked.mapping.template
    assert [finding for finding in checked.findings if finding.severity is not Severity.NOTE] == []
    got = {
        (checked.staged.metric[i], checked.staged.unit[i]): tuple(checked.staged.amounts[:, i])
        for i in range(len(checked.staged))
    }
    wanted = expected(held, numbers)
    assert got.keys() == wanted.keys()
    for key, amounts in wanted.items():
        np.testing.assert_allclose(got[key], amounts)


@settings(max_examples=15)
@given(data=st.data())
def test_whatever_is_typed_comes_back_from_its_own_cell(data: st.DataObject) -> None:
    held = forms.asked("waste_monthly")
    amounts = st.integers(0, 10**7).map(float) | st.sampled_from(["not available", "suppressed"])
    typed = {asked: data.draw(amounts) for asked in plan(held).entries.values()}

    matched = sent(filled(held, typed), held).matched

    entries, request = matched.entries, matched.request
    for i in range(len(entries)):
        asked = (int(entries.unit[i]), int(entries.term[i]))
        told = typed[asked]
        assert plan(request).entries[int(entries.row[i]), int(entries.column[i])] == asked
        if isinstance(told, float):
            assert entries.number[i] == told
        else:
            assert entries.missing[entries.code[i] - 1].reason == told.replace(" ", "_")
    assert len(entries) == len(typed)


def test_only_the_cells_to_fill_in_are_open() -> None:
    held = forms.asked("waste_monthly")
    sheet = opened(held)["Return"]

    open_cells = {(cell.row, cell.column) for row in sheet.iter_rows() for cell in row if not cell.protection.locked}

    assert open_cells == set(plan(held).entries)
    assert sheet.protection.sheet


def test_a_template_carries_definitions_reasons_and_last_figures() -> None:
    bare = forms.asked("waste_monthly")
    held = forms.asked("waste_monthly", history=forms.history(bare))
    book = opened(held)
    sheet = book["Return"]

    heading = next(cell for cell in sheet[HEADER_ROW] if cell.value == "Tonnes handled")
    assert heading.comment is not None
    assert "Worked out as" in heading.comment.text
    assert [validation.type for validation in sheet.data_validations.dataValidation] == ["list"]
    shown = {sheet.cell(*place).value for place in plan(held).before}
    assert set(held.history.last[2][held.history.metric.index("recycling_centre_visits")].ravel()) <= shown
    assert book[STAMP_SHEET].sheet_state == "veryHidden"


def test_the_stamp_says_return_version_and_period() -> None:
    held = forms.asked("waste_monthly")

    stamp = stamp_of(read_workbook(template(held), name="template.xlsx"))

    assert stamp is not None
    assert (stamp.return_id, stamp.version, stamp.period) == ("waste_monthly", 1, "2026-03")


def test_a_heading_typed_over_is_told_at_its_cell_and_can_be_put_back() -> None:
    held = forms.asked("waste_monthly")
    book = filled(held, forms.figures(held))
    book["Return"].cell(HEADER_ROW, 3, "Tonnes landfilled")

    checked = sent(book, held)

    assert [(finding.code, finding.where) for finding in checked.errors] == [("template_altered", "Return!C5")]
    mended = apply(checked, [checked.proposals[0].id])
    assert mended.errors == ()
    assert [(step.before, step.after) for step in mended.cleansed] == [("Tonnes landfilled", "Tonnes handled")]


def test_the_template_of_another_month_or_return_is_told() -> None:
    february = forms.asked("waste_monthly", period=month(2026, 2))
    book = filled(february, forms.figures(february))

    assert "template_other_period" in {f.code for f in sent(book, forms.asked("waste_monthly")).errors}
    assert "template_other_return" in {f.code for f in sent(book, forms.asked("highways_monthly")).errors}


def test_a_template_of_an_older_version_is_understood_by_its_headings() -> None:
    old = forms.asked("waste_monthly")
    book = filled(old, forms.figures(old))
    newer = old.asked.model_copy(update={"version": 2})
    held = replace(old, asked=newer)

    checked = sent(book, held)

    assert "template_old" in {finding.code for finding in checked.findings}
