"""What waits for somebody, and what became of what they raised themselves."""

from __future__ import annotations

from pmf_core.access.rights import Rights
from pmf_core.access.scope import Scope
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import reading_day
from pmf_core.views.raised.chains import Chain, RaisedLine, chains, line_of
from pmf_core.views.raised.receiving import receives


def waiting_for(hub: Hub, *, scope: Scope, who: Rights) -> tuple[RaisedLine, ...]:
    """Open matters that were raised with somebody, the first due first."""
    catalogue, on = hub.catalogue_at(scope.as_at), reading_day(hub, scope)
    mine = [c for c in chains(hub, scope=scope, who=who) if c.is_open and receives(who, c.newest, catalogue, on=on)]
    return tuple(line_of(chain, catalogue, on=on) for chain in sorted(mine, key=_by_due))


def raised_by_me(hub: Hub, *, scope: Scope, who: Rights) -> tuple[RaisedLine, ...]:
    """Everything that somebody raised, the newest first: open, or with its outcome."""
    catalogue, on = hub.catalogue_at(scope.as_at), reading_day(hub, scope)
    mine = [c for c in chains(hub, scope=scope, who=who) if any(h.raised_by_id == who.person.id for h, _ in c.held)]
    return tuple(line_of(chain, catalogue, on=on) for chain in reversed(mine))


def _by_due(chain: Chain) -> tuple[object, ...]:
    return chain.newest.due, chain.newest.raised_at, chain.newest.raised_id
