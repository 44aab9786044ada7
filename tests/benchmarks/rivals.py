"""The XmR judgement in plain pandas and in DuckDB window functions, to compare speed with: same rules, same result.

Series have no gaps here, limits come from the first 24 points, lower is better.
"""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd

BASELINE, RUN, WIDTH = 24, 7, 2.66


def long_frame(values: np.ndarray) -> pd.DataFrame:
    """One row per series and point."""
    series, points = values.shape
    return pd.DataFrame(
        {
            "series": np.repeat(np.arange(series), points),
            "point": np.tile(np.arange(points), series),
            "value": values.ravel(),
        }
    )


def with_pandas(frame: pd.DataFrame, *, target: float) -> pd.DataFrame:
    """Every rule by groupby, shift and transform; one row per series with its verdicts."""
    found = frame.copy()
    by_series = found.groupby("series")["value"]
    base = found[found["point"] < BASELINE]
    ranges = base.groupby("series")["value"].diff().abs().groupby(base["series"]).mean()
    mean = found["series"].map(base.groupby("series")["value"].mean())
    reach = WIDTH * found["series"].map(ranges)
    found["lower"], found["upper"] = mean - reach, mean + reach
    distance = found["value"] - mean
    side, step = np.sign(distance), np.sign(by_series.diff())
    near = (distance.abs() > 2 / 3 * reach) & (distance.abs() <= reach)
    marks = {}
    for name, sign in (("high", 1), ("low", -1)):
        on_side, near_side = side == sign, near & (side == sign)
        beyond = (distance * sign) > reach
        marks[name] = (
            beyond | _run(found, on_side, RUN) | _trend(found, step == sign) | _pairs(found, on_side, near_side)
        )
    found["label"] = np.select([marks["low"], marks["high"]], [3, 4], 1)
    last = found.groupby("series").tail(1).set_index("series")
    last["assurance"] = np.select([target > last["upper"], target < last["lower"]], [1, 2], 3)
    return last[["label", "assurance"]]


def _run(frame: pd.DataFrame, mark: pd.Series, length: int) -> pd.Series:
    changed = (mark != mark.shift()) | (frame["series"] != frame["series"].shift())
    size = mark.groupby(changed.cumsum()).transform("size")
    return mark & (size >= length)


def _trend(frame: pd.DataFrame, step: pd.Series) -> pd.Series:
    steps = _run(frame, step, RUN - 1)
    same = frame["series"] == frame["series"].shift(-1)
    return steps | (steps.shift(-1, fill_value=False) & same)


def _pairs(frame: pd.DataFrame, side: pd.Series, near: pd.Series) -> pd.Series:
    by_series = frame["series"]
    three = side.groupby(by_series).rolling(3).sum().to_numpy() == 3
    found = pd.Series(three & (near.groupby(by_series).rolling(3).sum().to_numpy() >= 2), index=frame.index)
    grouped = found.groupby(by_series)
    return near & (found | grouped.shift(-1, fill_value=False) | grouped.shift(-2, fill_value=False))


SQL = """
with ranged as (
    select series, point, value, abs(value - lag(value) over s) as moving_range, value - lag(value) over s as change
    from points window s as (partition by series order by point)
), limited as (
    select *, avg(value) filter (where point < 24) over (partition by series) as mean,
           2.66 * avg(moving_range) filter (where point < 24) over (partition by series) as reach
    from ranged
), sided as (
    select *, sign(value - mean) as side, coalesce(sign(change), 0) as step,
           abs(value - mean) > 2.0 / 3 * reach and abs(value - mean) <= reach as near
    from limited
), grouped as (
    select *, point - row_number() over (partition by series, side order by point) as side_run,
           point - row_number() over (partition by series, step order by point) as step_run,
           abs(sum(side) over last3) = 3 and sum(near::int) over last3 >= 2 and count(*) over last3 = 3 as pair
    from sided window last3 as (partition by series order by point rows between 2 preceding and current row)
), counted as (
    select *, count(*) over (partition by series, side, side_run) as side_length,
           count(*) over (partition by series, step, step_run) as step_length
    from grouped
), marked as (
    select *, side <> 0 and side_length >= 7 as shift,
           case when step <> 0 and step_length >= 6 then step else 0 end as own_trend,
           lead(case when step <> 0 and step_length >= 6 then step else 0 end, 1, 0) over s as next_trend,
           near and (pair or lead(pair, 1, false) over s or lead(pair, 2, false) over s) as two_of_three
    from counted window s as (partition by series order by point)
)
select series,
       case when value - mean < -reach or own_trend < 0 or next_trend < 0
                 or (side < 0 and (shift or two_of_three)) then 3
            when value - mean > reach or own_trend > 0 or next_trend > 0
                 or (side > 0 and (shift or two_of_three)) then 4
            else 1 end as label,
       case when $target > mean + reach then 1 when $target < mean - reach then 2 else 3 end as assurance
from marked qualify point = max(point) over (partition by series) order by series
"""


def with_duckdb(connection: duckdb.DuckDBPyConnection, *, target: float) -> dict[str, np.ndarray]:
    """The same by window functions over a table `points`."""
    return connection.execute(SQL, {"target": target}).fetchnumpy()
