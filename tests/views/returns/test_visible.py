"""Whose a return is: to see, to send, to approve, and to look into its files."""

from __future__ import annotations

from datetime import date

import pytest

from pmf_core.access.rights import Request, Rights, rights_of, scope_of
from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Sensitivity
from pmf_core.definitions.person import Access, Action, Grant, Person, Role
from pmf_core.errors import AccessDenied
from pmf_core.views.returns.visible import may_act, may_look_inside, may_see, require_act
from tests import small

TODAY = date(2025, 4, 20)
HARMLESS = small.EMPTIED.model_copy(update={"sensitivity": Sensitivity.INTERNAL})
GRAVE = small.CALLS.model_copy(update={"sensitivity": Sensitivity.RESTRICTED})


def role(name: str, *actions: Action) -> Role:
    reads = {"inside": Sensitivity.RESTRICTED, "outside": Sensitivity.INTERNAL}
    return Role(id=name, name=name, pages=("returns",), actions=actions, **reads)


ACCESS = Access(
    roles=(
        role("sender", Action.SUBMIT),
        role("approver", Action.APPROVE),
        role("auditor", Action.READ_AUDIT),
        role("reader", Action.EXPORT),
    )
)
CATALOGUE = small.catalogue(HARMLESS, GRAVE)
CATALOGUE = type(CATALOGUE)(**{**vars(CATALOGUE), "access": ACCESS})
ASKED = small.BINS


def of(name: str, unit: str) -> tuple[Rights, Scope]:
    person = Person(id=name, name=name, grants=(Grant(role=name, units=(unit,)),))
    rights = rights_of(person, ACCESS, today=TODAY)
    return rights, scope_of(person, Request(TODAY), CATALOGUE)


@pytest.mark.parametrize(
    ("unit", "sends", "approves"), [("north", True, False), ("place", True, True), ("homes", False, False)]
)
def test_a_return_is_sent_for_one_of_its_units_and_approved_for_all_of_them(
    unit: str, sends: bool, approves: bool
) -> None:
    sender, approver = of("sender", unit)[0], of("approver", unit)[0]

    assert may_act(CATALOGUE, ASKED, Action.SUBMIT, rights=sender, today=TODAY) == sends
    assert may_act(CATALOGUE, ASKED, Action.APPROVE, rights=approver, today=TODAY) == approves


def test_who_may_not_act_for_its_units_is_told_so() -> None:
    with pytest.raises(AccessDenied, match="it is approved by the Director of Place"):
        require_act(CATALOGUE, ASKED, Action.APPROVE, rights=of("approver", "homes")[0], today=TODAY)


@pytest.mark.parametrize(
    ("name", "unit", "opens"),
    [
        ("sender", "place", True),
        ("approver", "place", True),
        ("auditor", "place", True),
        ("reader", "place", False),
        ("sender", "north", False),
        ("auditor", "homes", False),
    ],
)
def test_a_file_is_open_to_whoever_handles_it_and_reads_every_figure_in_it(name: str, unit: str, opens: bool) -> None:
    rights, scope = of(name, unit)

    assert may_see(CATALOGUE, ASKED, scope=scope)
    assert may_look_inside(CATALOGUE, ASKED, scope=scope, rights=rights, today=TODAY) == opens
