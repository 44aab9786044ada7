"""The exceptions of a unit with their narratives: how many are told, and for how many nothing is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.store.hub import Hub
from pmf_core.store.narrated.reading import accounts
from pmf_core.views import words
from pmf_core.views.exceptions.listing import ExceptionRow
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.narrative.draft import running_at
from pmf_core.views.narrative.standing import FINISHED, Standing, State, account_of, standing_of


def standings_of(
    hub: Hub, rows: Sequence[ExceptionRow], unit: str, *, catalogue: Catalogue, scope: Scope
) -> dict[str, Standing]:
    """Where the narrative of each row stands, by metric."""
    if not rows:
        return {}
    held = accounts(hub.engine, unit, as_at=scope.as_at)
    running = running_at(hub, unit, today=rows[0].assessment.today, scope=scope)
    found: dict[str, Standing] = {}
    for row in rows:
        about = Subject(catalogue, row.assessment, row.process, ())
        found[row.metric.id] = standing_of(hub, about, account_of(row.assessment, held), running, scope=scope)
    return found


def without_action(rows: Sequence[ExceptionRow], held: Mapping[str, Standing]) -> tuple[ExceptionRow, ...]:
    """The exceptions about which nothing is owned and dated, and of which nobody says why nothing is done."""
    return tuple(row for row in rows if not held[row.metric.id].has_action)


def owed(rows: Sequence[ExceptionRow], held: Mapping[str, Standing]) -> tuple[ExceptionRow, ...]:
    """The exceptions whose narrative is not yet complete and borne out."""
    return tuple(row for row in rows if held[row.metric.id].state not in FINISHED)


def narratives_sentence(rows: Sequence[ExceptionRow], held: Mapping[str, Standing]) -> str:
    """How many narratives are in which state: every exception counted once."""
    if not rows:
        return ""
    states = [held[row.metric.id].state for row in rows]
    counts = [
        (sum(state in FINISHED for state in states), "complete"),
        (states.count(State.UNSUPPORTED), "not supported by the figures"),
        (states.count(State.DRAFT), "in draft"),
        (states.count(State.OF_BEFORE), "written for an earlier period"),
        (states.count(State.NONE), "not written"),
    ]
    told = words.listed([f"{many} {word}" for many, word in counts if many])
    return f"Narratives of {words.count(len(rows), 'exception')}: {told}."


def without_action_words(many: int) -> str:
    """'5 exceptions without an action'."""
    return (
        f"{words.count(many, 'exception')} without an action" if many else "Every exception has an action or a reason"
    )
