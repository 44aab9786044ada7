from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmf_core.access.scope import local_scope
from pmf_core.definitions import Link, Unit
from pmf_core.definitions.period import month
from pmf_core.errors import StoreError, TooEarly
from pmf_core.measures.lineage import lineage
from pmf_core.measures.read import panel, series
from pmf_core.measures.restatements import restatements
from pmf_core.store.engine import Query
from tests import small

MARCH = (date(2025, 3, 1), date(2025, 3, 31))
APRIL = datetime(2025, 4, 10)
NOW = local_scope()


def values(hub: small.Hub, metric: str, unit: str, *, as_at: datetime | None = None) -> list[float | None]:
    return [point.value for point in series(hub, metric, unit, scope=local_scope(as_at=as_at))]


def test_a_ratio_is_rolled_up_as_sum_over_sum_where_the_mean_of_ratios_would_differ() -> None:
    held = small.catalogue()
    rows = [("emptied", "north", *MARCH, 90, 100, None), ("emptied", "south", *MARCH, 1, 10, None)]

    hub = small.publish(small.new_hub(held), held, rows, known_from=APRIL)

    assert values(hub, "emptied", "place") == [pytest.approx(91 / 110 * 100, rel=1e-12)]
    assert values(hub, "emptied", "council") == [pytest.approx(91 / 110 * 100, rel=1e-12)]
    assert values(hub, "emptied", "council") != [pytest.approx((90 + 10) / 2)]


def test_a_correction_is_a_new_row_and_the_old_one_stays_readable() -> None:
    held = small.catalogue()
    hub = small.publish(small.new_hub(held), held, [("calls", "north", *MARCH, None, None, 10)], known_from=APRIL)
    may = datetime(2025, 5, 10)

    hub = small.publish(hub, held, [("calls", "north", *MARCH, None, None, 12)], known_from=may)

    assert values(hub, "calls", "council") == [12]
    assert values(hub, "calls", "council", as_at=may - timedelta(seconds=1)) == [10]
    (change,) = restatements(hub, "calls", "council", scope=NOW)
    assert (change.before, change.after, change.known_after) == (10, 12, may)


def test_before_anything_was_known_there_is_nothing() -> None:
    held = small.catalogue()
    hub = small.publish(small.new_hub(held), held, [("calls", "north", *MARCH, None, None, 10)], known_from=APRIL)

    earlier = panel(hub, [small.CALLS], ["council"], scope=local_scope(as_at=APRIL - timedelta(days=1)))

    assert earlier == {}


def test_before_anything_was_decided_the_first_day_is_named() -> None:
    hub = small.new_hub(small.catalogue())

    with pytest.raises(TooEarly, match="Nothing had been decided yet on 31 December 2019") as told:
        hub.catalogue_at(datetime(2019, 12, 31, 12))

    assert told.value.earliest == small.ADOPTED


def test_two_corrections_of_one_moment_are_settled_by_their_order() -> None:
    held = small.catalogue()
    hub = small.new_hub(held)
    for value in (10, 11, 12):
        hub = small.publish(
            hub, held, [("calls", "north", *MARCH, None, None, value)], known_from=APRIL, name=f"return {value}"
        )

    assert values(hub, "calls", "north") == [12]
    assert values(hub, "calls", "council") == [12]


def test_nothing_may_be_learnt_before_what_is_known_already() -> None:
    held = small.catalogue()
    hub = small.publish(small.new_hub(held), held, [("calls", "north", *MARCH, None, None, 10)], known_from=APRIL)

    with pytest.raises(StoreError, match="before the newest row"):
        small.publish(
            hub, held, [("calls", "north", *MARCH, None, None, 9)], known_from=APRIL - timedelta(days=1), name="late"
        )

    assert values(hub, "calls", "north") == [10]


def test_a_missing_part_is_counted_and_not_taken_for_nothing() -> None:
    held = small.catalogue()
    rows = [("calls", "north", *MARCH, None, None, 10), ("calls", "south", *MARCH, None, None, None)]

    hub = small.publish(small.new_hub(held), held, rows, known_from=APRIL)
    (point,) = series(hub, "calls", "council", scope=NOW)

    assert (point.value, point.parts, point.parts_expected) == (10, 1, 2)


def test_where_every_part_is_missing_the_whole_is_missing_with_their_reason() -> None:
    held = small.catalogue()

    hub = small.publish(small.new_hub(held), held, [("calls", "north", *MARCH, None, None, None)], known_from=APRIL)
    (point,) = series(hub, "calls", "council", scope=NOW)

    assert (point.value, point.missing_reason) == (None, "not_submitted")


def test_a_month_without_a_row_is_a_gap_with_its_reason() -> None:
    held = small.catalogue()
    rows = [
        ("calls", "north", date(2025, 1, 1), date(2025, 1, 31), None, None, 1),
        ("calls", "north", *MARCH, None, None, 3),
    ]

    hub = small.publish(small.new_hub(held), held, rows, known_from=APRIL)

    points = series(hub, "calls", "north", scope=NOW).points
    assert [(p.value, p.missing_reason) for p in points] == [(1, ""), (None, "not_received"), (3, "")]


def test_a_team_that_moved_keeps_its_past_with_the_old_department() -> None:
    moved = (
        *small.LINKS[:3],
        Link(unit="south", parent="place", effective_from=small.BEGIN, effective_to=date(2025, 1, 31)),
        Link(unit="south", parent="homes", effective_from=date(2025, 2, 1)),
    )
    held = small.catalogue(links=moved)
    january = (date(2025, 1, 1), date(2025, 1, 31))
    rows = [("calls", "south", *january, None, None, 5), ("calls", "south", *MARCH, None, None, 7)]

    hub = small.publish(small.new_hub(held), held, rows, known_from=APRIL)

    assert values(hub, "calls", "place")[0] == 5
    assert values(hub, "calls", "homes") == [7]
    assert [v for v in values(hub, "calls", "council") if v is not None] == [5, 7]


