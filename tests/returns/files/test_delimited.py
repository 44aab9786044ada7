from __future__ import annotations

import pytest

from pmf_core.returns.files.delimited import grid_of_text, separator_of

PLAIN = "Area,Cost\nDerby,£1\nLeeds,£2\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("cp1252"),
        b"\xff\xfe" + PLAIN.encode("utf-16-le"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace("\n", "\r\n").encode(),
    ],
)
def test_a_text_file_is_the_same_in_every_encoding_and_with_every_separator(content: bytes) -> None:
    assert list(grid_of_text(content, name="a.csv")) == [("Area", "Cost"), ("Derby", "£1"), ("Leeds", "£2")]


def test_lines_of_other_lengths_stay_where_they_are() -> None:
    content = b'Returns\n\nArea,Count,"Two\nlines"\nDerby,1,2\nLeeds,3\nYork,4,5,6\nNotes: "one, two"\n'

    rows = list(grid_of_text(content, name="a.csv"))

    assert rows[0] == ("Returns", None, None, None)
    assert rows[2][2] == "Two\nlines"
    assert rows[4] == ("Leeds", "3", None, None)
    assert rows[5] == ("York", "4", "5", "6")
    assert len(rows) == 7


def test_a_comma_in_a_number_does_not_make_it_the_separator() -> None:
    assert separator_of("Area;Share\nDerby;1,5\nLeeds;2,5\nYork;3,5") == ";"


def test_an_irregular_file_is_read_like_a_regular_one() -> None:
    lines = [f"Team {row},{row}" + (",more" if row % 2 else "") for row in range(5_000)]

    grid = grid_of_text("\n".join(lines).encode(), name="a.csv")

    assert len(grid) == 5_000
    assert grid[4_999] == ("Team 4999", "4999", "more")
    assert grid[4_998] == ("Team 4998", "4998", None)
