"""From rows in DuckDB to verdicts: 100,000 series × 60 points read, laid out as a matrix and judged."""

from __future__ import annotations

from time import perf_counter

import duckdb
import numpy as np

from pmf_core.definitions.polarity import Polarity
from pmf_core.judgement.spc import batch_of_arrays, judge

POINTS = 60
RUNS = 3

ROWS = """
create or replace table points as
select 'metric_' || (s % 60) as metric_id, 'unit_' || (s // 60) as unit_id,
       cast(date '2020-01-01' + to_months(cast(p as integer)) as date) as period_start,
       10 + sin(s * 7.3 + p * p) as value
from range({series}) as a(s), range(60) as b(p)
"""

NUMBERED = """
with series as (
    select metric_id, unit_id, row_number() over (order by metric_id, unit_id) - 1 as place
    from (select distinct metric_id, unit_id from points) as found
)
select s.place, extract(year from p.period_start) * 12 + extract(month from p.period_start) as month, p.value
from points as p
join series as s on s.metric_id = p.metric_id and s.unit_id = p.unit_id
"""
"""Series numbered by the database and months counted, so that rows may come in any order: sorting them costs more."""


def judged(connection: duckdb.DuckDBPyConnection, series: int) -> int:
    """How many series were judged."""
    found = connection.execute(NUMBERED).fetchnumpy()
    values = np.full((series, POINTS), np.nan)
    values[found["place"], found["month"] - found["month"].min()] = found["value"]
    verdicts = judge(batch_of_arrays(values, polarity=Polarity.LOWER_IS_BETTER, target=11.0))
    return len(verdicts.variation)


def main() -> None:
    """Print million points per second."""
    for series in (100_000, 1_000):
        connection = duckdb.connect()
        connection.execute(ROWS.format(series=series))
        judged(connection, series)
        best = float("inf")
        for _ in range(RUNS if series > 1_000 else 10 * RUNS):
            began = perf_counter()
            judged(connection, series)
            best = min(best, perf_counter() - began)
        print(f"from DuckDB to verdict, {series:,} × {POINTS}: {series * POINTS / best / 1e6:.1f} M points/s")


if __name__ == "__main__":
    main()
