"""Targets to choose from, each with its chance if nothing changes, and what is doubtful about one that is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pmf_core.definitions.polarity import Polarity
from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.forecast import Landing
from pmf_core.judgement.forecast.forecasts import quantile


class Ambition(StrEnum):
    """How much a target asks for."""

    REALISTIC = "realistic"
    STRETCH = "stretch"
    TRANSFORM = "transform"


CHANCES = {Ambition.REALISTIC: 0.6, Ambition.STRETCH: 0.25, Ambition.TRANSFORM: 0.02}
"""The chance of each if nothing changes: more likely than not; one year in four; only by working another way."""

FACTORS_OF_TEN = (2, 3, 6)
"""A fraction for a percentage, thousands or millions for pounds: where a decimal point goes astray."""

AROUND, FAR = 0.3, 1.5
"""How close to such a factor, in powers of ten: within a factor of two. Beyond thirty times, it is doubtful anyway."""

ALREADY_MET = 0.95
"""A target met in more than so many of the months asks for nothing."""

OUT_OF_REACH = 0.01
"""A target with a smaller chance, and never yet reached in a month, is out of reach as it runs."""


class Doubt(StrEnum):
    """What is doubtful about a proposed target."""

    UNIT = "unit"
    SIGN = "sign"
    ZERO = "zero"
    IMPOSSIBLE = "impossible"
    ALREADY_MET = "already met"
    BACKWARDS = "backwards"
    """Nearly sure to be met if nothing changes."""
    OUT_OF_REACH = "out of reach"


@dataclass(frozen=True, eq=False)
class Ground:
    """What a target is set on: the months known, the landing, which way is better, and what is possible.

    `months` are compared with the target's share of a month: `per_month` is 1/12 where the year is a sum.
    """

    months: Numbers
    landing: Landing
    polarity: Polarity
    possible: tuple[float | None, float | None] = (None, None)
    per_month: float = 1.0


def ambitions(landing: Landing, *, polarity: Polarity) -> dict[Ambition, float]:
    """A target for each ambition, from the distribution of the landing of one series.

    >>> landing = Landing(np.array([80.0]), np.array([2.0]), np.array([np.inf]))
    >>> {each.value: round(aim, 1) for each, aim in ambitions(landing, polarity=Polarity.HIGHER_IS_BETTER).items()}
    {'realistic': 79.5, 'stretch': 81.3, 'transform': 84.1}
    """
    if polarity.sign == 0:
        raise BadInput(f"polarity is {polarity}. A target needs one way to be better.")
    expected, error = float(landing.expected[0]), float(landing.error[0])
    return {
        each: expected + polarity.sign * error * float(quantile(1 - chance, landing.freedom)[0])
        for each, chance in CHANCES.items()
    }


def doubts(target: float, ground: Ground) -> tuple[Doubt, ...]:
    """What is doubtful about a target, the gravest first; a mistake in its writing hides what follows from it.

    >>> landing = Landing(np.array([85.0]), np.array([1.0]), np.array([np.inf]))
    >>> ground = Ground(np.array([84.0, 86.0]), landing, Polarity.HIGHER_IS_BETTER)
    >>> doubts(0.85, ground), doubts(-85, ground), doubts(86, ground)
    ((<Doubt.UNIT: 'unit'>,), (<Doubt.SIGN: 'sign'>,), ())
    """
    written = [doubt for doubt, holds in _slips(target, ground) if holds]
    if written:
        return tuple(written[:1])
    return tuple(doubt for doubt, holds in _misjudged(target, ground) if holds)


def _slips(target: float, ground: Ground) -> Sequence[tuple[Doubt, bool]]:
    """Mistakes of writing: a sign, a unit, a value that there can't be."""
    expected = float(ground.landing.expected[0])
    months = ground.months[np.isfinite(ground.months)]
    one_sided = bool((months >= 0).all() or (months <= 0).all())
    least, most = ground.possible
    beyond = (least is not None and target < least) or (most is not None and target > most)
    return (
        (Doubt.SIGN, one_sided and target * expected < 0),
        (Doubt.UNIT, _wrong_unit(target, expected)),
        (Doubt.ZERO, target == 0 and bool((months != 0).all())),
        (Doubt.IMPOSSIBLE, beyond),
    )


def _wrong_unit(target: float, expected: float) -> bool:
    """Whether a target is so many times too large or too small that its unit is doubtful."""
    if target == 0 or expected == 0:
        return False
    return bool(abs(np.log10(abs(target / expected))) > FAR)


def slipped_by(target: float, expected: float) -> float | None:
    """The power of ten by which a target's point seems to have slipped; None where it is none of the usual ones.

    >>> slipped_by(0.85, 84.0), slipped_by(3.0, 150.0)
    (100.0, None)
    """
    power = abs(np.log10(abs(target / expected))) if target and expected else 0.0
    return next((10.0**factor for factor in FACTORS_OF_TEN if abs(power - factor) <= AROUND), None)


def _misjudged(target: float, ground: Ground) -> Sequence[tuple[Doubt, bool]]:
    """Mistakes of judgement: asking for nothing, or for what can't be."""
    sign = ground.polarity.sign
    months = ground.months[np.isfinite(ground.months)]
    met = sign * (months - target * ground.per_month) >= 0
    chance = float(ground.landing.chance(target, polarity=ground.polarity)[0])
    already = bool(met.size) and float(met.mean()) > ALREADY_MET
    return (
        (Doubt.ALREADY_MET, already),
        (Doubt.BACKWARDS, not already and chance > ALREADY_MET),
        (Doubt.OUT_OF_REACH, not met.any() and chance < OUT_OF_REACH),
    )
