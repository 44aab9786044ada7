"""The analytic queries: plain SQL that every engine reads the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pmf_core.access.scope import Scope
from pmf_core.store.decided import FOREVER
from pmf_core.store.engine import Query, listed

KEY = "metric_id, unit_id, breakdown, grain, period_start, period_end"
"""What makes two rows versions of the same figure."""

NEWEST_FIRST = f"partition by {KEY} order by known_from desc, batch_id desc"
"""How the row known last is found: ties are settled by the transaction number."""


def source_for(scope: Scope) -> str:
    """Everything known, for who needs small numbers on the screen; for everybody else what is not withheld."""
    return "exact_reading" if scope.discloses else "reading"


FIGURE = """metric_id, unit_id, grain, period_start, period_end, value, numerator, denominator, missing_reason,
       status, known_from, parts, parts_expected, batch_id, source_row, source_column, source_sheet"""
"""A figure as it is read: whose and of when it is, then what a point holds, in its order."""


def readings(
    metrics: Sequence[str],
    units: Sequence[str],
    *,
    breakdown: str,
    since: date | None,
    until: date | None,
    as_at: datetime | None,
    source: str = "reading",
) -> Query:
    """Each figure as it was known at a moment, in order of metric, unit and period."""
    in_metrics, metric_parameters = listed("metric", metrics)
    in_units, unit_parameters = listed("unit", units)
    sql = f"""
with known as (
    select {KEY}, numerator, denominator, value, missing_reason, status, known_from, batch_id,
           source_row, source_column, source_sheet, parts, parts_expected,
           row_number() over ({NEWEST_FIRST}) as newest
    from {source}
    where metric_id {in_metrics} and unit_id {in_units}
      and breakdown = :breakdown
      and period_end >= :since and period_start <= :until
      and known_from <= :as_at
)
select {FIGURE}
from known
where newest = 1 and (parts_expected is null or parts_expected > 0)
order by metric_id, unit_id, period_start, period_end
"""
    return Query(
        "readings",
        sql,
        {
            "breakdown": breakdown,
            "since": since or date.min,
            "until": until or date.max,
            "as_at": as_at or FOREVER,
            **metric_parameters,
            **unit_parameters,
        },
    )


def newest_readings(
    metrics: Sequence[str],
    units: Sequence[str],
    *,
    since: date | None,
    until: date,
    as_at: datetime | None,
    source: str = "reading",
) -> Query:
    """The last figure of each metric at each unit whose period ends by a day, as it was known at a moment."""
    in_metrics, metric_parameters = listed("metric", metrics)
    in_units, unit_parameters = listed("unit", units)
    sql = f"""
with known as (
    select {FIGURE}, row_number() over ({NEWEST_FIRST}) as newest
    from {source}
    where metric_id {in_metrics} and unit_id {in_units} and breakdown = 'all'
      and period_end >= :since and period_end <= :until and known_from <= :as_at
),
placed as (
    select {FIGURE}, row_number() over (
             partition by metric_id, unit_id order by period_start desc, period_end desc, grain
           ) as place
    from known
    where newest = 1 and (parts_expected is null or parts_expected > 0)
)
select {FIGURE}
from placed
where place = 1
order by metric_id, unit_id
"""
    given = {"since": since or date.min, "until": until, "as_at": as_at or FOREVER}
    return Query("newest readings", sql, {**given, **metric_parameters, **unit_parameters})


def all_readings(
    metrics: Sequence[str], units: Sequence[str], *, as_at: datetime | None, source: str = "reading"
) -> Query:
    """Every version of each figure, the oldest knowledge first, in order of metric, unit and period."""
    in_metrics, metric_parameters = listed("metric", metrics)
    in_units, unit_parameters = listed("unit", units)
    sql = f"""
select {FIGURE}
from {source}
where metric_id {in_metrics} and unit_id {in_units} and breakdown = 'all' and known_from <= :as_at
order by metric_id, unit_id, period_start, period_end, grain, known_from, batch_id
"""
    return Query("all readings", sql, {"as_at": as_at or FOREVER, **metric_parameters, **unit_parameters})


def versions_of(metric: str, unit: str, *, as_at: datetime | None, source: str = "reading") -> Query:
    """Every version of every figure of a metric at a unit, oldest knowledge first: what restatements are read from."""
    sql = f"""
select grain, period_start, period_end, numerator, denominator, value, missing_reason, known_from, batch_id
from {source}
where metric_id = :metric and unit_id = :unit and breakdown = 'all' and known_from <= :as_at
order by period_start, period_end, known_from, batch_id
"""
    return Query("versions of", sql, {"metric": metric, "unit": unit, "as_at": as_at or FOREVER})


def measured_at(unit: str, *, as_at: datetime | None) -> Query:
    """Which metrics a unit has figures of, and until when."""
    sql = """
