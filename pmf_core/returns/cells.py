"""What stands in single cells of a file as it was sent."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.utils.cell import coordinate_to_tuple

from pmf_core.returns.edit import cell_text
from pmf_core.returns.read import read_workbook


def texts_of(content: bytes, *, name: str, cells: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The text of each (sheet, cell), empty where nothing stands; a sheet that isn't there has empty cells."""
    sheets = {sheet.name: sheet for sheet in read_workbook(content, name=name).sheets}
    return {
        (sheet, cell): cell_text(sheets[sheet].cell(*coordinate_to_tuple(cell))) if sheet in sheets else ""
        for sheet, cell in cells
    }
