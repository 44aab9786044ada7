from __future__ import annotations

import pytest

from pmf_core.errors import BadInput
from pmf_core.returns.check import check
from pmf_core.returns.read import read_workbook
from pmf_core.returns.staged import Finding
from pmf_core.returns.values import Missing, numbers_of
from tests.returns.corpus import Sent, clean

MANY = 150


def found(sent: Sent, code: str) -> list[Finding]:
    return [finding for finding in sent.checked().findings if finding.code == code]


def with_rows(column: int, text: str) -> Sent:
    """A clean return in long form with many more rows, each with another text in one column."""
    sent = clean("waste_monthly", form="long")
    model = sent.rows[1]
    sent.rows.extend([f"{text} {n}" if at == column else cell for at, cell in enumerate(model)] for n in range(MANY))
    return sent


def test_unknown_names_past_the_hundredth_are_told_together_with_their_first_cell() -> None:
    sent = with_rows(0, "Squad of nowhere")
    first = len(sent.rows) - MANY + 1

    findings = found(sent, "unknown_unit")

    assert len(findings) == 101
    assert findings[-1].cell == f"A{first + 100}:A{first + MANY - 1}"
    assert findings[-1].seen == "50 more cells of this column, the first of them Squad of nowhere 100"
    assert findings[-1].proposal is None


def test_unknown_periods_past_the_hundredth_are_told_together() -> None:
    sent = with_rows(clean("waste_monthly", form="long").rows[0].index("Month"), "Some month")

    assert len(found(sent, "not_a_period")) == 101


def test_a_date_that_is_none_either_way_round_is_told_and_not_tripped_over() -> None:
    sent = with_rows(clean("waste_monthly", form="long").rows[0].index("Month"), "5/40/2026")
    sent.rows[-1][sent.rows[0].index("Month")] = "5/40/2026"

    assert found(sent, "not_a_period")


def test_forty_thousand_different_signs_for_small_numbers_are_read() -> None:
    numbers = numbers_of([f"<{number}" for number in range(40_000)])

    assert numbers.missing_at(39_999) == Missing("<39999", "suppressed")


def test_a_sheet_of_more_columns_than_any_return_has_is_refused_in_one_sentence() -> None:
    sent = clean("waste_monthly", form="wide")
    held = read_workbook(("," * 1_200 + "\n1\n").encode(), name="wide.csv")

    with pytest.raises(BadInput, match=r"^wide\.csv has 1,201 columns on sheet 'wide', 1,000 is the most"):
        check(held, sent.held)
