"""PHEindicatormethods: intervals around proportions, rates, means, standardised rates and gradients."""

from __future__ import annotations

import numpy as np

from pmf_core.judgement.intervals import (
    Intervals,
    ValueScale,
    directly_standardised_rates,
    expected_counts,
    indirectly_standardised,
    mean_intervals,
    poisson_around_expected,
    proportion_intervals,
    rate_intervals,
    slope_index,
)
from tests.golden.benchmarking.checks import Check, close, column, grouped, keys, number, outcome, same, words
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison, reads

reads("benchmarking", "phe_mean_input.csv", "phe_dsr_input.csv", "phe_indirect_input.csv", "phe_sii_input.csv")

PHE_SEED = 99
"""Any seed would do: simulated limits are compared within 3 % of their width."""

SIMULATED = 0.03
"""How far a simulated limit may be off, as a share of the width of the interval."""


def interval_checks(rows: list[Row], found: Intervals, *, relative: float, absolute: object = 0.0) -> list[Check]:
    """Value, lower and upper beside the reference's."""
    pairs = (("value", found.value), ("lowercl", found.lower), ("uppercl", found.upper))
    return [
        close(name, column(rows, name), values, relative=relative, absolute=np.asarray(absolute, float))
        for name, values in pairs
    ]


def scattered(size: int, parts: list[tuple[list[int], Intervals]]) -> Intervals:
    """The intervals of groups of cases, put back into the order of the file."""
    whole = np.full((3, size), np.nan)
    for places, part in parts:
        whole[:, places] = part.value, part.lower, part.upper
    return Intervals(*whole)


def bands_of(folder: Folder, name: str) -> dict[str, list[Row]]:
    """The input rows of each case."""
    rows = folder.rows(name)
    return {key[0]: [rows[place] for place in places] for key, places in grouped(rows, "case_id").items()}


@comparison("benchmarking", "phe_proportion.csv")
def proportions(folder: Folder) -> Comparison:
    rows = folder.rows("phe_proportion.csv")
    x, n, multiplier = (column(rows, name) for name in ("numerator", "denominator", "multiplier"))
    parts = [
        (places, proportion_intervals(x[places], n[places], confidence=float(conf), multiplier=float(scale)))
        for (conf, scale), places in grouped(rows, "conf", "multiplier").items()
    ]
    checks = interval_checks(rows, scattered(len(rows), parts), relative=1e-9, absolute=1e-9 * multiplier)
    return outcome("phe_proportion.csv", keys(rows, "case_id", "conf", "multiplier"), *checks)


@comparison("benchmarking", "phe_rate.csv")
def rates(folder: Folder) -> Comparison:
    rows = folder.rows("phe_rate.csv")
    x, n = column(rows, "numerator"), column(rows, "denominator")
    parts = [
        (places, rate_intervals(x[places], n[places], confidence=float(conf), multiplier=float(scale)))
        for (conf, scale), places in grouped(rows, "conf", "multiplier").items()
    ]
    checks = interval_checks(rows, scattered(len(rows), parts), relative=1e-9)
    method = np.where(np.isnan(x), "NA", np.where(x < 10, "Exact", "Byars"))
    return outcome(
        "phe_rate.csv",
        keys(rows, "case_id", "conf", "multiplier"),
        *checks,
        same("method", words(rows, "method"), method),
    )


@comparison("benchmarking", "phe_mean_expected.csv")
def means(folder: Folder) -> Comparison:
    rows, groups = folder.rows("phe_mean_expected.csv"), bands_of(folder, "phe_mean_input.csv")
    width = max(len(group) for group in groups.values())
    values, present = np.full((len(rows), width), np.nan), np.zeros((len(rows), width), dtype=bool)
    for place, row in enumerate(rows):
        members = column(groups[row["case_id"]], "v")
        values[place, : len(members)], present[place, : len(members)] = members, True
    parts = [
        (places, mean_intervals(values[places], present=present[places], confidence=float(conf)))
        for (conf,), places in grouped(rows, "conf").items()
    ]
    checks = interval_checks(rows, scattered(len(rows), parts), relative=1e-8)
    return outcome("phe_mean_expected.csv", keys(rows, "case_id", "conf"), *checks)


