"""A chart with its words: the finding as title, a sentence, the key, how it was made, and the same as a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import streamlit as st

from pmf_core.charts.appearance import Mode
from pmf_core.charts.markup import Element, element
from pmf_core.views.status import SourceLine
from pmf_core.views.when.values import Told
from ui.parts.drawing import write
from ui.parts.reading import folded_table, mode


class Chart(Protocol):
    """A view that is drawn, with its words."""

    @property
    def told(self) -> Told:
        """The words."""
        ...


Held = TypeVar("Held", bound=Chart)
Drawer = Callable[..., dict[str, Any]]
"""What makes a chart of a view, in light or dark."""


def chart_card(
    held: Held | None,
    drawer: Drawer,
    legend: Callable[[Held], Element],
    *,
    key: str,
    sources: tuple[SourceLine, ...],
) -> None:
    """The chart of a view in a card of its own, where there is one; the key names the place on the page."""
    if held is None:
        return
    told = held.told
    with st.container(key=f"chartcard_{key}"):
        finding = element("div", element("h2", told.title), element("p", told.sentence), legend(held))
        write(finding, key=f"{key}_finding")
        st.vega_lite_chart(_drawn(held, drawer, key, mode()), theme=None, alt=f"{told.alt} {told.sentence}")
        write(element("p", " ".join(told.notes), class_="sentence notes"), key=f"{key}_notes")
        if told.table:
            folded_table(told.table, sources=sources, key=key, label="The chart as a table")


@st.cache_data(show_spinner=False, max_entries=500)
def _drawn(held: object, _drawer: Drawer, key: str, mode: Mode) -> dict[str, Any]:  # noqa: ARG001
    """A chart, made once: the key stands for the drawer, which can't be hashed."""
    return _drawer(held, mode=mode)
