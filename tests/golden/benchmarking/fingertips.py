"""PHE's quantiles and Fingertips' comparers, categories and recent trends."""

from __future__ import annotations

import numpy as np

from pmf_core.definitions.polarity import Polarity
from pmf_core.judgement.benchmark import (
    Significance,
    TrendReason,
    against_interval,
    against_intervals,
    category_bounds,
    equal_groups,
    judged,
    quantile_categories,
    recent_trend_of_proportions,
    recent_trend_of_values,
    two_level,
)
from pmf_core.judgement.funnel import dsr_positions, proportion_positions
from tests.golden.benchmarking.checks import close, column, grouped, keys, number, outcome, same, words
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison, reads

reads("benchmarking", "fingertips_trend_input.csv")

POLARITIES = {"0": Polarity.LOWER_IS_BETTER, "1": Polarity.HIGHER_IS_BETTER, "99": Polarity.NEUTRAL}
"""Fingertips' numbers for polarity; -1 means that the indicator is not compared."""

CATEGORIES = {"quartile": 4, "quintile": 5}
"""How many there are of each kind. Fingertips numbers quintiles from the best, quartiles from the lowest."""

SIGNIFICANCE = {-2: "Worst", -1: "Worse", 0: "Same", 1: "Better", 2: "Best", 9: "None"}

CANNOT_BE_CALCULATED = "CannotBeCalculated"
"""The marker of a trend without a result: what the peer's other columns say then means nothing."""

MARKERS = {-1: "Decreasing", 0: "NoChange", 1: "Increasing"}


@comparison("benchmarking", "phe_quantile.csv")
def phe_quantile(folder: Folder) -> Comparison:
    rows = folder.rows("phe_quantile.csv")
    values, found = column(rows, "value"), np.full(len(rows), np.nan)
    for (_, groups, inverted), places in grouped(rows, "case_id", "nquantiles", "invert").items():
        group = equal_groups(values[places], groups=int(groups), highest_first=inverted == "TRUE")
        found[places] = np.where(group == 0, np.nan, group)
    return outcome(
        "phe_quantile.csv",
        keys(rows, "case_id", "area", "nquantiles", "invert"),
        close("quantile", column(rows, "quantile"), found),
    )


@comparison("benchmarking", "fingertips_categories.csv")
def categories(folder: Folder) -> Comparison:
    rows = folder.rows("fingertips_categories.csv")
    values = column(rows, "value")
    found = {kind: np.zeros(len(rows), dtype=np.int64) for kind in CATEGORIES}
    for (_, code), places in grouped(rows, "set_id", "polarity").items():
        best_first = {"quartile": Polarity.NEUTRAL, "quintile": POLARITIES[code]}
        for kind, count in CATEGORIES.items():
            part = quantile_categories(values[places], categories=count, polarity=best_first[kind])
            found[kind][places] = part
    checks = [close(kind, column(rows, kind), codes) for kind, codes in found.items()]
    return outcome("fingertips_categories.csv", keys(rows, "set_id", "area"), *checks)


@comparison("benchmarking", "fingertips_bounds.csv")
def bounds(folder: Folder) -> Comparison:
    rows, areas = folder.rows("fingertips_bounds.csv"), folder.rows("fingertips_categories.csv")
    values = column(areas, "value")
    sets = {key[0]: values[places] for key, places in grouped(areas, "set_id").items()}
    found = np.full(len(rows), np.nan)
    for (set_id, kind), places in grouped(rows, "set_id", "kind").items():
        cuts = category_bounds(sets[set_id], categories=CATEGORIES[kind])
        found[places] = [cuts[int(rows[place]["i"])] for place in places]
    return outcome(
        "fingertips_bounds.csv",
        keys(rows, "set_id", "kind", "i"),
        close("bound", column(rows, "bound"), found, absolute=1e-10),
    )


def standing_of(rows: list[Row], method: str) -> np.ndarray:
    """Each case's standing by one of the five comparers."""
    names = ("value", "lower95", "upper95", "lower998", "upper998", "denominator", "comparator", "unit")
    value, low, high, outer_low, outer_high, n, comparator, unit = (column(rows, name) for name in names)
    if method == "double_ci_95":
        limits = column(rows, "comp_lower95"), column(rows, "comp_upper95")
        return against_intervals(value, (low, high), comparators=comparator, comparator_limits=limits)
    if method.startswith("single_ci"):
        inner = against_interval(value, low, upper=high, comparators=comparator)
        outer = against_interval(value, outer_low, upper=outer_high, comparators=comparator)
        return two_level(inner, outer) if method.endswith("998") else inner
    spread = number(rows[0]["confidence_variable"])
    if method == "spc_proportion":
        return proportion_positions(value, n, comparators=comparator, z=spread, unit=unit[0])
    return dsr_positions(value, n, comparators=comparator, tail=spread, unit=unit[0])


@comparison("benchmarking", "fingertips_compare.csv")
def compare(folder: Folder) -> Comparison:
    rows = folder.rows("fingertips_compare.csv")
    found = np.full(len(rows), int(Significance.NOT_COMPARED))
    for (method, polarity, *_), places in grouped(rows, "method", "polarity", "confidence_variable", "unit").items():
        if polarity in POLARITIES:
            standing = standing_of([rows[place] for place in places], method)
            found[places] = judged(standing, POLARITIES[polarity])
    labels = [SIGNIFICANCE[int(code)] for code in found]
    return outcome(
        "fingertips_compare.csv",
        keys(rows, "case_id", "method"),
        same("significance", words(rows, "significance"), labels),
    )


@comparison("benchmarking", "fingertips_trend_expected.csv")
def trend(folder: Folder) -> Comparison:
    rows, given = folder.rows("fingertips_trend_expected.csv"), folder.rows("fingertips_trend_input.csv")
    series = {key[0]: places for key, places in grouped(given, "case_id").items()}
    chi_squared, significant, markers = np.zeros(len(rows)), [], []
    for place, row in enumerate(rows):
        points = sorted((given[at] for at in series[row["case_id"]]), key=lambda each: each["year"])
        y, low, high, x, n = (column(points, name) for name in ("value", "lower", "upper", "count", "denominator"))
        if row["method"] == "ci":
            found = recent_trend_of_values(y, lower=low, upper=high, counts=x, denominators=n)
        else:
            found = recent_trend_of_proportions(x, n)
        calculated = found.reason[0] == TrendReason.CALCULATED
        chi_squared[place] = found.chi_squared[0] if calculated else 0.0
        significant.append(str(bool(found.significant[0])))
        markers.append(MARKERS[int(found.direction[0])] if calculated else CANNOT_BE_CALCULATED)
    none = words(rows, "expected_marker") == CANNOT_BE_CALCULATED
    return outcome(
        "fingertips_trend_expected.csv",
        keys(rows, "case_id", "method"),
        close("chi2", np.where(none, 0.0, column(rows, "chi2")), chi_squared, relative=1e-9),
        same("significant", np.where(none, "False", words(rows, "significant")), significant),
        same("expected_marker", words(rows, "expected_marker"), markers),
    )
