"""How often the chances that the hub states came true: every past year foreseen again from what was known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import Grain
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.forecast import FEWEST_IN_A_BIN, Calibration, calibration
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, assess_at
from pmf_core.views.context import opening_month
from pmf_core.views.outlook.foreseen import outlooks
from pmf_core.views.outlook.record import Foretold, foretold
from pmf_core.views.outlook.values import ForecastRecord
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, Table


def forecast_record(hub: Hub, *, scope: Scope, unit: str) -> ForecastRecord:
    """The record over every monthly metric at a unit and at the units directly below it."""
    catalogue = hub.catalogue_at(scope.as_at)
    here = catalogue.organisation.unit(unit)
    month = opening_month(hub)
    places = [here, *catalogue.organisation.children(unit, on=month.end)]
    metrics = [m for m in catalogue.metrics if m.grain is Grain.MONTH and scope.may_read_metric(m)]
    wanted = {each.id: [m for m in metrics if each.level in m.levels] for each in places if scope.may_read_unit(each)}
    held = [a for a in assess_at(hub, wanted, period=month, scope=scope) if a.point is not None]
    told = foretold(held)
    lines = source_lines(hub, list({a.metric.id: a.metric for a in held}.values()), scope=scope)
    if not told:
        return ForecastRecord("", Table("", (), ()), Table("", (), ()), (), lines, _nothing(here))
    stated = [each for each in told if each.chance is not None and each.met is not None]
    found = calibration([each.chance or 0.0 for each in stated], [float(bool(each.met)) for each in stated])
    table, ids = _metrics(held, told, unit=here)
    return ForecastRecord(_sentence(told, found), _bins(found), table, ids, lines)


def _nothing(unit: Unit) -> EmptyState:
    return EmptyState(
        what=f"There is no record of forecasts at {unit.name} yet.",
        why="No year is over of which two years and a month were known before it ended.",
        way_out="Choose the council in Unit, or come back when another year is complete.",
    )


def _sentence(told: Sequence[Foretold], found: Calibration) -> str:
    inside = sum(each.inside for each in told) / len(told)
    likely = slice(3, 5)
    stated, came = found.stated[likely], found.came_true[likely]
    count = found.count[likely]
    text = (
        f"{words.count(len(told), 'forecast')} of a year's end, made again from what was known: {inside:.0%} of the "
        f"years ended within the limits that should hold 80%. The chances have a Brier score of {found.brier:.2f}; "
        f"always saying how often targets are met would have {found.base:.2f}, and 0 is perfect."
    )
    if count.sum() >= FEWEST_IN_A_BIN:
        said, true = (np.nansum(each * count) / count.sum() for each in (stated, came))
        text += f" Of {int(count.sum())} chances from 50% to 90%, on average {said:.0%}, {true:.0%} came true."
    return text


def _bins(found: Calibration) -> Table:
    rows, values = [], []
    for low, high, count, stated, came in zip(
        found.lower, found.upper, found.count, found.stated, found.came_true, strict=True
    ):
        name = f"{low:.0%} to {high:.0%}"
        few = count < FEWEST_IN_A_BIN
        rows.append((name, f"{count}", "" if few else f"{stated:.0%}", "Too few" if few else f"{came:.0%}"))
        values.append((name, int(count), None if count == 0 else float(stated), None if count == 0 else float(came)))
    return Table(
        title="How often stated chances came true",
        columns=("Chance stated", "How many", "On average", "Came true"),
        rows=tuple(rows),
        values=tuple(values),
        numeric=(1, 2, 3),
        note=(
            "Each year was foreseen at its start and after each quarter, from the figures up to then as they are known "
            f"now. Chances and what came rise together with a slope of {found.slope:.2f}; 1 is right."
        ),
    )


def _metrics(held: Sequence[Assessment], told: Sequence[Foretold], *, unit: Unit) -> tuple[Table, tuple[str, ...]]:
    """Every metric's own record, and whether a forecast of it is given now."""
    own = [a for a in held if a.unit.id == unit.id]
    now = dict(zip((a.metric.id for a in own), outlooks(own, onward=True), strict=True))
    by_metric: dict[str, list[Foretold]] = defaultdict(list)
    for each in told:
        by_metric[each.assessment.metric.id].append(each)
    rows = list(_rows(own, now, by_metric))
    return Table(
        title="Metric by metric",
        columns=("Metric", "Years foreseen", "Within 80% limits", "Brier score", "Forecast now"),
        rows=tuple(row for _, row, _ in rows),
        values=tuple(value for _, _, value in rows),
        numeric=(1, 2, 3),
        note="A forecast is not given where it has been no closer than last month's or last year's figure again.",
    ), tuple(metric for metric, _, _ in rows)


Row = tuple[str, tuple[str, ...], tuple[object, ...]]


def _rows(own: Sequence[Assessment], now: dict, by_metric: dict[str, list[Foretold]]) -> Iterator[Row]:
    for assessment in sorted(own, key=lambda a: a.metric.name.casefold()):
        metric, found = assessment.metric, by_metric.get(assessment.metric.id, [])
        stated = [each for each in found if each.chance is not None and each.met is not None]
        inside = sum(each.inside for each in found)
        brier = float(np.mean([(each.chance - bool(each.met)) ** 2 for each in stated])) if stated else None  # type: ignore[operator]
        outlook = now[metric.id]
        given = f"Not given: {outlook.reason}" if isinstance(outlook, NotJudged) else "Given"
        score = "" if brier is None else f"{brier:.2f}"
        within = f"{inside} of {len(found)}" if found else ""
        yield (
            metric.id,
            (metric.name, str(len(found)), within, score, given),
            (
                metric.name,
                len(found),
                inside if found else None,
                brier,
                given,
            ),
        )
