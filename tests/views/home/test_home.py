from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from pmf_core.access.rights import Request, Rights, local_person, rights_of, scope_of
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.load import load
from pmf_core.definitions import Unit
from pmf_core.definitions.framework import Body
from pmf_core.definitions.metric import HardLimit
from pmf_core.definitions.moment import now
from pmf_core.definitions.period import month
from pmf_core.definitions.person import Grant, HomePart, Person
from pmf_core.definitions.plan import Plan
from pmf_core.store.decisions import ANSWER, ASK, DECISION, Ask, Decision
from pmf_core.store.hub import Hub
from pmf_core.views.home import Home, Reader, home
from pmf_core.views.home.tasks import tasks_of
from tests import small

ROOT = Path(__file__).resolve().parents[3]
MONTHS = [month(2023, 1).before(-back) for back in range(27)]
"""January 2023 to March 2025."""

FIRST, SECOND = datetime(2025, 3, 10), datetime(2025, 4, 10)
ROLES = {role.id: role for role in load(ROOT / "config", data=ROOT / "data").access.roles}


def council() -> Catalogue:
    limit = HardLimit(value=50, side="at_least", reason="the law")
    emptied = small.EMPTIED.model_copy(update={"hard_limit": limit})
    held = small.catalogue(emptied, small.CALLS, extra=[Unit(id="east", name="East team", level="team")])
    plan = Plan(
        id="p", metric="calls", unit="council", what="Answer sooner", owner="waste",
        discussed_on=date(2025, 3, 1), check_date=date(2025, 5, 1),
    )  # fmt: skip
    board = Body(id="ocb", name="Board", frequency="monthly", purpose="Reads")
    framework = held.framework.model_copy(update={"bodies": (board,)})
    return replace(held, plans=(plan,), framework=framework)


def rows(metric: str, value: float, months: list) -> list[small.Row]:
    return [
        (
            metric,
            unit,
            period.start,
            period.end,
            *((value, 100.0, None) if metric == "emptied" else (None, None, value)),
        )
        for period in months
        for unit in ("north", "south")
    ]


def wobble(metric: str, about: float) -> list[small.Row]:
    return [row for place, period in enumerate(MONTHS[:-1]) for row in rows(metric, about + place % 3, [period])]


@pytest.fixture(scope="module")
def hub() -> Hub:
    """Until March everything wobbles; the newest month of one metric falls out of its limits."""
    held = council()
    found = small.new_hub(held)
    known = [*wobble("emptied", 60), *wobble("calls", 40)]
    found = small.publish(found, held, known, known_from=FIRST, name="until February")
    newest = [*rows("emptied", 20, MONTHS[-1:]), *rows("calls", 42, MONTHS[-1:])]
    return small.publish(found, held, newest, known_from=SECOND, name="March")


def rights(role: str, *units: str, identities: tuple[str, ...] = ()) -> Rights:
    person = Person(id=role, name=role.capitalize(), identities=identities, grants=(Grant(role=role, units=units),))
    return Rights(person, ((ROLES[role], person.grants[0]),))


def local() -> Rights:
    return rights_of(local_person("council"), council().access, today=date(2025, 4, 20))


def shown(hub: Hub, who: Rights, unit: str = "council", **more: object) -> Home:
    scope = scope_of(local_person("council"), Request(hub.today), hub.catalogue)
    return home(hub, scope=scope, unit=unit, period="2025-03", reader=Reader(who), **more)  # type: ignore[arg-type]


def test_the_first_visit_counts_every_signal(hub: Hub) -> None:
    held = shown(hub, local())

    assert held.greeting.startswith("1 of your 2 metrics changed for real by March 2025.")
    assert [tile.name for tile in held.changed.tiles] == ["Bins emptied on the day"]
    assert held.changed.others_sentence == "1 other moved, within ordinary variation"


def test_what_came_since_the_last_visit_is_new(hub: Hub) -> None:
    held = shown(hub, local(), since=FIRST)

    assert held.greeting.startswith("1 of your 2 metrics changed for real since you last looked.")


def test_what_was_seen_before_is_not_new_and_still_there(hub: Hub) -> None:
    held = shown(hub, local(), since=SECOND)

    assert held.greeting.startswith("No real change in your 2 metrics since you last looked; 1 signal goes on.")
    assert "Next data 30 April 2025." in held.greeting
    assert len(held.changed.tiles) == 1


@pytest.mark.parametrize("role", sorted(name for name, role in ROLES.items() if "home" in role.pages or role.home))
def test_every_role_has_its_parts_in_its_order_and_none_is_empty_without_a_reason(hub: Hub, role: str) -> None:
    held = shown(hub, rights(role, "council"))

    assert held.parts == ROLES[role].home or not ROLES[role].home
    assert all(held.quiet.values())
    assert all(tasks.sentence for tasks in held.tasks.values())
    assert held.changed.sentence
    assert held.strengths.sentence


@pytest.mark.parametrize(
    ("role", "first"),
    [
        ("service_director", HomePart.APPROVALS),
        ("analyst", HomePart.RETURNS),
        ("corporate_director", HomePart.MEETING),
        ("leadership", HomePart.BOARD),
        ("elected_member", HomePart.PACKS),
        ("team_manager", HomePart.CHANGED),
        ("group_manager", HomePart.CHANGED),
    ],
)
def test_what_a_role_is_asked_for_most_stands_first(role: str, first: HomePart) -> None:
    assert Reader(rights(role, "council")).parts[0] is first


