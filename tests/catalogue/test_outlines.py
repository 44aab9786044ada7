from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from pmf_core.catalogue.load import load
from pmf_core.definitions.outline import Layer, Outline

ROOT = Path(__file__).resolve().parents[2]


@cache
def held() -> dict[tuple[str, Layer], Outline]:
    catalogue = load(ROOT / "config", data=ROOT / "data")
    return {(outline.unit, outline.layer): outline for outline in catalogue.outlines}


def test_the_districts_of_the_county_have_boundaries_and_strangers_have_none() -> None:
    districts = [unit for unit, layer in held() if layer is Layer.BOUNDARIES and unit.startswith("E07")]

    assert len(districts) == 7
    assert all(held()[unit, Layer.BOUNDARIES].path.startswith("M") for unit in districts)


def test_north_is_up_and_east_is_right() -> None:
    bassetlaw, rushcliffe = held()["E07000171", Layer.BOUNDARIES], held()["E07000176", Layer.BOUNDARIES]
    mansfield, newark = held()["E07000174", Layer.BOUNDARIES], held()["E07000175", Layer.BOUNDARIES]

    assert bassetlaw.y < rushcliffe.y
    assert mansfield.x < newark.x
    assert 40 < rushcliffe.y - bassetlaw.y < 60


def test_every_authority_of_today_has_a_hexagon_or_a_half() -> None:
    units = Counter(unit for unit, layer in held() if layer is Layer.AUTHORITIES)

    assert len(units) == 153
    assert {"E06000063", "E06000064", "E06000061", "E06000062", "E06000065", "E06000066", "E06000060"} <= set(units)
    assert "E10000006" not in units


def test_those_that_an_authority_was_split_into_share_its_hexagon() -> None:
    west, north = held()["E06000062", Layer.AUTHORITIES], held()["E06000061", Layer.AUTHORITIES]

    assert abs(west.x - north.x) == 0.5
    assert west.y == north.y
    assert west.path
    assert not held()["E06000065", Layer.AUTHORITIES].path
