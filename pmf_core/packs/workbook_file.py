"""A pack as a workbook: a sheet a page, and a sheet of every figure with its id, unrounded."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zlib import compress

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from pmf_core.packs.plain import MADE_UP, cell_text
from pmf_core.packs.seal import content_of, seal_of
from pmf_core.packs.table_files import as_text
from pmf_core.views.pack import Pack, Page

FIGURES = "Figures"
"""The sheet of every figure."""

PROPERTY = "hub-content-"
"""The document properties that carry the sealed content, in pieces that a property can hold."""

PIECE = 30_000
"""How many characters of it stand in one."""

NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31
"""What a sheet can't be called."""

WIDTHS = (34, 14, 14, 22, 22, 70, 34, 16)
"""How wide the columns of a sheet are, in characters."""


def workbook_file(pack: Pack) -> bytes:
    """The workbook; the sealed content lies in its properties."""
    content = content_of(pack)
    book: Any = Workbook()
    book.remove(book.active)
    for number, page in enumerate(pack.pages, 1):
        _fill(book.create_sheet(_name(number, page.title)), _rows(page))
    _fill(book.create_sheet(FIGURES), _figures(pack))
    book.properties.title = f"{pack.title}: {pack.unit_name}, {pack.period_name}"
    book.properties.creator = pack.body_name
    book.properties.identifier = seal_of(content)
    packed = b64encode(compress(content)).decode()
    for place, start in enumerate(range(0, len(packed), PIECE)):
        book.custom_doc_props.append(StringProperty(name=f"{PROPERTY}{place:03}", value=packed[start : start + PIECE]))
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _name(number: int, title: str) -> str:
    """A page's number and the beginning of its title as a sheet's name.

    >>> _name(3, "Missed bins: worsening, a signal over 2 months")
    '3 Missed bins'
    """
    return f"{number} {NOT_IN_A_NAME.sub(' ', title.partition(':')[0])}"[:LONGEST_NAME].strip()


Row = tuple[tuple[object, ...], bool]
"""The values of a row, and whether it is a heading."""


def _rows(page: Page) -> Iterator[Row]:
    yield (page.title,), True
    if page.lead:
        yield (page.lead,), False
    for fact in page.facts:
        yield (fact.label, cell_text(fact.cell)), False
    for paragraph in page.paragraphs:
        yield (paragraph.label, paragraph.text), False
    if page.chart is not None:
        yield ("Period", "Value", "Target", "Mean", "Lower limit", "Upper limit", "Signal"), True
        for point in page.chart.points:
            limits = (point.target, point.centre, point.lower, point.upper)
            yield (point.period, point.missing if point.value is None else point.value, *limits, point.signal), False
    for table in page.tables:
        yield table.columns, True
        for row in table.rows:
            yield tuple(map(cell_text, row)), False
    for line in page.lineage:
        yield ("Source", line), False
    if page.illustrative:
        yield (MADE_UP,), False


def _figures(pack: Pack) -> Iterator[Row]:
    yield ("Figure", "Page", "As written", "Unrounded"), True
    for page, figure in pack.figures():
        yield (figure.id, page.title, figure.text, figure.value), False


def _fill(sheet: Worksheet, rows: Iterator[Row]) -> None:
    for number, (values, heading) in enumerate(rows, 1):
        sheet.append([*values])
        for cell in sheet[number]:
            as_text(cell)
            cell.font = Font(bold=heading)
            cell.alignment = Alignment(vertical="top", wrap_text=not heading and len(str(cell.value or "")) > WIDTHS[1])
    for column, width in zip("ABCDEFGH", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
