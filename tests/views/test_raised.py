"""Who receives what is raised, who sees it, and the trail from a team to the top."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from pmf_core.access.rights import Request, Rights, rights_of, scope_of
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions import Sensitivity
from pmf_core.definitions.person import Access, Grant, Person, Role
from pmf_core.definitions.raising import Kind, Reply
from pmf_core.store.hub import Hub
from pmf_core.store.raised.raising import RAISED, REPLY, Raised
from pmf_core.views.raised import desk, raised_by_me, trail, waiting_for
from pmf_core.views.raised.receiving import rungs
from pmf_core.views.raised.trail import marks
from tests import small
from tests.store.raised.test_raising import RAISED as FIRST

LADDER = ("team_manager", "group_manager", "service_director", "leadership")
ROLES = tuple(
    Role(id=name, name=name.replace("_", " ").capitalize(), inside=Sensitivity.INTERNAL,
         outside=Sensitivity.INTERNAL, pages=("all",))
    for name in ("officer", *LADDER)
)  # fmt: skip


def person(name: str, role: str, unit: str, **more: Any) -> Person:
    return Person(id=name, name=name.capitalize(), grants=(Grant(role=role, units=(unit,)),), **more)


PEOPLE = (
    person("olive", "officer", "north"),
    person("tom", "team_manager", "north", line_manages=("north",)),
    person("sue", "team_manager", "south", line_manages=("south",)),
    person("gina", "group_manager", "place"),
    person("dirk", "service_director", "place", identities=("Waste@example.org",)),
    person("cleo", "leadership", "council"),
)


def council() -> tuple[Hub, Catalogue]:
    held = small.catalogue()
    held = Catalogue(**{**held.__dict__, "access": Access(roles=ROLES, ladder=LADDER), "people": PEOPLE})
    return small.new_hub(held), held


def raise_in(hub: Hub, *held: Raised) -> None:
    with hub.engine.transaction() as transaction:
        rows = [tuple(getattr(each, name) for name in RAISED) for each in held]
        transaction.insert("raised", RAISED, rows)


def say(hub: Hub, raised_id: str, reply: Reply, *, at: datetime, note: str = "", by: str = "Gina") -> None:
    with hub.engine.transaction() as transaction:
        transaction.insert("raised_reply", REPLY, [(raised_id, reply.value, note, at, by)])


def seen_by(hub: Hub, held: Catalogue, name: str) -> dict[str, Any]:
    someone = held.person(name)
    rights: Rights = rights_of(someone, held.access, today=hub.today)
    return {"scope": scope_of(someone, Request(hub.today), held), "who": rights}


def test_an_escalation_waits_for_whoever_holds_the_role_at_the_unit_or_above_and_for_nobody_else() -> None:
    hub, held = council()
    raise_in(hub, FIRST)

    waits = {p.id: [line.id for line in waiting_for(hub, **seen_by(hub, held, p.id))] for p in PEOPLE}

    assert waits == {"olive": [], "tom": [], "sue": [], "gina": ["r1"], "dirk": [], "cleo": []}


def test_a_trail_from_team_to_the_top_shows_times_and_people() -> None:
    hub, held = council()
    raise_in(
        hub,
        FIRST,
        replace(FIRST, raised_id="r2", follows="r1", to_role="service_director", raised_by="Gina",
                text="No agency has one.", raised_at=datetime(2025, 4, 16, 8)),
        replace(FIRST, raised_id="r3", follows="r2", to_role="leadership", raised_by="Dirk", text="It is about pay.",
                raised_at=datetime(2025, 4, 17, 8)),
    )  # fmt: skip
    say(hub, "r1", Reply.PASSED_UP, at=datetime(2025, 4, 16, 8))
    say(hub, "r2", Reply.PASSED_UP, at=datetime(2025, 4, 17, 8), by="Dirk")
    say(hub, "r3", Reply.RECEIVED, at=datetime(2025, 4, 17, 9), by="Cleo")

    (line,) = trail(hub, **seen_by(hub, held, "cleo"), metric="emptied", unit="council").lines

    assert [(step.when, step.who, step.what.split(",")[0]) for step in line.steps] == [
        ("15 April 2025, 10:00", "Ann Bell", "Escalated to Group manager"),
        ("16 April 2025, 09:00", "Gina", "Escalated to Service director"),
        ("17 April 2025, 09:00", "Dirk", "Escalated to Leadership"),
        ("17 April 2025, 10:00", "Cleo", "Received"),
    ]
    assert line.state == "Received; due 4 May 2025"
    assert marks(hub, scope=seen_by(hub, held, "cleo")["scope"], unit="north") == {
        "emptied": "Escalated to Leadership, due 4 May 2025"
    }


def test_a_concern_is_read_by_whoever_raised_it_and_their_manager_only() -> None:
    hub, held = council()
    concern = replace(
        FIRST, kind=Kind.CONCERN, to_role="team_manager", metric_id="", raised_by="Olive", raised_by_id="olive"
    )
    raise_in(hub, concern)

    readers = {p.id for p in PEOPLE if raised_by_me(hub, **seen_by(hub, held, p.id))}
    readers |= {p.id for p in PEOPLE if waiting_for(hub, **seen_by(hub, held, p.id))}
    shown = {p.id: desk(hub, **seen_by(hub, held, p.id)).matters for p in PEOPLE}
    concerns = {name: next(m.table.rows for m in held if m.table.title == "Concerns") for name, held in shown.items()}

    assert readers == {"olive", "tom"}
    assert {name for name, rows in concerns.items() if rows} == {"olive", "tom"}


def test_what_became_of_a_concern_comes_back_to_whoever_raised_it() -> None:
    hub, held = council()
    raise_in(hub, replace(FIRST, kind=Kind.CONCERN, to_role="team_manager", raised_by_id="olive"))
    say(hub, "r1", Reply.DONE, at=datetime(2025, 4, 18, 8), note="It stands in the risk register.", by="Tom")

    (line,) = raised_by_me(hub, **seen_by(hub, held, "olive"))

    assert (line.is_open, line.state, line.steps[-1].note) == (
        False, "Done 18 April 2025", "It stands in the risk register.",
    )  # fmt: skip


def test_a_question_waits_for_its_owner_and_is_listed_as_late_after_its_day() -> None:
    hub, held = council()
    due = hub.today.replace(day=hub.today.day - 1)
    raise_in(hub, replace(FIRST, kind=Kind.QUESTION, to_role="", to_owner="waste", due=due))

    (line,) = waiting_for(hub, **seen_by(hub, held, "dirk"))
    told = desk(hub, **seen_by(hub, held, "cleo"))

    assert line.is_late
    assert "1 late: question on Bins emptied on the day, North team" in told.sentence
    assert told.answerable == ()


def test_the_steps_offered_are_those_above_ones_own_and_name_who_holds_them() -> None:
    hub, held = council()

    def offered(name: str, *, managers: bool) -> list[str]:
        rights = seen_by(hub, held, name)["who"]
        return [rung.words for rung in rungs(rights, "north", held, on=hub.today, managers=managers)]

    assert offered("tom", managers=False)[0] == "Group manager (Gina)"
    assert offered("olive", managers=True)[0] == "Team manager (Tom)"
    assert offered("cleo", managers=False) == []
