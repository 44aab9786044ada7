"""What was said before, and what is said now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.disclosure import Profile
from pmf_core.measures import sql
from pmf_core.measures.read import period
from pmf_core.measures.rounding import Counts, rounded, rounding
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
    """Every change of a figure after it was first known, newest first; what is withheld did not change to a reader."""
    catalogue = hub.catalogue_at(scope.as_at)
    metric = catalogue.metric(metric_id)
    scope.require(metric, catalogue.organisation.unit(unit_id))
    rows = hub.engine.fetch(sql.versions_of(metric_id, unit_id, as_at=scope.as_at, source=sql.source_for(scope)))
    profile = rounding(hub, metric, scope=scope)
    found: list[Restatement] = []
    for key, versions in groupby(rows, key=lambda row: row[:3]):
        about = period(key[1], key[2], key[0])
        told = [_version(row[3:], metric, profile) for row in versions]
        for earlier, later in pairwise(told):
            if earlier[:2] != later[:2]:
                (before, before_reason, known_before), (after, after_reason, known_after) = earlier, later
                found.append(Restatement(about, before, after, before_reason, after_reason, known_before, known_after))
    return tuple(sorted(found, key=lambda r: (r.known_after, r.period.start), reverse=True))


def _version(row: tuple[Any, ...], metric: Metric, profile: Profile | None) -> tuple[float | None, str, datetime]:
    """Value, missing reason and moment of one version."""
    numerator, denominator, value, missing, known, _ = row
    counts = Counts(numerator, denominator, value)
    shown = rounded(counts, metric, profile) if profile else counts
    return shown.value, missing or "", known
