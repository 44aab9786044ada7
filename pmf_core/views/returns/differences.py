"""The same metrics at the same units on two hubs: which bands flip, and which exceptions come and go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period, add_months
from pmf_core.measures.read import Panel, panel
from pmf_core.series import Point, Series
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, assess_at
from pmf_core.views.exceptions.listing import ExceptionRow, exceptions_at
from pmf_core.views.returns.values import ExceptionChange, Flip
from pmf_core.views.status import Status, StatusKind
from pmf_core.views.tile import band_status, value_text

LOOKED_BACK = 13
"""How many months back a figure that is shown is looked for first; further back only where there is none."""

MOST_JUDGED = 250
"""How many metrics of units are judged for exceptions beforehand: more take longer than a person waits."""

Wanted = Mapping[str, Sequence[Metric]]
"""The metrics that are touched at each unit."""

Rows = Mapping[tuple[str, str], ExceptionRow]
"""Judged metrics by unit and metric id."""

NO_FIGURE = Status(StatusKind.NOT_JUDGED, "No figure", "nothing was known of it")


def judged_first(catalogue: Catalogue, wanted: Wanted) -> tuple[Wanted, tuple[str, ...]]:
    """The units whose exceptions are worked out beforehand, level by level from the top; and who is left out."""
    chosen: dict[str, Sequence[Metric]] = {}
    left: list[str] = []
    for level in catalogue.framework.levels:
        units = {unit: held for unit, held in wanted.items() if catalogue.organisation.unit(unit).level == level.id}
        if not units:
            continue
        together = sum(map(len, (*chosen.values(), *units.values())))
        if not left and (together <= MOST_JUDGED or not chosen):
            chosen |= units
        else:
            left.append(words.count(len(units), level.name.lower(), level.plural.lower()))
    return chosen, tuple(left)


def judged(hub: Hub, wanted: Wanted, *, period: Period, scope: Scope) -> Rows:
    """Some metrics of many units, judged as their pages judge them."""
    listings = exceptions_at(hub, wanted, period=period, scope=scope)
    return {
        (unit, row.metric.id): row
        for unit, listing in listings.items()
        for row in listing.everything
        if row.assessment.point is not None or row.outcome.is_exception
    }


def shown(hub: Hub, wanted: Wanted, *, period: Period, scope: Scope) -> Mapping[tuple[str, str], Assessment]:
    """The figure that each metric of each unit shows in a period, with its band: no more is read than that takes."""
    metrics = {metric.id: metric for held in wanted.values() for metric in held}
    since = add_months(period.start, -LOOKED_BACK)
    recent = panel(hub, metrics.values(), list(wanted), scope=scope, since=since, until=period.end)
    older = [
        (metric, unit)
        for unit, held in wanted.items()
        for metric in held
        if _latest(recent, metric, unit, period) is None
    ]
    if older:
        units = sorted({unit for _, unit in older})
        longer = panel(hub, {metric.id: metric for metric, _ in older}.values(), units, scope=scope, until=period.end)
        recent = {**longer, **recent}
    latest = {
        (metric.id, unit): Series(metric.id, unit, (point,))
        for unit, held in wanted.items()
        for metric in held
        if (point := _latest(recent, metric, unit, period)) is not None
    }
    found = assess_at(hub, wanted, period=period, scope=scope, held=latest)
    return {(one.unit.id, one.metric.id): one for one in found}


def _latest(held: Panel, metric: Metric, unit: str, period: Period) -> Point | None:
    series = held.get((metric.id, unit))
    return series.until(period).latest if series else None


def flips(
    before: Mapping[tuple[str, str], Assessment], after: Mapping[tuple[str, str], Assessment], *, period: Period
) -> Iterator[Flip]:
    """The metrics whose band is another one afterwards; one that had no figure flips from that."""
    for key, now in after.items():
        was = before[key]
        if was.point == now.point:
            continue
        band_before, band_after = _band(was), _band(now)
        if (band_before.kind, band_before.word) != (band_after.kind, band_after.word):
            yield Flip(
                metric=now.metric.id,
                name=now.metric.name,
                unit=now.unit.id,
                unit_name=now.unit.name,
                period=period.id,
                period_name=period.name,
                before=band_before,
                after=band_after,
                value_before=value_text(was),
                value_after=value_text(now),
                illustrative=now.metric.illustrative,
            )


def _band(assessment: Assessment) -> Status:
    return band_status(assessment) if assessment.point is not None else NO_FIGURE


def exception_changes(before: Rows, after: Rows, *, period: Period) -> Iterator[ExceptionChange]:
    """The exceptions of the board's metrics that are raised, cleared, or told otherwise."""
    for key in sorted(after.keys() | before.keys()):
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
            period=period.id,
            period_name=period.name,
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
