"""A list of metrics, each with what the reader chose to see beside its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from pmf_core.charts.markup import Markup, element
from pmf_core.charts.shapes import status
from pmf_core.charts.table import table_of
from pmf_core.charts.tiles import illustrative_tag
from pmf_core.views.explore import COLUMNS as OFFERED
from pmf_core.views.explore import OPENING_COLUMNS, MetricRow
from ui.address import CARD, COLUMNS, MODE, asked, go, here
from ui.parts.drawing import write
from ui.parts.tiles import to_metric

CELLS: Mapping[str, Callable[[MetricRow], Markup]] = {
    "value": lambda row: row.value,
    "period": lambda row: element("span", row.period, element("span", row.age, class_="under"), class_="period"),
    "target": lambda row: row.target,
    "band": lambda row: status(row.band),
    "variation": lambda row: status(row.variation),
    "change": lambda row: status(row.change),
    "theme": lambda row: row.theme,
    "topic": lambda row: row.topic,
    "type": lambda row: row.type,
    "owner": lambda row: element("span", row.owner, element("span", row.source, class_="under")),
    "source": lambda row: row.source,
    "code": lambda row: row.metric,
}
"""Column → what stands in it."""

NUMBERS = ("value", "target")
"""The columns that are set to the right."""


def rows(held: Sequence[MetricRow]) -> None:
    """The list as a table for reading; each name is a link."""
    columns = chosen_columns()
    heads = ("Metric", *(OFFERED[name] for name in columns))
    cells = [(_name(row), *(CELLS[name](row) for name in columns)) for row in held]
    numeric = [place for place, name in enumerate(columns, start=1) if name in NUMBERS]
    shown = table_of(heads, cells, caption="Metrics", numeric=numeric)
    write(element("div", shown, class_="reading metrics"), key="metrics")


def chosen_columns() -> tuple[str, ...]:
    """The columns of the address, as far as there are such; the opening ones without a choice."""
    named = tuple(name for name in asked(COLUMNS).split(",") if name in OFFERED)
    return named or OPENING_COLUMNS


def chooser() -> None:
    """Which columns to show: what is chosen goes into the address."""
    key = "choose_columns"
    st.session_state[key] = list(chosen_columns())

    def push() -> None:
        chosen = tuple(st.session_state[key])
        go(here(**{COLUMNS: "" if chosen in ((), OPENING_COLUMNS) else ",".join(chosen)}))

    st.multiselect("Columns", list(OFFERED), key=key, format_func=OFFERED.__getitem__, on_change=push)


def as_scorecard(many: int, most: int) -> None:
    """The way to a scorecard of what is listed."""
    told = f"Make a scorecard of these {many}" if many <= most else f"Make a scorecard of the first {most}"
    way = element("a", told, href=here(**{MODE: "scorecards", CARD: "new"}))
    write(element("p", way, class_="onward"), key="as_scorecard")


def _name(row: MetricRow) -> Markup:
    return element(
        "span",
        element("a", row.name, href=to_metric(row.metric)),
        " ",
        illustrative_tag() if row.illustrative else None,
        element("span", row.definition, class_="under"),
    )
