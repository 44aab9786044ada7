"""A change split over its parts, and each contributor tested against its own past.

The same comparison is made at every earlier moment for which there are figures, up to the moment that is compared
with: what a part contributed then is what is ordinary for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Numbers, numbers
from pmf_core.judgement.decomposition.amounts import decompose_amount
from pmf_core.judgement.decomposition.change import Chance, Decomposition, Moment, decompose_change
from pmf_core.judgement.decomposition.ordinary import FEWEST_COMPARISONS, Evidence, against_earlier


@dataclass(frozen=True)
class Parts:
    """Parts × periods in order: numerators and denominators, or amounts alone.

    A part that doesn't exist in a period has 0, one that isn't known NaN.
    """

    numerator: Numbers
    denominator: Numbers | None = None

    @classmethod
    def of(cls, numerator: ArrayLike, denominator: ArrayLike | None = None) -> Parts:
        """As arrays."""
        return cls(
            np.atleast_2d(numbers(numerator)), None if denominator is None else np.atleast_2d(numbers(denominator))
        )

    def over(self, columns: np.ndarray) -> tuple[Numbers, Numbers | None]:
        """What the parts were over each row of columns, moments × parts; a missing period is left out."""
        top = _together(self.numerator, columns, mean=self.denominator is None)
        return top, None if self.denominator is None else _together(self.denominator, columns, mean=False)


@dataclass(frozen=True)
class Explained:
    """The split of one change, and the evidence on every contribution and on the whole."""

    split: Decomposition
    rate: Evidence
    mix: Evidence
    whole: Evidence
    by_chance: bool
    """Whether, for want of a past, contributions were tested against chance alone."""

    @property
    def names_a_cause(self) -> bool:
        """Whether a contributor moved beyond what is ordinary for it."""
        return bool(self.rate.beyond.any() or self.mix.beyond.any())

    @property
    def ordinary(self) -> bool:
        """Whether ordinary variation explains the change: of every part, and of the whole."""
        return not self.names_a_cause and not bool(self.whole.beyond.any())


def explain(
    parts: Parts, *, now: int, before: Sequence[int], chance: Chance | None = None, whole: Parts | None = None
) -> Explained:
    """Split the change from the periods `before`, taken together, to the period `now` (column numbers).

    Pass `chance` where numerators are counts of single events: no contribution is then beyond the ordinary that
    chance alone could make.

    >>> steady = np.tile([10.0, 12.0], 12)
    >>> found = explain(Parts.of([np.append(steady, 10), np.append(steady, 40)]), now=24, before=[23])
    >>> print(found.split.change, found.rate.beyond)
    26.0 [False  True]
    """
    offsets = np.asarray(sorted(before)) - now
    if not len(offsets) or offsets[-1] >= 0 or now + offsets[0] < 0:
        raise BadInput(f"before is {list(before)} and now is {now}. Give earlier columns, 0 or more.")
    split = at(_split(parts, np.array([now]), offsets, chance=chance, whole=whole), 0)
    lasting = split.known & ~_came_or_went(parts, now, offsets)
    earlier, scale = _earlier(parts, now, offsets, chance=chance, whole=whole)
    told = np.stack([np.where(lasting, split.rate, np.nan), np.where(lasting, split.mix, np.nan)])
    found = against_earlier(told, np.stack([earlier.rate, earlier.mix], axis=1) * scale)
    whole_found = against_earlier(np.atleast_1d(split.change), earlier.change[:, None] * scale)
    by_chance = chance is not None and not np.isfinite(found.score).any()
    found = _with_chance(found, split, chance=chance, alone=by_chance)
    return Explained(split, _row(found, 0), _row(found, 1), whole_found, by_chance)


def _earlier(
    parts: Parts, now: int, offsets: np.ndarray, *, chance: Chance | None, whole: Parts | None
) -> tuple[Decomposition, float]:
    """The same comparison at earlier moments; where there are too few, that of neighbouring periods, with the
    scale that makes their spread that of the comparison asked for. Contributions that aren't known are NaN."""
    last = now + offsets[-1] + 1
    moments, scale = np.arange(-offsets[0], last), 1.0
    if len(moments) < FEWEST_COMPARISONS:
        moments, scale, offsets = np.arange(1, last), np.sqrt((1 + 1 / len(offsets)) / 2), np.array([-1])
    found = _split(parts, moments, offsets, chance=chance, whole=whole)
    return replace(
        found, rate=np.where(found.known, found.rate, np.nan), mix=np.where(found.known, found.mix, np.nan)
    ), float(scale)


