"""PHEindicatormethods and FunnelPlotR: funnel limits, significance and over-dispersion."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pmf_core.judgement.funnel import (
    Dispersion,
    FunnelLimits,
    FunnelScale,
    Significance,
    adjusted_limits,
    chance_limits,
    count_funnel,
    dispersion,
    proportion_funnel,
    proportion_significance,
    rate_points,
    rate_significance,
    ratio_significance,
    significance_beyond,
    yearly_populations,
)
from pmf_core.judgement.funnel.dispersion import transformed
from tests.golden.benchmarking.checks import (
    Check,
    close,
    column,
    grouped,
    keys,
    outcome,
    same,
    words,
)
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison, reads

reads("benchmarking", "funnelplotr_input.csv")

LABELS = {
    Significance.FAR_BELOW: "Low (0.001)",
    Significance.BELOW: "Low (0.025)",
    Significance.NOT_SIGNIFICANT: "Not significant",
    Significance.ABOVE: "High (0.025)",
    Significance.FAR_ABOVE: "High (0.001)",
    Significance.TOO_FEW_EVENTS: "Not applicable for events less than 10 for dsrs",
    Significance.MISSING: "NA",
}

TWO_SIGMA, THREE_SIGMA = 0.95, 0.998
"""The confidences of the inner and the outer limits."""

PER = 100_000.0
"""The golden rates are per 100,000."""

YEARS = 3.0
"""The golden rates are of three years together."""

CONFIDENCE = {"95": 0.95, "99": 0.998}
"""What FunnelPlotR calls 99 is three standard deviations."""

SCALES = {
    ("PR", "none"): FunnelScale.PROPORTION,
    ("SR", "SHMI"): FunnelScale.RATIO_LOG,
    ("SR", "CQC"): FunnelScale.RATIO_ROOT,
    ("RC", "none"): FunnelScale.RATE_LOG,
}

RUN = ("set_id", "data_type", "sr_method", "trim_by", "multiplier", "requested_adjusted", "limit")
"""What names one run of FunnelPlotR."""

LIMITS_NOT_FOLLOWED = "limits of RC and adjusted CQC not followed, all else compared"


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


def closest_round(values: np.ndarray, places: int) -> np.ndarray:
    """R's rounding: the nearer of the two decimals beside a number, as floats see them; ties to even."""
    scale = 10.0**places
    low, high = np.floor(values * scale) / scale, np.ceil(values * scale) / scale
    below, above = values - low, high - values
    even = np.floor(values * scale) % 2 == 0
    return np.where((below < above) | ((below == above) & even), low, high)


