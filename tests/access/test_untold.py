"""What is not told in passing: a name that nobody asked for, a number that is withheld, a right that is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pmf_core.access.identity import renewed
from pmf_core.access.reach import Reach
from pmf_core.access.rights import local_person
from pmf_core.access.scope import Scope, local_scope
from pmf_core.catalogue.organisation import Organisation
from pmf_core.definitions import Sensitivity, Unit
from pmf_core.definitions.moment import parse_moment
from pmf_core.definitions.person import Access, Grant, GroupGrant, Person
from pmf_core.errors import UnknownName
from pmf_core.store.hub import Hub
from pmf_core.views.pack.build import pack
from tests import small

OFFICER, AUDITOR = Grant(role="officer", units=("north",)), Grant(role="auditor", units=("council",))
ACCESS = Access(groups=(GroupGrant(group="auditors", role="auditor", units=("council",)),))
ANNE = Person(id="anne", name="Anne", grants=(OFFICER,))


def test_a_misspelt_metric_is_answered_with_public_names_only() -> None:
    hidden = small.EMPTIED.model_copy(update={"id": "children_missing", "sensitivity": Sensitivity.RESTRICTED})
    catalogue = small.catalogue(hidden, small.CALLS)

    with pytest.raises(UnknownName) as refusal:
        catalogue.metric("children_missin")
    assert "children_missing" not in str(refusal.value)
    with pytest.raises(UnknownName, match="Did you mean 'calls'"):
        catalogue.metric("call")


def test_a_misspelt_unit_is_never_answered_with_a_person() -> None:
    worker = Unit(id="north.worker_41", name="Worker 41", level="individual")

    with pytest.raises(UnknownName) as refusal:
        Organisation(small.units(worker), small.LINKS).unit("north.worker_4")
    assert "worker_41" not in str(refusal.value)


def test_a_pack_has_the_same_figures_whoever_makes_it(hub: Hub) -> None:
    plain = local_scope(as_at=parse_moment("2026-04-20"))
    steward = replace(plain, discloses=True)

    made = [pack(hub, scope=scope, body="clt", unit="cf", period="2026-03") for scope in (plain, steward)]

    assert made[0] == made[1]


def test_what_was_taken_away_since_somebody_signed_in_is_gone() -> None:
    signed = ANNE.model_copy(update={"grants": (OFFICER, AUDITOR)})

    assert renewed(signed, [ANNE], ACCESS).grants == (OFFICER, AUDITOR)
    assert renewed(signed, [ANNE], Access()).grants == (OFFICER,)
    assert renewed(signed, [ANNE.model_copy(update={"grants": ()})], ACCESS).grants == (AUDITOR,)
    assert renewed(signed, [ANNE.model_copy(update={"disabled": True})], ACCESS).disabled
    assert renewed(signed, [], Access()).grants == ()


def test_whoever_only_the_provider_knows_keeps_what_everyone_holds_for_as_long_as_that_is_so() -> None:
    stranger = Person(id="signed:b@council.example", name="B", grants=(OFFICER,))

    assert renewed(stranger, [], Access(everyone=OFFICER)).grants == (OFFICER,)
    assert renewed(stranger, [], Access()).grants == ()


def test_this_machine_is_what_it_was() -> None:
    here = local_person("council")

    assert renewed(here, [], Access()) == here
    assert here.grants[0].holds_on(date(2026, 4, 20))


def test_units_of_which_the_same_may_be_read_are_asked_for_together() -> None:
    held = small.catalogue(small.EMPTIED)
    reaches = (Reach(Sensitivity.PUBLIC), Reach(Sensitivity.RESTRICTED, frozenset({"north"})))
    units = held.organisation.units.values()

    (block,) = Scope("anne", reaches).blocks(held.metrics, units)

    assert block[0] == (small.EMPTIED,)
    assert {unit.id for unit in block[1]} == set(held.organisation.units)
