"""Why a figure changed: the choice of the comparison and of the split, the waterfall, and the parts as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pmf_core.charts.appearance import Mode
from pmf_core.charts.markup import Element, element
from pmf_core.charts.waterfall import key_of_waterfall, waterfall_chart
from pmf_core.views.context import Choice
from pmf_core.views.why import Waterfall, Why
from ui.address import AGAINST, SPLIT, here, link
from ui.parts.drawing import write
from ui.parts.reading import mode, whole_table


def explanation(held: Why, *, metric: str) -> None:
    """What is compared and split, the warning if there is one, the chart, and the table with its links."""
    write(
        element(
            "div",
            _choices(held.against, held.chosen, name=AGAINST, label="Compare with"),
            _choices(held.splits, held.chosen_split, name=SPLIT, label="Split by"),
            class_="asked",
        ),
        key="asked",
    )
    if held.banner:
        write(element("p", held.banner, class_="banner", role="note"), key="banner")
    if held.waterfall:
        waterfall_card(held.waterfall)
    if held.table:
        links = [link("metric", m=metric, u=unit) if unit else "" for unit in held.row_units]
        whole_table(held.table, sources=held.sources, key="parts", links=links)


def _choices(offered: Sequence[Choice], chosen: str, *, name: str, label: str) -> Element | None:
    """A row of links, each the same page asked another way."""
    if not offered:
        return None
    items = [
        element(
            "li",
            element("a", choice.name, href=here(**{name: choice.id}), aria_current=_current(choice.id == chosen)),
        )
        for choice in offered
    ]
    return element(
        "nav", element("span", label, class_="label"), element("ul", *items), class_="filters", aria_label=label
    )


def _current(chosen: bool) -> str | None:
    return "true" if chosen else None


def waterfall_card(held: Waterfall) -> None:
    """The finding as title, one sentence, the chart, and how it is to be read."""
    told = element("div", element("h2", held.title), element("p", held.sentence), key_of_waterfall(held))
    with st.container(key="chartcard_why"):
        write(told, key="why")
        st.vega_lite_chart(_drawn(held, mode()), theme=None, alt=f"{held.alt} {held.sentence}")
        write(element("p", " ".join(held.notes), class_="sentence notes"), key="why_notes")


@st.cache_data(show_spinner=False, max_entries=500)
def _drawn(held: Waterfall, mode: Mode) -> dict[str, Any]:
    return waterfall_chart(held, mode=mode)
