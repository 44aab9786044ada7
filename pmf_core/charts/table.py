"""A table for reading as semantic markup."""

from __future__ import annotations

from collections.abc import Sequence

from pmf_core.charts.markup import Element, Markup, element
from pmf_core.views.status import Table

LONG = 220
"""A text of more characters is folded to its beginning."""

BEGINNING = 140
"""How many characters of a folded text stand open."""

FEW = 5
"""A table of no more columns is not drawn wider than can be read across."""

MANY = 7
"""A table of more columns is set closer."""

BRIEF = 18
"""A text of no more characters stays on one line."""


def table(held: Table, *, links: Sequence[str] = (), heading: bool = False) -> Element:
    """The table with its title as a caption that is read out, and as a heading where it needs one.

    `links` make the first cell of each row an address.
    """
    cells = [_linked(row, links[place] if place < len(links) else "") for place, row in enumerate(held.rows)]
    shown = table_of(held.columns, cells, caption=held.title, numeric=held.numeric)
    note = element("p", held.note, class_="note") if held.note else None
    title = element("h2", held.title) if heading else None
    inside = (title, shown if held.rows or not held.note else None, note)
    if held.rows and not links and len(held.columns) >= FEW:
        # It may be wider than its place, and nothing in it takes the focus: so it does, to be moved by keys.
        return element("div", *inside, class_="reading", tabindex="0", role="region", aria_label=held.title)
    return element("div", *inside, class_="reading")


def table_of(
    columns: Sequence[str],
    rows: Sequence[Sequence[Markup]],
    *,
    caption: str,
    numeric: Sequence[int] = (),
) -> Element:
    """Rows of markup under their columns; the first cell of a row is its header."""
    heads = [
        element("th", name, scope="col", class_="number" if place in numeric else None)
        for place, name in enumerate(columns)
    ]
    return element(
        "table",
        element("caption", caption, class_="unseen"),
        element("thead", element("tr", *heads)),
        element("tbody", *(_row(row, columns, numeric) for row in rows)),
        class_="few" if len(columns) <= FEW else "many" if len(columns) > MANY else None,
    )


def _row(row: Sequence[Markup], columns: Sequence[str], numeric: Sequence[int]) -> Element:
    first, *rest = row
    cells = [
        element("td", _folded(cell), data_label=columns[place], class_=_set(cell, is_number=place in numeric))
        for place, cell in enumerate(rest, start=1)
    ]
    return element("tr", element("th", first, scope="row"), *cells)


def _set(cell: Markup, *, is_number: bool) -> str | None:
    """How a cell is set: a number to the right, a few words on one line."""
    if is_number:
        return "number"
    return "brief" if isinstance(cell, str) and 0 < len(cell) <= BRIEF else None


def _folded(cell: Markup) -> Markup:
    """A long text as its beginning, which opens the whole."""
    if not isinstance(cell, str) or len(cell) <= LONG:
        return cell
    beginning = cell[:BEGINNING].rsplit(" ", 1)[0]
    return element("details", element("summary", f"{beginning} …"), cell)


def _linked(row: Sequence[str], href: str) -> Sequence[Markup]:
    if not href:
        return row
    return (element("a", row[0], href=href), *row[1:])
