"""What a check found, on its way to the screen: kinds, pages, and the picture beside them."""

from __future__ import annotations

import re
from typing import Any

from pmf_core.returns.check import apply, check
from pmf_core.returns.staged import Checked
from pmf_core.views.returns.kinds import NAMES
from pmf_core.views.returns.preflight import MOST_LISTED, preflight
from tests.conftest import ROOT
from tests.returns import forms


def sent(return_id: str = "waste_monthly", **cells: Any) -> Checked:
    """A clean return with some cells of its sheet replaced: `D4="lots"`."""
    held = forms.asked(return_id)
    rows = forms.wide(held, forms.figures(held))
    for cell, text in cells.items():
        column, row = re.fullmatch(r"([A-Z])(\d+)", cell).groups()  # type: ignore[union-attr]
        rows[int(row) - 1][ord(column) - ord("A")] = text
    return check(forms.read({"Data": rows}), held)


def many() -> Checked:
    """A return of 120 teams in which every figure is a word."""
    held = forms.asked("workforce_monthly")
    rows = forms.wide(held, forms.figures(held))
    return check(forms.read({"Data": [rows[0], *([*row[:2], *["lots" for _ in row[2:]]] for row in rows[1:])]}), held)


def test_every_kind_of_finding_has_a_name_in_plain_words() -> None:
    source = "".join(file.read_text() for file in (ROOT / "pmf_core" / "returns" / "validate").glob("*.py"))
    codes = set(re.findall(r'Rule\(\s*"([a-z_]+)"|Severity\.\w+,\s*"([a-z_]+)"', source))

    assert {first or second for first, second in codes} <= NAMES.keys()


def test_a_finding_leads_to_its_cell_in_the_picture() -> None:
    found = preflight(sent(E3="lots"))

    (row,) = [row for row in found.findings if row.where == "Data!E3"]
    marked = {cell.anchor for _, cells in found.pictures[0].rows for cell in cells if cell.mark}
    assert row.anchor in marked


def test_every_listed_finding_of_a_cell_is_in_the_picture() -> None:
    found = preflight(many())

    marked = {cell.anchor for _, cells in found.pictures[0].rows for cell in cells if cell.mark}
    assert len(found.findings) == MOST_LISTED
    assert {row.anchor for row in found.findings} <= marked


def test_hundreds_of_findings_are_listed_page_by_page_until_the_last() -> None:
    checked = many()
    first = preflight(checked)

    seen = [
        row.where for begin in range(0, first.total, MOST_LISTED) for row in preflight(checked, first=begin).findings
    ]

    assert first.total > 4 * MOST_LISTED
    assert len(seen) == first.total == len(checked.findings)
    assert first.listed.startswith("Findings 1 to 25 of ")


def test_one_kind_can_be_listed_alone() -> None:
    found = preflight(sent(E3="lots", E4=-3), kind="not_a_number")

    assert {row.kind for row in found.findings} == {"Not a number"}
    assert {kind.code for kind in found.kinds} >= {"not_a_number", "impossible"}


def test_a_place_beyond_the_last_finding_is_the_first_page() -> None:
    assert preflight(sent(E3="lots"), first=10_000).first == 0


def test_all_proposals_of_a_kind_can_be_accepted_and_are_checked_again() -> None:
    checked = sent(E2="1O4", E3="2O8", E4="3O1")
    (kind,) = [kind for kind in preflight(checked).kinds if kind.code == "not_a_number"]

    mended = apply(checked, kind.proposals)

    assert len(kind.proposals) == 3
    assert "not_a_number" not in {finding.code for finding in mended.findings}
