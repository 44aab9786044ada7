"""What was planted, where, from when and how large: measured in the figures as they came out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tools.illustrative.council import council
from tools.illustrative.effects import (
    CONTACTS,
    EFFECTS,
    HARD_LIMIT,
    LUCKY,
    SEASONAL,
    SIMPSON,
    Effect,
    Numbers,
)
from tools.illustrative.effects import Path as Course
from tools.illustrative.files import csv_text
from tools.illustrative.flows import DAYS, DEMAND_FROM, FINISHED, MISCOUNTED, RECEIVED, REQUESTED, WAITING
from tools.illustrative.gaps import SMALL_CELLS
from tools.illustrative.months import LAST, MONTHS, place
from tools.illustrative.restated import corrections
from tools.illustrative.rows import Row

COUNCIL = "E10000024"

FILE = "answer_key.csv"
COLUMNS = ("kind", "metric", "unit", "period", "what", "size")

YEAR_BEFORE = "2025-03"
"""The month that the Simpson reversal is measured from; it holds from 2026-02 too."""

MOVED_TEAM, MOVED_IN = "asch.ageing_well.hospital_discharge", "2024-10"
"""The reorganisation stands in config/organisation.yaml."""


@dataclass(frozen=True)
class Planted:
    """One line of the key; `size` is in the metric's own unit."""

    kind: str
    metric: str
    unit: str
    period: str
    what: str
    size: float | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as text."""
        return (self.kind, self.metric, self.unit, self.period, self.what, f"{self.size:.4g}" if self.size else "")


def answer_key(rows: Sequence[Row]) -> list[Planted]:
    """Every planted item, in the order of their kinds in the documentation."""
    return [*_movements(rows), *_simpson(rows), *_behaviours(rows), *_flows(rows), *_structure(), *_restatements(rows)]


def write_key(rows: Sequence[Row], folder: Path) -> None:
    """Write the key beside the figures."""
    text = csv_text(COLUMNS, [planted.cells for planted in answer_key(rows)])
    (folder / FILE).write_text(text, encoding="utf-8")


def _movements(rows: Sequence[Row]) -> Iterator[Planted]:
    for effect in EFFECTS:
        if effect.kind != SIMPSON:
            unit = effect.where.rstrip(".") or COUNCIL
            size = _measured(effect, council(rows, effect.metric, where=effect.where))
            yield Planted(effect.kind, effect.metric, unit, effect.first, effect.what, size)


def _measured(effect: Effect, values: Numbers) -> float:
    """How far the figures moved: the season's range, or the months moved (for a ramp the last) less those before."""
    first = place(effect.first)
    if effect.kind == SEASONAL:
        by_month = values.reshape(-1, 12).mean(axis=0)
        return float(by_month.max() - by_month.min())
    if effect.kind in (HARD_LIMIT, LUCKY):
        return float(values[-1])
    after = values[-1] if effect.path is Course.RAMP else values[first:].mean()
    return float(after - values[:first].mean())


def _simpson(rows: Sequence[Row]) -> Iterator[Planted]:
    parts = (
        (COUNCIL, "", "The total falls on the year and on the month before"),
        ("cge.customers", "cge.", "This part improves, and so does every team in it"),
        ("asch.access", "asch.", "This part improves, and so does every team in it; its share of contacts grows"),
    )
    for unit, where, what in parts:
        values = council(rows, CONTACTS, where=where)
        yield Planted(SIMPSON, CONTACTS, unit, LAST, what, float(values[-1] - values[place(YEAR_BEFORE)]))


def _behaviours(rows: Sequence[Row]) -> Iterator[Planted]:
    to_date = council(rows, "savings_delivered")
    what = "Each value is the year to date and begins anew in April"
    yield Planted("year_to_date", "savings_delivered", COUNCIL, MONTHS[0], what, float(to_date[-1]))
    carried = lag_one(council(rows, "service_desk_backlog"))
    what = "What is open at the end of one month is mostly open in the next: the size is r1"
    yield Planted("autocorrelated", "service_desk_backlog", COUNCIL, MONTHS[0], what, carried)
    usual = float(council(rows, "ehc_advice_on_time").mean())
    what = "Stable, and its target of 85 % lies beyond the limits: missed as long as nothing changes; size: the mean"
    yield Planted("consistent_miss", "ehc_advice_on_time", COUNCIL, MONTHS[0], what, usual)


def _flows(rows: Sequence[Row]) -> Iterator[Planted]:
    first = place(DEMAND_FROM)
    finished = [replace(r, numerator=None, denominator=None, value=r.denominator) for r in rows if r.metric == FINISHED]
    more = council(rows, REQUESTED) - council(finished, FINISHED)
    what = "More is asked for than the ten care teams finish, every month from here on; size: more a month"
    yield Planted("demand_outruns_capacity", REQUESTED, COUNCIL, DEMAND_FROM, what, float(more[first:].mean()))
    for metric, what in ((WAITING, "The list grows with it"), (DAYS, "The wait gets longer with it")):
        values = council(rows, metric)
        yield Planted("backlog_grows", metric, COUNCIL, DEMAND_FROM, what, float(values[-1] - values[first - 1]))
    unit, period, missed = MISCOUNTED
    what = "So many were not counted when they came in: opening plus in less out is not closing"
    yield Planted("broken_identity", RECEIVED, unit, period, what, -missed)


def lag_one(values: Numbers) -> float:
    """How much of one month's distance from the mean is found in the next.

    >>> from numpy import array
    >>> lag_one(array([1.0, -1.0, 1.0, -1.0]))
    -0.75
    """
    apart = values - values.mean()
    return float((apart[1:] * apart[:-1]).sum() / (apart**2).sum())


def _structure() -> Iterator[Planted]:
    what = "The team moves from Ageing Well Community to Maximising Independence on 1 October 2024"
    yield Planted("reorganisation", "", MOVED_TEAM, MOVED_IN, what)
    for (metric, unit, period), count in SMALL_CELLS.items():
        yield Planted("small_cell", metric, unit, period, "A count of people from 1 to 4", count)


def _restatements(rows: Sequence[Row]) -> Iterator[Planted]:
    for file, told, row in corrections(rows):
        first = [told.before(other) if other.key == row.key else other for other in rows if other.metric == row.metric]
        here = place(told.period)
        size = float(council(rows, told.metric)[here] - council(first, told.metric)[here])
        flip = " The council's band changes." if told.flips == "yes" else ""
        yield Planted("restatement", told.metric, told.unit, told.period, f"{file}: {told.why}.{flip}", size)
