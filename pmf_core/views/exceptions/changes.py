"""What is different since the last report: new signals, and figures that were said differently then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import Period
from pmf_core.store.hub import Hub
from pmf_core.store.report_cut import last_cut
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.exceptions.listing import ExceptionRow
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
    signals = [line for row in rows if (line := _signal(row))]
    restated = [line for row in rows if row.reported and (line := _restated(row.reported.now, row.reported.then))]
    sentence = (
        f"Since the report on {cut.period.name} (cut {words.day(cut.cut_at)}): "
        f"{words.count(len(signals), 'new signal')}, {words.count(len(restated), 'restated figure')}."
    )
    return (*signals, *restated), sentence


def _signal(row: ExceptionRow) -> ChangeLine | None:
    if row.reported is None:
        return None
    now, then = row.process, row.reported.process
    if not (now.improving and not then.improving) and not (now.worsening and not then.worsening):
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
