"""The list: which metrics are exceptions, in what order, and in what words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.definitions.plan import Plan
from pmf_core.definitions.rule import Code, Rules
from pmf_core.judgement.exceptions import Outcome, judge
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.store.report_cut import ReportCut, last_cuts
from pmf_core.views.assessment import Assessment, assess, assess_at, assessed
from pmf_core.views.checks import checks_of, has_something_to_tell
from pmf_core.views.exceptions.cases import NO_FORECAST, Known, Reported, case_of
from pmf_core.views.exceptions.sentences import sentence_of
from pmf_core.views.outlook.foreseen import Outlook, outlooks
from pmf_core.views.process import Process, processes


class State(StrEnum):
    """Where an exception stands with the board."""

    NEW = "new"
    CONTINUING = "continuing"
    KNOWN = "known, plan running"


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """One metric with the codes that fired."""

    metric: Metric
    assessment: Assessment
    process: Process
    outcome: Outcome
    state: State
    sentence: str
    plan: Plan | None = None

    @property
    def weight(self) -> int:
        """What is at stake times how grave it is: the order of the list."""
        return self.metric.risk.score * self.outcome.severity


@dataclass(frozen=True, slots=True)
class Listing:
    """Every metric of a unit judged, the exceptions first."""

    exceptions: tuple[ExceptionRow, ...]
    known: tuple[ExceptionRow, ...]
    """Exceptions that have been discussed and have a plan running."""
    good: tuple[ExceptionRow, ...]
    warnings: tuple[ExceptionRow, ...]
    below_target: tuple[ExceptionRow, ...]
    """Below target by ordinary variation: never hidden."""
    everything: tuple[ExceptionRow, ...]


def exceptions(
    hub: Hub, metrics: Sequence[Metric], unit: str, *, period: Period, scope: Scope, rules: Rules | None = None
) -> Listing:
    """Judge the metrics of a unit in a period by the rules in force, or by others to see what they would list."""
    return exceptions_at(hub, {unit: metrics}, period=period, scope=scope, rules=rules)[unit]


def exceptions_at(
    hub: Hub, wanted: Mapping[str, Sequence[Metric]], *, period: Period, scope: Scope, rules: Rules | None = None
) -> dict[str, Listing]:
    """The same for some metrics of many units, in one pass."""
    catalogue = hub.catalogue_at(scope.as_at)
    held = rules or catalogue.rules
    assessments = assess_at(hub, wanted, period=period, scope=scope)
    found = [a for a in assessments if has_something_to_tell(catalogue, a)]
    known = known_of(hub, found, period=period, scope=scope)
    outcomes = [judge(case_of(k, held), held) for k in known]
    before = _fired_before(catalogue, known, outcomes, held)
    rows = [
        _row(k, outcome, catalogue.plans, fired_before=before.get(_key(k.assessment), frozenset()))
        for k, outcome in zip(known, outcomes, strict=True)
    ]
    return {unit: listing_of([row for row in rows if row.assessment.unit.id == unit]) for unit in wanted}


def _key(assessment: Assessment) -> tuple[str, str]:
    return assessment.metric.id, assessment.unit.id


def listing_of(rows: Sequence[ExceptionRow]) -> Listing:
    """The rows in their places; each list by what is at stake."""
    ordered = sorted(rows, key=lambda row: (-row.weight, row.metric.name))
    raised = [row for row in ordered if row.outcome.is_exception]
    return Listing(
        exceptions=tuple(row for row in raised if row.state is not State.KNOWN),
        known=tuple(row for row in raised if row.state is State.KNOWN),
        good=tuple(row for row in ordered if Code.G1 in row.outcome.fired),
        warnings=tuple(row for row in ordered if Code.W1 in row.outcome.fired),
        below_target=tuple(row for row in ordered if Code.N in row.outcome.fired),
        everything=tuple(ordered),
    )


def known_of(
    hub: Hub, found: Sequence[Assessment], *, period: Period, scope: Scope, rules: Rules | None = None
) -> list[Known]:
    """Each metric with how it stood a period before and when the last report was cut, and where its year is heading."""
    catalogue = hub.catalogue_at(scope.as_at)
    earlier = [_a_period_before(a) for a in found]
    now, before = processes(found), processes(earlier)
    reported = _reported(hub, found, period=period, scope=scope)
    return [
        Known(a, p, e, b, checks_of(catalogue, a), reported=reported.get(_key(a)), outlook=o)
        for a, p, e, b, o in zip(
            found, now, earlier, before, _outlooks(found, (catalogue.rules, rules or catalogue.rules)), strict=True
        )
    ]


def _outlooks(found: Sequence[Assessment], rules: Sequence[Rules]) -> Sequence[Outlook | NotJudged]:
    """Where the years are heading, looked into as far as one of the rules asks; nothing where they are switched off."""
    asked = [each.e3.least_chance for each in rules if each.e3.on]
    return outlooks(found, tested_below=max(asked)) if asked else [NO_FORECAST] * len(found)


def _a_period_before(assessment: Assessment) -> Assessment:
    return assessed(
        assessment.metric,
        assessment.unit,
        assessment.series,
        period=assessment.asked.before(),
        today=assessment.today,
        phase_starts=assessment.phase_starts,
    )


def _reported(
    hub: Hub, found: Sequence[Assessment], *, period: Period, scope: Scope
) -> dict[tuple[str, str], Reported]:
    """What each unit's last report before the period showed: its period, as known when it was cut and as known now."""
    cuts = last_cuts(hub.engine, {a.unit.id for a in found}, before=period, as_at=scope.as_at)
    reported: dict[tuple[str, str], Reported] = {}
    for unit, cut in cuts.items():
        metrics = known_at_cut(hub, [a.metric for a in found if a.unit.id == unit], unit, cut=cut)
        then = [a for a in assess(hub, metrics, unit, period=cut.period, scope=scope.at(cut.cut_at)) if a.point]
        now = {_key(a): a for a in assess(hub, metrics, unit, period=cut.period, scope=scope)}
        reported |= {
            _key(a): Reported(p, a.band, now[_key(a)].band, same=now[_key(a)].point == a.point)
            for a, p in zip(then, processes(then), strict=True)
        }
    return reported


