"""What a check found: a list with the way out of each, and the sheet with its cells marked."""

from __future__ import annotations

from pmf_core.charts.markup import Element, Markup, element
from pmf_core.charts.shapes import shape, status
from pmf_core.charts.table import table_of
from pmf_core.views.returns.preflight import KINDS, FindingRow, Picture, PictureCell, Preflight
from ui.parts.drawing import write
from ui.parts.page import part

COLUMNS = ("Where", "How grave", "What we saw", "Why it matters", "What to do")
"""What a row of the list says."""


def findings(held: Preflight) -> None:
    """The list and the pictures."""
    if held.findings:
        rows = [_row(found) for found in held.findings]
        write(element("div", table_of(COLUMNS, rows, caption="Findings"), class_="reading"), key="findings")
    for place, picture in enumerate(held.pictures):
        part(f"Sheet '{picture.sheet}'", _picture(picture), key=f"picture_{place}", sentence=picture.note)


def _row(found: FindingRow) -> tuple[Markup, ...]:
    change = element("span", f"Proposal: {found.change}", class_="under") if found.change else None
    return (found.where, status(found.severity), found.seen, found.why, element("span", found.fix, change))


def _picture(held: Picture) -> Element:
    heads = [element("th", "", scope="col"), *(element("th", name, scope="col") for name in held.columns)]
    rows = [
        element(
            "tr",
            element("th", str(number), scope="row"),
            *(element("td", *_cell(cell), class_=_class(cell)) for cell in cells),
        )
        for number, cells in held.rows
    ]
    table = element(
        "table",
        element("caption", f"Sheet {held.sheet}, with the marked cells", class_="unseen"),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
    )
    return element("div", table, class_="sheet", tabindex="0", role="region", aria_label=f"Sheet {held.sheet}")


def _cell(cell: PictureCell) -> tuple[Markup, ...]:
    if cell.mark is None:
        return (cell.text,)
    kind, word = KINDS[cell.mark]
    mark = element(
        "span", shape(kind), element("span", f"{word}: {cell.told}", class_="unseen"), class_=f"status {kind.value}"
    )
    return (mark, " ", cell.text)


def _class(cell: PictureCell) -> str | None:
    return f"marked {KINDS[cell.mark][0].value}" if cell.mark else None
