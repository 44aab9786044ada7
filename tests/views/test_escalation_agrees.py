from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from pmf_core.definitions.rule import Code
from pmf_core.judgement.spc import HUB, batch_of_arrays, judge
from pmf_core.judgement.spc.escalation import escalations
from pmf_core.views.exceptions.cases import bands_below
from tests.views.test_sentences import CASES, judged, metric, row_of


@settings(max_examples=200)
@given(*CASES)
def test_the_list_and_the_simulation_escalate_by_the_same_rules(values: list, polarity, target: float | None) -> None:
    """What the simulation of false exceptions measures is what the board's list does."""
    held = metric(polarity, target, None)
    assessment, process = judged(values, held)
    if (
        assessment.value is None
        or "XmR" not in process.chart
        or len(process.notes) > 1
        or "resembles" in process.notes[0]
    ):
        return
    row = row_of(values, held)
    numbers = np.array([[np.nan if v is None else v for v in values]])
    aims = np.nan if target is None or polarity.sign == 0 else target
    found = judge(batch_of_arrays(numbers, polarity=polarity, target=aims), settings=HUB)
    below = bands_below(assessment, periods=2)

    codes = escalations(
        found,
        np.array([assessment.value]),
        bands_below=np.array([below[::-1]]) if len(below) == 2 else None,
    )

    if found.reason[0] == 0:
        assert (Code.E1 in row.outcome.fired) == bool(codes.significantly_off_target[0])
        assert (Code.E2 in row.outcome.fired) == bool(codes.sustained_worsening[0])