def known_at_cut(hub: Hub, metrics: Sequence[Metric], unit: str, *, cut: ReportCut) -> list[Metric]:
    """The metrics that were defined when a report was cut; none for a unit that was not there."""
    then = hub.catalogue_at(cut.cut_at)
    return [m for m in metrics if m.id in then.versions] if unit in then.organisation.units else []


def _fired_before(
    catalogue: Catalogue, known: Sequence[Known], outcomes: Sequence[Outcome], rules: Rules
) -> dict[tuple[str, str], frozenset[Code]]:
    """The codes of the period before, by the same rules on the same data; what was new then is not asked, and what
    was foreseen then only where it counts now."""
    foreseen = [k.earlier for k, outcome in zip(known, outcomes, strict=True) if Code.E3 in outcome.fired]
    heading = dict(zip(map(_key, foreseen), _outlooks(foreseen, [rules]), strict=True))
    fired = {}
    for held in known:
        if held.earlier.point is not None:
            then = replace(
                held,
                assessment=held.earlier,
                process=held.before,
                checks=checks_of(catalogue, held.earlier),
                reported=None,
                outlook=heading.get(_key(held.assessment), NO_FORECAST),
            )
            fired[_key(held.assessment)] = frozenset(judge(case_of(then, rules), rules).fired)
    return fired


def _row(known: Known, outcome: Outcome, plans: Sequence[Plan], *, fired_before: frozenset[Code]) -> ExceptionRow:
    assessment = known.assessment
    plan = next(
        (
            plan
            for plan in plans
            if plan.metric == assessment.metric.id
            and plan.unit == assessment.unit.id
            and plan.runs_on(assessment.today)
        ),
        None,
    )
    only_miss = set(outcome.fired) & {Code.E1, Code.E2, Code.E3, Code.E4, Code.E5} == {Code.E1}
    if plan is not None and only_miss:
        state = State.KNOWN
    else:
        state = State.CONTINUING if set(outcome.fired) & fired_before else State.NEW
    return ExceptionRow(
        metric=assessment.metric,
        assessment=assessment,
        process=known.process,
        outcome=outcome,
        state=state,
        sentence=sentence_of(known, outcome, plan),
        plan=plan,
    )
