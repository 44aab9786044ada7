from __future__ import annotations

from dataclasses import replace
from datetime import date

from pmf_core.access.scope import local_scope
from pmf_core.definitions import Aggregation, Link, Unit
from pmf_core.views.library.structure import Node, Structure, structure
from tests import small

MOVED = (
    *(link for link in small.LINKS if link.unit != "north"),
    Link(unit="north", parent="place", effective_from=small.BEGIN, effective_to=date(2024, 9, 30)),
    Link(unit="north", parent="homes", effective_from=date(2024, 10, 1)),
)


def tree_of(period: str, *, extra: tuple[Unit, ...] = ()) -> Structure:
    whole = small.CALLS.model_copy(
        update={"aggregation": Aggregation.NOT_AGGREGATABLE, "aggregation_reason": "Published for each unit."}
    )
    held = small.catalogue(small.EMPTIED, whole, links=MOVED, extra=extra)
    return structure(small.new_hub(held), scope=local_scope(), period=period)


def found(nodes: tuple[Node, ...], unit: str) -> Node | None:
    for node in nodes:
        if node.unit == unit:
            return node
        if deeper := found(node.below, unit):
            return deeper
    return None


def parent_of(held: Structure, unit: str) -> str:
    def parents(node: Node) -> list[str]:
        own = [node.unit] if any(child.unit == unit for child in node.below) else []
        return own + [name for child in node.below for name in parents(child)]

    return next(name for top in held.tree for name in parents(top))


def test_a_team_that_moved_stands_where_it_stood_on_the_day() -> None:
    assert parent_of(tree_of("2024-09"), "north") == "place"
    assert parent_of(tree_of("2024-10"), "north") == "homes"


def test_a_team_that_moved_says_where_it_was_and_where_it_will_be() -> None:
    before, after = found(tree_of("2024-09").tree, "north"), found(tree_of("2025-03").tree, "north")

    assert before is not None
    assert (before.dates, before.moves) == (
        "since 1 January 2020 until 30 September 2024",
        "from 1 October 2024 under Homes",
    )
    assert after is not None
    assert after.moves == "until 30 September 2024 under Place"


def test_the_tree_is_never_told_beyond_the_day_of_reading() -> None:
    assert "20 April 2025" in tree_of("2026-12").sentence


def test_the_table_has_a_row_for_every_unit_of_the_tree() -> None:
    held = tree_of("2025-03")

    assert [row[0].strip() for row in held.table.rows] == ["Smallshire", "Homes", "North team", "Place", "South team"]


def test_a_level_says_what_is_added_up_there_and_what_is_not() -> None:
    (team,) = (row for row in tree_of("2025-03").levels.rows if row[0] == "Team")

    assert team[1:4] == ("2", "2", "2")
    assert "1 sum over sum" in team[4].lower()
    assert "not added up" in team[4].lower()


def test_what_cannot_be_added_up_gives_its_reason() -> None:
    rows = {row[0]: row for row in tree_of("2025-03").added_up.rows}

    assert rows["Calls about bins"][3] == "Published for each unit."
    assert rows["Bins emptied on the day"][2:] == ("Sum over sum", "")


def test_single_people_do_not_stand_in_the_tree() -> None:
    worker = Unit(id="worker", name="Worker 1", level="individual")
    held = small.catalogue(links=(*small.LINKS, Link(unit="worker", parent="north", effective_from=small.BEGIN)))
    held = replace(held, organisation=replace(held.organisation, units=small.units(worker)))

    told = structure(small.new_hub(held), scope=local_scope(), period="2025-03")

    assert found(told.tree, "worker") is None
    assert "Worker 1" not in str(told.table.rows)
