"""What was said before, and what is said now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import Period
from pmf_core.measures import sql
from pmf_core.measures.read import period
from pmf_core.store.hub import Hub


@dataclass(frozen=True, slots=True)
class Restatement:
    """One figure that was said differently later."""

    period: Period
    before: float | None
    after: float | None
    before_reason: str
    after_reason: str
    known_before: datetime
    known_after: datetime


def restatements(hub: Hub, metric_id: str, unit_id: str, *, scope: Scope) -> tuple[Restatement, ...]:
    """Every change of a figure after it was first known, newest first."""
    catalogue = hub.catalogue_at(scope.as_at)
    scope.require(catalogue.metric(metric_id), catalogue.organisation.unit(unit_id))
    rows = hub.engine.fetch(sql.versions_of(metric_id, unit_id, as_at=scope.as_at))
    found: list[Restatement] = []
    for key, versions in groupby(rows, key=lambda row: row[:3]):
        about = period(key[1], key[2], key[0])
        for earlier, later in pairwise(versions):
            if (earlier[3], earlier[4]) != (later[3], later[4]):
                found.append(
                    Restatement(about, earlier[3], later[3], earlier[4] or "", later[4] or "", earlier[5], later[5])
                )
    return tuple(sorted(found, key=lambda r: (r.known_after, r.period.start), reverse=True))
