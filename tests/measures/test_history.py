from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmf_core.access.scope import local_scope
from pmf_core.definitions import Aggregation, Derived, Link
from pmf_core.definitions.period import month
from pmf_core.measures.history import history
from pmf_core.measures.read import panel
from pmf_core.store.hub import Hub
from tests import small

UNITS = ["council", "place", "homes", "north", "south"]
DOUBLED = small.CALLS.model_copy(
    update={
        "id": "doubled",
        "name": "Calls, twice",
        "calculation": Derived(formula="2 * calls", parts=("calls",)),
        "aggregation": Aggregation.NOT_AGGREGATABLE,
        "aggregation_reason": "worked out",
    }
)
EVENTS = st.lists(
    st.tuples(st.sampled_from(["north", "south"]), st.integers(1, 4), st.integers(0, 50), st.booleans()),
    min_size=1,
    max_size=7,
)


@settings(max_examples=15)
@given(EVENTS)
def test_a_history_at_a_moment_is_what_is_read_as_at_that_moment(events: list[tuple[str, int, int, bool]]) -> None:
    held = small.catalogue(small.CALLS, DOUBLED)
    hub, start = small.new_hub(held), datetime(2025, 4, 1)
    for step, (team, number, value, move) in enumerate(events):
        moment = start + timedelta(days=step)
        row = ("calls", team, date(2025, number, 1), month(2025, number).end, None, None, value)
        hub = small.publish(hub, held, [row], known_from=moment, name=f"return {step}")
        if move:
            parent = "homes" if step % 2 else "place"
            links = (*small.LINKS[:3], Link(unit="south", parent=parent, effective_from=small.BEGIN))
            held = small.catalogue(small.CALLS, DOUBLED, links=links)
            hub = small.redecide(hub, held, moment=moment + timedelta(hours=1))

    told = history(hub, [small.CALLS, DOUBLED], UNITS, scope=local_scope())

    for looked in (None, *(start + timedelta(days=step, hours=hours) for step in range(-1, 7) for hours in (0, 2))):
        assert told.at(looked) == panel(hub, [small.CALLS, DOUBLED], UNITS, scope=local_scope(as_at=looked))


@pytest.mark.parametrize("looked", [None, datetime(2026, 3, 20, 23), datetime(2025, 6, 1)])
def test_the_shipped_store_is_read_the_same_both_ways(hub: Hub, looked: datetime | None) -> None:
    metrics = hub.catalogue.vital_signs

    told = history(hub, metrics, ["E10000024"], scope=local_scope())

    assert told.at(looked) == panel(hub, metrics, ["E10000024"], scope=local_scope(as_at=looked))


def test_nothing_learnt_after_the_moment_of_the_scope_is_in_it() -> None:
    held = small.catalogue()
    rows = [("calls", "north", date(2025, 3, 1), date(2025, 3, 31), None, None, 5)]
    hub = small.publish(small.new_hub(held), held, rows, known_from=datetime(2025, 4, 10))

    told = history(hub, [small.CALLS], ["north"], scope=local_scope(as_at=datetime(2025, 4, 9)))

    assert told.at(None) == {}
