"""The tabs Rules, Events and Left out: what makes an exception, what happened, and what counts for nothing."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.exceptions.rules import parameters_of, rule_table
from pmf_core.views.library.metrics import readable
from pmf_core.views.library.values import Shelf
from pmf_core.views.remarks import every_event, everything_left_out
from pmf_core.views.sources import source_lines
from pmf_core.views.status import SourceLine, Table


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules in force, and what of them can be tried on the past."""

    sentence: str
    rules: Table
    parameters: tuple[tuple[str, str], ...]
    """(parameter, its present value)."""
    sources: tuple[SourceLine, ...]


def rules(hub: Hub, *, scope: Scope) -> RuleBook:
    """What makes a metric an exception."""
    catalogue = hub.catalogue_at(scope.as_at)
    held = catalogue.rules
    told = f"Version {held.version} of the rules is in force from {words.day(held.effective_from)}."
    lines = source_lines(hub, readable(catalogue, scope), scope=scope)
    return RuleBook(told, rule_table(held), parameters_of(held), lines)


def events(hub: Hub, *, scope: Scope) -> Shelf:
    """What happened that may explain figures."""
    catalogue = hub.catalogue_at(scope.as_at)
    table = every_event(catalogue, readable(catalogue, scope))
    return Shelf(f"{words.count(len(table.rows), 'event')} pinned to charts.", (table,))


def left_out(hub: Hub, *, scope: Scope) -> Shelf:
    """Figures that are drawn and judge nothing."""
    catalogue = hub.catalogue_at(scope.as_at)
    table = everything_left_out(catalogue, readable(catalogue, scope))
    return Shelf(f"{words.count(len(table.rows), 'figure')} left out of limits and verdicts.", (table,))
