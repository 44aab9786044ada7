"""The restatement radar: what rests on a figure that is told otherwise now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.period import Period, parse
from pmf_core.measures.changes import Change
from pmf_core.store.hub import Hub
from pmf_core.store.report_cut import cuts_showing
from pmf_core.store.sealed import sealed_packs
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.decisions import readable_decisions
from pmf_core.views.returns.values import AffectedReport


def affected_by(hub: Hub, changes: Sequence[Change], *, scope: Scope) -> tuple[AffectedReport, ...]:
    """Every report, pack, plan and decision that shows or rests on a changed figure, in that order."""
    if not changes:
        return ()
    catalogue = hub.catalogue_at(scope.as_at)
    return (
        *_reports(hub, catalogue, changes),
        *_packs(hub, catalogue, changes, scope),
        *_plans(hub, catalogue, changes, scope),
        *_decisions(hub, catalogue, changes, scope),
    )


def _shown(changes: Sequence[Change], unit: str, period: Period) -> list[Change]:
    """The changed figures that a report of a unit on a period had in it: its own, as far as that period."""
    return [change for change in changes if change.unit == unit and change.period.end <= period.end]


def _told(changes: Sequence[Change], catalogue: Catalogue) -> str:
    names = sorted({catalogue.metric(change.metric).name for change in changes})
    shown = names[:3] + ([words.count(len(names) - 3, "other metric")] if len(names) > 3 else [])
    return f"{words.count(len(changes), 'figure')} in it restated: {words.listed(shown)}"


def _body(catalogue: Catalogue, body_id: str) -> str:
    return next((body.name for body in catalogue.framework.bodies if body.id == body_id), body_id)


def _reports(hub: Hub, catalogue: Catalogue, changes: Sequence[Change]) -> Iterator[AffectedReport]:
    oldest = min((change.period for change in changes), key=lambda period: period.end)
    for cut in cuts_showing(hub.engine, {change.unit for change in changes}, period=oldest):
        name = _name(catalogue, cut.body, cut.unit, cut.period)
        begun = f"Cut on {words.day(cut.cut_at)}"
        yield from _affected("report", name, cut.cut_at, begun, _shown(changes, cut.unit, cut.period), catalogue)


def _packs(hub: Hub, catalogue: Catalogue, changes: Sequence[Change], scope: Scope) -> Iterator[AffectedReport]:
    for pack in sealed_packs(hub.engine, as_at=scope.as_at):
        period = parse(pack.period)
        name = f"{_name(catalogue, pack.body, pack.unit, period)} ({pack.seal[:12]})"
        begun = f"Sealed on {words.day(pack.sealed_at)} and stays as it was"
        yield from _affected("pack", name, pack.sealed_at, begun, _shown(changes, pack.unit, period), catalogue)


def _name(catalogue: Catalogue, body: str, unit: str, period: Period) -> str:
    return f"{_body(catalogue, body)}: {catalogue.organisation.unit(unit).name}, {period.name}"


def _affected(
    kind: str, name: str, when: date, begun: str, told: Sequence[Change], catalogue: Catalogue
) -> Iterator[AffectedReport]:
    """One that shows figures that are told otherwise; nothing where it shows none."""
    if told:
        yield AffectedReport(kind, name, words.day(when), len(told), f"{begun}: {_told(told, catalogue)}.")


def _plans(hub: Hub, catalogue: Catalogue, changes: Sequence[Change], scope: Scope) -> Iterator[AffectedReport]:
    day = reading_day(hub, scope)
    for plan in catalogue.plans:
        rests = [change for change in changes if (change.metric, change.unit) == (plan.metric, plan.unit)]
        if plan.runs_on(day):
            begun = f"{plan.owner} looks at its effect on {words.day(plan.check_date)}"
            yield from _affected("plan", plan.what, plan.discussed_on, begun, rests, catalogue)


def _decisions(hub: Hub, catalogue: Catalogue, changes: Sequence[Change], scope: Scope) -> Iterator[AffectedReport]:
    for held in readable_decisions(hub, scope=scope):
        until = parse(held.period_id)
        rests = [change for change in _shown(changes, held.unit_id, until) if change.metric == held.metric_id]
        if rests:
            told = f"Decided by {_body(catalogue, held.body_id)} on figures of which {_told(rests, catalogue)}."
            yield AffectedReport("decision", held.decision, words.day(held.recorded_at), len(rests), told)
