"""What an .xlsx says beside its values: hidden rows, errors, formulas, per-cent formats, links, drop-downs.

The values come from a reader that gives none of these. The parts are searched as they are unpacked, a piece at a
time, and never parsed as a whole.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from pmf_core.returns.workbook import cell_name, column_number

PIECE = 4_194_304
"""Bytes that are searched at a time."""

SMALL_PART = 20_000_000
"""Bytes of a part that is read as a whole: the book, its styles, the relations."""

SAMPLED_CELLS = 20_000
"""Cells whose format is looked at."""

SAMPLED_ROWS = 60
"""Rows in which a title may be centred across several cells."""

PER_CENT_FORMATS = {9, 10}
"""Excel's own number formats 0% and 0.00%."""

LITERAL = re.compile(r'"[^"]*"|\\.')
"""What a number format shows as it stands."""

REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
STYLE = re.compile(rb'\bs="(\d{1,6})"')
NOT_A_NUMBER = re.compile(rb'\bt="(?!n")')
SHEET_OF_FORMULA = re.compile(r"^=?'?([^'!]+)'?!")


class Patterns(NamedTuple):
    """What to look for in a sheet's XML, with the prefix that its names have."""

    row_start: re.Pattern[bytes]
    hidden_row: re.Pattern[bytes]
    column: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    error: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    uncalculated: re.Pattern[bytes]
    list_source: re.Pattern[bytes]
    formula_start: bytes


@lru_cache(maxsize=8)
def patterns(prefix: bytes) -> Patterns:
    """The patterns for one prefix; most files have none."""
    p = re.escape(prefix)
    formula = rb"<" + p + rb"f\b[^>]*(?:/>|>[^<]*</" + p + rb"f>)"
    cell = rb"<" + p + rb"c\b([^>]*)>"
    return Patterns(
        row_start=re.compile(rb"<" + p + rb'row\b[^>]*\br="(\d{1,7})"'),
        hidden_row=re.compile(rb"<" + p + rb'row\b([^>]*\bhidden="(?:1|true)"[^>]*)>'),
        column=re.compile(rb"<" + p + rb'col\b([^>]*\bhidden="(?:1|true)"[^>]*)>'),
        cell=re.compile(rb"<" + p + rb"c\b([^>]*)>"),
        error=re.compile(
            rb"<" + p + rb'c\b([^>]*\bt="e"[^>]*)>\s*(?:' + formula + rb")?\s*<" + p + rb"v>([^<]{0,40})</"
        ),
        formula=re.compile(cell + rb"\s*<" + p + rb"f\b"),
        uncalculated=re.compile(
            cell + rb"\s*" + formula + rb"\s*(?:<" + p + rb"v\s*/>|<" + p + rb"v>\s*</" + p + rb"v>)?\s*</" + p + rb"c>"
        ),
        list_source=re.compile(rb"<(?:\w+:)?formula1>(?:\s*<xm:f>)?([^<]{1,500})<"),
        formula_start=b"<" + prefix + b"f",
    )


