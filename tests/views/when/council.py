"""Four years of months of a small council, published at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from pmf_core.access.scope import local_scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions import Aggregation, Metric, Sum
from pmf_core.definitions.flow import Flow, Spending
from pmf_core.definitions.period import month
from pmf_core.store.hub import Hub
from pmf_core.views.when import When, when
from tests import few, small

MONTHS = 48
PERIODS = tuple(month(2025, 3).before(MONTHS - 1 - step) for step in range(MONTHS))
"""April 2021 to March 2025."""

OPEN = small.CALLS.model_copy(update={"id": "waiting", "name": "Waiting", "aggregation": Aggregation.LAST_IN_PERIOD})
STAFF = small.CALLS.model_copy(
    update={
        "id": "staff",
        "name": "Staff",
        "calculation": Sum(summed="posts"),
        "aggregation": Aggregation.LAST_IN_PERIOD,
    }
)
DONE = small.CALLS.model_copy(update={"id": "done", "name": "Done"})
FLOW = Flow(id="calls", name="Calls", counted="calls", inflow="calls", outflow="done", stock="waiting", staff="staff")
SPENDING = Spending(name="Forecast of the year's spending", spent=("emptied.numerator",), budget="emptied.denominator")


def council(*metrics: Metric, flow: Flow | None = None, spending: Spending | None = None) -> Catalogue:
    """Four teams in one department."""
    base = few.council(small.EMPTIED)
    versions = {metric.id: (metric,) for metric in metrics}
    return replace(base, versions=versions, flows=(flow,) if flow else (), spending=spending)


def rows(metric: Metric, unit: str, values: Sequence[float]) -> list[small.Row]:
    """Values of the latest months."""
    return [
        (metric.id, unit, period.start, period.end, None, None, None if np.isnan(value) else float(value))
        for period, value in zip(PERIODS[-len(values) :], values, strict=True)
    ]


def published(held: Catalogue, figures: Sequence[small.Row]) -> Hub:
    return small.publish(small.new_hub(held), held, figures, known_from=datetime(2025, 4, 10))


def seen(hub: Hub, metric: Metric, unit: str, *, period: str = "2025-03") -> When:
    return when(hub, scope=local_scope(), metric=metric.id, unit=unit, period=period)


def alone(values: Sequence[float], *, metric: Metric = small.CALLS) -> When:
    """The tab of one team with these values."""
    return seen(published(council(metric), rows(metric, "north", values)), metric, "north")


def flowing(tables: Mapping[str, Mapping[str, Sequence[float]]], *, unit: str = "north", metric: Metric = OPEN) -> When:
    """The tab of a unit whose teams have these figures: metric id → team → values."""
    held = council(small.CALLS, DONE, OPEN, STAFF, flow=FLOW)
    by_id = {each.id: each for each in (small.CALLS, DONE, OPEN, STAFF)}
    figures = [
        row
        for name, teams in tables.items()
        for team, values in teams.items()
        for row in rows(by_id[name], team, values)
    ]
    return seen(published(held, figures), metric, unit)
