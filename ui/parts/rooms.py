"""The way into the issue rooms."""

from __future__ import annotations

from pmf_core.views.deep_dive import Rooms
from ui.address import METRIC, UNIT, link
from ui.parts import page
from ui.parts.reading import whole_table


def rooms_page(held: Rooms) -> None:
    """Rooms that are open, and exceptions to open one for in a click."""
    page.heading("Deep Dive", sentence=held.sentence)
    waiting = [link("deep_dive", **{METRIC: metric}) for metric in held.waiting_for]
    whole_table(held.waiting, sources=(), key="waiting", links=waiting, files=False)
    open_rooms = [link("deep_dive", **{METRIC: metric, UNIT: unit}) for metric, unit in held.open_at]
    whole_table(held.open, sources=(), key="rooms", links=open_rooms, files=False)
