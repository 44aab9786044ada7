"""What is known of metrics, judged in one batch: as they stand, a period earlier, and as they were last reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.period import Period
from pmf_core.definitions.rule import Rules
from pmf_core.judgement.verdict import NotJudged
from pmf_core.measures.history import History
from pmf_core.store.hub import Hub
from pmf_core.store.report_cut import ReportCut, last_cuts
from pmf_core.views.assessment import Assessment, assess_at, assessed
from pmf_core.views.checks import checks_of
from pmf_core.views.exceptions.cases import NO_FORECAST, Known, Reported
from pmf_core.views.outlook.foreseen import Outlook, outlooks
from pmf_core.views.process import Process, processes

Key = tuple[str, str]
"""A metric at a unit."""

Pair = tuple[Assessment, Assessment]
"""The reported period of a metric: as it was known when the report was cut, and as it is known now."""


def key_of(assessment: Assessment) -> Key:
    """What an assessment is about."""
    return assessment.metric.id, assessment.unit.id


@dataclass(frozen=True, slots=True)
class Prepared:
    """The metrics of a month with all that is judged beside them."""

    catalogue: Catalogue
    found: tuple[Assessment, ...]
    earlier: tuple[Assessment, ...]
    """Each a period before; empty where nobody asks what was new."""
    reported: Mapping[Key, Pair]


def prepared(
    hub: Hub, found: Sequence[Assessment], *, period: Period, scope: Scope, told: History, with_earlier: bool = True
) -> Prepared:
    """The metrics of a month, ready to be judged."""
    return Prepared(
        catalogue=hub.catalogue_at(scope.as_at),
        found=tuple(found),
        earlier=tuple(map(_a_period_before, found)) if with_earlier else (),
        reported=dict(_reported(hub, found, period=period, scope=scope, told=told)),
    )


def known_of(months: Sequence[Prepared], *, rules: Sequence[Rules]) -> list[list[Known]]:
    """What is known of each month's metrics, judged in one batch; their years as far as one of the rules asks."""
    asked = [
        assessment
        for month in months
        for assessment in (*month.found, *month.earlier, *(then for then, _ in month.reported.values()))
    ]
    judged = iter(processes(asked))
    heading = iter(outlooks_of([assessment for month in months for assessment in month.found], rules))
    return [list(_known(month, judged, heading)) for month in months]


def outlooks_of(found: Sequence[Assessment], rules: Sequence[Rules]) -> Sequence[Outlook | NotJudged]:
    """Where the years are heading, looked into as far as one of the rules asks; nothing where they are switched off."""
    asked = [each.e3.least_chance for each in rules if each.e3.on]
    return outlooks(found, tested_below=max(asked)) if asked else [NO_FORECAST] * len(found)


def _known(month: Prepared, judged: Iterator[Process], heading: Iterator[Outlook | NotJudged]) -> Iterator[Known]:
    now = [next(judged) for _ in month.found]
    before = [next(judged) for _ in month.earlier] or now
    reported = {key: Reported(next(judged), then, later) for key, (then, later) in month.reported.items()}
    for a, p, e, b in zip(month.found, now, month.earlier or month.found, before, strict=True):
        checks = checks_of(month.catalogue, a)
        yield Known(a, p, e, b, checks, reported=reported.get(key_of(a)), outlook=next(heading))


def known_earlier(known: Known, catalogue: Catalogue, outlook: Outlook | NotJudged) -> Known:
    """The same a period before, on the same data; what was new then is not asked."""
    checks = checks_of(catalogue, known.earlier)
    return Known(known.earlier, known.before, known.earlier, known.before, checks, outlook=outlook)


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
    hub: Hub, found: Sequence[Assessment], *, period: Period, scope: Scope, told: History
) -> Iterator[tuple[Key, Pair]]:
    """What each unit's last report before the period showed."""
    for unit, cut in last_cuts(hub.engine, {a.unit.id for a in found}, before=period, as_at=scope.as_at).items():
        wanted = {unit: [a.metric for a in found if a.unit.id == unit and _was_there(hub, a, cut)]}
        then = assess_at(hub, wanted, period=cut.period, scope=scope.at(cut.cut_at), held=told.at(cut.cut_at))
        now = assess_at(hub, wanted, period=cut.period, scope=scope, held=told.at(scope.as_at))
        later: Mapping[Key, Assessment] = {key_of(a): a for a in now}
        yield from ((key_of(a), (a, later[key_of(a)])) for a in then if a.point is not None)


def _was_there(hub: Hub, assessment: Assessment, cut: ReportCut) -> bool:
    """Whether a metric was defined, and its unit there, when a report was cut."""
    then = hub.catalogue_at(cut.cut_at)
    return assessment.metric.id in then.versions and assessment.unit.id in then.organisation.units
