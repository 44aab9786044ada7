"""A list of metrics, each with its value, its band and its change."""

from __future__ import annotations

from collections.abc import Sequence

from pmf_core.charts.markup import Markup, element
from pmf_core.charts.shapes import status
from pmf_core.charts.table import table_of
from pmf_core.charts.tiles import illustrative_tag
from pmf_core.views.explore import MetricRow
from ui.parts.drawing import write
from ui.parts.tiles import to_metric

COLUMNS = ("Metric", "Value", "Period", "Band", "Change", "Theme", "Owner")
"""What a row says, in order."""


def rows(held: Sequence[MetricRow]) -> None:
    """The list as a table for reading; each name is a link."""
    cells = [_cells(row) for row in held]
    shown = table_of(COLUMNS, cells, caption="Metrics", numeric=(1,))
    write(element("div", shown, class_="reading metrics"), key="metrics")


def _cells(row: MetricRow) -> tuple[Markup, ...]:
    name = element(
        "span",
        element("a", row.name, href=to_metric(row.metric)),
        " ",
        illustrative_tag() if row.illustrative else None,
        element("span", row.definition, class_="under"),
    )
    owner = element("span", row.owner, element("span", row.source, class_="under"))
    period = element("span", row.period, element("span", row.age, class_="under"), class_="period")
    return (name, row.value, period, status(row.band), status(row.change), row.theme, owner)
