"""A chart as SVG, set in the hub's own static faces: a variable font would leave it without any words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import vl_convert

from pmf_core.charts.trend import trend_chart
from pmf_core.views.metric_profile.values import Trend

FONTS = Path(__file__).parent / "fonts"
"""Static faces, for files."""

WIDTH, HEIGHT = 720, 330
"""The size of a chart in a file, in pixels of its own; it is drawn to any scale."""


@cache
def _faces() -> None:
    vl_convert.register_font_directory(str(FONTS))


def trend_svg(held: Trend) -> str:
    """The trend chart as SVG on a light page."""
    _faces()
    drawn = trend_chart(held, mode="light") | {"width": WIDTH, "height": HEIGHT}
    return vl_convert.vegalite_to_svg(drawn)
