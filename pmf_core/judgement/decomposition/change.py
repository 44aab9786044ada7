"""Why a ratio changed: what its parts' own rates did, and what the mix of parts did.

For parts i with rate r and share w of the denominator, R the whole's rate, bars for the mean of before and after:

    ΔR = Σ w̄ᵢ Δrᵢ (rate) + Σ (r̄ᵢ - R̄) Δwᵢ (mix)

to the last decimal. Contributions add up over any grouping of the parts, so a tree is decomposed at its leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from pmf_core.judgement.arrays import Marks, Numbers, numbers, refuse_unless_alike, refuse_where


class Chance(StrEnum):
    """How chance moves a part's numerator: so many of so many, or events over an exposure."""

    PROPORTION = "proportion"
    COUNT = "count"


@dataclass(frozen=True)
class Moment:
    """Numerators and denominators at one moment, parts on the last axis.

    A part that doesn't exist has denominator 0; one that isn't known has NaN.
    """

    numerator: Numbers
    denominator: Numbers

    @classmethod
    def of(cls, numerators: ArrayLike, denominators: ArrayLike) -> Moment:
        """Checked: a denominator is 0 or more, and without one there is no numerator."""
        x, n = numbers(numerators), numbers(denominators)
        refuse_unless_alike(x, n, names="numerators and denominators")
        refuse_where(n < 0, n, name="denominator", way_out="A denominator is 0 or more.")
        refuse_where((n == 0) & (x != 0), x, name="numerator", way_out="Its denominator is 0: correct one of them.")
        return cls(x, n)


@dataclass(frozen=True)
class Decomposition:
    """The change of the whole and, for each part, what its rate and its share contribute.

    The change is the sum of `rate`, `mix` and `unknown`; the last is what parts that aren't `known` at both
    moments make of it, all together. `rate_z` and `mix_z` measure the contributions in standard errors of
    chance, NaN where there is nothing to test.
    """

    change: Numbers
    rate: Numbers
    mix: Numbers
    unknown: Numbers
    known: Marks
    rate_z: Numbers
    mix_z: Numbers
    simpson: Marks

    @property
    def contribution(self) -> Numbers:
        """Rate and mix of each part together."""
        return self.rate + self.mix

    def beyond_chance(self, confidence: float = 0.95) -> tuple[Marks, Marks]:
        """Which rates and which shares moved by more than chance, allowing for how many were looked at (Šidák)."""
        tests = np.isfinite(self.rate_z).sum(axis=-1) + np.isfinite(self.mix_z).sum(axis=-1)
        width = ndtri(0.5 + confidence ** (1 / np.maximum(tests, 1)) / 2)[..., None]
        return np.abs(np.nan_to_num(self.rate_z)) > width, np.abs(np.nan_to_num(self.mix_z)) > width

    def ordinary(self, confidence: float = 0.95) -> Marks:
        """Whether ordinary variation explains the change: no part moved by more than chance."""
        rates, shares = self.beyond_chance(confidence)
        return np.asarray(~(rates.any(axis=-1) | shares.any(axis=-1)))


@dataclass(frozen=True)
class _Pair:
    """A number before and after."""

    then: Numbers
    now: Numbers

    @property
    def mean(self) -> Numbers:
        return (self.then + self.now) / 2

    @property
    def change(self) -> Numbers:
        return self.now - self.then


