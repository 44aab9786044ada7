from __future__ import annotations

from pathlib import Path

import pytest

from pmf_core.returns.places import known_places, nearest, places_of, unit_named

KNOWN = known_places(Path(__file__).resolve().parents[2] / "data")


@pytest.mark.parametrize(
    ("cells", "system", "unit"),
    [
        (["E10000024", "E06000018"], "gss", "E10000024"),
        ([891.0, 892.0, 831.0], "dfe", "E10000024"),
        (["511", "512"], "cassr", "E10000024"),
        (["E3021", "E3001"], "ecode", "E10000024"),
        (["Nottinghamshire", "Nottingham"], "name", "E10000024"),
    ],
)
def test_a_columns_code_system_is_found(cells: list[str | float], system: str, unit: str) -> None:
    places = places_of(cells, known=KNOWN)

    assert places.system == system
    assert next(iter(places.units.values())) == unit


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [
        ("Kingston upon Hull, City of", "E06000010"),
        ("City of Bristol", "E06000023"),
        ("Bristol, City of", "E06000023"),
        ("Notts CC", "E10000024"),
        ("NOTTINGHAMSHIRE COUNTY COUNCIL", "E10000024"),
        ("St Helens", "E08000013"),
        ("Hammersmith & Fulham", "E09000013"),
        ("Cumbria", "E10000006"),
        ("ENGLAND", "E92000001"),
        ("Yorkshire and The Humber", "E12000003"),
    ],
)
def test_a_place_is_known_in_its_spellings(spelling: str, unit: str) -> None:
    assert unit_named(spelling, known=KNOWN) == unit


def test_an_unknown_place_is_kept_with_the_nearest_name() -> None:
    places = places_of(["Derby", "Leicester", "Nottinghamshier"], known=KNOWN)

    assert [(held.text, held.nearest) for held in places.unmatched] == [("Nottinghamshier", "Nottinghamshire")]


def test_a_name_like_none_has_no_nearest() -> None:
    assert nearest("Qwxyz", KNOWN) == ""


def test_names_among_codes_are_known_too() -> None:
    assert places_of(["ENGLAND", 831.0, 830.0], known=KNOWN).unmatched == ()
