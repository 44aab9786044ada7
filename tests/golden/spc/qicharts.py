"""qicharts2: run charts, i and mr, attribute charts with Laney's, rare events, x̄ and s; and their runs analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pmf_core.judgement.spc import MDC
from pmf_core.judgement.spc.attribute import c_chart, p_chart, u_chart
from pmf_core.judgement.spc.counted import Chart, Counted, counted, frame_of
from pmf_core.judgement.spc.laney import p_prime_chart, u_prime_chart
from pmf_core.judgement.spc.partition import Marks, partitions_of
from pmf_core.judgement.spc.profile import EXACT_LIMIT_WIDTH, Baseline, Screening
from pmf_core.judgement.spc.rare import g_chart, median_of, t_chart
from pmf_core.judgement.spc.run_chart import runs_of
from pmf_core.judgement.spc.subgroup import Subgroups, deviation_chart, mean_chart, subgroups_of
from pmf_core.judgement.spc.xmr import Limits, Numbers, limits_of, moving_range_limits
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison, reads
from tests.golden.spc.cases import by_case
from tests.golden.tally import NOTHING, Tally, number, number_differences, text_differences

reads("spc", "qic_cases.csv", "qic_input.csv")

NOT_ASKED_FOR = "ip"
COUNTED = {"p": p_chart, "u": u_chart, "c": c_chart, "g": g_chart}
SCREENED = {"pp": p_prime_chart, "up": u_prime_chart, "t": t_chart}
XMR = replace(MDC, limit_width=EXACT_LIMIT_WIDTH)


@dataclass(frozen=True)
class Drawn:
    """A chart of one case: what is drawn at each point, and which points count."""

    values: Numbers
    limits: Limits | None
    centre: Numbers
    included: Marks
    part: np.ndarray


@dataclass(frozen=True)
class Case:
    """One case with its options and its rows of measurements."""

    row: Row
    measured: Sequence[Row]

    @property
    def chart(self) -> str:
        """The peer's name of the chart."""
        return self.row["chart"]

    @property
    def subgroups(self) -> list[str]:
        """The distinct x, in order."""
        return list(dict.fromkeys(row["x"] for row in self.measured))

    @property
    def baseline(self) -> Baseline:
        """The points up to the freeze."""
        return Baseline(points=int(self.row["freeze"] or 0))

    @property
    def screening(self) -> Screening:
        """Whether moving ranges are screened."""
        return Screening.RANGES if self.row["screenedmr"].upper() == "TRUE" else Screening.OFF

    def starts(self) -> Marks:
        """The points after each break."""
        marks = np.zeros((1, len(self.subgroups)), dtype=bool)
        marks[0, [int(index) for index in self.row["part"].split(";") if index]] = True
        return marks

    def excluded(self) -> Marks:
        """The points left out."""
        marks = np.zeros((1, len(self.subgroups)), dtype=bool)
        marks[0, [int(index) - 1 for index in self.row["exclude"].split(";") if index]] = True
        return marks


def _cases(folder: Folder) -> list[Case]:
    measured = by_case(folder.rows("qic_input.csv"), key="series_id")
    return [Case(row, measured[row["series_id"]]) for row in folder.rows("qic_cases.csv")]


def _groups(case: Case) -> Subgroups:
    """The measurements by subgroup."""
    column = {x: place for place, x in enumerate(case.subgroups)}
    return subgroups_of(
        [number(row["y"]) for row in case.measured],
        series=[0] * len(case.measured),
        subgroup=[column[row["x"]] for row in case.measured],
        shape=(1, len(column)),
    )


def _counted(case: Case) -> Counted:
    above = [[number(row["y"]) for row in case.measured]]
    below = [[number(row["n"]) for row in case.measured]] if case.row["has_n"].upper() == "TRUE" else None
    return counted(above, below, ghosted=case.excluded(), starts=case.starts())


def _drawn(case: Case) -> Drawn:
    """The chart of a case, as the hub calculates it."""
    multiply = float(case.row["multiply"] or 1)
    if case.chart in ("xbar", "s"):
        return _of_subgroups(case)
    found = _counted(case)
    if case.chart in COUNTED or case.chart in SCREENED:
        chart = _of_counts(case, found).times(multiply)
        return _drawn_from(case, chart.values, chart.limits, found=found)
    values = found.numerator
    return _of_values(case, np.where(found.present, values, np.nan) * multiply, found=found)


def _of_counts(case: Case, found: Counted) -> Chart:
    if case.chart in COUNTED:
        return COUNTED[case.chart](found, baseline=case.baseline)
    return SCREENED[case.chart](found, baseline=case.baseline, screening=case.screening)


def _drawn_from(case: Case, values: Numbers, limits: Limits | None, *, found: Counted) -> Drawn:
    frame = frame_of(found, case.baseline)
    part = frame.outer(frame.number)
    centre = limits.centre if limits is not None else np.full_like(values, np.nan)
    return Drawn(values, limits, centre, ~case.excluded(), part[0])


def _of_values(case: Case, values: Numbers, *, found: Counted) -> Drawn:
    """run, i and mr: charts of the values themselves."""
    frame = frame_of(found, case.baseline)
    inner = np.nan_to_num(frame.inner(values))
    if case.chart == "run":
        centre = frame.outer(frame.at_points(frame.per_partition(lambda members: median_of(inner, members))))
        return replace(_drawn_from(case, values, None, found=found), centre=centre)
    settings = replace(XMR, screening=case.screening)
    if case.chart == "i":
        limits = limits_of(inner, partitions=frame.partitions, settings=settings).at(frame.number)
        spread = limits.mapped(lambda table: frame.outer(np.broadcast_to(table, values.shape)))
        return _drawn_from(case, values, spread, found=found)
    # The peer's ranges reach over an excluded point; only its own range is left out of the mean.
    there = ~np.isnan(values)
    parts = partitions_of(there, starts=case.starts(), baseline=case.baseline)
    left = replace(parts, baseline=parts.baseline & ~case.excluded())
    ranges, limits = moving_range_limits(np.nan_to_num(values), there, partitions=left)
    number = frame_of(found, case.baseline).number
    return _drawn_from(case, ranges, limits.at(number), found=found)


