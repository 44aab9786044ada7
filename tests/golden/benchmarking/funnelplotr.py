"""FunnelPlotR: over-dispersion, and the limits that allow for it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pmf_core.judgement.funnel import (
    Dispersion,
    FunnelLimits,
    FunnelScale,
    adjusted_limits,
    chance_limits,
    dispersion,
    significance_beyond,
)
from pmf_core.judgement.funnel.dispersion import transformed
from tests.golden.benchmarking.checks import Check, close, column, grouped, keys, outcome, same, words
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison, reads

reads("benchmarking", "funnelplotr_input.csv")

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
