from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions import Link, Unit
from pmf_core.definitions.moment import now
from pmf_core.definitions.period import month
from pmf_core.definitions.person import Grant, Person
from pmf_core.definitions.phase import Phase
from pmf_core.definitions.submission import Actor
from pmf_core.errors import BadInput
from pmf_core.store import roll_up
from pmf_core.store.append import STAGED, append_batch
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.audit.verify import verify
from pmf_core.store.decided import catalogue_as_at
from pmf_core.store.deciding import accept_rebase
from pmf_core.store.decisions import Answer, Ask, Decision, answer_ask, record_decision
from pmf_core.store.edition import database_of, new_edition
from pmf_core.store.engine import Query
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.erasing.figures import erase_expired, erase_figures
from pmf_core.store.erasing.people import erase_person
from pmf_core.store.erasing.tables import TYPED
from pmf_core.store.kept.file import Kept
from pmf_core.store.kept.views import save_view, saved_views
from pmf_core.store.schema import TABLES, create
from tests import small

STEWARD = Actor("The steward", "Steward")
WORKERS = ("ann", "ben")
METRIC = small.EMPTIED.model_copy(update={"levels": ("individual", "team", "department", "council")})
ANN = Person(
    id="ann.bell",
    name="Ann Bell",
    works_as="ann",
    grants=(Grant(role="officer", units=("north",)),),
    identities=("a@b",),
)


def catalogue(*, without: str = "", moved: bool = False) -> Catalogue:
    people = [Unit(id=name, name=name.capitalize(), level="individual") for name in WORKERS if name != without]
    team = [Link(unit=person.id, parent="north", effective_from=small.BEGIN) for person in people]
    if moved:
        ended = [
            link.model_copy(update={"effective_to": date(2025, 1, 31)}) if link.unit == "ann" else link for link in team
        ]
        team = [*ended, Link(unit="ann", parent="south", effective_from=date(2025, 2, 1))]
    held = small.catalogue(METRIC, links=(*small.LINKS, *team), extra=people)
    return Catalogue(**{**vars_of(held), "people": () if without else (ANN,)})


def vars_of(held: Catalogue) -> dict[str, Any]:
    return {name: getattr(held, name) for name in ("settings", "framework", "organisation", "versions", "sources")}


def begin(folder: Path, held: Catalogue) -> None:
    with new_edition(folder, empty=True) as edition, edition.engine.transaction() as transaction:
        create(transaction)
        small.decide(transaction, held, moment=None)
    for at, rows in (
        (datetime(2025, 4, 1), [("ann", 1, 8.0), ("ben", 1, 6.0), ("ann", 2, 7.0), ("ben", 2, 5.0), ("ann", 3, 9.0)]),
        (datetime(2025, 5, 1), [("ann", 1, 4.0), ("ben", 3, 3.0)]),
    ):
        publish(folder, held, rows, at=at)


def publish(folder: Path, held: Catalogue, rows: list[tuple[str, int, float]], *, at: datetime) -> None:
    values = ", ".join(
        f"('emptied', '{unit}', 'all', date '{month(2025, n).start}', date '{month(2025, n).end}', 'month', "
        f"cast({top} as double), cast(10 as double), cast({top * 10} as double), cast(null as varchar), 'final', "
        "1, 'value', 'sheet')"
        for unit, n, top in rows
    )
    columns = re.sub(r"\s+", " ", STAGED)
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        last = int(transaction.fetch(Query("last", "select max(batch_id) as n from batch"))["n"][0])
        sql = f"select * from (values {values}) as given ({columns})"
        append_batch(transaction, small.batch(f"return of {at}", at), rows_sql=sql)
        roll_up.refresh(transaction, held, after_batch=last)


