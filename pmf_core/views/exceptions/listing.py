"""The list: which metrics are exceptions, in what order, and in what words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress, islice

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.definitions.plan import Plan
from pmf_core.definitions.rule import Code, Rules
from pmf_core.judgement.exceptions import Outcome, judge
from pmf_core.measures.history import history
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import Assessment, assess_at
from pmf_core.views.checks import has_something_to_tell
from pmf_core.views.exceptions.cases import NO_FORECAST, Known, Reported, cases_of
from pmf_core.views.exceptions.knowing import Prepared, known_earlier, known_of, outlooks_of, prepared
from pmf_core.views.exceptions.sentences import sentence_of
from pmf_core.views.process import Process


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
    reported: Reported | None = None
    """How it stood in the last report."""

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
    return exceptions_on((hub,), wanted, period=period, scope=scope, rules=rules)[0]


def exceptions_on(
    hubs: Sequence[Hub],
    wanted: Mapping[str, Sequence[Metric]],
    *,
    period: Period,
    scope: Scope,
    rules: Rules | None = None,
) -> list[dict[str, Listing]]:
    """The same on several hubs that were decided alike, such as one and its copy: judged in one batch."""
    catalogue = hubs[0].catalogue_at(scope.as_at)
    held = rules or catalogue.rules
    months = [_prepared(hub, wanted, period=period, scope=scope) for hub in hubs]
    known = known_of(months, rules=(catalogue.rules, held))
    rows = iter(_rows([one for each in known for one in each], catalogue, held))
    return [_listings(list(islice(rows, len(each))), wanted) for each in known]


def _prepared(hub: Hub, wanted: Mapping[str, Sequence[Metric]], *, period: Period, scope: Scope) -> Prepared:
    told = history(hub, {m.id: m for metrics in wanted.values() for m in metrics}.values(), list(wanted), scope=scope)
    assessments = assess_at(hub, wanted, period=period, scope=scope, held=told.at(scope.as_at))
    found = [a for a in assessments if has_something_to_tell(hub.catalogue_at(scope.as_at), a)]
    return prepared(hub, found, period=period, scope=scope, told=told)


def _listings(rows: Sequence[ExceptionRow], wanted: Iterable[str]) -> dict[str, Listing]:
    return {unit: listing_of([row for row in rows if row.assessment.unit.id == unit]) for unit in wanted}


def _rows(known: Sequence[Known], catalogue: Catalogue, rules: Rules) -> list[ExceptionRow]:
    """Each metric with its codes, and whether one of them stood a period before, by the same rules on the same data."""
    outcomes = [judge(case, rules) for case in cases_of(known, rules)]
    asked = [bool(outcome.fired) and k.earlier.point is not None for k, outcome in zip(known, outcomes, strict=True)]
    # What was foreseen a period before is looked into only where it counts now.
    foreseen = [Code.E3 in outcome.fired and ask for ask, outcome in zip(asked, outcomes, strict=True)]
    heading = iter(outlooks_of([k.earlier for k in compress(known, foreseen)], [rules]))
    then = [
        known_earlier(k, catalogue, next(heading) if looked_into else NO_FORECAST)
        for k, looked_into in compress(zip(known, foreseen, strict=True), asked)
    ]
    fired = (frozenset(judge(case, rules).fired) for case in cases_of(then, rules))
    return [
        _row(k, outcome, catalogue.plans, fired_before=next(fired) if ask else frozenset())
        for k, outcome, ask in zip(known, outcomes, asked, strict=True)
    ]


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
        reported=known.reported,
    )