def test_cards_have_codes_only_where_the_page_says_what_they_mean(hub: Hub) -> None:
    plain, coded = shown(hub, rights("elected_member", "council")), shown(hub, rights("leadership", "council"))

    assert not [tile for tile in plain.changed.tiles if tile.codes]
    assert [tile for tile in coded.changed.tiles if tile.codes]
    assert all(f"{code}: " in coded.changed.sentence for tile in coded.changed.tiles for code, _ in tile.codes)


def test_leadership_reaches_vital_signs_exceptions_and_decisions_in_one_step(hub: Hub) -> None:
    ways = {way.name: way.page for way in shown(hub, rights("leadership", "council")).board}

    assert ways["Vital signs"] == ways["Exceptions"] == "vital_signs"
    assert ways["Decisions"] == "boardroom"


def test_a_group_manager_sees_the_teams_they_hold_side_by_side(hub: Hub) -> None:
    held = shown(hub, rights("group_manager", "north", "south"), unit="north")

    assert held.beside is not None
    assert held.beside.corner is not None
    assert [name for name, _ in held.beside.corner.units] == ["north", "south"]


def test_parts_are_shown_beneath_the_whole_they_are_part_of(hub: Hub) -> None:
    held = shown(hub, local(), unit="place")

    assert held.beside is not None
    assert held.beside.corner is not None
    assert [name for _, name in held.beside.corner.units] == ["Place (together)", "North team", "South team"]


def test_a_unit_without_figures_says_so(hub: Hub) -> None:
    held = shown(hub, local(), unit="east")

    assert held.empty is not None
    assert held.empty.what == "East team has no metric with a figure by March 2025."


def test_areas_for_improvement_cite_their_code(hub: Hub) -> None:
    (weak,) = shown(hub, local()).strengths.weak

    assert weak.name == "Bins emptied on the day"
    assert weak.code
    assert weak.why


def test_the_return_that_is_due_is_a_task_of_its_sender(hub: Hub) -> None:
    scope = scope_of(local_person("council"), Request(hub.today), hub.catalogue)
    sender = rights("analyst", "council", identities=("WASTE@example.org",))

    tasks = tasks_of(hub, scope, Reader(sender))

    assert [(task.what, task.about) for task in tasks if task.kind == "Return"] == [
        ("Send Bins, monthly", "April 2025")
    ]
    assert not [task for task in tasks_of(hub, scope, Reader(rights("team_manager", "north"))) if task.kind == "Return"]


def test_a_plan_is_checked_by_its_owner_on_its_day(hub: Hub) -> None:
    scope = scope_of(local_person("council"), Request(hub.today), hub.catalogue)
    owner = rights("service_director", "place", identities=("waste@example.org",))

    (check,) = [task for task in tasks_of(hub, scope, Reader(owner)) if task.kind == "Check"]

    assert check.what == "Check the plan: Answer sooner"
    assert check.due == date(2025, 5, 1)


def test_tasks_stand_in_the_order_in_which_they_are_due(hub: Hub) -> None:
    scope = scope_of(local_person("council"), Request(hub.today), hub.catalogue)

    due = [task.due for task in tasks_of(hub, scope, Reader(local())) if task.due]

    assert len(due) >= 2
    assert due == sorted(due)


def decided(due: date) -> Hub:
    """A hub of its own with one decision, asked of the north team and owned by the head of waste."""
    held = council()
    hub = small.new_hub(held)
    made = Decision(
        "d", "ocb", "OCB", "", "calls", "council", "2025-03", "Answer within a day", "Too slow", "", "waste",
        due, -2.0, date(2025, 5, 2), now(), datetime(2025, 4, 1), "Board",
    )  # fmt: skip
    ask = Ask("a", "d", "north", "Tell us how", due, datetime(2025, 4, 1), "Board")
    with hub.engine.transaction() as transaction:
        transaction.insert("decision", DECISION, [tuple(getattr(made, name) for name in DECISION)])
        transaction.insert("ask", ASK, [tuple(getattr(ask, name) for name in ASK)])
    return Hub(hub.engine)


def kinds(hub: Hub, who: Rights) -> dict[str, str]:
    scope = scope_of(local_person("council"), Request(hub.today), hub.catalogue)
    return {task.kind: task.state.word for task in tasks_of(hub, scope, Reader(who)) if task.kind != "Return"}


@pytest.fixture(scope="module")
def late() -> Hub:
    return decided(date(2025, 4, 18))


def test_an_ask_is_for_the_unit_it_was_asked_of(late: Hub) -> None:
    assert kinds(late, rights("team_manager", "north"))["Ask"] == "Late"
    assert "Ask" not in kinds(late, rights("team_manager", "south"))
    assert "Ask" not in kinds(late, rights("analyst", "north"))


def test_an_answered_ask_is_no_task_any_more() -> None:
    hub = decided(date(2025, 4, 25))
    with hub.engine.transaction() as transaction:
        transaction.insert("ask_answer", ANSWER, [("a", "done", "", datetime(2025, 4, 2), "North")])

    assert "Ask" not in kinds(Hub(hub.engine), rights("team_manager", "north"))


def test_what_was_decided_is_a_task_of_whoever_owns_it(late: Hub) -> None:
    owner = rights("service_director", "place", identities=("waste@example.org",))

    assert kinds(late, owner)["Action"] == "Late"
    assert kinds(late, owner)["Check"] == "Due"
    assert "Action" not in kinds(late, rights("service_director", "place"))
