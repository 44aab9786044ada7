"""The restatement radar: what rests on a figure that is told otherwise now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    return f"{words.count(len(changes), 'figure')} in it told otherwise now: {words.listed(shown)}"


def _body(catalogue: Catalogue, body_id: str) -> str:
    return next((body.name for body in catalogue.framework.bodies if body.id == body_id), body_id)


def _reports(hub: Hub, catalogue: Catalogue, changes: Sequence[Change]) -> Iterator[AffectedReport]:
    oldest = min((change.period for change in changes), key=lambda period: period.end)
    for cut in cuts_showing(hub.engine, {change.unit for change in changes}, period=oldest):
        shown = _shown(changes, cut.unit, cut.period)
        if shown:
            unit = catalogue.organisation.unit(cut.unit).name
            yield AffectedReport(
                "report",
                f"{_body(catalogue, cut.body)}: {unit}, {cut.period.name}",
                words.day(cut.cut_at),
                len(shown),
                f"Cut on {words.day(cut.cut_at)}: {_told(shown, catalogue)}.",
            )


def _packs(hub: Hub, catalogue: Catalogue, changes: Sequence[Change], scope: Scope) -> Iterator[AffectedReport]:
    for pack in sealed_packs(hub.engine, as_at=scope.as_at):
        shown = _shown(changes, pack.unit, parse(pack.period))
        if shown:
            unit = catalogue.organisation.unit(pack.unit).name
            yield AffectedReport(
                "pack",
                f"{_body(catalogue, pack.body)}: {unit}, {parse(pack.period).name} ({pack.seal[:12]})",
                words.day(pack.sealed_at),
                len(shown),
                f"Sealed on {words.day(pack.sealed_at)} and stays as it was: {_told(shown, catalogue)}.",
            )


def _plans(hub: Hub, catalogue: Catalogue, changes: Sequence[Change], scope: Scope) -> Iterator[AffectedReport]:
    day = reading_day(hub, scope)
    for plan in catalogue.plans:
        rests = [change for change in changes if (change.metric, change.unit) == (plan.metric, plan.unit)]
        if rests and plan.runs_on(day):
            yield AffectedReport(
                "plan",
                plan.what,
                words.day(plan.discussed_on),
                len(rests),
                f"{plan.owner} looks at its effect on {words.day(plan.check_date)}: {_told(rests, catalogue)}.",
            )


def _decisions(hub: Hub, catalogue: Catalogue, changes: Sequence[Change], scope: Scope) -> Iterator[AffectedReport]:
    for held in readable_decisions(hub, scope=scope):
        rests = [
            change
            for change in changes
            if (change.metric, change.unit) == (held.metric_id, held.unit_id)
            and change.period.end <= parse(held.period_id).end
        ]
        if rests:
            yield AffectedReport(
                "decision",
                held.decision,
                words.day(held.recorded_at),
                len(rests),
                f"Decided by {_body(catalogue, held.body_id)} on figures of which {_told(rests, catalogue)}.",
            )
