from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pmf_core.catalogue.reference import place_codes, reference_units

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
UNITS = {unit.id: unit for unit in reference_units(DATA)}


@pytest.mark.parametrize(
    ("system", "code", "unit"),
    [
        ("dfe", "891", "E10000024"),
        ("cassr", "511", "E10000024"),
        ("ecode", "E3021", "E10000024"),
        ("dfe", "970", "E92000001"),
        ("dfe", "983", "E12000004"),
        ("ods", "RX1", "RX1"),
    ],
)
def test_a_place_is_found_by_each_of_its_codes(system: str, code: str, unit: str) -> None:
    assert place_codes(DATA)[system][code] == unit


def test_a_code_that_outlived_a_reorganisation_stands_for_the_authority_of_today() -> None:
    assert place_codes(DATA)["dfe"]["815"] == "E06000065"


def test_an_authority_that_was_given_a_new_code_stays_one_unit() -> None:
    codes = place_codes(DATA)["gss"]

    assert codes["E08000038"] == codes["E08000016"] == "E08000016"
    assert "E08000038" not in UNITS


def test_a_former_authority_has_its_last_day_and_its_successor() -> None:
    allerdale = UNITS["E07000026"]

    assert allerdale.effective_to == date(2023, 3, 31)
    assert allerdale.replaced_by == ("E06000063",)


@pytest.mark.parametrize(
    ("today", "former"),
    [
        ("E06000060", "E10000002"),
        ("E06000065", "E10000023"),
        ("E06000066", "E10000027"),
        ("E06000059", None),
        ("E06000061", None),
        ("E06000063", None),
    ],
    ids=[
        "Buckinghamshire",
        "North Yorkshire",
        "Somerset",
        "Dorset lost a part",
        "North Northamptonshire",
        "Cumberland",
    ],
)
def test_an_authority_continues_the_one_whose_area_is_its_own(today: str, former: str | None) -> None:
    assert UNITS[today].continues == former


def test_the_lower_tier_and_the_upper_tier_are_levels_of_their_own() -> None:
    assert UNITS["E07000170"].level == "district"
    assert (UNITS["E10000018"].level, UNITS["E10000018"].kind) == ("authority", "County")


def test_every_authority_of_england_has_a_region() -> None:
    without = [unit.name for unit in UNITS.values() if unit.level in {"authority", "district"} and not unit.region]

    assert without == []


def test_the_health_partners_of_the_county_have_their_names() -> None:
    assert UNITS["RX1"].name == "Nottingham University Hospitals NHS Trust"
    assert UNITS["RK5"].name == "Sherwood Forest Hospitals NHS Foundation Trust"


def test_hospitals_with_a_major_department_are_a_kind_of_their_own_and_all_have_names() -> None:
    hospitals = [unit for unit in UNITS.values() if unit.kind == "NHS trust with a major A&E department"]

    assert UNITS["RX1"] in hospitals
    assert len(hospitals) == 140
    assert all(unit.name.endswith("Trust") for unit in hospitals)
    assert UNITS["RY8"].kind == "NHS trust without a major A&E department"
    assert UNITS["Y02147"].kind == "Other NHS provider"


def test_the_wards_of_the_county_are_there() -> None:
    assert sum(unit.level == "ward" for unit in UNITS.values()) == 189
