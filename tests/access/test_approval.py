from __future__ import annotations

import pytest

from pmf_core.access.approval import Approval
from pmf_core.access.rights import Rights, local_person, rights_of
from pmf_core.definitions.person import Grant, Person
from pmf_core.errors import AccessDenied
from pmf_core.store.hub import Hub

TEAM = "asch.ageing_well.ashfield"


def approval(hub: Hub, return_id: str = "adult_care_teams") -> Approval:
    return Approval(hub.catalogue, hub.catalogue.asked(return_id), hub.today)


def rights(hub: Hub, *, role: str, unit: str, identity: str = "somebody@nottinghamshire.example") -> Rights:
    person = Person(id="somebody", name="Somebody", identities=(identity,), grants=(Grant(role=role, units=(unit,)),))
    return rights_of(person, hub.catalogue.access, today=hub.today)


def named(hub: Hub, return_id: str = "adult_care_teams") -> str:
    return hub.catalogue.owner(hub.catalogue.asked(return_id).approver).contact


def test_who_approves_for_all_of_its_units_approves_a_return(hub: Hub) -> None:
    assert approval(hub).is_open_to(rights(hub, role="approver", unit="asch"))
    assert approval(hub).is_open_to(rights(hub, role="leadership", unit="E10000024"))


def test_who_approves_for_other_units_or_for_some_of_them_does_not(hub: Hub) -> None:
    assert not approval(hub, "waste_monthly").is_open_to(rights(hub, role="approver", unit="asch"))
    assert not approval(hub).is_open_to(rights(hub, role="service_director", unit="asch.living_well"))


def test_the_named_approver_needs_no_unit_above_and_is_known_by_the_owners_address(hub: Hub) -> None:
    assert approval(hub).is_open_to(rights(hub, role="service_director", unit=TEAM, identity=named(hub).upper()))


def test_a_name_alone_approves_nothing_without_a_role_that_does(hub: Hub) -> None:
    assert not approval(hub).is_open_to(rights(hub, role="analyst", unit="asch", identity=named(hub)))


def test_a_refusal_names_who_may(hub: Hub) -> None:
    with pytest.raises(AccessDenied) as refusal:
        approval(hub).require(rights(hub, role="approver", unit="cf"))

    assert str(refusal.value) == (
        "Somebody may not approve 'Adult care teams, monthly': it is approved by the Service Director, Community Care, "
        "or by whoever approves returns for all of its units: Approver, Adult Social Care; Chief Executive; "
        "Corporate Director, Adult Social Care and Health."
    )


def test_whoever_sits_at_the_machine_itself_approves_every_return(hub: Hub) -> None:
    local = rights_of(local_person(hub.catalogue.settings.council), hub.catalogue.access, today=hub.today)

    assert all(approval(hub, name).is_open_to(local) for name in hub.catalogue.returns)
