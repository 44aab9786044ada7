from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmf_core.errors import BadInput
from pmf_core.returns.files.delimited import grid_of_text
from pmf_core.returns.files.kind import FileKind, kind_of
from pmf_core.returns.layout import lay_out
from pmf_core.returns.read import read_file, read_workbook
from tests.returns import hostile

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = Path(__file__).parent / "published"
LIMIT = 512
"""MB beyond rest that no file may need."""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """How each hostile file ends in a process that may not use more than the limit."""
    folder = tmp_path_factory.mktemp("hostile")
    for place, (name, make, _) in enumerate(hostile.REFUSED.values()):
        (folder / f"{place:02d} {name}").write_bytes(make())
    command = [sys.executable, "-m", "tests.returns.opening", str(folder), str(LIMIT)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return dict(zip(hostile.REFUSED, map(json.loads, said.splitlines()), strict=True))


@pytest.mark.parametrize("what", hostile.REFUSED)
def test_a_hostile_file_is_refused_with_one_sentence(what: str, outcomes: dict[str, dict[str, Any]]) -> None:
    outcome, words = outcomes[what], hostile.REFUSED[what][2]

    assert outcome["ended"] == "refused"
    assert words in outcome["said"]
    assert outcome["said"].endswith(".") and "\n" not in outcome["said"]


def test_no_hostile_file_needs_more_memory_than_is_allowed(outcomes: dict[str, dict[str, Any]]) -> None:
    assert {what: outcome["beyond"] for what, outcome in outcomes.items() if outcome["beyond"] > LIMIT} == {}


def test_a_file_cut_short_is_refused_wherever_it_ends() -> None:
    for content in (hostile.clean(), (PUBLISHED / "send_appeal_rate_table_2022.ods").read_bytes()):
        for part in hostile.cut_short(content):
            with pytest.raises(BadInput, match=r"figures is (cut short|neither)"):
                read_workbook(part, name="figures")


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as held:
        held.truncate(2 << 30)

    with pytest.raises(BadInput, match=r"huge\.xlsx has 2,147 MB, 150 MB are allowed"):
        read_file(path)


def test_a_million_formatted_rows_are_left_out_and_told() -> None:
    book = read_workbook(hostile.million_formatted_rows(), name="rows.xlsx")

    assert len(book.sheets[0].rows) == 3
    assert "1,048,573 rows below row 3 have formatting and nothing in them" in book.sheets[0].warnings[0]


def test_macros_are_told_and_the_values_are_read() -> None:
    content = hostile.with_parts(hostile.clean(), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})

    book = read_workbook(content, name="returns.xlsm")

    assert book.warnings == ("returns.xlsm has macros; they were not run, only the values were read.",)
    assert book.sheets[0].cell(5, 3) == 310


def test_links_to_other_files_and_connections_are_told() -> None:
    extra = {"xl/externalLinks/externalLink1.xml": b"<externalLink/>", "xl/connections.xml": b"<connections/>"}

    warnings = read_workbook(hostile.with_parts(hostile.clean(), extra), name="linked.xlsx").warnings

    assert any("draw on another file" in warning for warning in warnings)
    assert any("data connection" in warning for warning in warnings)


def test_the_value_of_a_formula_is_read_and_a_formula_without_one_is_told_with_its_cell() -> None:
    (sheet,) = read_workbook(hostile.uncalculated(), name="sums.xlsx").sheets

    assert [sheet.cell(row, 2) for row in (2, 3)] == [4, None]
    assert str(sheet.cell(4, 2)) == "#DIV/0!"
    assert sheet.uncalculated == {(3, 2)}
    assert "3 cells hold formulas (first B2)" in sheet.warnings[0]
    assert "saved without a value (first B3)" in sheet.warnings[1]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("figures.xlsx", b"Area,Count\nDerby,4\n", "figures.xlsx is a text file whatever its name says"),
        ("figures.csv", hostile.clean(), "figures.csv is an Excel workbook (.xlsx) whatever its name says"),
        ("figures.xls", hostile.clean(), "figures.xls is an Excel workbook (.xlsx) whatever its name says"),
    ],
)
def test_a_name_that_misleads_is_told_and_the_file_is_read_as_what_it_is(name: str, content: bytes, said: str) -> None:
    book = read_workbook(content, name=name)

    assert book.warnings[0].startswith(said)
    assert len(book.sheets[0].rows) > 1


