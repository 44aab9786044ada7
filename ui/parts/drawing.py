"""Markup on the page: one component draws every tile, table, heading and link of ours.

Its script builds elements with `textContent` only. A plain click on a link of ours stays in the session;
a middle click, or a link copied, is an ordinary address.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from pmf_core.charts.markup import Markup, to_plain

FOLDER = Path(__file__).parent

_drawing = component(
    "hub_drawing",
    html='<div class="drawing"></div>',
    css=(FOLDER / "drawing.css").read_text(encoding="utf-8"),
    js=(FOLDER / "drawing.js").read_text(encoding="utf-8"),
)


def draw(markup: Markup, *, key: str) -> None:
    """Draw markup; the key names the place on the page and is the same from run to run."""
    with st.container(key=f"draw_{key}"):
        _drawing(key=f"drawing_{key}", data=to_plain(markup))
