from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pmf_core.catalogue.dictionary import slug
from pmf_core.cli.main import app
from pmf_core.errors import HubError
from tests.cli.test_commands import ROOT, run

COUNTY = "E10000024"
AFTER_THE_END = {"PreChildDea": 1}
"""Figures published for an authority that had ended: the tool counts Dorset's of two years later, the hub doesn't."""


def compare(metric: str, *more: str, store: Path, group: str = "neighbours", unit: str = COUNTY) -> dict[str, Any]:
    asked = ["compare", metric, "--unit", unit, "--with", group, "--json", *more]
    done = CliRunner().invoke(app, asked, env={"PMF_STORE": str(store)}, catch_exceptions=False)
    return json.loads(done.stdout)


def published() -> dict[str, dict[str, str]]:
    """What the Local Authority Interactive Tool shows for the county, measure by measure."""
    file = ROOT / "tests" / "golden" / "data" / "benchmarking" / "lait_expected.csv.gz"
    lines = csv.DictReader(io.StringIO(gzip.decompress(file.read_bytes()).decode()))
    return {row["measure_short"]: row for row in lines if row["area"] == "Nottinghamshire"}


def place(told: str) -> int | None:
    return None if told == "-" else int(told)


@pytest.mark.parametrize("measure", published())
def test_average_rank_and_band_are_those_of_the_interactive_tool(shipped_store: Path, measure: str) -> None:
    expected = published()[measure]

    found = compare(f"lait_{slug(measure)}", store=shipped_store)

    assert found["value"] == pytest.approx(float(expected["value_latest"]), rel=1e-9)
    assert found["average"] == pytest.approx(float(expected["sn_average_latest"]), rel=1e-9)
    assert found["average_n"] == int(expected["sn_n_latest"])
    assert (found["national_rank"], found["band"]) == (place(expected["national_rank"]), expected["quartile_band"])
    assert found["national_n"] == int(expected["n_with_value"]) - AFTER_THE_END.get(measure, 0)
    places = {reference["name"]: reference["value"] for reference in found["references"]}
    assert places["England"] == pytest.approx(float(expected["england_latest"]), rel=1e-9)
    assert places["East Midlands"] == pytest.approx(float(expected["region_latest"]), rel=1e-9)


def test_the_england_value_of_a_count_is_a_total(shipped_store: Path) -> None:
    found = compare("lait_prechilddea", group="england", store=shipped_store)

    counted = [member["value"] for member in found["members"] if member["value"] is not None]
    assert found["average"] == 882
    assert found["average_basis"] == "as published: a total, not an average"
    assert found["average"] > 20 * sum(counted) / len(counted)


def test_without_counts_there_is_no_interval_and_the_reason_is_told(shipped_store: Path) -> None:
    found = compare("lait_excessyr6", store=shipped_store)

    assert (found["lower"], found["upper"], found["rank_lower"], found["tier"]) == (None, None, None, None)
    assert "without the counts" in found["interval_reason"]


def test_with_counts_value_rank_and_tier_carry_what_chance_allows(shipped_store: Path) -> None:
    found = compare("rereferrals_12_months", store=shipped_store)

    assert found["lower"] < found["value"] < found["upper"]
    assert found["rank_lower"] <= found["rank"] <= found["rank_upper"] <= found["n"] == 11
    assert found["tier"] == "clearly worse"
    assert found["interval_reason"] is None
    assert len(found["members"]) == 10
    assert set(found["members"][0]) >= {"unit", "name", "value", "lower", "upper", "missing_reason"}


def test_the_national_figure_is_the_published_row(shipped_store: Path) -> None:
    found = compare("rereferrals_12_months", group="england", store=shipped_store)

    assert found["average"] == pytest.approx(142_900 / 632_830 * 100, rel=1e-12)
    assert found["average_basis"] == "as published"


def test_a_metric_in_which_neither_way_is_better_has_no_rank(shipped_store: Path) -> None:
    found = compare("children_looked_after_rate", store=shipped_store)

    assert (found["rank"], found["band"], found["tier"]) == (None, "-", None)
    assert found["rank_reason"] == "neither way is better"
    assert found["lower"] < found["value"] < found["upper"]


