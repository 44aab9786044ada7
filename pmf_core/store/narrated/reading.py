"""Narratives as they stood at a moment: the newest version of each, with its overrides and its approval."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from pmf_core.store.decided import FOREVER
from pmf_core.store.engine import Engine, Query
from pmf_core.store.narrated.account import Account, Approval, Narrative
from pmf_core.store.narrated.writing import APPROVAL, NARRATIVE


def accounts(engine: Engine, unit: str, *, metric: str = "", as_at: datetime | None = None) -> tuple[Account, ...]:
    """The newest version of each narrative of a unit, or of one metric there, the latest period first."""
    moment = {"as_at": as_at or FOREVER}
    held = [Narrative(*row) for row in engine.fetch(_newest(unit, metric, moment))]
    if not held:
        return ()
    reasons: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name, sentence, reason in engine.fetch(_overrides(unit, moment)):
        reasons[name][sentence] = reason
    approved = {row[0]: Approval(*row) for row in engine.fetch(_approvals(unit, moment))}
    return tuple(Account(one, reasons[one.narrative_id], approved.get(one.narrative_id)) for one in held)


def _newest(unit: str, metric: str, moment: dict[str, datetime]) -> Query:
    only = "and metric_id = :metric" if metric else ""
    sql = f"""
select {", ".join(NARRATIVE)}
from (
    select *, row_number() over (
        partition by metric_id, period_id order by recorded_at desc, narrative_id
    ) as newest
    from narrative
    where unit_id = :unit {only} and recorded_at <= :as_at
) as held
where newest = 1
order by period_end desc, metric_id
"""
    told = {"unit": unit, **moment, **({"metric": metric} if metric else {})}
    return Query("narratives", sql, told)


def _overrides(unit: str, moment: dict[str, datetime]) -> Query:
    sql = """
select o.narrative_id, o.sentence, o.reason
from narrative_override as o
join narrative as n on n.narrative_id = o.narrative_id
where n.unit_id = :unit and n.recorded_at <= :as_at
order by o.narrative_id, o.sentence
"""
    return Query("overrides", sql, {"unit": unit, **moment})


def _approvals(unit: str, moment: dict[str, datetime]) -> Query:
    sql = f"""
select {", ".join("a." + column for column in APPROVAL)}
from narrative_approval as a
join narrative as n on n.narrative_id = a.narrative_id
where n.unit_id = :unit and a.approved_at <= :as_at
order by a.approved_at, a.approved_by
"""
    return Query("approvals", sql, {"unit": unit, **moment})
