"""What is different since the last report: new signals, and figures that were said differently then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import Period
from pmf_core.store.hub import Hub
from pmf_core.store.report_cut import last_cut
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, assess
from pmf_core.views.exceptions.listing import ExceptionRow, known_at_cut
from pmf_core.views.process import Process, processes
from pmf_core.views.sentences import variation_status
from pmf_core.views.status import Status
from pmf_core.views.tile import band_status, value_text


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One difference from the last report."""

    metric: str
    name: str
    kind: str
    """'signal' or 'restatement'."""
    sentence: str
    status: Status
    illustrative: bool


def changes_since_report(
    hub: Hub, rows: Sequence[ExceptionRow], unit: str, *, period: Period, scope: Scope
) -> tuple[tuple[ChangeLine, ...], str]:
    """Each difference, signals before restatements, and a sentence that counts them."""
    cut = last_cut(hub.engine, unit, before=period, as_at=scope.as_at)
    if cut is None:
        return (), "Nothing has been reported for this unit before this month, so there is nothing to compare with."
    metrics = known_at_cut(hub, [row.metric for row in rows], unit, cut=cut)
    then = assess(hub, metrics, unit, period=cut.period, scope=scope.at(cut.cut_at))
    now = assess(hub, metrics, unit, period=cut.period, scope=scope)
    reported = {a.metric.id: (a, p) for a, p in zip(then, processes(then), strict=True)}
    held = [row for row in rows if row.metric.id in reported]
    signals = [line for row in held if (line := _signal(row, *reported[row.metric.id]))]
    restated = [
        line for held in now if held.point is not None and (line := _restated(held, reported[held.metric.id][0]))
    ]
    sentence = (
        f"Since the report on {cut.period.name} (cut {words.day(cut.cut_at)}): "
        f"{words.count(len(signals), 'new signal')}, {words.count(len(restated), 'restated figure')}."
    )
    return (*signals, *restated), sentence


def _signal(row: ExceptionRow, then: Assessment, process: Process) -> ChangeLine | None:
    new = (row.process.improving and not process.improving) or (row.process.worsening and not process.worsening)
    if not new or then.point is None:
        return None
    status = variation_status(row.process)
    return ChangeLine(
        metric=row.metric.id,
        name=row.metric.name,
        kind="signal",
        sentence=f"{status.word}: {status.reason[:1].lower()}{status.reason[1:]}.",
        status=status,
        illustrative=row.metric.illustrative,
    )


def _restated(now: Assessment, then: Assessment) -> ChangeLine | None:
    """The reported period's own figure, if it is said differently now."""
    if then.point is None or now.point is None or then.point.period != now.point.period:
        return None
    if then.value == now.value:
        return None
    before, after = band_status(then), band_status(now)
    told = f"{now.point.period.name} was reported as {value_text(then)} and is now {value_text(now)}"
    if before.word != after.word:
        told += f": from {before.word} to {after.word}"
    return ChangeLine(
        metric=now.metric.id,
        name=now.metric.name,
        kind="restatement",
        sentence=f"{told}.",
        status=after,
        illustrative=now.metric.illustrative,
    )
