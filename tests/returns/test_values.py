from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from pmf_core.returns.grid import TextColumn
from pmf_core.returns.values import UNREAD, Missing, number_of, numbers_of


def test_a_symbol_is_a_reason_and_never_a_zero() -> None:
    numbers = numbers_of([1, "c", None, "about ten"])

    assert numbers.values[0] == 1
    assert numbers.missing_at(1) == Missing("c", "suppressed")
    assert numbers.missing_at(2) == Missing("", "not_submitted")
    assert numbers.codes[3] == UNREAD


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9.3699999999999992", 9.37),
        ("1,234", 1234),
        ("£1.2m", 1_200_000),
        ("82%", 82),
        ("(45)", -45),
        ("–5", -5),
        ("12 345", 12_345),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: float) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["1,5", "1,2345", "12/13", "about ten", "12p", "nan", "1e400"])
def test_a_text_that_could_mean_several_numbers_is_left_unread(text: str) -> None:
    assert number_of(text) is None


@pytest.mark.parametrize(
    ("symbol", "reason"),
    [
        ("c", "suppressed"),
        ("[C]", "suppressed"),
        ("<5", "suppressed"),
        ("z", "not_applicable"),
        ("u", "low_reliability"),
        ("low", "rounds_to_zero"),
        ("TBC", "not_known_yet"),
        ("#DIV/0!", "formula_error"),
        ("N/A", "not_available"),
    ],
)
def test_a_symbol_has_its_reason(symbol: str, reason: str) -> None:
    assert number_of(symbol) == Missing(symbol, reason)


def test_a_column_of_text_is_read_like_its_cells() -> None:
    texts = ["1", " 2.5 ", "c", "", "1,000", "82%", "ten", "-"] * 50
    column = TextColumn(pa.chunked_array([texts[:90], texts[90:]]))

    together, alone = numbers_of(column), numbers_of(list(texts))

    assert np.array_equal(together.values, alone.values, equal_nan=True)
    assert [together.missing_at(place) for place in range(8)] == [alone.missing_at(place) for place in range(8)]
    assert (together.per_cent, alone.per_cent) == (50, 50)


def test_a_sheets_own_key_goes_before_what_a_symbol_means_elsewhere() -> None:
    assert number_of("-", symbols={"-": "zero"}) == 0
