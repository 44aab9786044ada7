"""How columns were understood, what a person says that they are, and what is remembered of it."""

from __future__ import annotations

from typing import Any

import pytest

from pmf_core.errors import BadInput
from pmf_core.returns.check import check, remap
from pmf_core.returns.read import read_workbook
from pmf_core.returns.staged import Checked
from pmf_core.returns.template import template
from pmf_core.views.returns.columns import chosen_mapping, columns_read
from tests.returns import forms

TONNES = "amount:waste_diverted.denominator"


def renamed(**headings: str) -> list[list[Any]]:
    """A clean return whose columns have other headings: `D="Weight"`."""
    held = forms.asked("waste_monthly")
    rows = forms.wide(held, forms.figures(held))
    for letter, heading in headings.items():
        rows[0][ord(letter) - ord("A")] = heading
    return rows


def sent(rows: list[list[Any]], *, after: Checked | None = None) -> Checked:
    return check(forms.read({"Data": rows}), forms.asked("waste_monthly"), remembered=after.mapping if after else None)


def readings(checked: Checked) -> dict[str, str]:
    held = columns_read(checked)
    assert held is not None
    return {row.heading: row.reading for row in held.rows}


def test_a_column_nobody_understood_is_shown_as_not_read() -> None:
    checked = sent(renamed(D="Weight"))

    assert readings(checked)["D: Weight"] == "ignored"
    assert columns_read(checked).needs_looking  # type: ignore[union-attr]


def test_what_a_person_says_is_read() -> None:
    checked = sent(renamed(D="Weight"))

    chosen = remap(checked, chosen_mapping(checked, {("Data", 4): TONNES}))

    assert readings(chosen)["D: Weight"] == TONNES
    assert "missing_column" not in {finding.code for finding in chosen.findings}


def test_what_was_said_is_remembered_for_the_next_file_wherever_the_column_stands() -> None:
    checked = sent(renamed(D="Weight"))
    first = remap(checked, chosen_mapping(checked, {("Data", 4): TONNES}))

    rows = renamed(D="Weight")
    moved = [[*row[:3], *row[4:], row[3]] for row in rows]

    assert readings(sent(moved, after=first))["I: Weight"] == TONNES


def test_a_column_said_not_to_be_read_is_not_read_the_next_time() -> None:
    checked = sent(renamed())
    first = remap(checked, chosen_mapping(checked, {("Data", 4): "ignored"}))

    again = readings(sent(renamed(), after=first))

    assert again["D: Tonnes handled"] == "ignored"


def test_of_two_columns_with_one_heading_the_one_that_was_chosen_is_remembered() -> None:
    rows = [[*row, row[3]] for row in renamed()]
    checked = sent(rows)
    first = remap(checked, chosen_mapping(checked, {("Data", 4): "ignored", ("Data", 10): TONNES}))

    again = readings(sent(rows, after=first))

    assert (again["D: Tonnes handled"], again["J: Tonnes handled"]) == ("ignored", TONNES)


def test_a_column_without_a_heading_is_remembered_by_its_place() -> None:
    rows = [[row[0], row[1], row[2], row[3], *row[4:]] for row in renamed(D="")]
    rows[0][3] = None
    checked = sent(rows)
    if ("D: no heading") not in readings(checked):
        pytest.skip("the layout does not take it for a column")
    first = remap(checked, chosen_mapping(checked, {("Data", 4): TONNES}))

    assert readings(sent(rows, after=first))["D: no heading"] == TONNES


def test_the_difference_to_the_last_file_stands_at_its_column() -> None:
    last = sent(renamed())

    held = columns_read(sent(renamed(D="Weight"), after=last))

    assert held is not None
    assert any("'Tonnes handled'" in told for told in held.changes)
    assert {row.heading: row.last_time for row in held.rows}["D: Weight"] == "not in the last file"


def test_two_columns_are_not_both_one_figure() -> None:
    checked = sent(renamed(D="Weight"))

    with pytest.raises(BadInput, match="Columns D and F of 'Data' are both said to be 'Figure: Collections due'"):
        chosen_mapping(checked, {("Data", 4): "amount:missed_bins.denominator"})


def test_a_file_without_any_figure_cannot_be_chosen() -> None:
    checked = sent(renamed())

    with pytest.raises(BadInput, match="choose at least one"):
        chosen_mapping(checked, {("Data", column): "ignored" for column in range(1, 10)})


def test_a_template_needs_no_choosing() -> None:
    held = forms.asked("waste_monthly")

    assert columns_read(check(read_workbook(template(held), name="waste.xlsx"), held)) is None
