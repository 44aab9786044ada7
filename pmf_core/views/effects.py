"""What became of a decision: judged at its check date from the frozen baseline, and never written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.period import Grain
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.effect import BASELINE, FEWEST_AFTER, FEWEST_BEFORE, Effects, Reason, Verdict, effects
from pmf_core.judgement.season import seasons
from pmf_core.measures.read import panel
from pmf_core.series import Point, Series
from pmf_core.store.decisions import Decision
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.months import taken_apart
from pmf_core.views.status import Status, StatusKind

WORDS = {
    Verdict.HELPED: (StatusKind.IMPROVING, "Helped"),
    Verdict.HINDERED: (StatusKind.WORSENING, "Hindered"),
    Verdict.MOVED: (StatusKind.NEUTRAL, "Moved"),
    Verdict.CANT_TELL: (StatusKind.NEUTRAL, "Can't tell"),
}


@dataclass(frozen=True, slots=True)
class EffectLine:
    """The verdict on one decision, with its size, its limits and the sentence that says so."""

    status: Status
    sentence: str
    size: float | None = None
    lower: float | None = None
    upper: float | None = None


def effects_of(hub: Hub, made: Iterable[Decision], *, scope: Scope) -> dict[str, EffectLine]:
    """The verdict on every decision, by its id."""
    return {decision.decision_id: effect_of(hub, decision, scope=scope) for decision in made}


def effect_of(hub: Hub, decision: Decision, *, scope: Scope) -> EffectLine:
    """The verdict on a decision, as far as it can be told on the day of reading."""
    if decision.check_date is None:
        return _untold("Nothing to measure", "no effect that can be measured was expected")
    if reading_day(hub, scope) < decision.check_date:
        return _untold("Not due", f"its effect is looked for on {words.day(decision.check_date)}")
    metric = hub.catalogue_at(scope.as_at).metric(decision.metric_id)
    unit = decision.unit_id
    frozen = panel(hub, [metric], [unit], scope=scope.at(decision.evidence_as_at)).get((metric.id, unit))
    now = panel(hub, [metric], [unit], scope=scope).get((metric.id, unit))
    if frozen is None or now is None:
        return _untold("Can't tell", "its figures are not held")
    before, after = _sides(decision, frozen, now, metric)
    found = effects([before], [after], sign=[metric.polarity.sign])
    many = (int(np.isfinite(before[-BASELINE:]).sum()), int(np.isfinite(after).sum()))
    return _told(found, decision, metric, many=many)


def _untold(word: str, reason: str) -> EffectLine:
    return EffectLine(Status(StatusKind.NOT_JUDGED, word, reason), f"{word}: {reason}.")


def _sides(decision: Decision, frozen: Series, now: Series, metric: Metric) -> tuple[Numbers, Numbers]:
    """The points before the decision as they were known then, and those after it as they are known now.

    A season that those before have, tested, is taken out of both.
    """
    day = in_london(decision.recorded_at).date()
    assert decision.check_date is not None
    earlier = [point for point in frozen if point.period.end <= day]
    later = [point for point in now if point.period.start > day and point.period.end <= decision.check_date]
    before = taken_apart(earlier, metric)
    since = [point for point in now if earlier and earlier[-1].period.end < point.period.start <= decision.check_date]
    whole = taken_apart([*[p for p in now if earlier and p.period == earlier[-1].period], *since], metric)
    after = whole[len(whole) - len(since) :] if since else np.zeros(0)
    after = np.where([point in later for point in since], after, np.nan)
    season = _season(earlier, before, metric)
    if season is not None:
        before = before - season[[point.period.start.month - 1 for point in earlier]]
        after = after - season[[point.period.start.month - 1 for point in since]]
    return before, after


def _season(earlier: list[Point], before: Numbers, metric: Metric) -> Numbers | None:
    """What each month adds, January first; None without a tested season."""
    if metric.grain is not Grain.MONTH or not earlier:
        return None
    found = seasons([before], first_month=[earlier[0].period.start.month])
    return found.indices[0] if found.seasonal[0] else None


def _told(found: Effects, decision: Decision, metric: Metric, *, many: tuple[int, int]) -> EffectLine:
    verdict, reason = Verdict(int(found.verdict[0])), Reason(int(found.reason[0]))
    kind, word = WORDS[verdict]
    if reason in (Reason.FEW_BEFORE, Reason.FEW_AFTER):
        few = reason is Reason.FEW_BEFORE
        told = (
            f"{words.count(many[0], 'point')} before it, {FEWEST_BEFORE} needed"
            if few
            else f"{words.count(many[1], 'point')} since, {FEWEST_AFTER} needed"
        )
        return EffectLine(Status(StatusKind.NOT_JUDGED, word, told), f"Can't tell: {told}.")
    size, lower, upper = (float(each[0]) for each in (found.size, found.lower, found.upper))
    against = f"{_signed(size, metric)} against the baseline"
    sentence = (
        f"{word}: {against} (95%: {_signed(lower, metric)} to {_signed(upper, metric)}), from "
        f"{words.count(many[1], 'point')} after and {many[0]} before{_why(found, decision, metric, verdict)}."
    )
    return EffectLine(Status(kind, word, against), sentence, size, lower, upper)


def _why(found: Effects, decision: Decision, metric: Metric, verdict: Verdict) -> str:
    """What else is to be said: what was expected, or how large an effect would have to be to show."""
    expected = decision.expected_effect
    slope = ", where it was heading already taken into account" if found.sloped[0] else ""
    if verdict is Verdict.CANT_TELL:
        least = words.difference(float(found.detectable[0]), metric)
        return f"{slope}; an effect would have to be about {least} to show"
    if expected is None:
        return slope
    return f"{slope}; {_signed(expected, metric)} was expected"


def _signed(amount: float, metric: Metric) -> str:
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{words.difference(amount, metric)}"
