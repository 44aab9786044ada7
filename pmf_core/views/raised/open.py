"""What a body asked or recommended and is still open: for its next pack."""

from __future__ import annotations

from pmf_core.access.scope import Scope
from pmf_core.definitions.raising import Kind
from pmf_core.store.hub import Hub
from pmf_core.store.raised import raised
from pmf_core.views.assessment import reading_day
from pmf_core.views.raised.chains import Chain, RaisedLine, line_of


def open_with(hub: Hub, *, scope: Scope, body: str) -> tuple[RaisedLine, ...]:
    """Open questions and recommendations of a body about figures that may be read, the first due first."""
    catalogue, on = hub.catalogue_at(scope.as_at), reading_day(hub, scope)
    found = [Chain((held,)) for held in raised(hub.engine, as_at=scope.as_at) if held[0].body_id == body]
    kept = [
        chain
        for chain in found
        if chain.is_open and chain.newest.kind in (Kind.QUESTION, Kind.RECOMMENDATION) and _may_read(chain, hub, scope)
    ]
    ordered = sorted(kept, key=lambda chain: (chain.newest.due, chain.newest.raised_id))
    return tuple(line_of(chain, catalogue, on=on) for chain in ordered)


def _may_read(chain: Chain, hub: Hub, scope: Scope) -> bool:
    catalogue, held = hub.catalogue_at(scope.as_at), chain.newest
    unit = catalogue.organisation.unit(held.unit_id)
    if not held.metric_id:
        return scope.may_read_unit(unit)
    return scope.may_read(catalogue.metric(held.metric_id), unit)
