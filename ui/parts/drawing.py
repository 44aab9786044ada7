"""Markup on the page.

Text is written as HTML, escaped, and is there at once. Grids of many elements are drawn by a component of ours
whose script builds them with `textContent` only. Links of ours are followed in the same session by `frame.js`;
a middle click, or a link copied, is an ordinary address.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from pmf_core.charts.markup import Markup, element, to_html, to_plain

FOLDER = Path(__file__).parent

_drawing = component(
    "hub_drawing",
    html='<div class="drawing"></div>',
    js=(FOLDER / "drawing.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def write(markup: Markup, *, key: str) -> None:
    """Write markup as it is; the key names the place on the page."""
    with st.container(key=f"draw_{key}"):
        st.html(to_html(element("div", markup, class_="drawing")))


def draw(markup: Markup, *, key: str) -> None:
    """Draw a grid; the key names the place on the page and is the same from run to run."""
    with st.container(key=f"draw_{key}"):
        _drawing(key=f"drawing_{key}", data=to_plain(markup))
