from __future__ import annotations

import pytest

from pmf_core.returns.files.names import LONGEST_NAME, shown


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("../../x.xlsx", "x.xlsx"),
        ("..\\..\\x.xlsx", "x.xlsx"),
        ("/etc/passwd", "passwd"),
        ("<img src=x onerror=alert(1)>.xlsx", "<img src=x onerror=alert(1)>.xlsx"),
        ('=HYPERLINK("x").csv', '=HYPERLINK("x").csv'),
        ("invoice\u202exslx.exe", "invoicexslx.exe"),
        ("\u2066a\u2069\x00\x1b[31m.csv", "a[31m.csv"),
        ("../", "The file"),
        ("", "The file"),
    ],
)
def test_a_file_s_name_has_no_folder_no_control_and_no_mark_that_turns_it_round(given: str, told: str) -> None:
    assert shown(given) == told


def test_a_name_of_four_thousand_letters_keeps_its_end() -> None:
    assert shown(f"{'a' * 4_000}.xlsx") == f"{'a' * (LONGEST_NAME - 5)}.xlsx"
