"""Home: what needs me?"""

from __future__ import annotations

from pmf_core.views.home import Reader, home
from ui.keeping import last_looked
from ui.parts import page, states
from ui.parts.home.body import body
from ui.parts.home.kept import mine_of
from ui.parts.reading import folded_table
from ui.place import place
from ui.resources import ask
from ui.session import guard, visitor

guard()
at = place()
before = last_looked()
held = ask(home, unit=at.unit, period=at.period, reader=Reader(visitor().rights), since=before.knew if before else None)

page.heading("What needs me?", sentence=held.greeting, data_line=held.data_line)
if held.empty:
    states.empty(held.empty)
body(held, mine_of(at.unit, at.period))
if held.late.rows:
    folded_table(held.late, sources=held.sources, key="late", label=f"Late data ({len(held.late.rows)})")
page.sources(held.sources)
