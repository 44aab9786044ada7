"""A pack as PowerPoint slides: native tables and charts, editable text, alt text, and lineage in the notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from pptx import Presentation
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches

from pmf_core.packs.plain import MADE_UP, cell_text
from pmf_core.packs.seal import SHOWN, content_of, seal_of
from pmf_core.packs.slide_parts import add_chart, add_facts, add_table, add_text
from pmf_core.views.pack import Pack, PackTable, Page, Paragraph

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.5
"""A wide slide, in inches."""

LINES_ON_A_SLIDE = 22
"""How many lines of a table stand on one slide; more go on to the next."""

CHARACTERS_IN_A_LINE = 42
"""About how much of a long cell stands on one line."""

LONG_TITLE = 60
"""A title of more characters is set smaller."""

CONTENT_PART = "/hub/content.json"
CONTENT_TYPE = "application/json"
RELATION = "urn:performance-hub:sealed-content"
"""Where the sealed content lies inside the file."""

TITLE_ONLY = 5
"""The layout with nothing but a title, in the library's own template."""


def slides_file(pack: Pack) -> bytes:
    """The deck; the sealed content lies in it, so that the file alone can be verified."""
    content = content_of(pack)
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    deck.core_properties.title = f"{pack.title}: {pack.unit_name}, {pack.period_name}"
    deck.core_properties.author = pack.body_name
    deck.core_properties.identifier = seal_of(content)
    deck.core_properties.comments = MADE_UP if pack.illustrative else ""
    pages = [slide for page in pack.pages for slide in _in_slides(page)]
    for number, page in enumerate(pages, 1):
        _slide(deck, pack, page, foot=f"{_foot(pack, seal_of(content))} · {number} of {len(pages)}")
    _hide(deck, content)
    held = BytesIO()
    deck.save(held)
    return held.getvalue()


def _in_slides(page: Page) -> Iterator[Page]:
    """A page with long tables as several slides, each with as many rows as can be read."""
    tables = [part for table in page.tables for part in _in_parts(table)]
    if len(tables) <= 1:
        yield replace(page, tables=tuple(tables))
        return
    first = replace(page, tables=(tables[0],))
    yield first
    for number, table in enumerate(tables[1:], 2):
        yield Page(
            id=f"{page.id}/{number}",
            title=f"{page.title} (continued)",
            tables=(table,),
            lineage=page.lineage,
            illustrative=page.illustrative,
        )


def _in_parts(table: PackTable) -> Iterator[PackTable]:
    """The table in pieces that fit a slide: as few as it takes, and of about the same length."""
    lines = [max(-(-len(cell_text(cell)) // CHARACTERS_IN_A_LINE) for cell in row) + 1 for row in table.rows]
    pieces = max(1, -(-sum(lines) // LINES_ON_A_SLIDE))
    each = -(-len(table.rows) // pieces) or 1
    for start in range(0, len(table.rows), each):
        yield replace(table, rows=table.rows[start : start + each])


def _slide(deck: Deck, pack: Pack, page: Page, *, foot: str) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    title = slide.shapes.title
    assert title is not None
    wide = WIDTH - 2 * MARGIN
    size = 20 if len(page.title) > LONG_TITLE else 26
    add_text(slide, page.title, name="Title", at=(MARGIN, 0.35, wide, 0.7), size=size, bold=True, shape=title)
    top = 1.05
    if page.lead:
        add_text(slide, page.lead, name="Lead", at=(MARGIN, top, wide, 0.75), size=15)
        top += 0.85
    if page.facts:
        add_facts(slide, page.facts, at=(MARGIN, top, wide, 0.85))
        top += 1.0
    _body(slide, page, top=top)
    told = f"{foot} · {MADE_UP}" if page.illustrative else foot
    add_text(slide, told, name="Foot", at=(MARGIN, HEIGHT - 0.42, wide, 0.3), size=9)
    notes = slide.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = "\n".join(["Where the figures come from:", *page.lineage]) if page.lineage else pack.as_at_name


def _body(slide: Slide, page: Page, *, top: float) -> None:
    wide, room = WIDTH - 2 * MARGIN, HEIGHT - 0.55 - top
    if page.chart is not None:
        side = 3.6 if page.paragraphs else 0.0
        add_chart(slide, page.chart, at=(MARGIN, top, wide - side - 0.2 * bool(side), room))
        if page.paragraphs:
            _paragraphs(slide, page.paragraphs, at=(WIDTH - MARGIN - side, top, side, room))
    elif page.tables:
        told = 0.28 * len(page.paragraphs) + 0.1 if page.paragraphs else 0.0
        if page.paragraphs:
            _paragraphs(slide, page.paragraphs, at=(MARGIN, top, wide, told))
        add_table(slide, page.tables[0], at=(MARGIN, top + told, wide, room - told))
    elif page.paragraphs:
        _paragraphs(slide, page.paragraphs, at=(MARGIN, top, wide, room))


def _paragraphs(slide: Slide, held: tuple[Paragraph, ...], *, at: tuple[float, float, float, float]) -> None:
    lines = [(f"{paragraph.label}: ", paragraph.text) for paragraph in held]
    add_text(slide, "", name="Words", at=at, size=12, labelled=lines)


def _foot(pack: Pack, seal: str) -> str:
    return f"{pack.title} · {pack.body_name} · as known on {pack.as_at_name} · seal {seal[:SHOWN]}"


def _hide(deck: Deck, content: bytes) -> None:
    part = Part(PackURI(CONTENT_PART), CONTENT_TYPE, deck.part.package, content)
    deck.part.relate_to(part, RELATION)
