"""How often ordinary variation is escalated, and how soon a real worsening is: E1 and E2 month by month, seeded.

Lower is better. Limits come from a baseline of 24 points; then each month is judged on what was known that month.
An exception is new in a month when the month before had none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pmf_core.definitions.polarity import Polarity
from pmf_core.judgement.spc import HUB, Settings, batch_of_arrays, judge
from pmf_core.judgement.spc.escalation import escalations

BASELINE, MONTHS = 24, 24
SERIES = 20_000
SEED = 20260401
WORSENING = 2.0
"""Size of the real worsening, in standard deviations."""

TARGETS = {"1σ better than the mean": -1.0, "at the mean": 0.0, "1σ worse than the mean": 1.0}
"""Where the target lies to the mean of a stable process, in standard deviations."""


@dataclass(frozen=True)
class Rates:
    """New exceptions per metric-month, and the share of series with one within three and six months."""

    new_per_month: float
    within_three: float
    within_six: float


def noise(random: np.random.Generator, *, autocorrelation: float = 0.0) -> np.ndarray:
    """Standard normal values, each resembling the one before as much as asked: series × months."""
    values = random.standard_normal((SERIES, BASELINE + MONTHS))
    for month in range(1, values.shape[1]):
        fresh = np.sqrt(1 - autocorrelation**2) * values[:, month]
        values[:, month] = autocorrelation * values[:, month - 1] + fresh
    return values


def raised(values: np.ndarray, *, target: float, settings: Settings) -> np.ndarray:
    """Whether each series is escalated in each month after the baseline, as known that month."""
    found = np.zeros((len(values), MONTHS + 1), dtype=bool)
    for month in range(MONTHS + 1):
        known = values[:, : BASELINE + month]
        judged = judge(batch_of_arrays(known, polarity=Polarity.LOWER_IS_BETTER, target=target), settings=settings)
        codes = escalations(judged, known[:, -1])
        found[:, month] = codes.significantly_off_target | codes.sustained_worsening
    return found


def rates(values: np.ndarray, *, target: float, settings: Settings = HUB) -> Rates:
    """New exceptions per month, and how soon the first comes to series that had none at the start."""
    found = raised(values, target=target, settings=settings)
    new = found[:, 1:] & ~found[:, :-1]
    quiet = ~found[:, 0]
    first = found[quiet, 1:]
    return Rates(float(new.mean()), float(first[:, :3].any(axis=1).mean()), float(first[:, :6].any(axis=1).mean()))


def report() -> list[str]:
    """One line per target and process."""
    lines: list[str] = []
    for place, target in TARGETS.items():
        random = np.random.default_rng(SEED)
        stable = noise(random)
        worse = stable + WORSENING * (np.arange(stable.shape[1]) >= BASELINE)
        hanging = noise(np.random.default_rng(SEED + 1), autocorrelation=0.3)
        calm, found = rates(stable, target=target), rates(worse, target=target)
        dependent = rates(hanging, target=target)
        narrow = rates(hanging, target=target, settings=replace(HUB, widens_above=float("inf")))
        lines.append(
            f"target {place}: stable {calm.new_per_month:.2%} new per metric-month; "
            f"2σ worsening found within 3 months {found.within_three:.1%}, within 6 {found.within_six:.1%}; "
            f"autocorrelation 0.3 {dependent.new_per_month:.2%} (limits not widened {narrow.new_per_month:.2%})"
        )
    return lines


if __name__ == "__main__":
    print("\n".join(report()))
