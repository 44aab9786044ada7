"""What a deck says: every text, every cell, every value of a chart, the notes; and the content sealed in it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from pptx import Presentation

from pmf_core.packs.slides import RELATION
from pmf_core.packs.verify.said import Said, numbered


def slides_say(content: bytes) -> Said:
    """Slide by slide."""
    return numbered(_places(Presentation(BytesIO(content))))


def sealed_in_slides(content: bytes) -> bytes | None:
    """The sealed content that lies in a deck, if it still does."""
    deck = Presentation(BytesIO(content))
    found = [relation for relation in deck.part.rels.values() if relation.reltype == RELATION]
    return found[0].target_part.blob if found else None


def _places(deck: Any) -> Iterator[tuple[str, str]]:
    for number, slide in enumerate(deck.slides, 1):
        for shape in slide.shapes:
            place = f"slide {number}, {shape.name}"
            if shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    yield place, "".join(run.text for run in paragraph.runs)
            if getattr(shape, "has_table", False) and shape.has_table:
                yield from _table(place, shape.table)
            if getattr(shape, "has_chart", False) and shape.has_chart:
                yield from _chart(place, shape.chart)
            yield f"{place}, alt text", _alt_text(shape)
        if slide.has_notes_slide:
            yield f"slide {number}, notes", slide.notes_slide.notes_text_frame.text


def _table(place: str, table: Any) -> Iterator[tuple[str, str]]:
    heads = [cell.text for cell in table.rows[0].cells]
    for row, cells in enumerate(table.rows):
        for head, cell in zip(heads, cells.cells, strict=True):
            yield f"{place}, row {row}, {head}", cell.text


def _chart(place: str, chart: Any) -> Iterator[tuple[str, str]]:
    """The values as drawn, and as they lie in the chart's own workbook."""
    categories = [str(category) for category in chart.plots[0].categories]
    for series in chart.plots[0].series:
        for category, value in zip(categories, series.values, strict=False):
            yield f"{place}, {series.name} in {category}", str(value)
    book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob), read_only=True)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value is not None:
                yield f"{place}, its data, {cell.coordinate}", str(cell.value)


def _alt_text(shape: Any) -> str:
    return shape._element.xpath(".//p:cNvPr")[0].get("descr", "")
