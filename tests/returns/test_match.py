from __future__ import annotations

import numpy as np
import pytest

from pmf_core.definitions.period import month
from pmf_core.returns.match import match
from pmf_core.returns.request import Request
from tests.returns import forms

RETURNS = (
    "adult_care_teams",
    "customer_contact",
    "finance_monthly",
    "highways_monthly",
    "waste_monthly",
    "workforce_monthly",
)


def expected(held: Request, numbers: forms.Figures) -> dict[tuple[str, str], tuple[float, float, float]]:
    """(metric, unit) → numerator, denominator, value in the metric's unit of measure."""
    found = {}
    for metric in held.metrics:
        for place, unit in enumerate(held.units):
            parts = []
            for part in ("numerator", "denominator", "value"):
                term = held.term_places.get(f"{metric}.{part}", -1)
                written = numbers.get((place, term), np.nan)
                parts.append(written * held.terms[term].scale if term >= 0 else np.nan)
            if not np.isnan(parts[0]):
                parts[2] = parts[0] / parts[1] * held.per(metric)
            if np.isfinite(parts).any():
                found[metric, unit.id] = tuple(parts)
    return found


def got(matched) -> dict[tuple[str, str], tuple[float, float, float]]:
    staged = matched.pivot.staged
    return {
        (staged.metric[place], staged.unit[place]): tuple(staged.amounts[:, place].tolist())
        for place in range(len(staged))
    }


@pytest.mark.parametrize("return_id", RETURNS)
@pytest.mark.parametrize("form", ["own", "wide", "long", "measures_down"])
def test_a_return_is_understood_in_every_form(return_id: str, form: str) -> None:
    held = forms.asked(return_id)
    numbers = forms.figures(held)
    rows = {"wide": forms.wide, "long": forms.long, "measures_down": forms.measures_down}
    sheets = forms.laid_out(held, numbers) if form == "own" else {"Data": rows[form](held, numbers)}

    matched = match(forms.read(sheets), held)

    wanted, found = expected(held, numbers), got(matched)
    assert found.keys() == wanted.keys()
    for key, amounts in wanted.items():
        np.testing.assert_allclose(found[key], amounts)
    assert matched.entries.periods == (forms.MARCH,)
    assert matched.strange == ()


def test_every_amount_knows_its_cell() -> None:
    held = forms.asked("waste_monthly")
    numbers = forms.figures(held)
    rows = forms.wide(held, numbers)

    staged = match(forms.read({"Data": rows}), held).pivot.staged

    for place in range(len(staged)):
        for part in range(3):
            row, column = staged.rows[part, place], staged.columns[part, place]
            if row:
                assert rows[row - 1][column - 1] == staged.amounts[part, place]


def test_one_column_a_month_is_understood() -> None:
    held = forms.asked("waste_monthly")
    rows = [
        ["Team", "Measure", "Feb 2026", "Mar 2026"],
        ["Disposal and Treatment", "Tonnes handled", 100, 110],
        ["Disposal and Treatment", "Tonnes diverted", 90, 99],
    ]

    matched = match(forms.read({"Data": rows}), held)

    assert matched.entries.periods == (month(2026, 2), month(2026, 3))
    assert matched.pivot.staged.value.tolist() == [90.0, 90.0]


def test_the_month_of_a_sheet_is_its_name_or_stands_above_its_table() -> None:
    held = forms.asked("highways_monthly")
    numbers = forms.figures(held)
    rows = forms.wide(held, numbers, period=False)
    titled = [["Highways return"], ["February 2026"], [], *rows]

    matched = match(forms.read({"January 2026": rows, "Sheet2": titled}), held)

    assert [sheet.period for sheet in matched.mapping.sheets] == ["2026-01", "2026-02"]
    assert [sheet.period_from for sheet in matched.mapping.sheets] == ["the sheet's name", "A2"]


def test_a_table_that_looks_like_notes_is_seen_by_the_words_of_the_return() -> None:
    held = forms.asked("customer_contact")
    rows = [["Customer contact"], [], *forms.measures_down(held, forms.figures(held))]

    assert len(match(forms.read({"Data": rows}), held).pivot.staged) == 14


def test_headings_are_understood_by_other_words_and_spellings() -> None:
    held = forms.asked("customer_contact")
    numbers = forms.figures(held)
    rows = forms.wide(held, numbers)
    rows[0] = ["Line", "Period", "Answered within 60s", "Calls recieved", "Resolved first time", "Contacts closed"]
    rows[0] += ["Satisfied", "Survey responses"]

    matched = match(forms.read({"Data": rows}), held)

    terms = [column.term for column in matched.mapping.sheets[0].columns if column.term]
    assert terms == [term.id for term in held.terms]


def test_a_remembered_mapping_holds_where_headings_moved() -> None:
    held = forms.asked("waste_monthly")
    numbers = forms.figures(held)
    rows = forms.wide(held, numbers)
    rows[0][2:5] = ["Col 1", "Col 2", "Col 3"]
    first = match(forms.read({"Data": rows}), held).mapping
    columns = list(first.sheets[0].columns)
    for place, term in zip((2, 3, 4), held.terms, strict=False):
        columns[place] = columns[place].model_copy(update={"role": "amount", "term": term.id})
    told = first.model_copy(update={"sheets": (first.sheets[0].model_copy(update={"columns": tuple(columns)}),)})

    moved = [[row[0], "x" if n else "New", *row[1:]] for n, row in enumerate(rows)]
    matched = match(forms.read({"Data": moved}), held, remembered=told)

    assert {c.heading: c.term for c in matched.mapping.sheets[0].columns if c.heading.startswith("Col ")} == {
        "Col 1": held.terms[0].id,
        "Col 2": held.terms[1].id,
        "Col 3": held.terms[2].id,
    }