def fetch(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    engine = DuckDBEngine(database_of(folder), read_only=True)
    try:
        return list(engine.fetch(Query("look", sql)))
    finally:
        engine.close()


def totals(folder: Path) -> list[tuple[Any, ...]]:
    sql = (
        "select * exclude (batch_id) from roll_up where unit_id in ('north', 'south', 'place', 'council') order by all"
    )
    return fetch(folder, sql)


def whole(folder: Path) -> str:
    """Everything that stands in the store, as text."""
    return str([fetch(folder, f"select * from {table}") for table in TABLES])


def test_figures_of_one_person_go_and_every_total_stays(tmp_path: Path) -> None:
    begin(tmp_path, catalogue())
    before = totals(tmp_path)

    rows = erase_figures(tmp_path, "ann", actor=STEWARD, reason="Asked for on 3 May")

    assert rows == 4
    assert fetch(tmp_path, "select count(*) from observation where unit_id = 'ann'") == [(0,)]
    assert fetch(tmp_path, "select count(*) from roll_up where unit_id = 'ann'") == [(0,)]
    assert totals(tmp_path) == before


@pytest.mark.parametrize("moved", [False, True])
def test_what_is_learnt_later_adds_up_as_if_nobody_had_gone(tmp_path: Path, moved: bool) -> None:
    gone, there, held = tmp_path / "gone", tmp_path / "there", catalogue(moved=moved)
    for folder in (gone, there):
        begin(folder, held)
    erase_figures(gone, "ann", actor=STEWARD, reason="Asked for")

    for folder in (gone, there):
        publish(folder, held, [("ben", 1, 2.0), ("ben", 2, 9.0)], at=datetime(2025, 6, 1))

    assert totals(gone) == totals(there)


def test_only_figures_before_the_day_go(tmp_path: Path) -> None:
    begin(tmp_path, catalogue())

    erase_figures(tmp_path, "ann", actor=STEWARD, reason="Kept long enough", before=date(2025, 3, 1))

    assert fetch(tmp_path, "select distinct period_start from observation where unit_id = 'ann'") == [
        (date(2025, 3, 1),)
    ]


def test_the_rule_takes_out_what_has_been_kept_long_enough(tmp_path: Path) -> None:
    begin(tmp_path, catalogue())

    assert erase_expired(tmp_path, today=date(2027, 3, 10), actor=STEWARD) == {"ann": 3, "ben": 2}
    assert erase_expired(tmp_path, today=date(2027, 3, 10), actor=STEWARD) == {}
    assert fetch(tmp_path, "select distinct period_start from observation") == [(date(2025, 3, 1),)]


def test_a_person_goes_with_their_name_and_what_they_typed(tmp_path: Path) -> None:
    begin(tmp_path, catalogue())
    day = date(2025, 5, 2)
    accept_rebase(
        tmp_path,
        Phase(
            metric="emptied", unit="north", starts=day, reason="My own words", accepted_by="Ann Bell", accepted_on=day
        ),
    )
    at = now()
    record_decision(
        tmp_path,
        Decision("d1", "ocb", "", "", "emptied", "north", "2025-03", "More bins", "Because", "", "waste", day, None,
                 None, at, at, "Ann Bell"),
        asks=[Ask("a1", "d1", "north", "Empty more", day, at, "ANN BELL")], today=day,
    )  # fmt: skip
    answer_ask(tmp_path, "a1", answer=Answer.DONE, note="I was on leave", by="Ann Bell")
    before = totals(tmp_path)

    erase_person(tmp_path, "ann.bell", config=catalogue(without="ann"), actor=STEWARD, reason="Left; asked for it")

    held = whole(tmp_path)
    for text in ("Ann Bell", "ANN BELL", "My own words", "I was on leave", "a@b", "'Ann'"):
        assert text not in held
    assert "More bins" in held
    assert totals(tmp_path) == before
    assert [p.accepted_by for p in catalogue_of(tmp_path).phases] == ["[removed]"]
    bytes_held = database_of(tmp_path).read_bytes()
    assert b"I was on leave" not in bytes_held


def catalogue_of(folder: Path) -> Catalogue:
    engine = DuckDBEngine(database_of(folder), read_only=True)
    try:
        return catalogue_as_at(engine, None)
    finally:
        engine.close()


def test_the_act_is_written_down_and_the_chain_of_the_audit_log_holds(tmp_path: Path) -> None:
    begin(tmp_path, catalogue())

    erase_figures(tmp_path, "ann", actor=STEWARD, reason="Asked for on 3 May")

    entry = list(AuditLog(tmp_path).entries())[-1]
    assert (entry.deed, entry.about["id"], entry.about["reason"]) == ("erased", "ann", "Asked for on 3 May")
    assert fetch(tmp_path, "select kind, id, done_by from retention_act") == [
        ("individual figures", "ann", "The steward")
    ]
    assert verify(tmp_path).whole


def test_whoever_still_stands_in_the_configuration_is_not_erased(tmp_path: Path) -> None:
    begin(tmp_path, catalogue())

    with pytest.raises(BadInput, match="still stands in the configuration"):
        erase_person(tmp_path, "ann.bell", config=catalogue(), actor=STEWARD, reason="Asked for")


@pytest.mark.parametrize(("unit", "reason"), [("north", "Asked for"), ("nobody", "Asked for"), ("ann", " ")])
def test_only_single_people_and_only_with_a_reason(tmp_path: Path, unit: str, reason: str) -> None:
    begin(tmp_path, catalogue())

    with pytest.raises(BadInput):
        erase_figures(tmp_path, unit, actor=STEWARD, reason=reason)
    assert len(fetch(tmp_path, "select * from observation")) == 7


def test_every_column_with_somebodys_name_is_known_to_erasing() -> None:
    named = {
        (table, column)
        for table, columns in TABLES.items()
        for column in re.findall(r"^\s*(\w+_by|recipient|author|person\w*) varchar", columns, re.MULTILINE)
    }

    assert named == {(typed.table, typed.by) for typed in TYPED}


def test_what_a_person_kept_goes_with_them(tmp_path: Path) -> None:
    begin(tmp_path, catalogue())
    save_view(Kept(tmp_path, ANN.id), name="My bins", address="explore?q=bins")
    save_view(Kept(tmp_path, "ben.ash"), name="My calls", address="explore?q=calls")

    erase_person(tmp_path, ANN.id, config=catalogue(without="ann"), actor=STEWARD, reason="Left on 1 May")

    assert not saved_views(Kept(tmp_path, ANN.id))
    assert len(saved_views(Kept(tmp_path, "ben.ash"))) == 1


def test_somebody_whom_only_the_provider_knows_can_be_taken_out_too(tmp_path: Path) -> None:
    begin(tmp_path, catalogue())
    stranger = Kept(tmp_path, "signed:zoe@example.org")
    save_view(stranger, name="My bins", address="explore?q=bins")

    rows = erase_person(tmp_path, stranger.person, config=catalogue(), actor=STEWARD, reason="Asked for it")

    assert rows == 1
    assert not saved_views(stranger)