def explain_gap(parts: Parts, reference: ArrayLike, *, now: int) -> Explained:
    """Split how far a ratio is from another one (its value in each period) over the ratio's parts: share × gap.

    A gap is beyond the ordinary when it is more than a part's own wobble from period to period would make.
    """
    if parts.denominator is None:
        raise BadInput("A gap between amounts of different wholes says nothing of their parts. Give denominators.")
    known = ~np.isnan(parts.numerator + parts.denominator)
    top, bottom = np.where(known, parts.numerator, 0.0), np.where(known, parts.denominator, 0.0)
    whole = np.where(bottom.sum(axis=0) > 0, bottom.sum(axis=0), np.nan)
    rate = ((top - bottom * numbers(reference)) / whole).T
    change = rate.sum(axis=-1)
    wobble = np.diff(np.where(known.T, rate, np.nan)[: now + 1], axis=0) / np.sqrt(2)
    found = against_earlier(np.where(known[:, now], rate[now], np.nan), wobble)
    of_whole = against_earlier(change[now : now + 1], np.diff(change[: now + 1])[:, None] / np.sqrt(2))
    nothing, none = np.zeros(len(top)), np.full(len(top), np.nan)
    zero, no = np.zeros(()), np.zeros((), dtype=bool)
    split = Decomposition(np.asarray(change[now]), rate[now], nothing, zero, known[:, now], none, none, no)
    still = Evidence(none, np.zeros(len(top), dtype=bool), found.comparisons)
    return Explained(split, found, still, of_whole, by_chance=False)


def _split(
    parts: Parts, moments: np.ndarray, offsets: np.ndarray, *, chance: Chance | None, whole: Parts | None
) -> Decomposition:
    """The change at every moment, moments × parts."""
    earlier, own = moments[:, None] + offsets, moments[:, None]
    (then, under_then), (now, under_now) = parts.over(earlier), parts.over(own)
    wholes = None if whole is None else [whole.over(columns) for columns in (earlier, own)]
    if under_then is None or under_now is None:
        sums = None if wholes is None else (wholes[0][0][:, 0], wholes[1][0][:, 0])
        return decompose_amount(then, now, whole=sums)
    pair = None
    if wholes is not None and wholes[0][1] is not None and wholes[1][1] is not None:
        pair = tuple(Moment(top[:, 0], bottom[:, 0]) for top, bottom in wholes if bottom is not None)
    return decompose_change(
        Moment(then, under_then),
        Moment(now, under_now),
        chance=chance or Chance.COUNT,
        whole=None if pair is None else (pair[0], pair[1]),
    )


def _together(values: Numbers, columns: np.ndarray, *, mean: bool) -> Numbers:
    """Values (parts × periods) over each row of columns: their sum or mean, NaN where none is known."""
    held = values[:, columns]
    there = (~np.isnan(held)).sum(axis=-1)
    total = np.nansum(held, axis=-1) / (np.maximum(there, 1) if mean else 1)
    return np.where(there > 0, total, np.nan).T


def _came_or_went(parts: Parts, now: int, offsets: np.ndarray) -> np.ndarray:
    """Which parts were there at one of the two moments only: a fact, not a movement to be tested."""
    if parts.denominator is None:
        return np.zeros(len(parts.numerator), dtype=bool)
    then, own = (
        _together(parts.denominator, columns, mean=False)[0] for columns in (now + offsets[None], np.array([[now]]))
    )
    return (then == 0) != (own == 0)


def _with_chance(found: Evidence, split: Decomposition, *, chance: Chance | None, alone: bool) -> Evidence:
    """No contribution is named that chance alone could make; for want of a past, chance is all there is."""
    if chance is None:
        return found
    beyond = np.stack(split.beyond_chance(), axis=0)
    if alone:
        return Evidence(np.stack([split.rate_z, split.mix_z]), beyond, 0)
    untestable = np.isnan(np.stack([split.rate_z, split.mix_z]))
    return replace(found, beyond=found.beyond & (beyond | untestable))


def _row(found: Evidence, place: int) -> Evidence:
    return Evidence(found.score[place], found.beyond[place], found.comparisons)


def at(split: Decomposition, moment: int) -> Decomposition:
    """The split of one of many changes."""
    return Decomposition(
        **{name: np.asarray(getattr(split, name))[moment] for name in Decomposition.__dataclass_fields__}
    )