select metric_id, max(period_end) as last_day
from reading
where unit_id = :unit and known_from <= :as_at
group by metric_id
order by metric_id
"""
    return Query("measured at", sql, {"unit": unit, "as_at": as_at or FOREVER})


def measured_at_each(units: Sequence[str], *, as_at: datetime | None) -> Query:
    """Which metrics each of some units has figures of."""
    in_units, unit_parameters = listed("unit", units)
    sql = f"""
select distinct metric_id, unit_id
from reading
where unit_id {in_units} and value is not null and known_from <= :as_at
order by metric_id, unit_id
"""
    return Query("measured at each", sql, {"as_at": as_at or FOREVER, **unit_parameters})


def breakdowns_of(metric: str, unit: str, *, as_at: datetime | None) -> Query:
    """The breakdowns that a unit has figures of a metric by, beside the whole."""
    sql = """
select distinct breakdown
from reading
where metric_id = :metric and unit_id = :unit and breakdown <> 'all' and known_from <= :as_at
order by breakdown
"""
    return Query("breakdowns of", sql, {"metric": metric, "unit": unit, "as_at": as_at or FOREVER})


def batches() -> Query:
    """Every batch, newest first."""
    sql = """
select batch_id, file, source, title, sha256, provenance, known_from, loaded_at, row_count
from batch
order by batch_id desc
"""
    return Query("batches", sql)


def parts_of(
    metric: str,
    units: Sequence[str],
    *,
    first: date,
    last: date,
    as_at: datetime | None,
    source: str = "reading",
) -> Query:
    """The observed rows behind a figure, each with the file and the place in it."""
    in_units, unit_parameters = listed("unit", units)
    sql = f"""
with known as (
    select {KEY}, numerator, denominator, value, missing_reason, status, known_from, batch_id,
           source_row, source_column, source_sheet, row_number() over ({NEWEST_FIRST}) as newest
    from {source}
    where metric_id = :metric and unit_id {in_units} and parts_expected is null
      and period_start = :first_day and period_end = :last_day
      and known_from <= :as_at
)
select k.unit_id, k.breakdown, k.numerator, k.denominator, k.value, k.missing_reason, k.status, k.known_from,
       k.source_row, k.source_column, k.source_sheet, k.batch_id, b.file, b.title, b.sha256, b.source, b.provenance
from known as k
join batch as b on b.batch_id = k.batch_id
where k.newest = 1
order by k.unit_id, k.breakdown
"""
    return Query(
        "parts of",
        sql,
        {
            "metric": metric,
            "first_day": first,
            "last_day": last,
            "as_at": as_at or FOREVER,
            **unit_parameters,
        },
    )


def latest_readings(
    metrics: Sequence[str],
    units: Sequence[str],
    *,
    beside: Sequence[str],
    breakdown: str,
    until: date | None,
    since: date | None = None,
    as_at: datetime | None,
    source: str = "reading",
) -> Query:
    """Each metric in its latest period in which any of the units has a value, at them and at those beside them.

    `since` looks no further back than a day, for who asks again without it about the metrics that have nothing since.
    """
    in_metrics, metric_parameters = listed("metric", metrics)
    in_units, unit_parameters = listed("unit", units)
    in_all, all_parameters = listed("all", [*units, *beside])
    sql = f"""
with last_period as (
    select metric_id, max(period_end) as last_day
    from {source}
    where metric_id {in_metrics} and unit_id {in_units}
      and breakdown = :breakdown and value is not null
      and period_end between :since and :until and known_from <= :as_at
    group by metric_id
),
known as (
    select r.metric_id, r.unit_id, r.grain, r.period_start, r.period_end, r.numerator, r.denominator, r.value,
           r.missing_reason, r.parts_expected,
           row_number() over (
               partition by r.metric_id, r.unit_id, r.grain, r.period_start
               order by r.known_from desc, r.batch_id desc
           ) as newest
    from {source} as r
    join last_period as p on p.metric_id = r.metric_id and p.last_day = r.period_end
    where r.period_end between :since and :until and r.metric_id {in_metrics} and r.unit_id {in_all}
      and r.breakdown = :breakdown and r.known_from <= :as_at
)
select metric_id, unit_id, grain, period_start, period_end, numerator, denominator, value, missing_reason
from known
where newest = 1 and (parts_expected is null or parts_expected > 0)
order by metric_id, unit_id, period_start
"""
    return Query(
        "latest readings",
        sql,
        {
            "breakdown": breakdown,
            "until": until or date.max,
            "since": since or date.min,
            "as_at": as_at or FOREVER,
            **metric_parameters,
            **unit_parameters,
            **all_parameters,
        },
    )
