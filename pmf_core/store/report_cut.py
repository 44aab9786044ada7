"""What was last reported: with two clocks, a report is a unit, a period and the moment at which it was cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pmf_core.definitions.moment import now
from pmf_core.definitions.period import Period, parse
from pmf_core.store.decided import FOREVER
from pmf_core.store.engine import Engine, Query, Transaction, listed


@dataclass(frozen=True, slots=True)
class ReportCut:
    """A report that was made; its figures are read again as at the moment it was cut."""

    body: str
    unit: str
    period: Period
    cut_at: datetime
    cut_by: str


def record_cut(transaction: Transaction, cut: ReportCut, *, recorded: datetime | None = None) -> None:
    """Write down that a report was cut; it counts as known since it was recorded: now, unless told otherwise."""
    transaction.insert(
        "report_cut",
        ("body_id", "unit_id", "period_id", "period_end", "cut_at", "cut_by", "recorded_at"),
        [(cut.body, cut.unit, cut.period.id, cut.period.end, cut.cut_at, cut.cut_by, recorded or now())],
    )


def last_cut(engine: Engine, unit: str, *, before: Period, as_at: datetime | None) -> ReportCut | None:
    """The newest report of a unit on an earlier period, among those that had been recorded by a moment."""
    return last_cuts(engine, [unit], before=before, as_at=as_at).get(unit)


def last_cuts(engine: Engine, units: Iterable[str], *, before: Period, as_at: datetime | None) -> dict[str, ReportCut]:
    """The same for many units at once; a unit that was not reported is not among them."""
    in_units, parameters = listed("unit", sorted(set(units)))
    found = engine.fetch(
        Query(
            "last reports",
            f"""
select body_id, unit_id, period_id, cut_at, cut_by
from report_cut
where unit_id {in_units} and period_end < :period_end and cut_at <= :as_at and recorded_at <= :as_at
order by period_end, cut_at
""",
            {"period_end": before.end, "as_at": as_at or FOREVER, **parameters},
        )
    )
    return {unit: ReportCut(body, unit, parse(period), cut_at, cut_by) for body, unit, period, cut_at, cut_by in found}


def cuts_of(engine: Engine, unit: str, *, as_at: datetime | None) -> list[ReportCut]:
    """Every report of a unit that had been recorded by a moment, oldest first."""
    sql = """
select body_id, unit_id, period_id, cut_at, cut_by
from report_cut
where unit_id = :unit and cut_at <= :as_at and recorded_at <= :as_at
order by cut_at, body_id
"""
    found = engine.fetch(Query("reports of a unit", sql, {"unit": unit, "as_at": as_at or FOREVER}))
    return [ReportCut(body, about, parse(period), cut_at, cut_by) for body, about, period, cut_at, cut_by in found]


def cuts_showing(source: Engine | Transaction, units: Iterable[str], *, period: Period) -> list[ReportCut]:
    """Every report that showed figures of a period at some units or at a unit above them, oldest first."""
    in_units, parameters = listed("unit", sorted(set(units)))
    found = source.fetch(
        Query(
            "reports showing",
            f"""
select body_id, unit_id, period_id, cut_at, cut_by
from report_cut
where period_end >= :period_end
  and (unit_id {in_units} or unit_id in (select ancestor_id from ancestry where unit_id {in_units}))
order by cut_at, body_id
""",
            {"period_end": period.end, **parameters},
        )
    )
    return [ReportCut(body, unit, parse(about), cut_at, cut_by) for body, unit, about, cut_at, cut_by in found]
