"""A pack as one HTML file that needs nothing else: style, faces, drawings and the sealed content are in it."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from pathlib import Path

from pmf_core.charts.appearance import LOOKS
from pmf_core.charts.markup import Element, element, to_html
from pmf_core.packs.drawings import FONTS, trend_svg
from pmf_core.packs.plain import MADE_UP, SHAPELESS, cell_text
from pmf_core.packs.seal import content_of, seal_of
from pmf_core.views.pack import Cell, Fact, Figure, Pack, PackTable, Page

STYLE = Path(__file__).parent / "pack.css"
"""The look of the file, on screen and on paper."""

FACES = (
    ("Public Sans", 400, "public-sans-400"),
    ("Public Sans", 700, "public-sans-700"),
    ("Figtree", 700, "figtree-700"),
)
"""Family, weight and file of the faces that go into it."""

CONTENT_ID = "sealed-content"
"""The element that holds the sealed content."""


def page_file(pack: Pack) -> bytes:
    """The HTML file, with an address for every page of it."""
    content = content_of(pack)
    title = f"{pack.title}: {pack.unit_name}, {pack.period_name}"
    items = [element("li", element("a", page.title, href=f"#{page.id}")) for page in pack.pages]
    body = "".join(
        [
            to_html(element("nav", element("ol", *items), aria_label="Pages")),
            f"<main>{''.join(_page(page) for page in pack.pages)}</main>",
            to_html(element("footer", _foot(pack, seal_of(content)))),
        ]
    )
    # A closing tag inside the content would end its element early.
    kept = content.decode().replace("<", "\\u003c")
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"/>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"/><title>{escape(title)}</title>'
        f"<style>{_faces()}{STYLE.read_text(encoding='utf-8')}</style></head><body>{body}"
        f'<script type="application/json" id="{CONTENT_ID}">{kept}</script></body></html>'
    ).encode()


def _faces() -> str:
    return "".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{b64encode((FONTS / f'{file}.ttf').read_bytes()).decode()})}}"
        for family, weight, file in FACES
    )


def _foot(pack: Pack, seal: str) -> str:
    made_up = f" {MADE_UP}." if pack.illustrative else ""
    return f"{pack.title} for {pack.body_name}, as known on {pack.as_at_name}. Seal {seal}.{made_up}"


def _page(page: Page) -> str:
    """One page; the drawing is ours and stands between what is escaped."""
    above = [element("h1", page.title), element("p", page.lead, class_="lead") if page.lead else None]
    facts = element("dl", *map(_fact, page.facts), class_="facts") if page.facts else None
    words = [element("p", element("b", f"{held.label}: "), held.text) for held in page.paragraphs]
    tables = [_table(table) for table in page.tables]
    lineage = element("ul", *(element("li", line) for line in page.lineage), class_="lineage") if page.lineage else None
    made_up = element("p", MADE_UP, class_="quiet") if page.illustrative else None
    inside = "".join(to_html(held) for held in (*above, facts) if held is not None)
    inside += _drawing(page)
    inside += "".join(to_html(held) for held in (*words, *tables, lineage, made_up) if held is not None)
    return f'<section id="{escape(page.id)}">{inside}</section>'


def _fact(held: Fact) -> Element:
    shape = None if held.kind in SHAPELESS else element("span", LOOKS[held.kind].symbol, aria_hidden="true")
    told = element("dd", shape, " " if shape else None, _cell(held.cell), class_=held.kind.value)
    return element("div", element("dt", held.label), told)


def _cell(cell: Cell) -> Element:
    """A cell; a figure carries its id."""
    return element("span", cell_text(cell), data_figure=cell.id if isinstance(cell, Figure) else None)


def _table(held: PackTable) -> Element:
    heads = [_head(name, number=place in held.numeric) for place, name in enumerate(held.columns)]
    rows = [
        element("tr", *(_data(cell, number=place in held.numeric) for place, cell in enumerate(row)))
        for row in held.rows
    ]
    shown = element(
        "table", element("caption", held.title), element("thead", element("tr", *heads)), element("tbody", *rows)
    )
    return element("div", shown, element("p", held.note, class_="quiet") if held.note else None, class_="table")


def _head(name: str, *, number: bool) -> Element:
    return element("th", name, scope="col", class_="number" if number else None)


def _data(cell: Cell, *, number: bool) -> Element:
    return element("td", _cell(cell), class_="number" if number else None)


def _drawing(page: Page) -> str:
    """The chart as a picture with its words, and its points as a table."""
    if page.chart is None:
        return ""
    said = escape(f"{page.chart.alt} {page.chart.sentence}", quote=True)
    points = PackTable(
        "The chart as a table",
        ("Period", "Value", "Target", "Signal"),
        tuple(
            (point.period, point.text, "" if point.target is None else f"{point.target:g}", point.signal)
            for point in reversed(page.chart.points)
        ),
        numeric=(1, 2),
    )
    table = to_html(element("details", element("summary", "The chart as a table"), _table(points)))
    return f'<figure role="img" aria-label="{said}">{trend_svg(page.chart)}</figure>{table}'
