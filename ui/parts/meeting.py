"""Meeting mode: no navigation, larger type, and the agenda one key away, written out on the screen."""

from __future__ import annotations

import streamlit as st

from pmf_core.charts.markup import Element, element
from pmf_core.views.boardroom import Room, room
from ui.address import DECIDE, KEYS, MEETING, METRIC, PERIOD, TAB, UNIT, asked, current_page, here, link
from ui.parts.drawing import write
from ui.resources import ask

BODY = """
#root [data-testid="stSidebar"], #root [data-testid="stExpandSidebarButton"] { display: none; }
#root [data-testid="stAppViewContainer"] { padding-left: 0 !important; }
html { font-size: 125%; }
"""
"""What meeting mode takes away, and how much larger it writes."""

OFF = "off"

ABOUT_A_METRIC = ("metric", "deep_dive")
"""The pages that show one exception of the agenda."""


def mode() -> Room | None:
    """The meeting that is being held, if one is: the bar with its agenda stands above the page."""
    meeting = asked(MEETING)
    if not meeting:
        return None
    held = ask(room, meeting=meeting)
    with st.container(key="framing_meeting"):
        st.html(f"<style>{BODY}</style>")
    write(_bar(held), key="meeting")
    return held


def to_agendum(held: Room, place: int, *, page: str = "metric", **choices: str) -> str:
    """The address of one exception of a meeting, on a page about it."""
    metric = held.agenda[place].line.metric
    told = {METRIC: metric, UNIT: held.meeting.unit, PERIOD: held.meeting.period.id, MEETING: held.meeting.id}
    return link(page, **{**told, **choices})


def place_of(held: Room) -> int | None:
    """Which exception of the agenda the page shows."""
    metric = asked(METRIC) if current_page() in ABOUT_A_METRIC else ""
    return next((place for place, each in enumerate(held.agenda) if each.line.metric == metric), None)


def _bar(held: Room) -> Element:
    place, keys = place_of(held), asked(KEYS) != OFF
    told = f"Exception {place + 1} of {len(held.agenda)}" if place is not None else held.sentence
    links = [_link(name, address, key if keys else "") for name, address, key in _ways(held, place)]
    switch = element("a", f"Keys {OFF if keys else 'on'}", href=here(**{KEYS: OFF if keys else ""}))
    return element(
        "nav",
        element("p", element("b", held.title), f" · {told}"),
        element("ul", *links, element("li", switch)),
        class_="meeting",
        aria_label="Meeting",
        data_meeting="keys" if keys else None,
    )


def _ways(held: Room, place: int | None) -> list[tuple[str, str, str]]:
    """Where one can go from here: its words, its address, its key."""
    agenda = {TAB: "meeting", MEETING: ""}
    ways: list[tuple[str, str, str]] = []
    if place is None:
        if held.agenda:
            ways.append(("First exception", to_agendum(held, 0), "n"))
    else:
        if place > 0:
            ways.append(("Previous", to_agendum(held, place - 1), "p"))
        if place + 1 < len(held.agenda):
            ways.append(("Next", to_agendum(held, place + 1), "n"))
        ways.append(("Why", to_agendum(held, place, **{TAB: "why"}), "w"))
        ways.append(("Deep dive", to_agendum(held, place, page="deep_dive"), "d"))
        ways.append(("Record decision", here(**{DECIDE: "yes"}), "r"))
    ways.append(("Table", "", "t"))
    ways.append(("Leave", link("boardroom", **{**agenda, "on": held.meeting.id}), "escape"))
    return ways


def _link(name: str, address: str, key: str) -> Element:
    shown = element("kbd", {"escape": "Esc"}.get(key, key.upper()), aria_hidden="true") if key else None
    if not address:
        return element("li", element("button", name, shown, type="button", data_key=key or None, data_table="yes"))
    return element("li", element("a", name, shown, href=address, data_key=key or None, aria_keyshortcuts=key or None))
