"""The landings of real monthly series, foreseen from what was known then and beside what came.

Every twelve months count as a year of which two years and a month were known when it was foreseen; of street reports,
which go back to 2007, those that end in every fifth month.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from pmf_core.judgement.forecast import FEWEST_MONTHS, Landing, YearOf, foresee
from pmf_core.store.engine import Query
from pmf_core.store.hub import Hub

MONTHS = 12
MEMORY = 60
"""So many months are looked at, as on the pages."""

DONE = (0, 3, 6, 9)
"""How many months of the year are over when it is foreseen."""

KINDS = {
    "ae_four_hour": (YearOf.RATIO, False),
    "ae_attendances": (YearOf.SUM, True),
    "street_reports": (YearOf.SUM, True),
    "short_term_let_nights": (YearOf.SUM, True),
    "short_term_let_stay": (YearOf.MEAN, False),
}
SOURCES = {
    "A&E trusts": ("ae_four_hour", "ae_attendances"),
    "street reports": ("street_reports",),
    "short-term lets": ("short_term_let_nights", "short_term_let_stay"),
}


def monthly(hub: Hub, metric: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values, numerators and denominators, units × months."""
    sql = """
select unit_id, period_start, value, numerator, denominator from reading
where metric_id = :metric and breakdown = 'all' and grain = 'month' order by unit_id, period_start, known_from
"""
    rows = list(hub.engine.fetch(Query("monthly", sql, {"metric": metric})))
    units = {unit: place for place, unit in enumerate(sorted({row[0] for row in rows}))}
    months = [row[1].year * MONTHS + row[1].month for row in rows]
    tables = np.full((3, len(units), max(months) - min(months) + 1), np.nan)
    for (unit, _, *numbers), month in zip(rows, months, strict=True):
        tables[:, units[unit], month - min(months)] = [np.nan if n is None else n for n in numbers]
    return tables[0], tables[1], tables[2]


def foreseen(hub: Hub, metric: str) -> Iterator[tuple[Landing, np.ndarray]]:
    """Every landing with what came."""
    values, top, bottom = monthly(hub, metric)
    kind, counted = KINDS[metric]
    step = 1 if values.shape[1] <= MEMORY else 5
    for done in DONE:
        for end in range(values.shape[1], FEWEST_MONTHS + MONTHS - done - 1, -step):
            now = end - MONTHS + done
            found = foresee(
                values[:, max(0, now - MEMORY) : now],
                left=MONTHS - done,
                years=[kind] * len(values),
                counted=counted,
                denominators=bottom[:, max(0, now - MEMORY) : now],
            )
            year = slice(end - MONTHS, end)
            came = {
                YearOf.SUM: values[:, year].sum(axis=1),
                YearOf.MEAN: values[:, year].mean(axis=1),
                YearOf.RATIO: top[:, year].sum(axis=1) / bottom[:, year].sum(axis=1) * 100,
            }[kind]
            yield found.landing, came


def held(found: list[tuple[Landing, np.ndarray]], confidence: float) -> float:
    """The share of years that ended within the limits; of trusts without breaches nothing is foreseen."""
    within = []
    for landing, came in found:
        lower, upper = landing.limits(confidence)
        known = np.isfinite(landing.expected + came) & (landing.error > 0)
        within.append(((lower <= came) & (came <= upper))[known])
    return float(np.concatenate(within).mean())


@pytest.mark.parametrize("source", SOURCES)
def test_landing_limits_hold_what_came_about_as_often_as_they_say(hub: Hub, source: str) -> None:
    found = [each for metric in SOURCES[source] for each in foreseen(hub, metric)]

    assert 0.74 <= held(found, 0.80) <= 0.88
    assert 0.88 <= held(found, 0.95) <= 0.97
