"""What an .xls says beside its values: hidden rows, errors, formulas, per-cent formats, links, macros.

Source: [MS-XLS], sections 2.4 (records) and 2.5.198.2 (error values).
"""

from __future__ import annotations

import struct
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pmf_core.errors import BadInput
from pmf_core.returns.files.compound import Compound
from pmf_core.returns.files.xlsx_parts import LITERAL, PER_CENT_FORMATS, Found
from pmf_core.returns.workbook import cell_name

BEGIN, END = 0x0809, 0x000A
LOCKED, SHEET, FORMAT, CELL_FORMAT, BOOK_LINK = 0x002F, 0x0085, 0x041E, 0x00E0, 0x01AE
ROW, COLUMNS, FORMULA, ERROR, NUMBER, SHORT_NUMBER, SHORT_NUMBERS = (
    0x0208,
    0x007D,
    0x0006,
    0x0205,
    0x0203,
    0x027E,
    0x00BD,
)

OWN_BOOK = (0x0401, 0x3A01)
"""In place of a file's name: the book itself, or an add-in."""

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

HIDDEN_ROW, HIDDEN_COLUMN = 0x20, 0x01


@dataclass
class Book:
    """What the records of the book itself say."""

    sheets: list[int] = field(default_factory=list)
    """Where each sheet's records begin."""
    per_cent: set[int] = field(default_factory=set)
    """The cell formats, by number, that show per cent."""
    links: int = 0
    macros: bool = False


def scan(content: bytes, *, name: str) -> defaultdict[int, Found]:
    """What is found, sheet by sheet in the book's order; nothing where the records can't be followed."""
    found: defaultdict[int, Found] = defaultdict(Found)
    try:
        stream = Compound(content).stream("Workbook", "Book")
        book = book_of(stream, name=name)
        for place, start in enumerate(book.sheets):
            found[place] = _sheet(stream, start, per_cent=book.per_cent)
    except (struct.error, ValueError, IndexError):
        pass
    return found


def remarks(content: bytes, *, name: str) -> tuple[int, bool]:
    """How many links to other files a book has, and whether it has macros."""
    try:
        compound = Compound(content)
        links = book_of(compound.stream("Workbook", "Book"), name=name).links
        return links, any(entry.startswith("_VBA_PROJECT") for entry in compound.names)
    except (struct.error, ValueError, IndexError):
        return 0, False


def book_of(stream: bytes, *, name: str) -> Book:
    """Read the book's own records, which come first."""
    book = Book()
    formats: dict[int, bool] = {}
    cell_formats: list[int] = []
    for kind, held in _records(stream, 0):
        match kind:
            case _ if kind == LOCKED:
                raise BadInput(f"{name} is protected by a password: remove the password, save it and send that.")
            case _ if kind == SHEET:
                book.sheets.append(struct.unpack_from("<I", held)[0])
            case _ if kind == FORMAT:
                formats[struct.unpack_from("<H", held)[0]] = "%" in LITERAL.sub("", _text(held[2:]))
            case _ if kind == CELL_FORMAT:
                cell_formats.append(struct.unpack_from("<H", held, 2)[0])
            case _ if kind == BOOK_LINK:
                book.links += struct.unpack_from("<H", held, 2)[0] not in OWN_BOOK
    shown = PER_CENT_FORMATS | {number for number, per_cent in formats.items() if per_cent}
    book.per_cent = {place for place, number in enumerate(cell_formats) if number in shown}
    return book


def _sheet(stream: bytes, start: int, *, per_cent: set[int]) -> Found:
    found = Found()
    numbers, shown = Counter[int](), Counter[int]()
    for kind, held in _records(stream, start):
        if kind == ROW:
            row, flags = struct.unpack_from("<H10xH", held)
            if flags & HIDDEN_ROW:
                found.hidden_rows.append(row + 1)
        elif kind == COLUMNS:
            first, last, flags = struct.unpack_from("<HH4xH", held)
            if flags & HIDDEN_COLUMN:
                found.hidden_columns += range(first + 1, min(last, 255) + 2)
        elif kind in (FORMULA, ERROR):
            _formula_or_error(kind, held, found=found)
        for column, cell_format in _number_cells(kind, held):
            numbers[column] += 1
            shown[column] += cell_format in per_cent
    found.percentages = [column for column, count in shown.items() if count * 2 > numbers[column]]
    return found


def _formula_or_error(kind: int, held: bytes, *, found: Found) -> None:
    row, column = (part + 1 for part in struct.unpack_from("<HH", held))
    if kind == ERROR:
        code, is_error = held[6], held[7] == 1
    else:
        found.first_formula = found.first_formula or cell_name(row, column)
        found.formulas += 1
        code, is_error = held[8], held[12:14] == b"\xff\xff" and held[6] == 2
    if is_error:
        found.errors.append((row, column, ERRORS.get(code, "#ERROR!")))


def _number_cells(kind: int, held: bytes) -> Iterator[tuple[int, int]]:
    """Column, counted from 1, and cell format of the numbers in a record."""
    if kind in (NUMBER, SHORT_NUMBER, FORMULA):
        column, cell_format = struct.unpack_from("<2xHH", held)
        yield column + 1, cell_format
    elif kind == SHORT_NUMBERS:
        first = struct.unpack_from("<2xH", held)[0]
        for place in range((len(held) - 6) // 6):
            yield first + place + 1, struct.unpack_from("<H", held, 4 + 6 * place)[0]


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from one beginning to its end; what is embedded between, such as a chart, is passed over."""
    depth, place = 0, start
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        depth += (kind == BEGIN) - (kind == END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _text(held: bytes) -> str:
    length, flags = struct.unpack_from("<HB", held)
    return (
        held[3 : 3 + length * 2].decode("utf-16-le", "replace") if flags & 1 else held[3 : 3 + length].decode("latin-1")
    )
