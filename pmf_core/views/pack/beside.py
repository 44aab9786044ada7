"""Finance, risks, change and quality on one page beside performance."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.definitions.framework import Audience
from pmf_core.views import words
from pmf_core.views.beside import Block, beside
from pmf_core.views.pack.figures import target_figure, value_figure
from pmf_core.views.pack.material import Material
from pmf_core.views.pack.values import Cell, PackTable, Page, Paragraph
from pmf_core.views.sentences import variation_status
from pmf_core.views.tile import band_status

COLUMNS = ("What", "Metric", "Value", "Target", "Band", "Whether it moved")


def beside_page(held: Material) -> Iterator[Page]:
    """What is held of each kind; a kind of which nothing is held says so."""
    public = held.product.audience is Audience.PUBLIC
    blocks = beside(held.hub, scope=held.scope, unit=held.unit.id, period=held.month, public=public)
    if not blocks:
        return
    nothing = [block.name for block in blocks if not block.figures]
    rows = tuple(row for block in blocks for row in _rows(block))
    told = (Paragraph("Nothing is held on", words.listed(nothing)),) if nothing else ()
    yield Page(
        id="beside",
        title="Beside performance",
        lead=f"{words.listed([block.name for block in blocks])}, as they stand in {held.month.name}.",
        paragraphs=told,
        tables=(PackTable("Beside performance", COLUMNS, rows, numeric=(2, 3)),) if rows else (),
        illustrative=any(a.metric.illustrative for block in blocks for a, _ in block.figures),
    )


def _rows(block: Block) -> Iterator[tuple[Cell, ...]]:
    for assessment, process in block.figures:
        yield (
            block.name,
            assessment.metric.name,
            value_figure(assessment),
            target_figure(assessment),
            band_status(assessment).word,
            variation_status(process).word,
        )
