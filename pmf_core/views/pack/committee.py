"""The headings of a report to a committee, and what is open with the body that it is for."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.definitions.framework import Audience
from pmf_core.views import words
from pmf_core.views.pack.material import Material
from pmf_core.views.pack.values import PackTable, Page, Paragraph
from pmf_core.views.raised.open import open_with
from pmf_core.views.vital_signs import headline

WARDS = "All of the county: figures are of the whole unless a page names a part of it."
RAISED = ("What", "About", "For", "Raised on", "Due", "Where it stands")


def committee_page(held: Material) -> Iterator[Page]:
    """Purpose, action required, background, wards, contacts and whether anything is exempt."""
    raised = held.listing.exceptions or held.listing.everything[:1]
    owners = dict.fromkeys(held.catalogue.owner(row.metric.owner) for row in raised)
    own = [owner for owner in owners if not owner.organisation]
    contacts = words.listed([f"{owner.name} ({owner.contact})" for owner in own])
    yield Page(
        id="committee",
        title=f"Report to {held.body.name}",
        paragraphs=(
            Paragraph("Purpose of the report", held.product.purpose),
            Paragraph("Action required", held.product.action_required),
            Paragraph("Background", f"{held.unit.name}, {held.month.name}. {headline(held.listing)}"),
            Paragraph("Wards affected", WARDS),
            Paragraph("Contacts", contacts or "None named"),
            Paragraph("Exempt information", _exempt(held)),
        ),
    )


def _exempt(held: Material) -> str:
    if held.product.audience is Audience.PUBLIC and held.left_out:
        return f"Left out of this version because they are not public: {words.count(held.left_out, 'metric')}."
    return held.product.exempt


def raised_page(held: Material) -> Iterator[Page]:
    """Questions and recommendations that are still open with the body; none where there are none."""
    lines = open_with(held.hub, scope=held.scope, body=held.body.id)
    if not lines:
        return
    rows = tuple(
        (f"{words.capitalised(x.kind.value)}: {x.text}", x.about, x.to, x.raised_on, x.due, x.state) for x in lines
    )
    late = sum(line.is_late for line in lines)
    yield Page(
        id="raised",
        title="Questions and recommendations still open",
        lead=f"{len(lines)} open, {late} late.",
        tables=(PackTable("Open", RAISED, rows),),
    )
