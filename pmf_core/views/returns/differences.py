"""The same metrics at the same units on two hubs: which bands flip, and which exceptions come and go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period, add_months
from pmf_core.measures.newest import Newest, newest
from pmf_core.measures.read import Panel
from pmf_core.series import Series
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, assess_at, band_places
from pmf_core.views.exceptions.listing import ExceptionRow, exceptions_on
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

UNKNOWN = -2
"""Where there is no figure: beside the places of bands."""

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


def judged(hubs: Sequence[Hub], wanted: Wanted, *, period: Period, scope: Scope) -> list[Rows]:
    """Some metrics of many units on several hubs, judged as their pages judge them."""
    return [
        {
            (unit, row.metric.id): row
            for unit, listing in listings.items()
            for row in listing.everything
            if row.assessment.point is not None or row.outcome.is_exception
        }
        for listings in exceptions_on(hubs, wanted, period=period, scope=scope)
    ]


def flips(before: Hub, after: Hub, wanted: Wanted, *, period: Period, scope: Scope) -> Iterator[Flip]:
    """The metrics whose band is another one afterwards; one that had no figure flips from that.

    Figures are read without their series and bands found for many at once; only what moves is put in words.
    """
    held = [_newest(hub, wanted, period=period, scope=scope) for hub in (before, after)]
    moved = _moved(after.catalogue_at(scope.as_at), wanted, *held, period=period)
    assessments = [
        assess_at(hub, moved, period=period, scope=scope, held=_as_panel(newest, moved))
        for hub, newest in zip((before, after), held, strict=True)
    ]
    yield from (_flip(was, now, period) for was, now in zip(*assessments, strict=True))


def _newest(hub: Hub, wanted: Wanted, *, period: Period, scope: Scope) -> Newest:
    """The figure that each metric of each unit shows in a period: far back is looked only where there is no other."""
    metrics = {metric.id: metric for held in wanted.values() for metric in held}
    since = add_months(period.start, -LOOKED_BACK)
    recent = newest(hub, metrics.values(), list(wanted), scope=scope, since=since, until=period.end)
    without = [(metric, unit) for unit, held in wanted.items() for metric in held if (metric.id, unit) not in recent]
    if not without:
        return recent
    units = sorted({unit for _, unit in without})
    older = {metric.id: metric for metric, _ in without}.values()
    return {**newest(hub, older, units, scope=scope, until=period.end), **recent}


def _as_panel(held: Newest, wanted: Wanted) -> Panel:
    return {
        (metric.id, unit): Series(metric.id, unit, (held[metric.id, unit],))
        for unit, metrics in wanted.items()
        for metric in metrics
        if (metric.id, unit) in held
    }


def _moved(catalogue: Catalogue, wanted: Wanted, was: Newest, now: Newest, *, period: Period) -> Wanted:
    """The metrics of units that stand in another band, or have a figure where they had none."""
    units_of: dict[str, list[str]] = {}
    for unit, metrics in wanted.items():
        for metric in metrics:
            if was.get((metric.id, unit)) != now.get((metric.id, unit)):
                units_of.setdefault(metric.id, []).append(unit)
    moved: dict[str, list[Metric]] = {}
    for name, units in units_of.items():
        metric = catalogue.metric(name, on=period.end)
        before, after = (_places(metric, units, held) for held in (was, now))
        for place in np.flatnonzero(before != after).tolist():
            moved.setdefault(units[place], []).append(metric)
    return {unit: sorted(moved[unit], key=lambda metric: metric.id) for unit in wanted if unit in moved}


def _places(metric: Metric, units: Sequence[str], held: Newest) -> NDArray[np.int64]:
    """Where each unit's figure stands: the place of its band, NO_BAND, or UNKNOWN."""
    points = [held.get((metric.id, unit)) for unit in units]
    targets = [
        metric.target_on(point.period.end, unit=unit) if point else None
        for unit, point in zip(units, points, strict=True)
    ]
    places = band_places(metric, [point.value if point else None for point in points], targets)
    return np.where([point is None for point in points], UNKNOWN, places)


def _flip(was: Assessment, now: Assessment, period: Period) -> Flip:
    return Flip(
        metric=now.metric.id,
        name=now.metric.name,
        unit=now.unit.id,
        unit_name=now.unit.name,
        period=period.id,
        period_name=period.name,
        before=_band(was),
        after=_band(now),
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
