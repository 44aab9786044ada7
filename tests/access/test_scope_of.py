"""Random organisations, people and requests, read through a Scope and beside it through an oracle of ten lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmf_core.access.identity import NotRecognised, person_of
from pmf_core.access.rights import Request, rights_of, scope_of
from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.organisation import Organisation
from pmf_core.definitions import Link, Metric, Sensitivity, Unit
from pmf_core.definitions.person import Access, Grant, GroupGrant, IndividualLevel, Person, Role
from pmf_core.definitions.sign_in import SignIn
from tests import small

TODAY = date(2026, 4, 20)
LEVELS = ("county_place", "council", "department", "service", "team", "individual")
CEILINGS = st.sampled_from([None, Sensitivity.PUBLIC, Sensitivity.INTERNAL, Sensitivity.RESTRICTED])
PARTNERSHIPS = ("health", "children")
GROUPS = ("managers", "auditors")
EMAIL = "somebody@council.example"


@dataclass(frozen=True)
class World:
    """Everything that decides who reads what."""

    catalogue: Catalogue
    listed: Person
    named: frozenset[str]
    """The groups that the provider names."""
    request: Request

    @property
    def person(self) -> Person:
        """Whoever signs in, or somebody without any right."""
        access, claims = self.catalogue.access, {"email": EMAIL, "groups": sorted(self.named)}
        try:
            return person_of(claims, [self.listed], access, sign_in=SignIn(), now=datetime(2026, 4, 20, 9))
        except NotRecognised:
            return self.listed.model_copy(update={"grants": ()})


def in_force(world: World, metric: Metric) -> Metric:
    """A metric as it is defined today: that decides how sensitive it is, also for the past."""
    begun = [version for version in world.catalogue.versions[metric.id] if version.effective_from <= TODAY]
    return max(begun, key=lambda version: version.effective_from)


def parent_today(world: World, unit: str) -> str | None:
    begun = [link for link in world.catalogue.organisation.links if link.unit == unit and link.effective_from <= TODAY]
    return max(begun, key=lambda link: link.effective_from).parent if begun else None


def is_under(world: World, unit: str | None, above: tuple[str, ...]) -> bool:
    return unit is not None and (unit in above or is_under(world, parent_today(world, unit), above))


def oracle(world: World, metric: Metric, unit: Unit) -> bool:
    """Whether a person may read a metric at a unit: the rule in the fewest words."""
    person, access, metric = world.listed, world.catalogue.access, in_force(world, metric)
    given = [*person.grants, *(held.grant for held in access.groups if held.group in world.named)]
    known = [g for g in given if access.role(g.role) and g.holds_on(TODAY) and not person.disabled]
    if unit.level == "individual":
        above = [u.id for team in person.line_manages for u in world.catalogue.organisation.children(team, on=TODAY)]
        own = unit.id == person.works_as or unit.id in above
        return own and bool(known) and access.individual_level.on and not world.request.to_file
    for role, grant in ((role, grant) for grant in known if (role := access.role(grant.role))):
        ceilings = [role.outside] + [role.inside] * (role.joint or is_under(world, unit.id, grant.units))
        shared = not role.joint or set(metric.shared_with) & set(grant.units)
        near = shared and (not role.levels or unit.level in role.levels)
        if near and any(ceiling is not None and metric.sensitivity <= ceiling for ceiling in ceilings):
            return True
    return False


@st.composite
def worlds(draw: st.DrawFn) -> World:
    units = [Unit(id="c", name="County", level="county_place")]
    links: list[Link] = []
    for number in range(draw(st.integers(3, 9))):
        above = draw(st.sampled_from([unit for unit in units[-4:] if unit.level != "individual"] or units[:1]))
        level = LEVELS[LEVELS.index(above.level) + 1]
        unit = Unit(id=f"u{number}", name=f"Unit {number}", level=level)
        links += draw(moves(unit, above, [u for u in units if u.level == above.level]))
        units.append(unit)
    units.append(Unit(id="far", name="Another authority", level="authority"))
    versions = {f"m{number}": draw(defined(number)) for number in range(draw(st.integers(1, 3)))}
    roles = tuple(draw(role(number)) for number in range(draw(st.integers(1, 3))))
    named = [unit.id for unit in units]
    teams = [unit.id for unit in units if unit.level == "team"]
    workers = [unit.id for unit in units if unit.level == "individual"]
    person = Person(
        id="somebody",
        name="Somebody",
        identities=(EMAIL,),
        grants=tuple(draw(st.lists(grants(roles, named), max_size=3))),
        works_as=draw(st.sampled_from([None, *workers])),
        line_manages=tuple(draw(st.lists(st.sampled_from(teams), max_size=2)) if teams else ()),
        disabled=draw(st.integers(0, 9)) == 0,
    )
    rule = IndividualLevel(on=True, purpose="Supervision", assessed_on=TODAY, assessed_by="Data protection officer")
    groups = tuple(
        GroupGrant(group=name, role=draw(st.sampled_from([held.id for held in roles])), units=(draw(places(named)),))
        for name in GROUPS
    )
    level = rule if draw(st.booleans()) else IndividualLevel()
    access = Access(roles=roles, individual_level=level, groups=groups)
    base = small.catalogue()
    organisation = Organisation({unit.id: unit for unit in units}, tuple(links))
    catalogue = Catalogue(base.settings, base.framework, organisation, versions, access=access, people=(person,))
    told = draw(st.frozensets(st.sampled_from((*GROUPS, "choir")), max_size=2)) if draw(st.booleans()) else frozenset()
    return World(catalogue, person, told, Request(TODAY, to_file=draw(st.booleans()), exact=draw(st.booleans())))


def places(named: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from([*named, *PARTNERSHIPS])


@st.composite
def defined(draw: st.DrawFn, number: int) -> tuple[Metric, ...]:
    """A metric that stayed as it was, or became more or less sensitive on a day before today or after it."""
    first, later = draw(metric(number)), draw(metric(number))
    begun = TODAY + timedelta(days=draw(st.integers(-200, 200)))
    return (first, later.model_copy(update={"effective_from": begun})) if draw(st.booleans()) else (first,)


@st.composite
def moves(draw: st.DrawFn, unit: Unit, above: Unit, others: list[Unit]) -> list[Link]:
    """Where a unit stands: always under one, or moved to another, before today or after it; it may also have ended."""
    moved = TODAY + timedelta(days=draw(st.integers(-200, 200)))
    begun = small.BEGIN
    match draw(st.sampled_from(["stayed", "moved", "ended"])):
        case "moved":
            later = draw(st.sampled_from(others))
            first = Link(unit=unit.id, parent=above.id, effective_from=begun, effective_to=moved - timedelta(days=1))
            return [first, Link(unit=unit.id, parent=later.id, effective_from=moved)]
        case "ended":
            return [Link(unit=unit.id, parent=above.id, effective_from=begun, effective_to=moved)]
        case _:
            return [Link(unit=unit.id, parent=above.id, effective_from=begun)]


@st.composite
def metric(draw: st.DrawFn, number: int) -> Metric:
    sensitivity = draw(st.sampled_from(list(Sensitivity)))
    shared = tuple(draw(st.lists(st.sampled_from(PARTNERSHIPS), max_size=2, unique=True)))
    told = {"id": f"m{number}", "name": f"Metric {number}", "sensitivity": sensitivity, "shared_with": shared}
    return small.EMPTIED.model_copy(update=told)


@st.composite
def role(draw: st.DrawFn, number: int) -> Role:
    levels = draw(st.sampled_from([(), ("council", "department", "authority"), ("team",), ("county_place", "service")]))
    return Role(
        id=f"r{number}",
        name=f"Role {number}",
        inside=draw(CEILINGS),
        outside=draw(CEILINGS),
        joint=draw(st.integers(0, 3)) == 0,
        exact=draw(st.integers(0, 3)) == 0,
        levels=levels,
        pages=("home",),
    )


def grants(roles: tuple[Role, ...], units: list[str]) -> st.SearchStrategy[Grant]:
    days = st.sampled_from([None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)])
    return st.builds(
        Grant,
        role=st.sampled_from([*(role.id for role in roles), "gone"]),
        units=st.lists(st.sampled_from([*units, *PARTNERSHIPS]), min_size=1, max_size=2, unique=True).map(tuple),
        effective_from=days,
        effective_to=days,
    )


def pairs(world: World) -> list[tuple[Metric, Unit]]:
    """Every version of every metric, as whoever looks back comes upon it, at every unit."""
    every = [version for held in world.catalogue.versions.values() for version in held]
    return [(m, u) for m in every for u in world.catalogue.organisation.units.values()]


def read_by(scope: Scope, world: World) -> set[tuple[str, str]]:
    blocks = scope.blocks(world.catalogue.metrics, world.catalogue.organisation.units.values())
    return {(m.id, u.id) for metrics, units in blocks for m in metrics for u in units}


@given(worlds())
def test_a_scope_allows_exactly_what_the_rule_allows(world: World) -> None:
    scope = scope_of(world.person, world.request, world.catalogue)

    expected = {(m.id, u.id) for m, u in pairs(world) if oracle(world, m, u)}
    assert {(m.id, u.id) for m, u in pairs(world) if scope.may_read(m, u)} == expected
    assert read_by(scope, world) == expected


@given(worlds())
def test_a_unit_or_a_metric_of_which_nothing_may_be_read_is_not_offered(world: World) -> None:
    scope = scope_of(world.person, world.request, world.catalogue)

    for m, u in pairs(world):
        if oracle(world, m, u):
            assert scope.may_read_unit(u)
            assert u.level == "individual" or scope.may_read_metric(m)


@given(worlds(), worlds())
def test_looking_through_anothers_eyes_shows_what_both_may_read(one: World, other: World) -> None:
    mine = scope_of(one.person, one.request, one.catalogue)
    theirs = scope_of(other.person, one.request, one.catalogue)

    both = read_by(mine.within(theirs), one)
    assert both <= read_by(mine, one) & read_by(theirs, one)
    if not any(reach.partnerships for scope in (mine, theirs) for reach in scope.reach):
        assert both == read_by(mine, one) & read_by(theirs, one)


@given(worlds(), worlds())
def test_two_scopes_that_read_differently_have_two_keys(one: World, other: World) -> None:
    first, second = (scope_of(w.person, one.request, one.catalogue) for w in (one, other))

    if read_by(first, one) != read_by(second, one):
        assert first.key != second.key


@given(worlds())
def test_another_moment_of_knowledge_changes_no_permission(world: World) -> None:
    now = scope_of(world.person, world.request, world.catalogue)
    then = now.at(datetime(2021, 1, 1))

    assert read_by(then, world) == read_by(now, world)
    assert then.key != now.key


@given(worlds())
def test_small_numbers_are_read_as_they_are_by_whoever_may_and_asks_and_never_in_a_file(world: World) -> None:
    scope = scope_of(world.person, world.request, world.catalogue)

    held = rights_of(world.person, world.catalogue.access, today=TODAY).held
    assert scope.discloses == (world.request.exact and not world.request.to_file and any(r.exact for r, _ in held))
    assert not scope.for_files().discloses
    assert not scope.for_files().individuals