@comparison("benchmarking", "phe_dsr_expected.csv")
def direct_rates(folder: Folder) -> Comparison:
    rows, bands = folder.rows("phe_dsr_expected.csv"), bands_of(folder, "phe_dsr_input.csv")
    parts = []
    for place, row in enumerate(rows):
        x, n, standard = (column(bands[row["case_id"]], name) for name in ("x", "n", "stdpop"))
        rate = directly_standardised_rates([x], [n], standard=standard, confidence=float(row["conf"]))
        parts.append(([place], rate))
    checks = interval_checks(rows, scattered(len(rows), parts), relative=1e-9)
    return outcome("phe_dsr_expected.csv", keys(rows, "case_id", "conf"), *checks)


@comparison("benchmarking", "phe_indirect_expected.csv")
def indirect(folder: Folder) -> Comparison:
    rows, bands = folder.rows("phe_indirect_expected.csv"), bands_of(folder, "phe_indirect_input.csv")
    parts, events, reference_rates = [], np.full(len(rows), np.nan), np.full(len(rows), np.nan)
    for place, row in enumerate(rows):
        n, x, x_ref, n_ref = (column(bands[row["case_id"]], name) for name in ("n", "x", "x_ref", "n_ref"))
        expected = expected_counts([n], reference_counts=x_ref, reference_populations=n_ref)
        kind, scale = row["kind"].rsplit("_", 1)
        reference = float(scale.removeprefix("x"))
        if kind == "rate_per":
            reference *= x_ref.sum() / n_ref.sum()
            reference_rates[place] = reference
        events[place] = expected[0]
        observed = [np.nansum(x)]
        confidence = float(row["conf"])
        parts.append(([place], indirectly_standardised(observed, expected, reference=reference, confidence=confidence)))
    return outcome(
        "phe_indirect_expected.csv",
        keys(rows, "case_id", "kind", "conf"),
        *interval_checks(rows, scattered(len(rows), parts), relative=1e-9),
        close("expected", column(rows, "expected"), events, relative=1e-9),
        close("ref_rate", column(rows, "ref_rate"), reference_rates, relative=1e-9),
    )


@comparison("benchmarking", "phe_sii_expected.csv")
def slope_indices(folder: Folder) -> Comparison:
    rows, given = folder.rows("phe_sii_expected.csv"), folder.rows("phe_sii_input.csv")
    quantiles = {key[0]: places for key, places in grouped(given, "set_id").items()}
    names = ("sii", "rii", "intercept", "sii_lower95", "sii_upper95", "rii_lower95", "rii_upper95")
    found = np.full((len(names), len(rows)), np.nan)
    for place, row in enumerate(rows):
        part = sorted((given[at] for at in quantiles[row["set_id"]]), key=lambda each: number(each["quantile"]))
        people, values, lower, upper = (column(part, name) for name in ("population", "value", "lower_cl", "upper_cl"))
        index = slope_index(
            people,
            values,
            lower=lower,
            upper=upper,
            scale=list(ValueScale)[int(row["value_type"])],
            transform=row["transform"] == "TRUE",
            seed=PHE_SEED,
        )
        sii, rii = index.sii, index.rii
        found[:, place] = sii.value, rii.value, index.intercept, sii.lower, sii.upper, rii.lower, rii.upper
    widths = {kind: column(rows, f"{kind}_upper95") - column(rows, f"{kind}_lower95") for kind in ("sii", "rii")}
    exact = [close(name, column(rows, name), found[at], relative=1e-9) for at, name in enumerate(names[:3])]
    simulated = [
        close(name, column(rows, name), found[at + 3], absolute=SIMULATED * widths[name[:3]])
        for at, name in enumerate(names[3:])
    ]
    return outcome("phe_sii_expected.csv", keys(rows, "set_id", "transform"), *exact, *simulated)


@comparison("benchmarking", "fingertips_poisson.csv")
def poisson(folder: Folder) -> Comparison:
    rows = folder.rows("fingertips_poisson.csv")
    expected, found = column(rows, "expected"), np.full((2, len(rows)), np.nan)
    for (tail,), places in grouped(rows, "p").items():
        found[:, places] = poisson_around_expected(expected[places], tail=float(tail))
    checks = [close(name, column(rows, name), found[at], relative=1e-4) for at, name in enumerate(("low", "high"))]
    return outcome("fingertips_poisson.csv", keys(rows, "expected", "p"), *checks)
