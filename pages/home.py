"""Home: what needs me?"""

from __future__ import annotations

from pmf_core.views.home import home
from ui.parts import page, states, tiles, units
from ui.parts.reading import folded_table
from ui.place import place
from ui.resources import ask
from ui.session import guard

guard()
at = place()
held = ask(home, unit=at.unit, period=at.period)

page.heading("What needs me?", sentence=held.greeting, data_line=held.data_line)
if held.empty:
    states.empty(held.empty)
else:
    good = "Signals of real improvement." if held.particularly_good else "No signal of real improvement this time."
    tiles.tile_lists(
        [
            ("Exceptions", held.exceptions_sentence, held.exceptions),
            *(
                [("Early warnings", "Meeting their targets, and drifting to miss them.", held.warnings)]
                * bool(held.warnings)
            ),
            ("Furthest down", held.below_target_sentence, held.below_target),
            ("Particularly good", good, held.particularly_good),
        ]
    )
    folded_table(held.late, sources=held.sources, key="late", label=f"Late data ({len(held.late.rows)})")
units.below(held.units)
page.sources(held.sources)
