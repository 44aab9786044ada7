"""Outlines of units from the reference files: boundaries within the tree, and hexagons of the whole country."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import cos, radians, sqrt
from pathlib import Path
from typing import Any

from pmf_core.catalogue.organisation import Organisation
from pmf_core.definitions.outline import Layer, Outline

KILOMETRES = 111.2
"""Kilometres in a degree of latitude."""

HEXAGONS = {
    Layer.AUTHORITIES: "uk-upper-tier-local-authorities.hexjson",
    Layer.DISTRICTS: "uk-local-authority-districts-2023.hexjson",
}
"""The layouts; in both, odd rows stand half a column to the right."""

HALVES = (
    ((0.0, -1.0), (0.0, 1.0), (-0.866, 0.5), (-0.866, -0.5)),
    ((0.0, -1.0), (0.866, -0.5), (0.866, 0.5), (0.0, 1.0)),
)
"""The two halves of a hexagon of side 1, for an authority that was split in two."""

SIDE = 1 / sqrt(3)
"""The side of a hexagon whose neighbour's middle is one column away."""

ROW_HEIGHT = sqrt(3) / 2
"""How far rows of hexagons are apart, in columns."""

Ring = list[list[float]]


def outlines(data: Path, *, organisation: Organisation) -> tuple[Outline, ...]:
    """Every outline that the hub can draw."""
    geography = data / "geography"
    if not geography.is_dir():
        return ()
    found = list(_boundaries(geography, organisation))
    for layer, file in HEXAGONS.items():
        found += _hexagons(geography / file, layer, organisation)
    return tuple(found)


def _boundaries(geography: Path, organisation: Organisation) -> Iterator[Outline]:
    """The units of the tree, as they lie about their common middle."""
    for file in (*sorted(geography.glob("districts_*.geojson")), *sorted(geography.glob("wards_*.geojson"))):
        features = json.loads(file.read_text(encoding="utf-8"))["features"]
        held = [feature for feature in features if organisation.in_tree(feature["properties"]["code"])]
        for feature in held:
            rings = [[_placed(point) for point in ring] for ring in _rings(feature["geometry"])]
            points = [point for ring in rings[:1] for point in ring]
            east, south = ([point[axis] for point in points] for axis in (0, 1))
            yield Outline(
                unit=feature["properties"]["code"],
                layer=Layer.BOUNDARIES,
                x=round((min(east) + max(east)) / 2, 2),
                y=round((min(south) + max(south)) / 2, 2),
                path="".join(f"M{'L'.join(f'{x:.2f} {y:.2f}' for x, y in ring)}Z" for ring in rings),
            )


MIDDLE = 53.0
"""The latitude at which a degree of longitude is measured: the middle of England."""


def _placed(point: list[float]) -> tuple[float, float]:
    """Degrees as kilometres east and south of nought."""
    return point[0] * KILOMETRES * cos(radians(MIDDLE)), -point[1] * KILOMETRES


def _rings(geometry: Mapping[str, Any]) -> list[Ring]:
    """The rings of a polygon, or of several, the longest first."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return sorted((ring for polygon in polygons for ring in polygon), key=len, reverse=True)


def _hexagons(file: Path, layer: Layer, organisation: Organisation) -> Iterator[Outline]:
    """A hexagon for each authority of today; those that an authority was split into share its hexagon."""
    cells: dict[str, tuple[int, int]] = {
        code: (cell["q"], cell["r"])
        for code, cell in json.loads(file.read_text(encoding="utf-8"))["hexes"].items()
        if code in organisation.units
    }
    for code, place in cells.items():
        unit = organisation.units[code]
        today = (code,) if unit.effective_to is None else [name for name in unit.replaced_by if name not in cells]
        for half, name in enumerate(today[: len(HALVES)]):
            yield _hexagon(name, layer, place, half=half if len(today) > 1 else None)


def _hexagon(unit: str, layer: Layer, place: tuple[int, int], *, half: int | None) -> Outline:
    x, y = place[0] + (place[1] % 2) / 2, -place[1] * ROW_HEIGHT
    if half is None:
        return Outline(unit=unit, layer=layer, x=x, y=round(y, 4))
    corners = "L".join(f"{x + SIDE * east:.3f} {y + SIDE * south:.3f}" for east, south in HALVES[half])
    return Outline(unit=unit, layer=layer, x=x + (half - 0.5) / 2, y=round(y, 4), path=f"M{corners}Z")