def _of_subgroups(case: Case) -> Drawn:
    groups = _groups(case)
    members = np.arange(1, len(case.subgroups) + 1)[None, :] <= (case.baseline.points or len(case.subgroups))
    members = members & ~case.excluded()
    chart = mean_chart if case.chart == "xbar" else deviation_chart
    limits = chart(groups, members=members)
    values = groups.mean if case.chart == "xbar" else groups.deviation
    return Drawn(values, limits, limits.centre, ~case.excluded(), np.zeros(len(case.subgroups), dtype=int))


@comparison("spc", "qic_points.csv")
def qic_points(folder: Folder) -> Comparison:
    """What is drawn at every subgroup."""
    tally = Tally("qic_points.csv")
    rows = by_case(folder.rows("qic_points.csv"), key="series_id")
    for case in _cases(folder):
        points = rows.get(case.row["series_id"])
        if points is None:
            continue
        if case.chart == NOT_ASKED_FOR:
            tally.skip("chart ip is not asked for")
            continue
        tally.case(case.row["series_id"], _differences(case, points))
    return tally.comparison()


def _differences(case: Case, points: Sequence[Row]) -> list[str]:
    drawn = _drawn(case)
    scale = float(np.nanmax(np.abs(drawn.values), initial=0.0))
    outside = _outside(drawn)
    differences: list[str] = []
    for place, point in enumerate(points):
        ours = {"y": float(drawn.values[0, place]), "cl": _at(drawn.centre, place)}
        if drawn.limits is not None:
            edges = drawn.limits
            ours |= {
                "lcl": _at(edges.lower, place), "lcl_95": _at(edges.near_lower, place),
                "ucl_95": _at(edges.near_upper, place), "ucl": _at(edges.upper, place),
            }  # fmt: skip
        where = f"x = {point['x']}"
        wanted = point | _without_variation(point, drawn)
        differences += number_differences(ours, wanted, where=where, scale=scale)
        flags = {"sigma_signal": int(outside[place]), "included": int(drawn.included[0, place])}
        differences += text_differences(flags | {"part": drawn.part[place] + 1}, point, where=where)
    return differences + _measurement_differences(case, points, scale=scale)


def _without_variation(point: Row, drawn: Drawn) -> Row:
    """The peer has no limits for values that are all the same; by the specification they are the mean."""
    if drawn.limits is None or point["lcl"] not in NOTHING or point["y"] != point["cl"]:
        return {}
    return dict.fromkeys(("lcl", "lcl_95", "ucl_95", "ucl"), point["cl"])


def _at(table: Numbers, place: int) -> float:
    return float(table[0, min(place, table.shape[1] - 1)])


def _measurement_differences(case: Case, points: Sequence[Row], *, scale: float) -> list[str]:
    """Sizes and standard deviations of subgroups."""
    if case.chart not in ("xbar", "s"):
        return []
    groups = _groups(case)
    differences: list[str] = []
    for place, point in enumerate(points):
        ours = {"y_mean": float(groups.mean[0, place]), "y_sd": float(groups.deviation[0, place])}
        differences += number_differences(ours, point, where=f"x = {point['x']}", scale=scale)
        differences += text_differences({"y_length": groups.size[0, place]}, point, where=f"x = {point['x']}")
    return differences


def _outside(drawn: Drawn) -> Marks:
    """Points beyond the limits, ghosts too: the peer marks what it draws."""
    limits = drawn.limits
    if limits is None:
        return np.zeros(drawn.values.shape[1], dtype=bool)
    over = drawn.values > limits.upper + limits.slack
    return (over | (drawn.values < limits.lower - limits.slack))[0]


@comparison("spc", "qic_series.csv")
def qic_series(folder: Folder) -> Comparison:
    """The runs analysis of each part."""
    tally = Tally("qic_series.csv")
    rows = by_case(folder.rows("qic_series.csv"), key="series_id")
    for case in _cases(folder):
        for row in rows.get(case.row["series_id"], []):
            if case.chart == NOT_ASKED_FOR:
                tally.skip("chart ip is not asked for")
                continue
            tally.case(f"{case.row['series_id']} part {row['part']}", _runs_differences(case, row))
    return tally.comparison()


def _runs_differences(case: Case, row: Row) -> list[str]:
    drawn = _drawn(case)
    inside = (drawn.part == int(row["part"]) - 1) & drawn.included[0]
    members = inside & ~np.isnan(drawn.values[0])
    runs = runs_of(np.nan_to_num(drawn.values), members[None, :], centre=np.nan_to_num(drawn.centre))
    ours: dict[str, object] = {
        "n_obs": int(inside.sum()),
        "n_sigma_signal": int((_outside(drawn) & (drawn.part == int(row["part"]) - 1)).sum()),
    }
    if case.chart != "mr":
        ours |= {"n_useful": runs.useful.item(), "runs_signal": int(runs.signal.item())}
    if case.chart != "mr" and runs.useful.item() > 0:
        ours |= {
            "longest_run": runs.longest.item(), "longest_run_max": runs.longest_allowed.item(),
            "n_crossings": runs.crossings.item(), "n_crossings_min": runs.crossings_needed.item(),
        }  # fmt: skip
    return text_differences(ours, row, where="part")
