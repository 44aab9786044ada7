"""What was raised about a metric, at a unit and beneath it, with every step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmf_core.access.rights import Rights
from pmf_core.access.scope import Scope
from pmf_core.definitions.raising import Kind
from pmf_core.store.hub import Hub
from pmf_core.store.raised import raised
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.raised.chains import Chain, RaisedLine, addressee, chains, line_of
from pmf_core.views.raised.receiving import receives


@dataclass(frozen=True, slots=True)
class Trail:
    """The matters about one metric."""

    sentence: str
    lines: tuple[RaisedLine, ...]
    mine: frozenset[str]
    """Those that whoever looks can answer."""


def trail(hub: Hub, *, scope: Scope, who: Rights, metric: str, unit: str) -> Trail:
    """Everything raised about a metric at a unit or beneath it, the newest first."""
    catalogue, on = hub.catalogue_at(scope.as_at), reading_day(hub, scope)
    units = {unit, *(below.id for below in catalogue.organisation.below(unit, on=on))}
    found = [
        chain
        for chain in reversed(chains(hub, scope=scope, who=who))
        if chain.newest.metric_id == metric and chain.newest.unit_id in units
    ]
    mine = {c.newest.raised_id for c in found if c.is_open and receives(who, c.newest, catalogue, on=on)}
    return Trail(_sentence(found), tuple(line_of(chain, catalogue, on=on) for chain in found), frozenset(mine))


def _sentence(found: list[Chain]) -> str:
    waiting = sum(chain.is_open for chain in found)
    many = words.count(len(found), "matter")
    return f"{many} raised about this, {waiting} still open." if found else ""


def marks(hub: Hub, *, scope: Scope, unit: str) -> Mapping[str, str]:
    """Metric → its open escalation at a unit, in words: what a list of exceptions says of it."""
    catalogue = hub.catalogue_at(scope.as_at)
    told: dict[str, str] = {}
    for held, said in raised(hub.engine, as_at=scope.as_at):
        if held.kind is Kind.ESCALATION and held.unit_id == unit and not any(each.reply.closes for each in said):
            told[held.metric_id] = f"Escalated to {addressee(held, catalogue)}, due {words.day(held.due)}"
    return told
