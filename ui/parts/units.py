"""Units to go on to."""

from __future__ import annotations

from collections.abc import Sequence

from pmf_core.charts.markup import element
from ui.address import UNIT, here
from ui.parts.page import part


def below(units: Sequence[tuple[str, str, str]]) -> None:
    """The units directly below, each a link to the same page for it."""
    if units:
        links = [
            element("li", element("a", name, element("span", told, class_="under"), href=here(**{UNIT: unit})))
            for unit, name, told in units
        ]
        part("Go on to", element("ul", *links, class_="units"), key="units")
