from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pmf_core.definitions import Link
from pmf_core.definitions.period import month
from pmf_core.store.engine import Query
from tests import small

EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["north", "south", "place"]),
        st.sampled_from(["calls", "emptied"]),
        st.integers(1, 3),
        st.integers(0, 50),
        st.booleans(),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=20)
@given(EVENTS)
def test_looking_at_what_a_batch_touched_adds_up_the_same_as_looking_everywhere(events: list) -> None:
    held, start = small.catalogue(), datetime(2025, 4, 1)
    touched, everywhere = small.new_hub(held), small.new_hub(held)
    for step, (unit, metric, number, value, move) in enumerate(events):
        moment = start + timedelta(days=step)
        counted = (value, 60) if metric == "emptied" else (None, None)
        row = (metric, unit, date(2025, number, 1), month(2025, number).end, *counted, None if counted[1] else value)
        touched = small.publish(touched, held, [row], known_from=moment, name=f"return {step}")
        everywhere = small.publish(everywhere, held, [row], known_from=moment, name=f"return {step}", everywhere=True)
        if move:
            parent = "homes" if step % 2 else "place"
            held = small.catalogue(
                links=(*small.LINKS[:3], Link(unit="south", parent=parent, effective_from=small.BEGIN))
            )
            later = moment + timedelta(hours=1)
            touched = small.redecide(touched, held, moment=later)
            everywhere = small.redecide(everywhere, held, moment=later, everywhere=True)

    assert rolled_up(touched) == rolled_up(everywhere)


def rolled_up(hub: small.Hub) -> list[tuple]:
    return sorted(hub.engine.fetch(Query("roll-ups", "select * from roll_up")), key=str)
