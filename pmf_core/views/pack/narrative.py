"""The narratives of a pack's exceptions: each sentence with its mark in words, and why one is kept all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pmf_core.definitions.framework import Audience
from pmf_core.views import words
from pmf_core.views.exceptions import ExceptionRow
from pmf_core.views.narrative.card import byline
from pmf_core.views.narrative.checked import Sentence
from pmf_core.views.narrative.exceptions import (
    narratives_sentence,
    standings_of,
    without_action,
    without_action_words,
)
from pmf_core.views.narrative.standing import Standing, State
from pmf_core.views.pack.material import Material
from pmf_core.views.pack.values import Fact, PackTable, Page, Paragraph
from pmf_core.views.status import StatusKind

COLUMNS = ("Part", "Said", "Checked", "What the figures say, or why it is kept")
"""The columns of a narrative."""


def told_of(held: Material) -> Mapping[str, Standing]:
    """Where the narrative of every exception stands, by metric."""
    rows = held.listing.exceptions
    return standings_of(held.hub, rows, held.unit.id, catalogue=held.catalogue, scope=held.scope)


def with_narratives(held: Material, pages: Iterator[Page]) -> Iterator[Page]:
    """The list of exceptions with how many of them are told, and for how many nothing is done."""
    rows = held.listing.exceptions
    if not rows:
        yield from pages
        return
    told = told_of(held)
    undone = without_action_words(len(without_action(rows, told)))
    paragraph = Paragraph("In writing", f"{narratives_sentence(rows, told)} {undone}.")
    yield from (replace(page, paragraphs=(*page.paragraphs, paragraph)) for page in pages)


def narrative_pages(held: Material, row: ExceptionRow, standing: Standing) -> Iterator[Page]:
    """One page with what was written about an exception; the public is shown only what somebody stands behind."""
    if standing.account is None or standing.checked is None:
        return
    if held.product.audience is Audience.PUBLIC and standing.state is not State.APPROVED:
        return
    narrative = standing.account.narrative
    facts = [Fact("Narrative", standing.status.word, standing.status.kind), Fact("In response", standing.action.word)]
    if narrative.owner_id and not narrative.no_action:
        facts.append(Fact("Owner", held.catalogue.owner(narrative.owner_id).name))
    lead = byline(standing.account)
    yield Page(
        id=f"narrative/{row.metric.id}",
        title=f"{row.metric.name}: what, why, so what and action",
        lead=f"{standing.stale} {lead}" if standing.stale else lead,
        facts=tuple(facts),
        tables=(PackTable("Narrative", COLUMNS, tuple(_rows(standing))),),
        illustrative=row.metric.illustrative,
    )


def _rows(standing: Standing) -> Iterator[tuple[str, ...]]:
    assert standing.checked is not None
    for one in (*standing.checked.sentences, *standing.checked.left_out):
        yield one.part, one.text, one.badge.word if one.badge else words.MISSING, _beside(one)
    if standing.has_action and standing.action.reason:
        yield "Owned", standing.action.reason, words.MISSING, standing.action.word


def _beside(one: Sentence) -> str:
    """What the figures say of a sentence that isn't borne out, and why it is kept; what is needs no more words."""
    if one.badge is None or one.badge.kind is StatusKind.GOOD:
        return ""
    said = words.capitalised(one.badge.reason)
    return f"{said}. Kept because: {one.kept}" if one.kept else said
