"""Who reads what, asked of the query layer: the tables beside this file are the specification."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from pmf_core.access.rights import Request, scope_of
from pmf_core.access.scope import Scope
from pmf_core.definitions.person import IndividualLevel
from pmf_core.errors import AccessDenied
from pmf_core.measures.cohorts import dimensions
from pmf_core.measures.history import history
from pmf_core.measures.latest import latest
from pmf_core.measures.lineage import lineage
from pmf_core.measures.read import panel, series
from pmf_core.measures.restatements import restatements
from pmf_core.store.hub import Hub
from tests.access.matrix import world

PEOPLE = [person.id for person in world.catalogue().people]
EVERY = (*world.PLACES, *world.WORKERS)
NEAR = [person for person in PEOPLE if "." not in person]
"""One person of every role, at a department; the others hold the same roles at the whole place."""


@pytest.fixture(scope="module")
def hub(matrix_store: Path) -> Iterator[Hub]:
    held = Hub.open(matrix_store)
    yield held
    held.close()


def scope(person: str, *, as_at: datetime | None = None, to_file: bool = False) -> Scope:
    catalogue = world.catalogue()
    return scope_of(catalogue.person(person), Request(world.TODAY, as_at, to_file=to_file), catalogue)


def test_the_tables_name_every_role_and_every_level() -> None:
    roles = {role.id for role in world.catalogue().access.roles}

    assert {row["role"] for row in world.table("who_reads")} == roles
    assert {row["role"] for row in world.table("who_opens")} == roles
    assert {row["who"] for row in world.table("individuals")} == roles
    levels = {level.id for level in world.catalogue().framework.levels} - {"individual"}
    assert {row["level"] for row in world.table("levels")} == levels


@pytest.mark.parametrize(
    ("person", "as_at"), [*((person, None) for person in PEOPLE), *((person, world.EARLIER) for person in NEAR)]
)
def test_whoever_asks_for_everything_gets_what_the_tables_say(hub: Hub, person: str, as_at: datetime | None) -> None:
    seen, metrics = scope(person, as_at=as_at), world.catalogue().metrics
    expected = world.readable(person)

    assert set(panel(hub, metrics, world.PLACES, scope=seen)) == expected
    assert set(history(hub, metrics, world.PLACES, scope=seen).versions) == expected
    newest = latest(hub, metrics, world.PLACES, scope=seen)
    found = {(m.id, u) for i, m in enumerate(newest.metrics) for j, u in enumerate(newest.units)
             if newest.value[i, j] == newest.value[i, j]}  # fmt: skip
    assert found == expected


@pytest.mark.parametrize("person", NEAR)
def test_whoever_asks_for_one_figure_gets_it_or_a_refusal(hub: Hub, person: str) -> None:
    seen, expected = scope(person), world.readable(person)
    march = world.MONTHS[-1]

    for metric in world.catalogue().metrics:
        for unit in ("own.team", "other.team", "own", world.COUNCIL, "authority", "ward"):
            asked = (hub, metric.id, unit)
            if (metric.id, unit) in expected:
                assert series(*asked, scope=seen).latest_value.value == world.numbers()[metric.id, unit, 2]
                assert {row.unit for row in lineage(*asked, period=march, scope=seen).rows} == {unit}
                assert restatements(*asked, scope=seen) == ()
                continue
            for question in (series, restatements, lambda *of, scope: lineage(*of, period=march, scope=scope)):
                with pytest.raises(AccessDenied):
                    question(*asked, scope=seen)
            assert dimensions(*asked, scope=seen) == ()


def workers_read(hub: Hub, seen: Scope) -> set[str]:
    return {unit for _, unit in panel(hub, world.catalogue().metrics, world.WORKERS, scope=seen)}


@pytest.mark.parametrize("row", world.table("individuals"), ids=lambda row: row["who"])
def test_single_people_are_read_by_themselves_and_their_line_manager(hub: Hub, row: dict[str, str]) -> None:
    expected = {"own.ann"} if row["one's own figures"] == "yes" else set()
    expected |= {"own.ann", "own.ben"} if row["those of the own team"] == "yes" else set()

    assert workers_read(hub, scope(row["who"])) == expected
    assert workers_read(hub, scope(row["who"], as_at=world.EARLIER)) == expected


@pytest.mark.parametrize("person", NEAR)
def test_no_figure_of_a_single_person_leaves_the_hub(hub: Hub, person: str) -> None:
    assert workers_read(hub, scope(person, to_file=True)) == set()
    assert workers_read(hub, scope(person).for_files()) == set()


@pytest.mark.parametrize("person", NEAR)
def test_with_the_switch_off_nobody_reads_single_people(hub: Hub, person: str) -> None:
    held = world.catalogue()
    off = replace(held, access=held.access.model_copy(update={"individual_level": IndividualLevel()}))

    assert workers_read(hub, scope_of(off.person(person), Request(world.TODAY), off)) == set()
