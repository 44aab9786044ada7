"""How likely each band is, as bars with their words: read without colour, and by a screen reader as a list."""

from __future__ import annotations

from collections.abc import Sequence

from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import status
from pmf_core.views.outlook.values import BandChance

LEAST_WIDTH = 0.5
"""A bar is never thinner, in per cent, so that a small chance is still seen."""


def chances(held: Sequence[BandChance], *, title: str) -> Element:
    """The bands from the best to the worst, each with its chance."""
    return element(
        "section",
        element("h2", title),
        element("ul", *(_band(each) for each in held), class_="chances"),
    )


def _band(held: BandChance) -> Element:
    width = max(held.chance * 100, LEAST_WIDTH)
    bar = element("span", style=f"width:{width:.1f}%", class_=f"bar {held.band.kind.value}")
    return element(
        "li",
        status(held.band),
        element("span", bar, class_="track", aria_hidden="true"),
        element("span", held.text, class_="value"),
    )
