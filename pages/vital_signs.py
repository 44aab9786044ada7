"""Vital Signs: the board's one screen."""

from __future__ import annotations

from pmf_core.views.vital_signs import vital_signs
from ui.parts import filters, meeting, page, states, tiles
from ui.parts.reading import folded_table
from ui.place import place
from ui.resources import ask
from ui.session import guard

guard()
at = place()
held = ask(vital_signs, unit=at.unit, period=at.period)

meeting.mode()
page.heading(f"Vital signs of {held.unit_name}", sentence=held.headline, data_line=f"{held.period} · {held.data_line}")
if held.empty:
    states.empty(held.empty)
else:
    tiles.with_board(held, filters.offered(held.sections), filters.shown(held.sections))
    folded_table(held.table, sources=held.sources, key="vital_signs", label="All of them as a table")
page.sources(held.sources)
