"""The queries about batches: what one gave, what it changed, and which figures are there at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pmf_core.measures.sql import KEY, NEWEST_FIRST
from pmf_core.store.decided import FOREVER
from pmf_core.store.engine import Query, listed

KEYS = tuple(KEY.split(", "))
SAID = ("numerator", "denominator", "value", "missing_reason")
"""What a figure says."""


def _beside_before(source: str) -> str:
    """Each figure of a batch, observed or added up, beside the one that was known before it."""
    return f"""
with fresh as (
    select {KEY}, {", ".join(SAID)}
    from {source}
    where batch_id = :batch
),
known as (
    select {", ".join(f"r.{name}" for name in (*KEYS, *SAID, "parts_expected", "known_from", "batch_id"))}
    from {source} as r
    join fresh as f on {" and ".join(f"f.{name} = r.{name}" for name in KEYS)}
    where r.batch_id < :batch
),
earlier as (
    select {KEY}, {", ".join(SAID)}, parts_expected, row_number() over ({NEWEST_FIRST}) as newest
    from known
),
beside as (
    select f.metric_id, f.unit_id, f.breakdown, f.grain, f.period_start, f.period_end,
           e.value as before, e.missing_reason as before_reason, f.value as after, f.missing_reason as after_reason,
           e.metric_id is null as is_new,
           e.metric_id is not null and (
               f.value is distinct from e.value or f.missing_reason is distinct from e.missing_reason
               or f.numerator is distinct from e.numerator or f.denominator is distinct from e.denominator
           ) as is_restated
    from fresh as f
    left join earlier as e
      on e.metric_id = f.metric_id and e.unit_id = f.unit_id and e.breakdown = f.breakdown and e.grain = f.grain
     and e.period_start = f.period_start and e.period_end = f.period_end and e.newest = 1
     and (e.parts_expected is null or e.parts_expected > 0)
)
"""


def touched_by(batch: int, *, source: str = "reading") -> Query:
    """How many figures of each metric and unit a batch gave: new, restated, and the same again."""
    sql = f"""{_beside_before(source)}
select metric_id, unit_id,
       sum(case when is_new then 1 else 0 end) as new_count,
       sum(case when is_restated then 1 else 0 end) as restated_count,
       sum(case when is_new or is_restated then 0 else 1 end) as same_count
from beside
group by metric_id, unit_id
order by metric_id, unit_id
"""
    return Query("touched by", sql, {"batch": batch})


def changed_by(batch: int, *, source: str = "reading") -> Query:
    """Every figure that a batch gave for the first time or told otherwise."""
    sql = f"""{_beside_before(source)}
select metric_id, unit_id, period_start, period_end, grain, before, before_reason, after, after_reason, is_new
from beside
where breakdown = 'all' and (is_new or is_restated)
order by metric_id, unit_id, period_start, period_end
"""
    return Query("changed by", sql, {"batch": batch})


def observed(metrics: Sequence[str], *, since: date, as_at: datetime | None) -> Query:
    """The units that told a figure of each metric and period, or why there is none."""
    in_metrics, parameters = listed("metric", metrics)
    sql = f"""
select metric_id, unit_id, period_end
from observation
where metric_id {in_metrics} and period_end >= :since and known_from <= :as_at and breakdown = 'all'
group by metric_id, unit_id, period_end
order by metric_id, unit_id, period_end
"""
    return Query("observed", sql, {"since": since, "as_at": as_at or FOREVER, **parameters})


def withheld_of(metrics: Sequence[str]) -> Query:
    """Every version of a figure that is withheld, of some metrics."""
    in_metrics, parameters = listed("metric", metrics)
    sql = f"""
select metric_id, unit_id, breakdown, grain, period_start, period_end, known_from, batch_id
from withheld
where metric_id {in_metrics}
"""
    return Query("withheld of", sql, parameters)
