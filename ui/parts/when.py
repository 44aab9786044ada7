"""When: the season, year beside year, what comes in and goes out, and what it costs."""

from __future__ import annotations

from pmf_core.charts.markup import element
from pmf_core.charts.panels import key_of_panels, panels_chart
from pmf_core.charts.season import (
    adjusted_chart,
    key_of_adjusted,
    key_of_shape,
    key_of_years,
    shape_chart,
    years_chart,
)
from pmf_core.views.when import When
from ui.address import TAB, link
from ui.parts.cards import chart_card
from ui.parts.drawing import write
from ui.parts.reading import whole_table


def over_time(held: When) -> None:
    """Everything the tab shows, the season first."""
    if held.season:
        told = element("p", f"Whether it has a season is not judged: {held.season}.")
        write(element("section", element("h2", "Season"), told), key="season")
    chart_card(held.shape, shape_chart, key_of_shape, key="shape", sources=held.sources)
    chart_card(held.adjusted, adjusted_chart, key_of_adjusted, key="adjusted", sources=held.sources)
    chart_card(held.years, years_chart, key_of_years, key="years", sources=held.sources)
    chart_card(held.flow, panels_chart, key_of_panels, key="flow", sources=held.sources)
    if held.broken:
        whole_table(held.broken, sources=held.sources, key="broken")
    if held.teams:
        links = [link("metric", m=held.header.metric, u=unit, **{TAB: "when"}) for unit in held.team_units]
        whole_table(held.teams, sources=held.sources, key="workload", links=links)
    chart_card(held.spend, panels_chart, key_of_panels, key="spend", sources=held.sources)
