from __future__ import annotations

import numpy as np
import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import YearType, month, parse, year
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import assess
from pmf_core.views.comparison import Comparison, comparator, compare
from pmf_core.views.comparison.figures import Figures
from pmf_core.views.comparison.over_time import (
    Movers,
    OverTime,
    figures_over_time,
    movers,
    over_time,
    periods_back,
)

COUNTY = "E10000024"
SINCE = year(2021, YearType.FINANCIAL)


def lines(
    hub: Hub, metric: str = "rereferrals_12_months", group: str = "neighbours"
) -> tuple[Comparison, Figures, OverTime]:
    scope = local_scope()
    (assessment,) = assess(hub, [hub.catalogue.metric(metric)], COUNTY, period=parse("2026-03"), scope=scope)
    found = compare(hub, assessment, comparator(hub, assessment, named=group, scope=scope), scope=scope)
    periods = [point.period for point in assessment.series]
    figures = figures_over_time(hub, found, periods, scope=scope)
    return found, figures, over_time(found, figures, periods)


def test_the_last_period_of_the_lines_is_the_comparison_itself(hub: Hub) -> None:
    for group in ("neighbours", "type", "england", "region"):
        found, _, held = lines(hub, group=group)

        assert held.own[-1] == found.own.value
        assert held.average[-1] == pytest.approx(found.average.value)


def test_the_average_of_neighbours_is_their_plain_mean_in_every_period(hub: Hub) -> None:
    found, figures, held = lines(hub)

    for place, period in enumerate(held.periods):
        points = [figures.point(name, period) for name in found.comparator.members]
        values = [point.value for point in points if point and point.value is not None]
        assert held.average[place] == pytest.approx(np.mean(values))
        assert held.count[place] == len(values)
        assert held.lower[place] == pytest.approx(np.quantile(values, 0.25))


def test_region_and_england_are_lines_of_their_own_unless_they_are_the_group(hub: Hub) -> None:
    assert [name for name, _ in lines(hub)[2].lines] == ["East Midlands", "England"]
    assert [name for name, _ in lines(hub, group="england")[2].lines] == ["East Midlands"]


def test_a_total_is_no_line(hub: Hub) -> None:
    _, _, held = lines(hub, "lait_prechilddea", "england")

    assert np.isnan(held.average).all()
    assert held.lines == ()


def moved(hub: Hub, metric: str = "rereferrals_12_months") -> Movers:
    found, figures, _ = lines(hub, metric)
    return movers(hub.catalogue, found, figures, SINCE)


def test_the_most_improved_come_first(hub: Hub) -> None:
    differences = [mover.change.difference for mover in moved(hub).movers]

    assert differences == sorted(differences)
    assert differences[0] < 0 < differences[-1]


def test_a_clear_movement_is_further_than_one_that_chance_would_do(hub: Hub) -> None:
    by_unit = {mover.unit.name: mover for mover in moved(hub).movers}

    assert by_unit["Warwickshire"].clear == 1
    assert by_unit["Leicestershire"].clear == -1
    assert by_unit["Kent"].clear == 0


def test_without_counts_no_movement_is_called_clear(hub: Hub) -> None:
    found, figures, held = lines(hub, "lait_excessyr6")
    since = periods_back(found.period, held.periods)

    assert since is not None
    assert {mover.clear for mover in movers(hub.catalogue, found, figures, since).movers} == {None}


def test_years_are_looked_back_over_three_and_months_over_one() -> None:
    years = [year(first, YearType.FINANCIAL) for first in range(2019, 2025)]
    months = [month(2024, 3).before(back) for back in range(24)]

    assert periods_back(years[-1], years) == years[2]
    assert periods_back(years[-1], years[-2:]) == years[-2]
    assert periods_back(month(2024, 3), months) == month(2023, 3)
    assert periods_back(years[-1], years[-1:]) is None
