"""A team's workers beside each other: for their line manager, with the level of single people switched on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from pmf_core.access.rights import Request, scope_of
from pmf_core.access.scope import Scope, local_scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions import Link, Sensitivity, Unit
from pmf_core.definitions.metric import Measure, UnitOfMeasure
from pmf_core.definitions.person import Access, Grant, IndividualLevel, Person, Role
from pmf_core.packs.table_files import csv_file
from pmf_core.store.hub import Hub
from pmf_core.views.where import where
from tests import small

TODAY = date(2025, 4, 20)
EMPTIED = small.EMPTIED.model_copy(
    update={
        "unit": UnitOfMeasure(kind=Measure.PERCENTAGE, suffix="%"),
        "levels": ("individual", "team", "department", "council"),
    }
)
WORKERS = {"c": (90, 100), "a": (92, 100), "d": (20, 100), "b": (88, 100)}
"""Worker → bins emptied on the day, of bins due."""

ROLE = Role(
    id="manager", name="Team manager", inside=Sensitivity.RESTRICTED, outside=Sensitivity.PUBLIC, pages=("all",)
)
MANAGER = Person(id="m", name="M", grants=(Grant(role="manager", units=("north",)),), line_manages=("north",))
COLLEAGUE = MANAGER.model_copy(update={"id": "n", "line_manages": ()})
ON = IndividualLevel(on=True, purpose="Supervision.", assessed_on=TODAY, assessed_by="Data protection officer")


def council(rule: IndividualLevel = ON) -> Catalogue:
    extra = [Unit(id=worker, name=f"Worker {worker}", level="individual") for worker in WORKERS]
    links = [*small.LINKS, *(Link(unit=worker, parent="north", effective_from=small.BEGIN) for worker in WORKERS)]
    return replace(
        small.catalogue(EMPTIED, links=links, extra=extra), access=Access(roles=(ROLE,), individual_level=rule)
    )


@pytest.fixture(scope="module")
def hub() -> Hub:
    held = council()
    first, last = date(2025, 3, 1), date(2025, 3, 31)
    figures = [(EMPTIED.id, worker, first, last, float(x), float(n), None) for worker, (x, n) in WORKERS.items()]
    figures.append((EMPTIED.id, "north", first, last, 290.0, 400.0, None))
    return small.publish(small.new_hub(held), held, figures, known_from=datetime(2025, 4, 10))


def people(hub: Hub, scope: Scope):
    return where(hub, scope=scope, metric=EMPTIED.id, unit="north", period="2025-03").people


def scope_for(person: Person, *, rule: IndividualLevel = ON, to_file: bool = False) -> Scope:
    return scope_of(person, Request(TODAY, to_file=to_file), council(rule))


def test_the_line_manager_sees_workers_by_name_and_never_by_rank(hub: Hub) -> None:
    found = people(hub, scope_for(MANAGER))

    assert found is not None
    assert [row[0] for row in found.rows] == ["Worker a", "Worker b", "Worker c", "Worker d"]
    assert "never by rank" in found.note
    assert "Purpose: Supervision." in found.note


def test_the_effect_is_what_the_teams_figure_moves_by_without_the_worker(hub: Hub) -> None:
    found = people(hub, scope_for(MANAGER))

    assert found is not None
    effects = {row[0]: row[3] for row in found.values}
    assert effects["Worker d"] == pytest.approx(290 / 400 * 100 - 270 / 300 * 100)
    assert effects["Worker a"] == pytest.approx(290 / 400 * 100 - 198 / 300 * 100)


def test_only_who_lies_beyond_chance_is_set_apart_and_nobody_is_called_better_or_worse(hub: Hub) -> None:
    found = people(hub, scope_for(MANAGER))

    assert found is not None
    assert [row[0] for row in found.rows if row[4] == "Beyond what chance allows"] == ["Worker d"]
    assert not {"better", "worse"} & set(" ".join(row[4] for row in found.rows).split())


def test_with_the_switch_off_nobody_sees_a_worker(hub: Hub) -> None:
    assert people(hub, scope_for(MANAGER, rule=IndividualLevel())) is None


def test_whoever_is_not_the_line_manager_sees_no_worker(hub: Hub) -> None:
    assert people(hub, scope_for(COLLEAGUE)) is None
    assert people(hub, local_scope()) is None


def test_workers_never_become_a_file(hub: Hub) -> None:
    found = people(hub, scope_for(MANAGER))

    assert people(hub, scope_for(MANAGER, to_file=True)) is None
    assert found is not None
    with pytest.raises(Exception, match="single people"):
        csv_file(found)


def test_the_manager_of_another_team_sees_none_of_these_workers(hub: Hub) -> None:
    assert people(hub, scope_for(MANAGER.model_copy(update={"line_manages": ("south",)}))) is None
