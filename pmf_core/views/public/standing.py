"""What would be published now, what is kept out, and when it was last done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pmf_core.access.rights import Rights
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.person import Action
from pmf_core.errors import NotPossible
from pmf_core.store.audit.entry import Deed, Entry
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.library.audit import folder_of, newest_of
from pmf_core.views.public.approved import Approved, approved
from pmf_core.views.status import EmptyState, Table


@dataclass(frozen=True, slots=True)
class Standing:
    """The tab Publish."""

    sentence: str
    last: str
    themes: Table | None = None
    kept_back: Table | None = None
    """For whoever publishes or checks: others are not told what is exempt."""
    may_publish: bool = False
    empty: EmptyState | None = None


def standing(hub: Hub, *, rights: Rights) -> Standing:
    """How the public pages stand; nothing is judged for it, so it is there at once."""
    entry = newest_of(folder_of(hub), Deed.SITE_PUBLISHED)
    last = _last(entry, {person.id: person.name for person in hub.catalogue.people})
    try:
        held = approved(hub)
    except NotPossible as refusal:
        return Standing("Nothing is published.", last, empty=_nothing(str(refusal)))
    checks = rights.may(Action.PUBLISH) or rights.may(Action.READ_AUDIT)
    return Standing(
        sentence=_sentence(hub, held),
        last=last,
        themes=_themes(held),
        kept_back=_kept_back(held) if checks else None,
        may_publish=rights.may(Action.PUBLISH),
    )


def _sentence(hub: Hub, held: Approved) -> str:
    metrics = _metrics(held)
    others = len(hub.catalogue.metrics) - len(metrics)
    day = held.publication.approved_on
    assert day is not None
    return (
        f"{words.count(len(metrics), 'metric')} at {words.count(len(held.wanted), 'unit')} are approved for everybody, "
        f"by {held.publication.approved_by} on {words.day(day)}; {words.count(others, 'metric')} "
        f"{'is' if others == 1 else 'are'} not. A page is made of what has a figure."
    )


def _metrics(held: Approved) -> dict[str, Metric]:
    return {metric.id: metric for metrics in held.wanted.values() for metric in metrics}


def _last(entry: Entry | None, names: dict[str, str]) -> str:
    if entry is None:
        return "They have not been published from this store yet."
    who = names.get(entry.who, "this machine" if entry.who == "local" else entry.who)
    told = f"Last published on {words.moment(entry.at)} by {who}: {entry.about.get('pages', '')} pages"
    return f"{told}, {entry.about.get('changed', '')} of them changed."


def _themes(held: Approved) -> Table:
    metrics = _metrics(held).values()
    rows = tuple(
        (theme.name, *(f"{many:,}" for many in _counted(metric for metric in metrics if metric.theme == theme.id)))
        for theme in held.catalogue.framework.themes
    )
    columns = ("Theme", "Metrics", "Published by others", "Of the council", "Illustrative")
    return Table("What is approved", columns, rows, numeric=(1, 2, 3, 4))


def _counted(metrics: Iterable[Metric]) -> tuple[int, int, int, int]:
    counts = Counter(metric.provenance.value for metric in metrics)
    return counts.total(), counts["published"], counts["return"], counts["illustrative"]


def _kept_back(held: Approved) -> Table:
    rows = tuple((kept.about, kept.reason) for kept in held.kept_back)
    note = "" if rows else "Nothing that would be published is exempt."
    return Table("Kept out as exempt", ("What", "Why"), rows, note=note)


def _nothing(why: str) -> EmptyState:
    return EmptyState("Nothing can be published now.", why, "Then build the store, and come back.")
