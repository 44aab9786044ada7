"""What a workbook says, cell by cell, and the content sealed in it."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zlib import decompress

from openpyxl import load_workbook

from pmf_core.packs.verify.said import Said, numbered
from pmf_core.packs.workbook_file import PROPERTY


def workbook_says(content: bytes) -> Said:
    """Sheet by sheet."""
    return numbered(_places(load_workbook(BytesIO(content))))


def sealed_in_workbook(content: bytes) -> bytes | None:
    """The sealed content that lies in a workbook's properties, if it still does."""
    book: Any = load_workbook(BytesIO(content))
    held = {each.name: each.value for each in book.custom_doc_props.props if each.name.startswith(PROPERTY)}
    return decompress(b64decode("".join(held[name] for name in sorted(held)))) if held else None


def _places(book: Any) -> Iterator[tuple[str, str]]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"sheet '{sheet.title}', cell {cell.coordinate}", str(cell.value)
