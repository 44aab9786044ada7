"""Which chart suits a metric, with the reason that goes beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

import numpy as np

from pmf_core.definitions.calculation import Calculation, Count, Derived, Mean, Ratio, Sum
from pmf_core.errors import NotPossible
from pmf_core.judgement.spc.attribute import c_chart, p_chart, u_chart
from pmf_core.judgement.spc.counted import Chart, Counted
from pmf_core.judgement.spc.laney import p_prime_chart, u_prime_chart
from pmf_core.judgement.spc.profile import WHOLE_PARTITION, Baseline
from pmf_core.judgement.spc.rare import g_chart, t_chart
from pmf_core.judgement.spc.xmr import Limits, Numbers

OVER_DISPERSED = 1.4
"""σz above which points lie wider than chance: one series of 24 points in forty, without any cause (simulated)."""


class Nature(StrEnum):
    """What kind of number a metric is, as far as its chart goes."""

    PROPORTION = "a proportion of a known number"
    RATE = "a rate per so many"
    COUNT = "a count with the same opportunity in every period"
    BETWEEN = "opportunities between rare events"
    TIME_BETWEEN = "time between rare events"
    MEASUREMENT = "a measurement"


class ChartKind(StrEnum):
    """A chart, by the name it has in the field."""

    XMR = "XmR"
    P = "p"
    P_PRIME = "p′"
    U = "u"
    U_PRIME = "u′"
    C = "c"
    G = "g"
    T = "t"


DISPERSED = {
    Nature.PROPORTION: (ChartKind.P, ChartKind.P_PRIME),
    Nature.RATE: (ChartKind.U, ChartKind.U_PRIME),
}
"""The chart by chance alone, and the one that allows for more."""


@dataclass(frozen=True)
class Choice:
    """A chart and why it was chosen."""

    kind: ChartKind
    reason: str


def nature_of(calculation: Calculation, *, exceeds: bool = False) -> Nature:
    """What kind of number a calculation gives; `exceeds` where a numerator was ever over its denominator.

    A count has the same opportunity in every period only if its metric says so: without that it is a measurement.

    >>> nature_of(Ratio(numerator="plans in time", denominator="plans"))
    <Nature.PROPORTION: 'a proportion of a known number'>
    """
    match calculation:
        case Ratio():
            return Nature.PROPORTION if calculation.per in (1, 100) and not exceeds else Nature.RATE
        case Count() | Sum() | Mean() | Derived():
            return Nature.MEASUREMENT
        case _:
            assert_never(calculation)


def choose(nature: Nature, *, spread_of_z: float = np.nan, fixed: ChartKind | None = None) -> Choice:
    """The chart for a kind of number; σz decides whether its limits are widened, `fixed` is the metric's own word.

    >>> choose(Nature.PROPORTION, spread_of_z=4.2).reason
    'points lie 4.2 times wider than chance alone would have them (σz), so p limits would be too narrow'
    """
    if fixed is not None:
        return Choice(fixed, "the metric fixes its chart")
    match nature:
        case Nature.PROPORTION | Nature.RATE:
            return _by_spread(nature, spread_of_z=spread_of_z)
        case Nature.COUNT:
            return Choice(ChartKind.C, f"it is {nature}")
        case Nature.BETWEEN:
            return Choice(ChartKind.G, f"it is {nature}")
        case Nature.TIME_BETWEEN:
            return Choice(ChartKind.T, f"it is {nature}")
        case Nature.MEASUREMENT:
            return Choice(ChartKind.XMR, f"it is {nature}")
        case _:
            assert_never(nature)


def _by_spread(nature: Nature, *, spread_of_z: float) -> Choice:
    plain, widened = DISPERSED[nature]
    if spread_of_z > OVER_DISPERSED:
        reason = (
            f"points lie {spread_of_z:.1f} times wider than chance alone would have them (σz), "
            f"so {plain} limits would be too narrow"
        )
        return Choice(widened, reason)
    return Choice(plain, f"it is {nature}")


def chart_of(kind: ChartKind, found: Counted, *, baseline: Baseline = WHOLE_PARTITION) -> Chart:
    """The chart of a kind from counts."""
    match kind:
        case ChartKind.P:
            return p_chart(found, baseline=baseline)
        case ChartKind.P_PRIME:
            return p_prime_chart(found, baseline=baseline)
        case ChartKind.U:
            return u_chart(found, baseline=baseline)
        case ChartKind.U_PRIME:
            return u_prime_chart(found, baseline=baseline)
        case ChartKind.C:
            return c_chart(found, baseline=baseline)
        case ChartKind.G:
            return g_chart(found, baseline=baseline)
        case ChartKind.T:
            return t_chart(found, baseline=baseline)
        case ChartKind.XMR:
            raise NotPossible("An XmR chart is made of values, not of counts. Judge the values themselves.")
        case _:
            assert_never(kind)


def best_chart(
    nature: Nature, found: Counted, *, baseline: Baseline = WHOLE_PARTITION, fixed: ChartKind | None = None
) -> tuple[Chart, tuple[Choice, ...]]:
    """Proportions or rates, each series with the chart that suits it and the reason; p and p′ can stand together.

    >>> from pmf_core.judgement.spc.counted import counted
    >>> best_chart(Nature.PROPORTION, counted([[2, 3, 2, 3]], [[10] * 4]))[1][0].kind
    <ChartKind.P: 'p'>
    """
    if fixed is not None or nature not in DISPERSED:
        choice = choose(nature, fixed=fixed)
        return chart_of(choice.kind, found, baseline=baseline), (choice,) * len(found.numerator)
    plain, widened = (chart_of(kind, found, baseline=baseline) for kind in DISPERSED[nature])
    spread = _latest(widened.spread_of_z)
    over = (spread > OVER_DISPERSED)[:, None]
    limits = Limits(
        centre=plain.limits.centre,
        lower=np.where(over, widened.limits.lower, plain.limits.lower),
        upper=np.where(over, widened.limits.upper, plain.limits.upper),
        near_lower=np.where(over, widened.limits.near_lower, plain.limits.near_lower),
        near_upper=np.where(over, widened.limits.near_upper, plain.limits.near_upper),
        slack=plain.limits.slack,
        known=np.where(over, widened.limits.known, plain.limits.known),
        by_point=True,
    )
    choices = tuple(choose(nature, spread_of_z=float(each)) for each in spread)
    return Chart(plain.values, limits, widened.spread_of_z, plain.doubtful), choices


def _latest(table: Numbers) -> Numbers:
    """The number of each series' last partition that has one."""
    known = np.isfinite(table)
    last = table.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    return table[np.arange(len(table)), last]
