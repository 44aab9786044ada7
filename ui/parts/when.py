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
from pmf_core.views.when import Panels, When
from ui.address import TAB, link
from ui.parts.cards import chart_card
from ui.parts.drawing import write
from ui.parts.reading import whole_table


def over_time(held: When) -> None:
    """Everything the tab shows, the season first."""
    if held.season:
        told = element("p", f"Whether it has a season is not judged: {held.season}.")
        write(element("section", element("h2", "Season"), told), key="season")
    if held.shape:
        chart_card(
            held.shape,
            held.shape.told,
            shape_chart,
            key="shape",
            legend=key_of_shape(held.shape),
            sources=held.sources,
        )
    if held.adjusted:
        chart_card(
            held.adjusted,
            held.adjusted.told,
            adjusted_chart,
            key="adjusted",
            legend=key_of_adjusted(held.adjusted),
            sources=held.sources,
        )
    if held.years:
        chart_card(
            held.years,
            held.years.told,
            years_chart,
            key="years",
            legend=key_of_years(held.years),
            sources=held.sources,
        )
    if held.flow:
        _flow(held, held.flow)
    if held.spend:
        _panels(held, held.spend, key="spend")


def _flow(held: When, flow: Panels) -> None:
    """The plots, where the figures don't add up, and the load of similar units."""
    _panels(held, flow, key="flow")
    if held.broken:
        whole_table(held.broken, sources=held.sources, key="broken")
    if held.teams:
        links = [link("metric", m=held.header.metric, u=unit, **{TAB: "when"}) for unit in held.team_units]
        whole_table(held.teams, sources=held.sources, key="workload", links=links)


def _panels(held: When, drawn: Panels, *, key: str) -> None:
    chart_card(drawn, drawn.told, panels_chart, key=key, legend=key_of_panels(drawn), sources=held.sources)
