"""A council with a unit of every level and a metric of every sensitivity, in which every figure is another number.

Whatever a page, a file or a command tells can be searched for the numbers that it must not tell.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.load import load
from pmf_core.catalogue.organisation import Organisation
from pmf_core.definitions import Aggregation, Count, Link, Metric, Polarity, Provenance, Sensitivity, Unit
from pmf_core.definitions.meeting import Cycle
from pmf_core.definitions.period import month
from pmf_core.definitions.person import Grant, IndividualLevel, Person
from pmf_core.store.edition import point_to
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.hub import Hub
from tests import small

ROOT = Path(__file__).resolve().parents[3]
TABLES = Path(__file__).parent

COUNCIL, PLACE, HEALTH = "E10000024", "place.E10000024", "partnership.health"
TODAY = date(2026, 4, 20)
BEGIN = date(2020, 1, 1)
MONTHS = (month(2026, 1), month(2026, 2), month(2026, 3))
EARLIER = datetime(2026, 3, 20)
"""A moment at which March was not known yet."""

TREE = {
    PLACE: ("county_place", ""),
    COUNCIL: ("council", PLACE),
    HEALTH: ("partnership", PLACE),
    "district": ("district", PLACE),
    "ward": ("ward", "district"),
    "division": ("division", "district"),
    **{
        name: held
        for dept in ("own", "other")
        for name, held in {
            dept: ("department", COUNCIL),
            f"{dept}.service": ("service", dept),
            f"{dept}.team": ("team", f"{dept}.service"),
            f"{dept}.ann": ("individual", f"{dept}.team"),
            f"{dept}.ben": ("individual", f"{dept}.team"),
        }.items()
    },
}
"""Unit → its level and the unit above."""

BEYOND = {"authority": "authority", "region": "region", "country": "country", "trust": "nhs_trust"}
"""Units outside the tree, with their levels."""

WORKERS = ("own.ann", "own.ben", "other.ann", "other.ben")
PLACES = (*(unit for unit in TREE if unit not in WORKERS), *BEYOND)
SENSITIVITIES = (Sensitivity.PUBLIC, Sensitivity.INTERNAL, Sensitivity.RESTRICTED)


def metrics(catalogue: Catalogue) -> tuple[Metric, ...]:
    """One of every sensitivity that is shared with nobody and one that is shared, and one of single people."""
    levels = (*dict.fromkeys(level for level, _ in TREE.values()), *BEYOND.values())
    usual = Metric(
        id="usual",
        name="Usual",
        definition="How many there were.",
        calculation=Count(counted="things"),
        polarity=Polarity.LOWER_IS_BETTER,
        grain=MONTHS[0].grain,
        aggregation=Aggregation.NOT_AGGREGATABLE,
        aggregation_reason="every unit counts for itself",
        owner=catalogue.framework.owners[0].id,
        source="illustrative_set",
        provenance=Provenance.ILLUSTRATIVE,
        theme=catalogue.framework.themes[0].id,
        levels=levels,
        disclosure="none",
        vital_sign=True,
        effective_from=BEGIN,
    )

    def of(sensitivity: Sensitivity, shared: bool) -> Metric:
        name = f"{'joint' if shared else 'plain'}_{sensitivity.name.lower()}"
        told = {"id": name, "name": name.replace("_", " ").capitalize(), "sensitivity": sensitivity}
        return usual.model_copy(update={**told, "shared_with": (HEALTH,) if shared else ()})

    return (*(of(s, shared) for shared in (False, True) for s in SENSITIVITIES), of(Sensitivity.INDIVIDUAL, False))


@cache
def catalogue() -> Catalogue:
    """The shipped roles and framework over the small organisation, with a person of every role."""
    shipped = load(ROOT / "config", data=ROOT / "data")
    cycle = Cycle(
        body="ocb", product="vital_signs", units=(COUNCIL, "own", "other"), first=date(2026, 3, 12), every_months=1,
        cut_off_days=7, papers_days=5,
    )  # fmt: skip
    trimmed = {"cycles": (cycle,), "evidence": (), "events": ()}
    units = {name: Unit(id=name, name=name.capitalize(), level=level) for name, (level, _) in TREE.items()}
    units |= {name: Unit(id=name, name=name.capitalize(), level=level) for name, level in BEYOND.items()}
    links = [Link(unit=name, parent=above, effective_from=BEGIN) for name, (_, above) in TREE.items() if above]
    rule = IndividualLevel(on=True, purpose="Supervision", assessed_on=TODAY, assessed_by="Data protection officer")
    return Catalogue(
        settings=shipped.settings.model_copy(update={"reports": ()}),
        framework=shipped.framework.model_copy(update=trimmed),
        organisation=Organisation(units, tuple(links)),
        versions={metric.id: (metric,) for metric in metrics(shipped)},
        sources=shipped.sources,
        rules=shipped.rules,
        access=shipped.access.model_copy(update={"individual_level": rule, "groups": (), "everyone": None}),
        people=tuple(people(shipped)),
    )


def people(shipped: Catalogue) -> Iterable[Person]:
    """One person of each role at the department 'own' (partners: at their partnership), and one at the whole place."""
    for role in shipped.access.roles:
        units = (HEALTH,) if role.joint else ("own",)
        more = {
            "officer": {"works_as": "own.ann"},
            "team_manager": {"line_manages": ("own.team",)},
        }.get(role.id, {})
        yield Person(id=role.id, name=role.name, grants=(Grant(role=role.id, units=units),), home=COUNCIL, **more)
        yield Person(id=f"{role.id}.wide", name=role.name, grants=(Grant(role=role.id, units=(PLACE,)),), home=COUNCIL)


@cache
def numbers() -> dict[tuple[str, str, int], int]:
    """Every figure: (metric, unit, place of its month) → a number that is no other figure's, nor likely an average."""
    keys = [(m, u, k) for m in catalogue().versions for u in (*TREE, *BEYOND) for k in range(len(MONTHS))]
    drawn = random.Random(2026).sample(range(1_000_000, 9_999_999), len(keys))
    return dict(zip(keys, drawn, strict=True))