def test_a_move_decided_later_changes_today_and_not_what_was_seen() -> None:
    held = small.catalogue()
    rows = [("calls", "north", *MARCH, None, None, 2), ("calls", "south", *MARCH, None, None, 7)]
    hub = small.publish(small.new_hub(held), held, rows, known_from=APRIL)
    may = datetime(2025, 5, 1)
    moved = small.catalogue(
        links=(
            *small.LINKS[:3],
            Link(unit="south", parent="place", effective_from=small.BEGIN, effective_to=date(2025, 2, 28)),
            Link(unit="south", parent="homes", effective_from=date(2025, 3, 1)),
        )
    )

    hub = small.redecide(hub, moved, moment=may)

    assert values(hub, "calls", "place") == [2]
    assert values(hub, "calls", "homes") == [7]
    assert values(hub, "calls", "place", as_at=APRIL) == [9]
    assert values(hub, "calls", "council") == values(hub, "calls", "council", as_at=APRIL) == [9]


def test_workers_inside_a_team_that_reports_itself_are_not_counted_twice() -> None:
    worker = Unit(id="w1", name="Worker 1", level="individual")
    link = Link(unit="w1", parent="north", effective_from=small.BEGIN)
    held = small.catalogue(links=(*small.LINKS, link), extra=(worker,))
    rows = [("calls", "w1", *MARCH, None, None, 4), ("calls", "north", *MARCH, None, None, 4)]

    hub = small.publish(small.new_hub(held), held, rows, known_from=APRIL)

    assert values(hub, "calls", "council") == [4]


def test_lineage_gives_the_rows_that_make_the_figure() -> None:
    held = small.catalogue()
    rows = [("emptied", "north", *MARCH, 90, 100, None), ("emptied", "south", *MARCH, 1, 10, None)]
    hub = small.publish(small.new_hub(held), held, rows, known_from=APRIL, name="march.csv")

    found = lineage(hub, "emptied", "council", period=month(2025, 3), scope=NOW)

    top, bottom = sum(r.numerator or 0 for r in found.rows), sum(r.denominator or 0 for r in found.rows)
    assert found.point.value == pytest.approx(top / bottom * 100, rel=1e-12)
    assert [(r.unit, r.file, r.source_row) for r in found.rows] == [
        ("north", "march.csv", 2),
        ("south", "march.csv", 3),
    ]


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["north", "south"]),
        st.integers(1, 3),
        st.integers(0, 50),
        st.booleans(),
    ),
    min_size=2,
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(EVENTS, st.integers(0, 7))
def test_what_was_seen_never_depends_on_what_came_later(events: list[tuple[str, int, int, bool]], cut: int) -> None:
    """Publish, restate and reorganise at random: the view as at a moment is the view of that moment."""
    held = small.catalogue()
    hub = small.new_hub(held)
    start = datetime(2025, 4, 1)
    seen: dict[datetime, list] = {}
    for step, (team, number, value, move) in enumerate(events):
        moment = start + timedelta(days=step)
        row = ("calls", team, date(2025, number, 1), month(2025, number).end, None, None, value)
        hub = small.publish(hub, held, [row], known_from=moment, name=f"return {step}")
        if move:
            parent = "homes" if step % 2 else "place"
            links = (*small.LINKS[:3], Link(unit="south", parent=parent, effective_from=small.BEGIN))
            held = small.catalogue(links=links)
            hub = small.redecide(hub, held, moment=moment + timedelta(hours=1))
        look = moment + timedelta(hours=2)
        seen[look] = everything(hub, look)

    kept = list(seen)[cut % len(seen)]

    assert everything(hub, kept) == seen[kept]


def everything(hub: small.Hub, moment: datetime) -> list:
    held = panel(hub, [small.CALLS], ["council", "place", "homes", "north", "south"], scope=local_scope(as_at=moment))
    return sorted((key, [(p.period, p.value, p.parts) for p in found]) for key, found in held.items())


def test_a_definition_of_an_older_hub_is_read_without_the_field_that_is_gone() -> None:
    hub = small.new_hub(small.catalogue())
    with hub.engine.transaction() as transaction:
        transaction.execute(
            Query("age", 'update definition_version set body = replace(body, \'"hub_name"\', \'"gone":1,"hub_name"\')')
        )

    assert hub.catalogue.settings.hub_name == "Hub"


def test_a_unit_that_reported_itself_once_is_added_up_in_every_other_period() -> None:
    held = small.catalogue()
    february = (date(2025, 2, 1), date(2025, 2, 28))
    rows = [("calls", "north", *MARCH, None, None, 10), ("calls", "south", *MARCH, None, None, 20)]
    hub = small.publish(small.new_hub(held), held, rows, known_from=APRIL)
    hub = small.publish(hub, held, [("calls", "place", *february, None, None, 7)], known_from=datetime(2025, 4, 11))

    hub = small.publish(hub, held, [("calls", "north", *MARCH, None, None, 100)], known_from=datetime(2025, 4, 12))

    assert values(hub, "calls", "place") == [7, 120]
    assert values(hub, "calls", "council") == [7, 120]


def test_what_is_taken_out_of_the_configuration_is_gone_from_then_on_and_kept_as_at_before() -> None:
    held = small.catalogue()
    hub = small.new_hub(held)
    later = datetime(2025, 5, 1)

    hub = small.redecide(hub, small.catalogue(small.CALLS), moment=later)

    assert set(small.Hub(hub.engine).catalogue.versions) == {"calls"}
    assert set(hub.catalogue_at(APRIL).versions) == {"calls", "emptied"}
