"""Figures that corrected returns tell otherwise, and every report, pack, plan and decision that had the old ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.definitions.submission import Event, Submission
from pmf_core.measures.changes import changes_by
from pmf_core.store.hub import Hub
from pmf_core.store.returned.events import submissions
from pmf_core.views import words
from pmf_core.views.returns.consequences import changed_figure
from pmf_core.views.returns.radar import affected_by
from pmf_core.views.returns.visible import visible_returns
from pmf_core.views.status import Table

MOST_FIGURES = 100
"""How many restated figures are listed; the files have them all."""

FIGURES = ("Metric", "Unit", "Period", "Was", "Is now", "Told since", "Return", "Why")
REPORTS = ("What", "Which", "When", "How it is affected")


@dataclass(frozen=True, slots=True)
class Restatements:
    """What is told otherwise now, and what rests on it."""

    sentence: str
    figures: Table
    reports: Table


def restatements(hub: Hub, *, scope: Scope) -> Restatements:
    """Every figure that a published return told otherwise, the newest first, and what had shown it as it was."""
    catalogue = hub.catalogue_at(scope.as_at)
    seen = visible_returns(catalogue, scope=scope)
    published = [held for held in submissions(hub.engine) if held.return_id in seen and held.batch is not None]
    newest = sorted(published, key=lambda held: held.batch or 0, reverse=True)
    found = [(held, change) for held in newest for change in _restated(hub, held, scope)]
    rows = tuple(
        (
            *((told := changed_figure(catalogue, change)).name, told.unit_name, told.period_name),
            *(told.before, told.after, _since(held), seen[held.return_id].name, _why(held)),
        )
        for held, change in found
    )
    affected = affected_by(hub, [change for _, change in found], scope=scope)
    reports = tuple((words.capitalised(a.kind), a.name, a.when, a.sentence) for a in affected)
    left = len(rows) - MOST_FIGURES
    return Restatements(
        sentence=_sentence(len(rows), len(reports)),
        figures=Table(
            "Figures restated",
            FIGURES,
            rows[:MOST_FIGURES],
            numeric=(3, 4),
            note=f"{words.count(left, 'more figure')}." if left > 0 else "",
        ),
        reports=Table("What rests on them", REPORTS, reports),
    )


def _restated(hub: Hub, held: Submission, scope: Scope) -> Iterator:
    return (change for change in changes_by(hub, held.batch or 0, scope=scope) if change.is_restated)


def _sentence(figures: int, reports: int) -> str:
    if not figures:
        return "No return has restated a published figure."
    told = words.count(figures, "published figure is", "published figures are")
    rests = words.count(reports, "report, pack, plan or decision rests", "reports, packs, plans and decisions rest")
    return f"{told} restated; {rests} on them."


def _since(held: Submission) -> str:
    act = held.last(Event.PUBLISHED)
    return words.day(act.at) if act else ""


def _why(held: Submission) -> str:
    act = held.last(Event.SUBMITTED)
    return act.note if act and act.note else "no reason given"