@cache
def _figure_of() -> dict[int, tuple[str, str, int]]:
    return {number: key for key, number in numbers().items()}


NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3}){2}(?![\d])|(?<![\d.])\d{7}(?!\d)")
"""A number as it is written for people, and as it is written for machines."""


def told_in(text: str) -> set[tuple[str, str]]:
    """The metrics and units of which a text tells a figure."""
    found = (int(number.replace(",", "")) for number in NUMBER.findall(text))
    return {_figure_of()[number][:2] for number in found if number in _figure_of()}


def store(folder: Path, held: Catalogue | None = None) -> Path:
    """The whole on disk: January and February known in March, March known in April."""
    held = held or catalogue()
    folder.mkdir(parents=True)
    path = folder / "hub-20260420000000000000.duckdb"
    engine = DuckDBEngine(path)
    with engine.transaction() as transaction:
        small.create(transaction)
        small.decide(transaction, held, moment=None)
    for known, places in ((datetime(2026, 3, 10), (0, 1)), (datetime(2026, 4, 10), (2,))):
        rows = [
            (metric, unit, MONTHS[place].start, MONTHS[place].end, None, None, float(number))
            for (metric, unit, place), number in numbers().items()
            if place in places
        ]
        small.publish(Hub(engine), held, rows, known_from=known)
    engine.close()
    point_to(folder, path.name)
    return folder


def table(name: str) -> list[dict[str, str]]:
    """A table of the specification."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _readable() -> dict[tuple[str, str, str], dict[str, str]]:
    return {(row["role"], row["levels"], row["where"]): row for row in table("who_reads")}


@cache
def _kinds_of_levels() -> dict[str, set[str]]:
    return {row["level"]: {"every", row["of an elected member"], row["of a partner"]} for row in table("levels")}


def is_under(unit: str, above: str) -> bool:
    return unit == above or (unit in TREE and bool(TREE[unit][1]) and is_under(TREE[unit][1], above))


def may_read(person: str, metric: Metric, unit: str) -> bool:
    """What the tables say of somebody who has one role, of a metric at a unit that is no single person."""
    role, _, wide = person.partition(".")
    granted = PLACE if wide else HEALTH if role == "partner" else "own"
    where = "own" if is_under(unit, granted) else "other"
    level = TREE[unit][0] if unit in TREE else BEYOND[unit]
    if metric.sensitivity is Sensitivity.INDIVIDUAL:
        return False
    (row,) = (
        row for (of, levels, at), row in _readable().items()
        if (of, at) == (role, where) and levels in _kinds_of_levels()[level]
    )  # fmt: skip
    told = row[metric.sensitivity.name.lower()]
    partner = PLACE if wide else HEALTH
    return told == "yes" or (told == "shared" and partner in metric.shared_with)


def readable(person: str) -> set[tuple[str, str]]:
    """Every metric and unit, single people apart, that the tables open to somebody."""
    held = catalogue().metrics
    return {(metric.id, unit) for metric in held for unit in PLACES if may_read(person, metric, unit)}
