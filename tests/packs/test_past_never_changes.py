"""Ten thousand random edits of every kind: what was shown stays as it was shown, and what is shown now does not."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.organisation import Organisation
from pmf_core.definitions import Link, Unit
from pmf_core.definitions.period import month
from pmf_core.packs.seal import content_of
from pmf_core.store.decisions import DECISION
from pmf_core.store.hub import Hub
from pmf_core.store.issues import ENTRY
from pmf_core.store.raised.raising import RAISED
from pmf_core.store.roll_up import refresh
from tests import small
from tests.packs.council import BINS, LEARNT, MONTHS, SHOWN, TARGET, board, shown_to_the_board

ROUNDS, RESTATED, DECIDED, WRITTEN = 6, 600, 3, 600
"""In each round: restated figures, times that everything is defined anew, and texts."""

METRICS, TEAMS = 60, 42
VITAL = 8
"""How many of the metrics the board sees."""

NAMES = tuple(f"m{n}" for n in range(METRICS))
NEW = tuple(f"t{n}" for n in range(TEAMS))
PLACES = ("place", "homes")
NEWEST = month(2025, 3)


def council(chance: random.Random | None) -> Catalogue:
    """The council as it was first; or with every definition, target and place in the tree drawn by lot."""
    held = board(*(_metric(place, name, chance) for place, name in enumerate(NAMES)))
    units = {name: Unit(id=name, name=name.upper(), level="team") for name in NEW}
    links = [link for name in NEW for link in _links(name, chance)]
    organisation = Organisation({**held.organisation.units, **units}, (*small.LINKS, *links))
    return Catalogue(**{**held.__dict__, "organisation": organisation})


def _metric(place: int, name: str, chance: random.Random | None):
    aim = TARGET if chance is None else TARGET.model_copy(update={"value": chance.uniform(50, 99)})
    told = f"Metric {name}." if chance is None else f"Metric {name}, told for the {chance.random()}th time."
    changes = {"id": name, "name": name.upper(), "definition": told, "targets": (aim,), "vital_sign": place < VITAL}
    return BINS.model_copy(update=changes)


def _links(name: str, chance: random.Random | None) -> list[Link]:
    """Where a team stands: in one place all the time, or from a day drawn by lot in the other."""
    if chance is None:
        return [Link(unit=name, parent="place", effective_from=small.BEGIN)]
    moved = date(2023, 2, 1) + timedelta(days=chance.randrange(700))
    before, after = chance.sample(PLACES, 2)
    return [
        Link(unit=name, parent=before, effective_from=small.BEGIN, effective_to=moved - timedelta(days=1)),
        Link(unit=name, parent=after, effective_from=moved),
    ]


def first_figures() -> list[small.Row]:
    return [
        (name, team, period.start, period.end, 900.0 + (3 * back + place) % 7, 1000.0, None)
        for place, name in enumerate(NAMES[:VITAL])
        for team in NEW[:4]
        for back in range(MONTHS)
        for period in (NEWEST.before(back),)
    ]


def restate(hub: Hub, held: Catalogue, chance: random.Random, *, at: datetime) -> tuple[Hub, int]:
    """Some figures said anew, whatever they were."""
    rows: dict[tuple[str, str, date], small.Row] = {}
    while len(rows) < RESTATED:
        name, team, period = (
            chance.choice(NAMES[:VITAL]),
            chance.choice(NEW[:8]),
            NEWEST.before(chance.randrange(MONTHS)),
        )
        value = float(chance.randrange(200, 1000))
        rows[name, team, period.start] = (name, team, period.start, period.end, value, 1000.0, None)
    return small.publish(hub, held, list(rows.values()), known_from=at, name=f"restated {at}"), len(rows)


def redefine(hub: Hub, chance: random.Random, *, at: datetime) -> tuple[Hub, Catalogue, int]:
    """Every definition, every target and the place of every team, decided anew."""
    held = council(chance)
    with hub.engine.transaction() as transaction:
        small.decide(transaction, held, moment=at)
    return Hub(hub.engine), held, 2 * METRICS + TEAMS


def write(hub: Hub, chance: random.Random, *, at: datetime) -> int:
    """Texts of people: in issue rooms, raised with one another, and decided."""

    def row(columns: tuple[str, ...], n: int) -> tuple[object, ...]:
        told = {
            "metric_id": chance.choice(NAMES[:VITAL]), "unit_id": "council", "period_id": "2025-03", "place": "cause",
            "kind": "recommendation", "body_id": "board", "due": date(2025, 5, 1), "to_owner": "waste",
            "owner_id": "waste", "expected_effect": None, "check_date": None, "text": f"Words {chance.random()}",
            "to_role": "",
        }  # fmt: skip
        moments = {name: at for name in columns if name.endswith("_at")}
        given = {columns[0]: f"{at}-{n}", "replaces": "", "follows": "", **told, **moments}
        return tuple(given.get(name, f"{name} {n}") for name in columns)

    with hub.engine.transaction() as transaction:
        for table, columns in (("issue_entry", ENTRY), ("raised", RAISED), ("decision", DECISION)):
            transaction.insert(table, columns, [row(columns, n) for n in range(WRITTEN // 3)])
    return WRITTEN


def test_ten_thousand_edits_never_change_what_was_shown_and_always_what_is_shown_now() -> None:
    chance = random.Random(2026)
    held = council(None)
    hub = small.publish(small.new_hub(held), held, first_figures(), known_from=LEARNT)
    shown = now = content_of(shown_to_the_board(hub))
    edits, at = 0, SHOWN

    for _ in range(ROUNDS):
        at += timedelta(hours=chance.randrange(1, 200))
        hub, restated = restate(hub, held, chance, at=at)
        edits += restated + write(hub, chance, at=at)
        last = small.last_number(hub)
        for _ in range(DECIDED):
            at += timedelta(hours=chance.randrange(1, 200))
            hub, held, decided = redefine(hub, chance, at=at)
            edits += decided
        with hub.engine.transaction() as transaction:
            refresh(transaction, held, after_batch=last)

        assert content_of(shown_to_the_board(hub)) == shown, f"after {edits} edits"
        before, now = now, content_of(shown_to_the_board(hub, moment=at + timedelta(hours=1)))
        assert now != before, f"after {edits} edits"

    assert edits >= 10_000
