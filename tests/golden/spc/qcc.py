"""qcc: EWMA and CUSUM of the XmR series."""

from __future__ import annotations

import numpy as np

from pmf_core.judgement.spc.moving import cusum, ewma, process_and_sigma
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison
from tests.golden.spc.cases import by_case
from tests.golden.tally import Tally, number, number_differences, text_differences


def _keyed(row: Row) -> str:
    return f"{row['series_id']} λ={row['lambda']}"


@comparison("spc", "qcc_points.csv")
def qcc_points(folder: Folder) -> Comparison:
    """Average, sums, limits and violations of every point."""
    tally = Tally("qcc_points.csv")
    rows = by_case([row | {"key": _keyed(row)} for row in folder.rows("qcc_points.csv")], key="key")
    settings = {_keyed(row): row for row in folder.rows("qcc_series.csv")}
    for name, points in rows.items():
        values = np.array([[number(point["value"]) for point in points]])
        there = ~np.isnan(values)
        average = ewma(values, there, smoothing=float(points[0]["lambda"]))
        shift = float(settings[name]["se_shift"]) / 2
        sums = cusum(values, there, slack=shift, decision=float(settings[name]["decision_interval"]))
        scale = float(np.nanmax(np.abs(values)))
        differences: list[str] = []
        for place, point in enumerate(points):
            tables = {
                "ewma": average.average, "ewma_lcl": average.lower, "ewma_ucl": average.upper,
                "cusum_pos": sums.above, "cusum_neg": sums.below,
            }  # fmt: skip
            ours = {column: float(table[0, place]) for column, table in tables.items()}
            flags = {"ewma_violation": int(average.outside[0, place]), "cusum_violation": int(sums.outside[0, place])}
            differences += number_differences(ours, point, where=point["date"], scale=scale)
            differences += text_differences(flags, point, where=point["date"])
        tally.case(name, differences)
    return tally.comparison()


@comparison("spc", "qcc_series.csv")
def qcc_series(folder: Folder) -> Comparison:
    """Centre and standard deviation of every series."""
    tally = Tally("qcc_series.csv")
    rows = by_case([row | {"key": _keyed(row)} for row in folder.rows("qcc_points.csv")], key="key")
    for row in folder.rows("qcc_series.csv"):
        values = np.array([[number(point["value"]) for point in rows[_keyed(row)]]])
        mean, sigma = process_and_sigma(values, ~np.isnan(values))
        ours = {"center": mean.item(), "std_dev": sigma.item()}
        tally.case(_keyed(row), number_differences(ours, row, where="series", scale=float(np.nanmax(np.abs(values)))))
    return tally.comparison()
