"""What comes in, goes out and waits, so that opening plus in less out is closing: made from figures already drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.random import Generator

from tools.illustrative.draw import SEED
from tools.illustrative.effects import Numbers
from tools.illustrative.months import COUNT, MONTHS, place
from tools.illustrative.rows import Row
from tools.illustrative.units import units_of

REQUESTED, WAITING, DAYS, STAFF = (
    "assessments_requested",
    "assessments_waiting",
    "assessment_wait_days",
    "assessment_staff",
)
FINISHED = "assessments_on_time"
"""Its denominators are the assessments that go out."""

RECEIVED, SETTLED, OPEN, ON_TIME = (
    "service_desk_requests",
    "service_desk_settled",
    "service_desk_backlog",
    "service_desk_on_time",
)

DEMAND_FROM, DEMAND_GROWS = "2025-09", 0.12
"""From this month on so much more is asked for than the care teams finish."""

USUAL_WAIT, PULL, SPREAD = 1.4, 0.3, 0.02
"""So many months of work usually wait; how much of the distance from that is made up in a month; how much a month moves
all requests together."""

FEWEST_WAITING = 6
"""A team's list never gets so short that its number would have to be hidden."""

STAFF_EACH, STAFF_SPREAD, STAFF_MOVES = 7.2, 0.1, 0.2
"""Full-time equivalents of a team, how much teams differ, and how much one moves from month to month."""

DAYS_A_MONTH, DAYS_SPREAD = 30.4, 0.04

SETTLED_ELSEWHERE = 220
"""How many requests a team settles in a month that has no figure of those settled on time."""

MISCOUNTED = ("fii.ict.digital", "2025-06", 25)
"""In this month so many requests were not counted when they came in, so the figures don't add up."""

DRAWS = {"care": 4, "desk": 0}
"""Which draw of the random numbers it is: see docs/illustrative.md on draws that were not used."""


@dataclass(frozen=True)
class _Teams:
    """The figures already drawn of some metrics, teams × months."""

    units: tuple[str, ...]
    table: Numbers


def with_flows(rows: Sequence[Row]) -> list[Row]:
    """The rows that were drawn, and those of both flows."""
    return [*rows, *_care(rows), *_desk(rows)]


def _teams(rows: Iterable[Row], metric: str, part: str) -> _Teams:
    teams = set(units_of("team"))
    found = [row for row in rows if row.metric == metric and row.unit in teams]
    units = tuple(dict.fromkeys(row.unit for row in found))
    table = np.zeros((len(units), COUNT))
    for row in found:
        table[units.index(row.unit), place(row.period)] = getattr(row, part)
    return _Teams(units, table)


def _random(name: str) -> Generator:
    return np.random.default_rng([SEED, crc32(f"flow of {name}".encode()), DRAWS[name]])


def _care(rows: Sequence[Row]) -> Iterator[Row]:
    out = _teams(rows, FINISHED, "denominator")
    random = _random("care")
    requested, waiting = _requested(out.table, random)
    usual = out.table.mean(axis=1, keepdims=True)
    days = DAYS_A_MONTH * waiting / usual / 2 * np.exp(random.normal(0, DAYS_SPREAD, waiting.shape))
    yield from _values(REQUESTED, out.units, requested)
    yield from _values(WAITING, out.units, waiting)
    yield from _means(DAYS, out.units, np.round(days * waiting), waiting)
    yield from _values(STAFF, out.units, _staff(len(out.units), random))


def _requested(out: Numbers, random: Generator) -> tuple[Numbers, Numbers]:
    """What comes in, and what waits at the end of each month: the list keeps near its usual length, until it grows."""
    usual = out.mean(axis=1)
    together = random.normal(0, SPREAD, COUNT)
    held = np.round(USUAL_WAIT * usual)
    requested, waiting = np.zeros(out.shape), np.zeros(out.shape)
    for month in range(COUNT):
        growing = month >= place(DEMAND_FROM)
        lean = 0.0 if growing else PULL * (USUAL_WAIT * usual - held)
        asked = usual * np.exp(together[month] + (DEMAND_GROWS if growing else 0.0)) + lean
        came = np.maximum(random.poisson(np.maximum(asked, 1.0)), out[:, month] + FEWEST_WAITING - held)
        held = held + came - out[:, month]
        requested[:, month], waiting[:, month] = came, held
    return requested, waiting


def _staff(teams: int, random: Generator) -> Numbers:
    """Full-time equivalents: hours are cut and added, and nobody is gone for long."""
    first = STAFF_EACH * np.exp(random.normal(0, STAFF_SPREAD, (teams, 1)))
    return np.round(first + random.normal(0, STAFF_MOVES, (teams, COUNT)), 1)


def _desk(rows: Sequence[Row]) -> Iterator[Row]:
    stock, on_time = _teams(rows, OPEN, "value"), _teams(rows, ON_TIME, "denominator")
    settled = _random("desk").poisson(SETTLED_ELSEWHERE, stock.table.shape).astype(float)
    for unit, row in zip(on_time.units, on_time.table, strict=True):
        settled[stock.units.index(unit)] = row
    received = settled + np.diff(stock.table, axis=1, prepend=stock.table[:, :1])
    unit, period, missed = MISCOUNTED
    received[stock.units.index(unit), place(period)] -= missed
    yield from _values(RECEIVED, stock.units, received)
    yield from _values(SETTLED, stock.units, settled)


def _values(metric: str, units: Sequence[str], table: Numbers) -> Iterator[Row]:
    for unit, row in zip(units, table, strict=True):
        yield from (Row(metric, unit, period, value=float(v)) for period, v in zip(MONTHS, row, strict=True))


def _means(metric: str, units: Sequence[str], tops: Numbers, bottoms: Numbers) -> Iterator[Row]:
    for unit, top, bottom in zip(units, tops, bottoms, strict=True):
        for period, over, under in zip(MONTHS, top, bottom, strict=True):
            yield Row(metric, unit, period, numerator=float(over), denominator=float(under))
