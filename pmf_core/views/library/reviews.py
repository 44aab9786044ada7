"""The tab Review register: what is approved for a time, and what is due to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.document import Document
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.library.metrics import readable
from pmf_core.views.library.values import Shelf
from pmf_core.views.status import Table

REMINDED = timedelta(days=60)
"""How long before its review a document is told as due."""

AHEAD = timedelta(days=365)
"""How far ahead the end of a target is told."""


@dataclass(frozen=True, slots=True)
class Review:
    """A document with how its review stands."""

    document: Document
    days: int
    """Until the review; negative is overdue."""

    @property
    def due(self) -> bool:
        """Whether its owner is reminded."""
        return self.days <= REMINDED.days

    @property
    def state(self) -> str:
        """How it stands, in words."""
        if self.days < 0:
            return f"Overdue by {words.count(-self.days, 'day')}"
        return f"Due in {words.count(self.days, 'day')}" if self.due else "In order"


def reviews_of(catalogue: Catalogue, *, on: date) -> tuple[Review, ...]:
    """Every document, the most urgent first."""
    held = (Review(document, (document.review_on - on).days) for document in catalogue.framework.documents)
    return tuple(sorted(held, key=lambda review: review.days))


def review_register(hub: Hub, *, scope: Scope) -> Shelf:
    """The documents, then the targets that end within a year."""
    catalogue, day = hub.catalogue_at(scope.as_at), reading_day(hub, scope)
    found = reviews_of(catalogue, on=day)
    late, due = sum(review.days < 0 for review in found), sum(review.days >= 0 and review.due for review in found)
    told = f"{words.count(len(found), 'document')} on {words.day(day)}: {late} overdue, {due} due within "
    return Shelf(f"{told}{REMINDED.days} days.", (_documents(catalogue, found), _ending(catalogue, scope, day)))


def _documents(catalogue: Catalogue, found: tuple[Review, ...]) -> Table:
    rows = tuple(
        (
            held.name,
            f"{held.kind}, version {held.version}" if held.version else held.kind,
            f"{owner.name}, {owner.contact}",
            held.minute or f"{held.approved_by}, {words.day(held.approved_on)}",
            words.day(held.review_on),
            review.state + (", illustrative" if held.illustrative else ""),
        )
        for review in found
        for held in [review.document]
        for owner in [catalogue.owner(held.owner)]
    )
    columns = ("Document", "Kind", "Owner", "Approved", "Review by", "State")
    note = "" if rows else "No document is listed: name them under 'documents' in the framework profile."
    return Table("Frameworks, policies and procedures", columns, rows, note=note)


def _ending(catalogue: Catalogue, scope: Scope, day: date) -> Table:
    rows = tuple(row for _, row in sorted(_ends(catalogue, scope, day)))
    note = "" if rows else "No target ends within a year."
    return Table("Targets that end within a year", ("Metric", "Ends", "Owner"), rows, note=note)


def _ends(catalogue: Catalogue, scope: Scope, day: date) -> Iterator[tuple[date, tuple[str, str, str]]]:
    for metric in readable(catalogue, scope):
        for target in metric.targets:
            last = target.effective_to
            followed = any(last and later.effective_from > last for later in metric.targets)
            if last and day <= last <= day + AHEAD and not followed:
                yield last, (metric.name, words.day(last), catalogue.owner(metric.owner).name)