def test_a_zip_that_calls_itself_gz_is_opened() -> None:
    packed = hostile.zipped({"absence.csv": b"Area,Count\nDerby,4\n"})

    book = read_workbook(packed, name="absence.csv.gz")

    assert "is a ZIP archive whatever its name says" in book.warnings[0]
    assert book.sheets[0].cell(2, 1) == "Derby"


def test_names_are_shown_without_control_characters_and_folders() -> None:
    named = hostile.xlsx({"xl/workbook.xml": hostile.BOOK.replace('"Data"', '"&lt;b&gt;Da\u202eta"')}, sheet="")

    book = read_workbook(named, name="../../<script>\x07.xlsx")

    assert book.name == "<script>.xlsx"
    assert book.sheets[0].name == "<b>Data"
    assert book.sheets[0].warnings == ("The sheet's name has characters that can't be shown; they are left out.",)


def test_an_xls_with_a_password_is_refused() -> None:
    content = bytearray(read_packed("ashe_home_geography_2021.xls.gz"))
    # The record that names the last writer becomes the one that says how the file is locked.
    place = content.index(b"\x5c\x00\x70\x00")
    content[place : place + 2] = b"\x2f\x00"

    with pytest.raises(BadInput, match="protected by a password"):
        read_workbook(bytes(content), name="locked.xls")


def read_packed(name: str) -> bytes:
    """The bytes of a file that is kept gzipped."""
    return gzip.decompress((PUBLISHED / name).read_bytes())


SEEDS = {
    "xlsx": hostile.clean(),
    "ods": hostile.ods(f"<table:table-row>{hostile.ods_cell('4')}{hostile.ods_cell('5')}</table:table-row>" * 3),
    "xls": read_packed("ashe_home_geography_2021.xls.gz")[:40_000],
    "csv": b'Area;"Count, all"\r\nDerby;1,234\r\nLeeds;"5\r\n6"\r\nTotal;c\r\n' * 3,
    "gz": hostile.gzip_bomb(1 << 20),
}

CHANGES = st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=8)


def damaged(content: bytes, changes: list[tuple[float, bytes]]) -> bytes:
    """The content with some of its bytes written over."""
    held = bytearray(content)
    for where, what in changes:
        place = int(where * (len(held) - 1))
        held[place : place + len(what)] = what
    return bytes(held)


@pytest.mark.parametrize("seed", SEEDS)
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES)
def test_a_damaged_file_is_read_or_refused_and_never_anything_else(
    seed: str, changes: list[tuple[float, bytes]]
) -> None:
    content = damaged(SEEDS[seed], changes)

    try:
        book = read_workbook(content, name=f"figures.{seed}")
    except BadInput as error:
        assert str(error).endswith(".")
    else:
        assert all(lay_out(sheet).last_row <= len(sheet.rows) for sheet in book.sheets)


@settings(max_examples=300)
@given(content=st.binary(min_size=1, max_size=400))
def test_any_bytes_have_a_kind_or_are_refused(content: bytes) -> None:
    try:
        kind = kind_of(content, name="any")
    except BadInput:
        return
    assert isinstance(kind, FileKind)


@settings(max_examples=300)
@given(text=st.text(alphabet=st.sampled_from('ab1,;"\n\r\t |é£\x00'), min_size=1, max_size=120))
def test_any_text_becomes_rows_or_is_refused(text: str) -> None:
    try:
        grid = grid_of_text(text.encode(), name="any.csv")
    except BadInput:
        return
    assert len({len(row) for row in grid}) <= 1
