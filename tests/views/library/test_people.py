from __future__ import annotations

from dataclasses import replace
from datetime import date

from pmf_core.access.rights import Request, rights_of, scope_of
from pmf_core.access.scope import local_scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions import Sensitivity
from pmf_core.definitions.person import Access, Action, Grant, Person, Role
from pmf_core.store.hub import Hub
from pmf_core.views.library.people import PeopleAndAccess, people_and_access
from tests import small

TODAY = date(2025, 4, 20)
SECRET = small.CALLS.model_copy(update={"id": "secret", "name": "Secret", "sensitivity": Sensitivity.RESTRICTED})


def role(name: str, *actions: Action, inside: Sensitivity = Sensitivity.RESTRICTED) -> Role:
    held = {"inside": inside, "outside": Sensitivity.PUBLIC, "pages": ("home",), "actions": actions}
    return Role(id=name, name=name.capitalize(), **held)


ROLES = (role("manager", Action.ANSWER_ASK), role("approver", Action.APPROVE), role("steward", Action.VIEW_AS))
WASTE = Person(
    id="waste",
    name="Head of Waste",
    identities=("Waste@example.org",),
    grants=(Grant(role="manager", units=("north",)),),
)
DIRECTOR = Person(
    id="director",
    name="Director of Place",
    identities=("place@example.org",),
    grants=(Grant(role="approver", units=("place",)), Grant(role="manager", units=("place",))),
)
STEWARD = Person(id="steward", name="Steward", grants=(Grant(role="steward", units=("council",)),))


def council(*people: Person) -> Catalogue:
    return replace(small.catalogue(small.EMPTIED, SECRET), access=Access(roles=ROLES), people=(*people, STEWARD))


def register(held: Catalogue, *, by: Person = STEWARD, who: str = "") -> tuple[Hub, PeopleAndAccess]:
    hub = small.new_hub(held)
    rights = rights_of(by, hub.catalogue.access, today=TODAY)
    scope = scope_of(by, Request(TODAY), hub.catalogue) if by is not STEWARD else local_scope()
    return hub, people_and_access(hub, scope=scope, rights=rights, who=who)


def orphans(*people: Person) -> dict[str, list[tuple[str, ...]]]:
    _, found = register(council(*people))
    return {table.title: list(table.rows) for table in found.orphans}


def test_with_everybody_there_every_metric_names_a_contact() -> None:
    assert orphans(WASTE, DIRECTOR)["Metrics without a contact"] == []


def test_a_contact_who_is_disabled_leaves_metrics_without_one() -> None:
    found = orphans(WASTE.model_copy(update={"disabled": True}), DIRECTOR)["Metrics without a contact"]

    assert [row[0] for row in found] == ["Bins emptied on the day", "Secret"]
    assert "Head of Waste, who answers at waste@example.org, is disabled" in found[0][2]


def test_a_contact_whose_role_has_ended_leaves_metrics_without_one() -> None:
    ended = Grant(role="manager", units=("north",), effective_to=date(2025, 4, 19))

    found = orphans(WASTE.model_copy(update={"grants": (ended,)}), DIRECTOR)["Metrics without a contact"]

    assert "holds no role any more" in found[0][2]


def test_an_owner_without_an_address_is_an_orphan() -> None:
    held = council(WASTE, DIRECTOR)
    bare = tuple(owner.model_copy(update={"contact": ""}) for owner in held.framework.owners)

    _, found = register(replace(held, framework=held.framework.model_copy(update={"owners": bare})))

    assert [row[2] for row in found.orphans[0].rows] == ["No contact is named"] * 2


def test_a_return_is_listed_while_nobody_who_may_approve_has_its_approvers_address() -> None:
    manages_only = DIRECTOR.model_copy(update={"grants": DIRECTOR.grants[1:]})

    assert orphans(WASTE, DIRECTOR)["Returns without a person to approve them"] == []
    assert [row[0] for row in orphans(WASTE, manages_only)["Returns without a person to approve them"]] == [
        "Bins, monthly"
    ]


def test_a_unit_nobody_manages_says_who_answers_from_above() -> None:
    unmanaged = orphans(WASTE)["Units nobody manages"]
    managed = orphans(WASTE, DIRECTOR)["Units nobody manages"]

    assert [(row[0], row[2], row[3]) for row in unmanaged] == [("Place", "Nobody", "1 of 2")]
    assert managed == []


def test_whoever_neither_keeps_nor_checks_the_register_sees_their_own_row_only() -> None:
    _, found = register(council(WASTE, DIRECTOR), by=WASTE)

    assert (found.people, found.roles, found.orphans, found.person_ids) == (None, None, (), ())
    assert found.own is not None
    assert found.own.name == "Head of Waste"


def test_nobody_sees_another_persons_row_by_asking_for_it() -> None:
    _, found = register(council(WASTE, DIRECTOR), by=WASTE, who="director")

    assert found.own is not None
    assert found.own.person == "waste"


def test_what_somebody_may_see_is_counted_by_the_scope_that_answers_them() -> None:
    hub, found = register(council(WASTE, DIRECTOR), who="waste")
    scope = scope_of(WASTE, Request(TODAY), hub.catalogue)
    places = [unit.name for unit in hub.catalogue.organisation.units.values() if scope.may_read(SECRET, unit)]

    assert found.own is not None
    told = {row[0]: row[1:] for row in found.own.table.rows}
    assert places == ["North team"]
    assert told["Restricted metrics"] == ("1 of 1 metric", "At 1 unit of 5: North team")
    assert told["Public metrics"] == ("1 of 1 metric", "At every unit")


def test_a_disabled_person_stands_last_and_sees_nothing() -> None:
    _, found = register(council(WASTE.model_copy(update={"disabled": True}), DIRECTOR), who="waste")

    assert found.people is not None
    assert found.people.rows[-1][0] == "Head of Waste"
    assert "Disabled" in found.people.rows[-1][-1]
    assert found.own is not None
    assert "the account is disabled" in found.own.sentence
    assert all(row[1].startswith("0 of") for row in found.own.table.rows if row[0].endswith("metrics"))


def test_the_register_is_read_as_at_a_moment() -> None:
    hub = small.new_hub(council(WASTE))
    later = small.redecide(hub, council(WASTE, DIRECTOR), moment=small.datetime(2025, 3, 1))
    rights = rights_of(STEWARD, later.catalogue.access, today=TODAY)

    def names(moment: small.datetime | None) -> set[str]:
        found = people_and_access(later, scope=local_scope(as_at=moment), rights=rights)
        assert found.people is not None
        return {row[0] for row in found.people.rows}

    assert "Director of Place" in names(None)
    assert "Director of Place" not in names(small.datetime(2025, 2, 1))