def _summed(rows: list[Row]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """The groups of a set in order of name with their sums."""
    groups = grouped(rows, "group")
    names = sorted(key[0] for key in groups)
    parts = [[rows[place] for place in groups[(name,)]] for name in names]
    x, n = (np.array([column(part, name).sum() for part in parts]) for name in ("numerator", "denominator"))
    return names, x, n


class Run:
    """One run of FunnelPlotR, as the hub would make it. Its SHMI rounds the expected numbers to two places."""

    def __init__(self, row: Row, rows: list[Row]) -> None:
        self.scale = SCALES[row["data_type"], row["sr_method"]]
        self.names, self.x, whole = _summed(rows)
        self.ratio = self.x / whole
        self.n = closest_round(whole, 2) if self.scale is FunnelScale.RATIO_LOG else whole
        self.multiplier = float(row["multiplier"])
        self.requested = row["requested_adjusted"] == "TRUE"
        self.confidence = CONFIDENCE[row["limit"]]
        self.spread: Dispersion = dispersion(self.x, self.n, scale=self.scale, trim=float(row["trim_by"]))

    @property
    def average(self) -> float:
        """The proportion or rate of all areas; a ratio's is 1."""
        is_ratio = self.scale in (FunnelScale.RATIO_LOG, FunnelScale.RATIO_ROOT)
        return 1.0 if is_ratio else float(self.x.sum() / self.n.sum())

    @property
    def adjusted(self) -> bool:
        return self.requested and self.spread.adjusts

    def limits(self, confidence: float, *, adjusted: bool) -> FunnelLimits:
        common = {"scale": self.scale, "average": self.average, "confidence": confidence}
        if not adjusted:
            return chance_limits(self.n, **common)
        tau_squared = self.spread.tau_squared if self.requested else 0.0
        return adjusted_limits(self.n, tau_squared=tau_squared, **common)

    def outliers(self) -> np.ndarray:
        return significance_beyond(self.ratio, self.limits(self.confidence, adjusted=self.adjusted)) != 0


def _runs(folder: Folder, rows: list[Row]) -> dict[tuple[str, ...], Run]:
    given = folder.rows("funnelplotr_input.csv")
    sets = {key[0]: [given[place] for place in places] for key, places in grouped(given, "set_id").items()}
    first = {key: rows[places[0]] for key, places in grouped(rows, *RUN).items()}
    return {key: Run(row, sets[row["set_id"]]) for key, row in first.items()}


@comparison("benchmarking", "funnelplotr_params.csv")
def funnel_parameters(folder: Folder) -> Comparison:
    rows = folder.rows("funnelplotr_params.csv")
    runs = _runs(folder, rows)
    ran = [runs[key] for key in keys(rows, *RUN)]
    expected_outliers, outliers = column(rows, "n_outliers"), np.array([run.outliers().sum() for run in ran], float)
    own = np.array([_limits_differ(run) for run in ran])
    used = np.where([run.adjusted for run in ran], "TRUE", "FALSE")
    phi = [run.spread.phi if run.requested else 0.0 for run in ran]
    tau = [run.spread.tau_squared if run.requested else 0.0 for run in ran]
    compared = outcome(
        "funnelplotr_params.csv",
        keys(rows, *RUN),
        close("phi", column(rows, "phi"), phi, relative=1e-4),
        close("tau2", column(rows, "tau2"), tau, relative=1e-4),
        same("used_adjusted", words(rows, "used_adjusted"), used),
        close("n_groups", column(rows, "n_groups"), [len(run.names) for run in ran]),
        close("n_outliers", expected_outliers, np.where(own, expected_outliers, outliers)),
    )
    return _with_skipped(compared, int(own.sum()))


@comparison("benchmarking", "funnelplotr_points.csv")
def funnel_points(folder: Folder) -> Comparison:
    rows = folder.rows("funnelplotr_points.csv")
    runs = _runs(folder, rows)
    where = np.array([runs[key].names.index(row["group"]) for key, row in zip(keys(rows, *RUN), rows, strict=True)])
    pieces = [(runs[key], places) for key, places in grouped(rows, *RUN).items()]

    def gathered(of: Callable[[Run], np.ndarray]) -> np.ndarray:
        whole = np.full(len(rows), np.nan)
        for run, places in pieces:
            whole[places] = np.broadcast_to(of(run), len(run.names))[where[places]]
        return whole

    checks = [
        close("rr", column(rows, "rr"), gathered(lambda run: run.ratio), relative=1e-9),
        close("numerator", column(rows, "numerator"), gathered(lambda run: run.x)),
        close("denominator", column(rows, "denominator"), gathered(lambda run: run.n), relative=1e-12),
        *_scale_checks(rows, gathered),
        *_limit_checks(rows, gathered),
    ]
    own = gathered(lambda run: np.array(_limits_differ(run), float)) > 0
    return _with_skipped(outcome("funnelplotr_points.csv", keys(rows, *RUN, "group"), *checks), int(own.sum()))


Gather = Callable[[Callable[[Run], np.ndarray]], np.ndarray]


def _scale_checks(rows: list[Row], gathered: Gather) -> list[Check]:
    """The transformed values and their z scores."""
    values = gathered(lambda run: transformed(run.x, run.n, scale=run.scale).value)
    centres = gathered(lambda run: np.array(transformed(run.x, run.n, scale=run.scale).centre))
    return [
        close("Y", column(rows, "Y"), values, relative=1e-9, absolute=1e-12),
        close("target_transformed", column(rows, "target_transformed"), centres, relative=1e-9),
        close("Uzscore", column(rows, "Uzscore"), gathered(lambda run: run.spread.z), relative=1e-6, absolute=1e-9),
        close(
            "Wuzscore", column(rows, "Wuzscore"), gathered(lambda run: run.spread.settled), relative=1e-6, absolute=1e-9
        ),
    ]


def _limit_checks(rows: list[Row], gathered: Gather) -> list[Check]:
    """The limits and outliers, beside the reference's where the specification says to follow them."""
    checks = []
    rate = words(rows, "data_type") == "RC"
    root = words(rows, "sr_method") == "CQC"
    for adjusted, own in ((True, rate | root), (False, rate)):
        for level, confidence in CONFIDENCE.items():
            for side in ("lower", "upper"):
                bound = f"{side[0].upper()}CL"
                name = f"OD{level}{bound}" if adjusted else f"{bound}{level}"
                expected = column(rows, name)

                def limit(run: Run, side=side, confidence=confidence, adjusted=adjusted) -> np.ndarray:
                    limits = run.limits(confidence, adjusted=adjusted)
                    return getattr(limits, side) * run.multiplier

                found = np.where(own, expected, gathered(limit))
                checks.append(close(name, expected, found, relative=1e-6, absolute=1e-12))
    expected = column(rows, "outlier")
    own = gathered(lambda run: np.array(_limits_differ(run), float)) > 0
    found = np.where(own, expected, gathered(lambda run: run.outliers().astype(float)))
    checks.append(close("outlier", expected, found))
    return checks


def _limits_differ(run: Run) -> bool:
    """Whether the run's outliers rest on limits that the specification says not to copy."""
    return run.scale is FunnelScale.RATE_LOG or (run.scale is FunnelScale.RATIO_ROOT and run.adjusted)


def _with_skipped(compared: Comparison, count: int) -> Comparison:
    """The comparison, telling how many cases had their limits left out."""
    skipped = {LIMITS_NOT_FOLLOWED: count} if count else {}
    return Comparison(compared.file, compared.cases, compared.mismatches, skipped=skipped, examples=compared.examples)