def decompose_change(
    before: Moment, after: Moment, *, chance: Chance, whole: tuple[Moment, Moment] | None = None
) -> Decomposition:
    """Split the change of a ratio over its parts; the last axis is the part, the axes before it are the batch.

    A part that opened or closed has no change of rate: it counts as mix. `whole` gives the whole's own numbers
    at both moments, without the axis of parts, where they are more than the sum of the known parts.

    >>> then, now = Moment.of([45, 10], [50, 50]), Moment.of([23, 18], [25, 75])
    >>> split = decompose_change(then, now, chance=Chance.PROPORTION)
    >>> print(split.change.round(3), split.rate.round(4), split.mix.round(4), split.simpson)
    -0.14 [0.0075 0.025 ] [-0.1075 -0.065 ] True
    """
    refuse_unless_alike(before.numerator, after.numerator, names="before and after")
    known = ~np.isnan(before.numerator + before.denominator + after.numerator + after.denominator)
    x = _Pair(np.where(known, before.numerator, 0.0), np.where(known, after.numerator, 0.0))
    n = _Pair(np.where(known, before.denominator, 0.0), np.where(known, after.denominator, 0.0))
    size = _Pair(n.then.sum(axis=-1, keepdims=True), n.now.sum(axis=-1, keepdims=True))
    level = _Pair(*(_over(each.sum(axis=-1), all_.squeeze(-1)) for each, all_ in _moments(x, size)))
    rates, share = _rates(x, n), _Pair(_over(n.then, size.then), _over(n.now, size.now))
    change = (
        level.change
        if whole is None
        else _over(whole[1].numerator, whole[1].denominator) - _over(whole[0].numerator, whole[0].denominator)
    )
    both = (n.then > 0) & (n.now > 0)
    rate_z, mix_z = _scores(x, n, chance=chance)
    return Decomposition(
        change=change,
        rate=share.mean * rates.change,
        mix=np.where(known, (rates.mean - level.mean[..., None]) * share.change, 0.0),
        unknown=change - level.change,
        known=known,
        rate_z=np.where(both, rate_z, np.nan),
        mix_z=mix_z,
        simpson=_simpson(np.where(both, rates.change, np.nan), level.change),
    )


def _moments(first: _Pair, second: _Pair) -> tuple[tuple[Numbers, Numbers], tuple[Numbers, Numbers]]:
    return (first.then, second.then), (first.now, second.now)


def _over(numerator: ArrayLike, denominator: ArrayLike) -> Numbers:
    """The ratio; NaN over nothing."""
    top, bottom = np.asarray(numerator, float), np.asarray(denominator, float)
    return np.divide(top, bottom, out=np.full(np.broadcast(top, bottom).shape, np.nan), where=bottom > 0)


def _rates(x: _Pair, n: _Pair) -> _Pair:
    """Each part's rates; a part that exists at one moment only has its rate of then at both, one never 0."""
    then, now = _over(x.then, n.then), _over(x.now, n.now)
    then, now = np.where(np.isnan(then), now, then), np.where(np.isnan(now), then, now)
    return _Pair(np.nan_to_num(then), np.nan_to_num(now))


def _scores(x: _Pair, n: _Pair, *, chance: Chance) -> tuple[Numbers, Numbers]:
    """How far each part's rate moved, and its share, in standard errors.

    A share contributes only if the part also differs from the rest: the weaker of the two scores counts.
    """
    size = _Pair(n.then.sum(axis=-1, keepdims=True), n.now.sum(axis=-1, keepdims=True))
    events, people, whole = x.then + x.now, n.then + n.now, size.then + size.now
    own, level = _over(events, people), _over(events.sum(axis=-1, keepdims=True), whole)
    rates, share = _rates(x, n), _over(people, whole)
    rate_z = _over(rates.change, np.sqrt(_spread(own, chance) * (_over(1, n.then) + _over(1, n.now))))
    moved = _over(n.now, size.now) - _over(n.then, size.then)
    moved_z = _over(moved, np.sqrt(share * (1 - share) * (_over(1, size.then) + _over(1, size.now))))
    apart_z = _over(own - level, np.sqrt(_spread(level, chance) * (_over(1, people) - _over(1, whole))))
    return rate_z, np.sign(moved_z) * np.sign(apart_z) * np.minimum(np.abs(moved_z), np.abs(apart_z))


def _spread(rate: Numbers, chance: Chance) -> Numbers:
    """The variance of one person's, or one unit of exposure's, contribution to a rate."""
    return rate * (1 - rate) if chance is Chance.PROPORTION else rate


def _simpson(moves: Numbers, change: Numbers) -> Marks:
    """Whether every part that lasted moved one way, two or more of them, and the whole the other."""
    lasted = ~np.isnan(moves)
    against = np.where(lasted, np.sign(moves) * np.sign(change)[..., None] < 0, True)
    return against.all(axis=-1) & (lasted.sum(axis=-1) >= 2)
