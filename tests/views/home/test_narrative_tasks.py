"""Who owes a narrative, and who is asked to stand behind one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_core.access.rights import Rights
from pmf_core.access.scope import local_scope
from pmf_core.catalogue.load import load
from pmf_core.definitions.person import Grant, Person
from pmf_core.store.hub import Hub
from pmf_core.views.home.reader import Reader
from pmf_core.views.home.tasks.narratives import narratives_owed
from tests.narrated import wrote
from tests.packs.council import hub_of_the_board

ROOT = Path(__file__).resolve().parents[3]
ROLES = {role.id: role for role in load(ROOT / "config", data=ROOT / "data").access.roles}


@pytest.fixture
def board() -> Hub:
    return hub_of_the_board()[0]


def asked(hub: Hub, role: str, unit: str = "council", *, name: str = "Cara", identity: str = "") -> list[str]:
    grant = Grant(role=role, units=(unit,))
    person = Person(id="cara", name=name, identities=(identity,) if identity else (), grants=(grant,))
    reader = Reader(Rights(person, ((ROLES[role], grant),)))
    return [task.what for task in narratives_owed(hub, local_scope(), reader)]


def test_an_exception_that_nobody_has_told_is_owed_until_it_is_complete(board: Hub) -> None:
    assert asked(board, "analyst") == ["Write the narrative: Bins emptied on the day"]

    wrote(board, why="")
    assert asked(board, "analyst") == ["Finish the narrative: Bins emptied on the day"]

    wrote(board, narrative_id="n2", recorded_at=wrote(board).recorded_at.replace(hour=10))
    assert asked(board, "analyst") == []


@pytest.mark.parametrize("role", ["officer", "leadership", "elected_member", "auditor"])
def test_whoever_does_not_answer_for_it_is_asked_for_nothing(board: Hub, role: str) -> None:
    assert asked(board, role) == []


def test_the_metrics_owner_writes_whatever_their_role_decides(board: Hub) -> None:
    owner = asked(board, "leadership", identity="waste@example.org")

    assert owner == ["Write the narrative: Bins emptied on the day"]


def test_a_complete_one_waits_for_somebody_else_to_approve_it(board: Hub) -> None:
    wrote(board)

    assert asked(board, "corporate_director") == ["Approve the narrative: Bins emptied on the day"]
    assert asked(board, "corporate_director", name="Ann Bell") == []
    assert asked(board, "analyst") == []
