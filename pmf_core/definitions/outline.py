"""Where a unit lies on a map: its boundary, or its place among hexagons of one size."""

from __future__ import annotations

from enum import StrEnum

from pmf_core.definitions.base import Definition


class Layer(StrEnum):
    """What a map shows."""

    BOUNDARIES = "boundaries"
    """Units within the tree, such as districts and wards, as they lie."""
    AUTHORITIES = "authorities"
    """Every upper-tier authority of England as a hexagon."""
    DISTRICTS = "districts"
    """Every district and single-tier authority of England as a hexagon."""


class Outline(Definition):
    """A unit on one layer."""

    unit: str
    layer: Layer
    x: float
    y: float
    """Its middle: kilometres east and south on a map of boundaries, columns and rows among hexagons."""
    path: str = ""
    """Its boundary as a path of SVG in the same measure; a whole hexagon needs none."""
