from __future__ import annotations

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.packs.table_files import csv_file
from pmf_core.store.hub import Hub
from pmf_core.views.grid import METRICS_SHOWN, Grid, grid
from pmf_core.views.metric_profile import peers

COUNTY = "E10000024"


def laid_out(hub: Hub, unit: str = COUNTY, **more: object) -> Grid:
    return grid(hub, scope=local_scope(), unit=unit, period="2026-03", **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def held(hub: Hub) -> Grid:
    return laid_out(hub)


def cell(held: Grid, metric: str, unit: str):
    row = [each.id for each in held.metrics].index(metric)
    return held.cells[row][[name for name, _ in held.units].index(unit)]


def test_an_authority_stands_beside_its_neighbours_first(held: Grid) -> None:
    assert held.chosen == "neighbours"
    assert held.units[0] == (COUNTY, "Nottinghamshire")
    assert len(held.units) == 11
    assert len(held.metrics) == METRICS_SHOWN


def test_a_cell_has_the_figure_of_its_metric_page(hub: Hub, held: Grid) -> None:
    table = peers(hub, scope=local_scope(), metric="rereferrals_12_months", unit=COUNTY, period="2026-03").table

    assert table is not None
    values = {row[0].removesuffix(" (this unit)"): row[1] for row in table.rows}
    for unit, name in held.units:
        assert cell(held, "rereferrals_12_months", unit).text == values[name]


def test_beyond_chance_is_told_against_all_shown_together(held: Grid) -> None:
    told = {name: cell(held, "rereferrals_12_months", unit).standing.word for unit, name in held.units}

    assert told["Staffordshire"] == "Better"
    assert told["Derbyshire"] == "Worse"
    assert "cells tested" in held.sentence


def test_without_counts_the_quarter_of_all_authorities_is_told(hub: Hub) -> None:
    found = laid_out(hub, search="year 6 overweight")

    assert cell(found, "lait_excessyr6", COUNTY).standing.word == "3rd quarter"
    assert "quarter of all authorities" in found.sentence


def test_departments_are_in_no_quarter_of_authorities(hub: Hub) -> None:
    found = laid_out(hub, beside="parts")

    assert {each.standing.word for row in found.cells for each in row} <= {"Better", "Worse", "Within chance", ""}


def test_a_ratio_of_pounds_is_not_tested_as_if_it_were_counted(hub: Hub) -> None:
    found = laid_out(hub, beside="parts", search="budget variance")

    assert {each.standing.word for row in found.cells for each in row} == {""}


def test_teams_stand_beside_the_others_of_their_service(hub: Hub) -> None:
    found = laid_out(hub, "cf.family_help.ashfield")

    assert found.chosen == "beside"
    assert len(found.units) == 5
    assert all(metric.illustrative for metric in found.metrics)


def test_the_file_has_every_interval(held: Grid) -> None:
    file = csv_file(held.table, sources=held.sources).decode("utf-8-sig")

    assert file.startswith('Metric,Period,Nottinghamshire,"Nottinghamshire, lower","Nottinghamshire, upper"')


def test_a_missing_figure_says_why(hub: Hub) -> None:
    found = laid_out(hub, beside="east_midlands_counties", search="ehcp 20 weeks")

    assert all(each.text != "–" or each.missing for row in found.cells for each in row)


def test_nothing_that_matches_says_so(hub: Hub) -> None:
    found = laid_out(hub, search="zebra crossings of Mars")

    assert found.empty is not None