@dataclass
class Found:
    """What one sheet's XML says."""

    errors: list[tuple[int, int, str]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    across: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Top, left, bottom, right of texts that are centred across several cells."""
    percentages: list[int] = field(default_factory=list)
    list_sources: set[str] = field(default_factory=set)
    """The sheets that this one's drop-downs are filled from."""
    formulas: int = 0
    first_formula: str = ""
    last_row: int = 0


@dataclass(frozen=True)
class Styles:
    """The cell formats, by number, that matter here."""

    per_cent: frozenset[int] = frozenset()
    across: frozenset[int] = frozenset()


def styles_of(archive: zipfile.ZipFile) -> Styles:
    """Which of a workbook's cell formats are per cent, and which centre across cells."""
    xml = _small(archive, "xl/styles.xml")
    codes = {
        int(number): unescape(code)
        for number, code in re.findall(r'<(?:\w+:)?numFmt\b[^>]*\bnumFmtId="(\d+)"[^>]*\bformatCode="([^"]*)"', xml)
    }
    shown = {number for number, code in codes.items() if "%" in LITERAL.sub("", code)} | PER_CENT_FORMATS
    formats = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", xml, re.DOTALL)
    listed = re.split(r"<(?:\w+:)?xf\b", formats.group(0))[1:] if formats else []
    numbers = [re.search(r'\bnumFmtId="(\d+)"', one) for one in listed]
    return Styles(
        frozenset(place for place, number in enumerate(numbers) if number and int(number.group(1)) in shown),
        frozenset(place for place, one in enumerate(listed) if '"centerContinuous"' in one),
    )


def sheet_paths(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Each sheet's name and the part that holds it, in the book's order."""
    book = book_path(archive)
    folder, _, last = book.rpartition("/")
    targets = _targets(archive, f"{folder}/_rels/{last}.rels", folder=folder)
    found = []
    for sheet in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", _small(archive, book)):
        name, relation = re.search(r'\bname="([^"]*)"', sheet), re.search(r'\b\w+:id="([^"]*)"', sheet)
        if name:
            found.append((unescape(name.group(1)), targets.get(relation.group(1), "") if relation else ""))
    return found


def book_path(archive: zipfile.ZipFile) -> str:
    """The part that lists the sheets."""
    return next(
        (path for path in _targets(archive, "_rels/.rels").values() if path.startswith("xl/")), "xl/workbook.xml"
    )


def _targets(archive: zipfile.ZipFile, path: str, *, folder: str = "") -> dict[str, str]:
    """What a part of relations points at, by their ids."""
    found = {}
    for relation in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", _small(archive, path)):
        identity, target = re.search(r'\bId="([^"]*)"', relation), re.search(r'\bTarget="([^"]*)"', relation)
        if identity and target:
            to = unescape(target.group(1))
            found[identity.group(1)] = to.lstrip("/") if to.startswith("/") or not folder else f"{folder}/{to}"
    return found


def named_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Defined name → the sheet that it points at."""
    book = _small(archive, book_path(archive))
    names = re.findall(r'<(?:\w+:)?definedName\b[^>]*\bname="([^"]*)"[^>]*>([^<]*)<', book)
    return {name: _sheet_in(unescape(formula)) for name, formula in names}


def scan(archive: zipfile.ZipFile, path: str, *, styles: Styles, names: dict[str, str]) -> Found:
    """Search one sheet's part."""
    found = Found()
    if path not in archive.NameToInfo:
        return found
    wanted, piece = patterns(b""), b""
    for place, piece in enumerate(_pieces(archive, path)):
        if place == 0:
            wanted = patterns(_prefix(piece))
            _columns_and_styles(piece, wanted, styles=styles, found=found)
        _rows(piece, wanted, found=found)
    for formula in wanted.list_source.findall(piece):
        text = unescape(formula.decode("utf-8", "replace")).strip()
        found.list_sources.add(_sheet_in(text) or names.get(text.lstrip("="), ""))
    return found


def _pieces(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """The part in pieces that end with a row; the last is what follows the rows."""
    rest = b""
    with archive.open(path) as part:
        while block := part.read(PIECE):
            whole = rest + block
            cut = whole.rfind(b"row>") + len(b"row>")
            if cut < len(b"row>") or len(rest) > PIECE:
                cut = len(whole)
            yield whole[:cut]
            rest = whole[cut:]
    yield rest


def _prefix(piece: bytes) -> bytes:
    root = re.search(rb"<(\w{1,20}:)?worksheet\b", piece[:4_096])
    return (root.group(1) or b"") if root else b""


def _rows(piece: bytes, wanted: Patterns, *, found: Found) -> None:
    if b'hidden="' in piece:
        rows = (re.search(rb'\br="(\d{1,7})"', attributes) for attributes in wanted.hidden_row.findall(piece))
        found.hidden_rows += [int(row.group(1)) for row in rows if row]
    if b't="e"' in piece:
        for attributes, text in wanted.error.findall(piece):
            if place := _place(attributes):
                found.errors.append((*place, unescape(text.decode("utf-8", "replace"))))
    if wanted.formula_start in piece:
        cells = wanted.formula.findall(piece)
        if cells and not found.formulas and (first := _place(cells[0])):
            found.first_formula = cell_name(*first)
        found.formulas += len(cells)
        if cells:
            places = (_place(attributes) for attributes in wanted.uncalculated.findall(piece))
            found.uncalculated += [place for place in places if place]
    last = piece.rfind(b"row ")
    for row in wanted.row_start.findall(piece, max(0, last - 40)):
        found.last_row = int(row)


def _columns_and_styles(piece: bytes, wanted: Patterns, *, styles: Styles, found: Found) -> None:
    head = piece[: piece.find(b"sheetData")]
    for attributes in wanted.column.findall(head):
        first, last = re.search(rb'\bmin="(\d{1,5})"', attributes), re.search(rb'\bmax="(\d{1,5})"', attributes)
        if first and last:
            found.hidden_columns += range(int(first.group(1)), int(last.group(1)) + 1)
    if not styles.per_cent and not styles.across:
        return
    per_cent, numbers = Counter[int](), Counter[int]()
    across: list[tuple[int, int, bool]] = []
    for place, cell in enumerate(wanted.cell.finditer(piece)):
        attributes = cell.group(1)
        style, where = STYLE.search(attributes), _place(attributes)
        if place >= SAMPLED_CELLS or not where:
            break
        format_number = int(style.group(1)) if style else 0
        filled = not attributes.endswith(b"/") and not piece.startswith(b"</", cell.end())
        if format_number in styles.across and where[0] <= SAMPLED_ROWS:
            across.append((*where, filled))
        if filled and not NOT_A_NUMBER.search(attributes):
            numbers[where[1]] += 1
            per_cent[where[1]] += format_number in styles.per_cent
    found.percentages = [column for column, count in per_cent.items() if count * 2 > numbers[column]]
    found.across = list(_centred(across))


def _centred(cells: list[tuple[int, int, bool]]) -> Iterator[tuple[int, int, int, int]]:
    """A text and the blank cells after it that it is centred across."""
    start: tuple[int, int] | None = None
    last = 0
    for row, column, filled in [*cells, (0, 0, True)]:
        if filled or start is None or row != start[0] or column != last + 1:
            if start is not None and last > start[1]:
                yield start[0], start[1], start[0], last
            start = (row, column) if filled else None
        last = column


def _place(attributes: bytes) -> tuple[int, int] | None:
    found = REFERENCE.search(attributes)
    return (int(found.group(2)), column_number(found.group(1).decode())) if found else None


def _sheet_in(formula: str) -> str:
    found = SHEET_OF_FORMULA.match(formula)
    return found.group(1) if found else ""


def _small(archive: zipfile.ZipFile, path: str) -> str:
    if path not in archive.NameToInfo:
        return ""
    with archive.open(path) as part:
        return part.read(SMALL_PART).decode("utf-8-sig", "replace")
