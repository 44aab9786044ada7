"""Teams side by side on Home: who stands out beyond chance, and a corner of the grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.access.scope import INDIVIDUAL, Scope
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.definitions.unit import Unit
from pmf_core.measures.latest import Latest, latest
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.home.reader import Reader
from pmf_core.views.standing import AGAINST_ALL, UNSAID, standings_of
from pmf_core.views.status import Status, StatusKind

UNITS_SHOWN, METRICS_SHOWN, OUTLIERS_SHOWN = 12, 6, 6
"""How much of the grid stands on Home."""


@dataclass(frozen=True, slots=True)
class Outlier:
    """A unit that stands out on a metric."""

    unit: str
    unit_name: str
    metric: str
    name: str
    value: str
    standing: Status
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner of the grid: units down, metrics across, the unit above them first."""

    units: tuple[tuple[str, str], ...]
    metrics: tuple[tuple[str, str], ...]
    cells: tuple[tuple[tuple[str, Status], ...], ...]
    """A row for each unit: (value, how it stands)."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The units that belong together, compared."""

    sentence: str
    outliers: tuple[Outlier, ...]
    corner: Corner | None
    whole: str
    """The set of units under which Explore shows the whole grid; empty where it has none."""
    names: str
    """'teams', 'services' …"""


def beside(hub: Hub, metrics: Sequence[Metric], unit: Unit, *, period: Period, scope: Scope, reader: Reader) -> Beside:
    """The reader's own teams, the parts of a unit, or the units beside it, on the metrics in the order given."""
    catalogue = hub.catalogue_at(scope.as_at)
    units, above, whole = _together(hub, unit, period=period, scope=scope, reader=reader)
    level = catalogue.framework.level(units[0].level) if units else None
    names = level.plural if level else "units"
    if len(units) < 2:
        return Beside(f"{unit.name} has no {names} beside or below it to compare.", (), None, "", names)
    wanted = [metric for metric in metrics if any(held.level in metric.levels for held in units)]
    figures = latest(hub, wanted, [held.id for held in units], scope=scope, until=period.end, beside=_ids(above))
    outliers = sorted(_outliers(figures, units), key=lambda held: held[0])
    shown = tuple(outlier for _, outlier in outliers[:OUTLIERS_SHOWN])
    return Beside(_sentence(len(units), names, outliers), shown, _corner(figures, units, above), whole, names)


def _together(
    hub: Hub, unit: Unit, *, period: Period, scope: Scope, reader: Reader
) -> tuple[tuple[Unit, ...], Unit | None, str]:
    """The units to compare, the unit that they are part of, and the set's name in Explore."""
    organisation = hub.catalogue_at(scope.as_at).organisation
    if unit.id in reader.units and len(reader.units) > 1:
        held = tuple(organisation.unit(name) for name in reader.units if name in organisation.units)
        return tuple(filter(scope.may_read_unit, held)), None, ""
    parts = _alike([held for held in organisation.children(unit.id, on=period.end) if held.level != INDIVIDUAL])
    if parts:
        return tuple(filter(scope.may_read_unit, parts)), unit, "parts"
    above = organisation.parent(unit.id, on=period.end)
    around = organisation.children(above.id, on=period.end) if above else ()
    seen = scope.without_people()
    return tuple(held for held in around if held.level == unit.level and seen.may_read_unit(held)), above, "beside"


def _alike(units: Sequence[Unit]) -> list[Unit]:
    """Those of the level that most of them have: what is compared is of one kind."""
    (most,) = Counter(held.level for held in units).most_common(1) or [("", 0)]
    return [held for held in units if held.level == most[0]]


def _ids(unit: Unit | None) -> list[str]:
    return [unit.id] if unit else []


def _outliers(figures: Latest, units: Sequence[Unit]) -> Iterator[tuple[tuple[bool, int, str], Outlier]]:
    """Whoever lies beyond chance against all together, the worse and the weightier first."""
    for row, metric in enumerate(figures.metrics):
        for column, standing in enumerate(standings_of(figures, row, len(units), by_quarter=False)):
            if standing in AGAINST_ALL.values():
                unit = units[column]
                value = words.number(float(figures.value[row, column]), metric)
                better = standing.kind is StatusKind.EXCELLENT
                found = Outlier(unit.id, unit.name, metric.id, metric.name, value, standing, metric.illustrative)
                yield (better, -metric.risk.score, f"{metric.name} {unit.name}"), found


def _corner(figures: Latest, units: Sequence[Unit], above: Unit | None) -> Corner | None:
    held = (~np.isnan(figures.value[:, : len(units)])).sum(axis=1)
    rows = [row for row in range(len(figures.metrics)) if held[row] > 1][:METRICS_SHOWN]
    if not rows:
        return None
    columns = list(range(len(units)))[:UNITS_SHOWN]
    standings = {row: standings_of(figures, row, len(units), by_quarter=False) for row in rows}
    cells = [tuple(_cell(figures, row, column, standings[row][column]) for row in rows) for column in columns]
    named = [(units[column].id, units[column].name) for column in columns]
    if above is not None:
        cells.insert(0, tuple(_cell(figures, row, len(units), UNSAID) for row in rows))
        named.insert(0, (above.id, f"{above.name} (together)"))
    metrics = tuple((figures.metrics[row].id, figures.metrics[row].name) for row in rows)
    return Corner(tuple(named), metrics, tuple(cells))


def _cell(figures: Latest, row: int, column: int, standing: Status) -> tuple[str, Status]:
    value = figures.value[row, column]
    return (words.MISSING, UNSAID) if np.isnan(value) else (words.number(float(value), figures.metrics[row]), standing)


def _sentence(units: int, names: str, outliers: Sequence[object]) -> str:
    told = f"{units} {names}, on the newest figure of each metric"
    if not outliers:
        return f"{told}: nobody lies beyond chance (99.8%) against all together."
    more = f"; the first {OUTLIERS_SHOWN} are here" if len(outliers) > OUTLIERS_SHOWN else ""
    return f"{told}: {words.count(len(outliers), 'figure')} beyond chance (99.8%) against all together{more}."
