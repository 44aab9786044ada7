"""Step changes proposed with their evidence, for a person to accept or leave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import Period
from pmf_core.judgement.spc.rebase import STABLE_SHIFT, propose
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, assess
from pmf_core.views.context import opening_month
from pmf_core.views.process.material import material_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """A period from which the process seems to work differently."""

    starts: Period
    before: float
    """The mean of the period before."""
    after: float
    """The mean from there on."""
    run: int
    """How many points in a row lay on one side of the old mean."""
    sentence: str


def proposals(hub: Hub, metric_id: str, unit_id: str, *, scope: Scope) -> tuple[Proposal, ...]:
    """The steps that the stable-shift search finds and nobody has accepted yet, oldest first."""
    catalogue = hub.catalogue_at(scope.as_at)
    metric, unit = catalogue.metric(metric_id), catalogue.organisation.unit(unit_id)
    scope.require(metric, unit)
    (assessment,) = assess(hub, [metric], unit_id, period=opening_month(hub), scope=scope)
    if not len(assessment.series):
        return ()
    held = material_of([assessment])
    counting = np.flatnonzero(~held.ghosted[0])
    values = held.judged[:, counting]
    found = propose(np.nan_to_num(values), np.isfinite(values))
    made = (
        _proposal(assessment, int(counting[column]), before, after, run)
        for column, before, after, run in zip(
            found.start[0, 1:], found.centre[0, :-1], found.centre[0, 1:], found.run[0, 1:], strict=True
        )
        if column >= 0
    )
    return tuple(p for p in made if p.starts.start not in assessment.phase_starts)


def _proposal(assessment: Assessment, column: int, before: float, after: float, run: int) -> Proposal:
    metric = assessment.metric
    starts = assessment.series.points[int(column)].period
    side = "above" if after > before else "below"
    sentence = (
        f"From {starts.name} on, {words.count(int(run), 'figure')} in a row lay {side} the average of "
        f"{words.number(float(before), metric)}; since then the average is {words.number(float(after), metric)} "
        f"({STABLE_SHIFT.shift} in a row are asked for, and the shift lasted)."
    )
    return Proposal(starts, float(before), float(after), int(run), sentence)
