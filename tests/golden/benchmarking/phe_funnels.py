"""PHEindicatormethods: funnel limits, points and significance."""

from __future__ import annotations

import numpy as np

from pmf_core.judgement.funnel import (
    Significance,
    count_funnel,
    proportion_funnel,
    proportion_significance,
    rate_points,
    rate_significance,
    ratio_significance,
    yearly_populations,
)
from tests.golden.benchmarking.checks import close, column, grouped, keys, outcome, same, words
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison

LABELS = {
    Significance.FAR_BELOW: "Low (0.001)",
    Significance.BELOW: "Low (0.025)",
    Significance.SIMILAR: "Not significant",
    Significance.ABOVE: "High (0.025)",
    Significance.FAR_ABOVE: "High (0.001)",
    Significance.TOO_FEW_EVENTS: "Not applicable for events less than 10 for dsrs",
    Significance.NOT_COMPARED: "NA",
}

TWO_SIGMA, THREE_SIGMA = 0.95, 0.998
"""The confidences of the inner and the outer limits."""

PER = 100_000.0
"""The golden rates are per 100,000."""

YEARS = 3.0
"""The golden rates are of three years together."""


@comparison("benchmarking", "phe_funnel_significance.csv")
def significance(folder: Folder) -> Comparison:
    rows = folder.rows("phe_funnel_significance.csv")
    found = np.empty(len(rows), dtype=np.int64)
    for (_, statistic), places in grouped(rows, "set_id", "statistic").items():
        part = [rows[place] for place in places]
        x, n, rate = (column(part, name) for name in ("numerator", "denominator", "rate"))
        if statistic == "proportion":
            found[places] = proportion_significance(x, n)
        elif statistic == "ratio":
            found[places] = ratio_significance(x, n)
        else:
            standardised = statistic == "rate_dsr"
            found[places] = rate_significance(x, rate, populations=n, standardised=standardised, multiplier=PER)
    labels = [LABELS[Significance(code)] for code in found]
    return outcome(
        "phe_funnel_significance.csv",
        keys(rows, "set_id", "area", "statistic"),
        same("significance", words(rows, "significance"), labels),
    )


@comparison("benchmarking", "phe_funnel_points.csv")
def points(folder: Folder) -> Comparison:
    rows = folder.rows("phe_funnel_points.csv")
    x, n, rate = (column(rows, name) for name in ("numerator", "denominator", "rate"))
    found = np.full((2, len(rows)), np.nan)
    for (kind,), places in grouped(rows, "rate_type").items():
        drawn = rate_points(
            x[places], rate[places], populations=n[places], standardised=kind == "dsr", years=YEARS, multiplier=PER
        )
        found[:, places] = drawn.rate, drawn.population
    return outcome(
        "phe_funnel_points.csv",
        keys(rows, "set_id", "area", "rate_type"),
        close("rate_chart", column(rows, "rate_chart"), found[0], relative=1e-9),
        close("denominator_derived", column(rows, "denominator_derived"), found[1], relative=1e-9),
    )


@comparison("benchmarking", "phe_funnel_limits.csv")
def chart_limits(folder: Folder) -> Comparison:
    rows, areas = folder.rows("phe_funnel_limits.csv"), folder.rows("phe_funnel_significance.csv")
    sums = _sums(areas)
    names = [f"{side}_{sigma}s_limit" for sigma in (2, 3) for side in ("lower", "upper")]
    population_names = [name.replace("limit", "population_1_year") for name in names]
    found = np.full((len(names), len(rows)), np.nan)
    populations, baseline = found.copy(), np.full(len(rows), np.nan)
    for (set_id, statistic), places in grouped(rows, "set_id", "statistic").items():
        x = column([rows[place] for place in places], "x")
        events, people = sums[set_id]
        kind = statistic.split()[0]
        if kind == "proportion":
            centre = baseline[places] = events / people * 100
            pair = [proportion_funnel(x, centre / 100, confidence=level) for level in (TWO_SIGMA, THREE_SIGMA)]
        else:
            centre = 100.0 if kind == "ratio" else events / people * PER
            pair = [count_funnel(x, centre, confidence=level) for level in (TWO_SIGMA, THREE_SIGMA)]
        found[:, places] = [side for limits in pair for side in (limits.lower, limits.upper)]
        if kind == "rate":
            baseline[places] = centre
            populations[:, places] = yearly_populations(x, found[:, places], years=YEARS, multiplier=PER)
    relative = np.where(words(rows, "method") == "Wilson", 1e-9, 1e-4)
    checks = [
        close(name, column(rows, name), values, absolute=relative * np.abs(column(rows, name)))
        for name, values in zip(names + population_names, [*found, *populations], strict=True)
    ]
    checks.append(close("baseline", column(rows, "baseline"), baseline, relative=1e-9))
    return outcome("phe_funnel_limits.csv", keys(rows, "set_id", "statistic", "x"), *checks)


def _sums(areas: list[Row]) -> dict[str, tuple[float, float]]:
    """All events over all denominators of each set, whichever statistic the set was used for first."""
    first = dict(reversed(keys(areas, "set_id", "statistic")))
    groups = grouped(areas, "set_id", "statistic")
    return {
        set_id: tuple(
            float(column([areas[place] for place in groups[set_id, statistic]], name).sum())
            for name in ("numerator", "denominator")
        )
        for set_id, statistic in first.items()
    }