def test_an_authority_that_ended_is_named_with_its_successors(shipped_store: Path) -> None:
    found = compare("rereferrals_12_months", group="neighbours_2021", store=shipped_store)

    (missing,) = (member for member in found["members"] if member["value"] is None)
    assert missing["name"] == "Cumbria"
    assert missing["missing_reason"] == ("ended on 31 March 2023, replaced by Cumberland and Westmorland and Furness")
    assert found["average_n"] == 9


@pytest.mark.parametrize(
    ("group", "period", "name", "told"),
    [
        ("region", "2020-21", "Northamptonshire", None),
        ("region", "2024-25", "West Northamptonshire", None),
        ("region", "2024-25", "Northamptonshire", "not a member"),
        ("neighbours_2021", "2022-23", "Cumbria", None),
        ("england", "2022-23", "Cumberland", "not a member"),
        ("england", "2018-19", "Dorset County", None),
        ("england", "2019-20", "Dorset County", "not a member"),
    ],
)
def test_who_belongs_to_a_group_is_read_for_the_period(
    shipped_store: Path, group: str, period: str, name: str, told: str | None
) -> None:
    found = compare("rereferrals_12_months", "--period", period, group=group, store=shipped_store)

    members = {member["name"]: member for member in found["members"]}
    assert (name not in members) if told else (members[name]["value"] is not None)


@pytest.mark.parametrize(("unit", "neighbour"), [("E06000066", "Somerset"), ("E06000065", "North Yorkshire")])
def test_an_authority_that_took_over_a_whole_county_has_the_figures_from_before(
    shipped_store: Path, unit: str, neighbour: str
) -> None:
    found = compare("rereferrals_12_months", "--period", "2023-24", group="england", store=shipped_store)

    (member,) = (member for member in found["members"] if member["unit"] == unit)
    assert member["name"] == neighbour
    assert member["change"]["difference"] is not None
    assert member["note"] is None


def test_a_figure_of_the_former_county_says_so(shipped_store: Path) -> None:
    found = compare("rereferrals_12_months", "--period", "2022-23", unit="E10000008", store=shipped_store)

    (somerset,) = (member for member in found["members"] if member["unit"] == "E06000066")
    assert somerset["value"] is not None
    assert somerset["note"] == "published for the former county, which ended on 31 March 2023"
    assert found["average_n"] == 10


def test_looking_back_compares_with_the_neighbours_of_then(shipped_store: Path) -> None:
    found = compare("ehcp_20_weeks", "--as-at", "2024-06-01", store=shipped_store)

    assert found["group"]["name"] == "Statistical neighbours (2021)"


@pytest.mark.parametrize(
    ("metric", "group", "told"),
    [
        ("missed_bins", "neighbours", "nobody else publishes it"),
        ("rereferrals_12_months", "neighbors", "Did you mean 'neighbours'"),
        ("asc_quality_of_life", "england", "choose from"),
    ],
)
def test_a_comparison_that_cannot_be_made_says_why(shipped_store: Path, metric: str, group: str, told: str) -> None:
    with pytest.raises(HubError, match=told):
        compare(metric, group=group, store=shipped_store)


def test_for_a_person_the_finding_stands_above_the_table(shipped_store: Path) -> None:
    told = run("compare", "rereferrals_12_months", "--unit", COUNTY, "--with", "neighbours", store=shipped_store).stdout

    assert told.startswith("Nottinghamshire was at 23.1% in 2024/25 (95% interval")
    assert "Staffordshire" in told


def test_computed_neighbours_come_with_their_distances_and_what_makes_them(shipped_store: Path) -> None:
    found = compare("rereferrals_12_months", group="socio_economic_2025", store=shipped_store)

    likeness = found["group"]["likeness"]
    assert (likeness["scheme"], likeness["weighting"]) == ("z_score", "on_squared_distance")
    assert [n["unit"] for n in likeness["neighbours"]] == [member["unit"] for member in found["members"]]
    assert sum(likeness["neighbours"][0]["share_of_distance"].values()) == pytest.approx(1)
    assert {left["name"] for left in likeness["left_out"]} >= {"Cumberland", "North Northamptonshire"}
    assert found["average_basis"] == "plain mean of 10 members, Nottinghamshire left out"
