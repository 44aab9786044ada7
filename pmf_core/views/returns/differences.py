"""The same metrics at the same units on two hubs: which bands flip, and which exceptions come and go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.exceptions.listing import ExceptionRow, exceptions_at
from pmf_core.views.returns.values import ExceptionChange, Flip
from pmf_core.views.status import Status, StatusKind
from pmf_core.views.tile import band_status, value_text

Rows = Mapping[tuple[str, str], ExceptionRow]
"""Judged metrics by unit and metric id."""

NO_FIGURE = Status(StatusKind.NOT_JUDGED, "No figure", "nothing was known of it")


def judged(hub: Hub, wanted: Mapping[str, Sequence[Metric]], *, period: Period, scope: Scope) -> Rows:
    """Some metrics of many units, judged as their pages judge them."""
    listings = exceptions_at(hub, wanted, period=period, scope=scope)
    return {
        (unit, row.metric.id): row
        for unit, listing in listings.items()
        for row in listing.everything
        if row.assessment.point is not None or row.outcome.is_exception
    }


def flips(before: Rows, after: Rows, *, shown: Period) -> Iterator[Flip]:
    """The metrics whose band is another one afterwards; one that had no figure flips from that."""
    for key, row in after.items():
        earlier = before.get(key)
        was, now = _band(earlier), _band(row)
        if (was.kind, was.word) != (now.kind, now.word):
            assessment = row.assessment
            yield Flip(
                metric=row.metric.id,
                name=row.metric.name,
                unit=assessment.unit.id,
                unit_name=assessment.unit.name,
                period=shown.id,
                period_name=shown.name,
                before=was,
                after=now,
                value_before=value_text(earlier.assessment) if earlier else words.MISSING,
                value_after=value_text(assessment),
                illustrative=row.metric.illustrative,
            )


def _band(row: ExceptionRow | None) -> Status:
    return band_status(row.assessment) if row is not None and row.assessment.point is not None else NO_FIGURE


def exception_changes(before: Rows, after: Rows, *, shown: Period) -> Iterator[ExceptionChange]:
    """The exceptions of the board's metrics that are raised, cleared, or told otherwise."""
    for key in after.keys() | before.keys():
        was, now = _listed(before.get(key)), _listed(after.get(key))
        row = now or was
        if row is None or _told(was) == _told(now):
            continue
        yield ExceptionChange(
            kind="raised" if was is None else "cleared" if now is None else "changed",
            metric=row.metric.id,
            name=row.metric.name,
            unit=row.assessment.unit.id,
            unit_name=row.assessment.unit.name,
            period=shown.id,
            period_name=shown.name,
            codes_before=_codes(was),
            codes_after=_codes(now),
            sentence=row.sentence,
        )


def _listed(row: ExceptionRow | None) -> ExceptionRow | None:
    """The row if it stands on a list of exceptions."""
    return row if row is not None and row.metric.vital_sign and row.outcome.is_exception else None


def _told(row: ExceptionRow | None) -> tuple[object, ...]:
    return () if row is None else (row.outcome.fired, row.sentence, row.state)


def _codes(row: ExceptionRow | None) -> tuple[str, ...]:
    return () if row is None else tuple(code.value for code in row.outcome.fired)
