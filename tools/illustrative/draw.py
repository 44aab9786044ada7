"""One metric's figures at its units: units × months, drawn from its recipe and moved by what is planted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from tools.illustrative.effects import CALM, EFFECTS
from tools.illustrative.months import COUNT, place
from tools.illustrative.recipes import Recipe

Numbers = NDArray[np.float64]

SEED = 20260420
"""The demonstration date: any number would do, and this one is easy to remember."""

SIZE_SPREAD = 0.2
"""How much units differ in size, as a standard deviation of the logarithm."""

STOCK_SPREAD = 0.02
"""How much a stock such as posts moves from month to month."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """The figures of one recipe, each units × months; a count or sum has only a value."""

    numerator: Numbers | None = None
    denominator: Numbers | None = None
    value: Numbers | None = None


@dataclass(frozen=True, eq=False)
class _Mould:
    """What a shape is poured into: sizes, movements and which months are without chance."""

    recipe: Recipe
    size: Numbers
    offset: Numbers
    calm: NDArray[np.bool_]

    def flow(self, random: Generator) -> Numbers:
        """Denominators: a stock, or how many came by in the month; never a fraction."""
        if self.recipe.steady == "yes":
            moved = self.size * np.exp(random.normal(0, STOCK_SPREAD, self.size.shape))
        else:
            moved = random.poisson(self.size).astype(float)
        return np.rint(np.where(self.calm, self.size, moved))

    def noise(self, random: Generator) -> Numbers:
        """The movement of single units by themselves."""
        return np.where(self.calm, 0.0, random.normal(0, self.recipe.noise, self.size.shape))


def draw(recipe: Recipe, units: Sequence[str]) -> Drawn:
    """The figures of a recipe at its units, the same on every run."""
    random = np.random.default_rng([SEED, crc32(recipe.seed_text.encode()), recipe.draw])
    calm = np.zeros(COUNT, dtype=bool)
    calm[[place(period) for metric, period in CALM if metric == recipe.metric]] = True
    together = np.where(calm, 0.0, _months(recipe, random))
    apart = random.normal(0, recipe.team_spread, (len(units), 1))
    sizes = recipe.size * np.exp(random.normal(0, SIZE_SPREAD if len(units) > 1 else 0, (len(units), 1)))
    mould = _Mould(
        recipe,
        size=sizes * np.exp(_planted(recipe, units, on_size=True)),
        offset=apart + together + _planted(recipe, units, on_size=False),
        calm=np.broadcast_to(calm, (len(units), COUNT)),
    )
    return SHAPES[recipe.shape](mould, random)


def _months(recipe: Recipe, random: Generator) -> Numbers:
    moved = random.normal(0, recipe.month_spread, COUNT)
    if recipe.memory:
        moved[0] /= np.sqrt(1 - recipe.memory**2)
        for step in range(1, COUNT):
            moved[step] += recipe.memory * moved[step - 1]
    return moved


def _planted(recipe: Recipe, units: Sequence[str], *, on_size: bool) -> Numbers:
    total = np.zeros((len(units), COUNT))
    for effect in EFFECTS:
        if effect.metric == recipe.metric and effect.on_size == on_size:
            moved = [unit.startswith(effect.where) for unit in units]
            total += np.outer(moved, effect.over_months())
    return total


def _ratio(mould: _Mould, random: Generator) -> Drawn:
    """So many of so many: binomial."""
    share = 1 / (1 + (1 / mould.recipe.level - 1) * np.exp(-mould.offset))
    denominator = mould.flow(random)
    chance = random.binomial(denominator.astype(np.int64), share)
    return Drawn(np.where(mould.calm, np.round(share * denominator), chance), denominator)


def _rate(mould: _Mould, random: Generator) -> Drawn:
    """Events for so much exposure: Poisson."""
    denominator = mould.flow(random)
    return Drawn(random.poisson(mould.recipe.level * denominator * np.exp(mould.offset)).astype(float), denominator)


def _mean(mould: _Mould, random: Generator) -> Drawn:
    """An average over so many: its spread falls with their root."""
    denominator = np.maximum(mould.flow(random), 1)
    level = mould.recipe.level * np.exp(mould.offset + mould.noise(random) / np.sqrt(denominator))
    return Drawn(np.round(level * denominator), denominator)


def _balance(mould: _Mould, random: Generator) -> Drawn:
    """What is over or under, as a share; may be negative."""
    denominator = np.round(np.broadcast_to(mould.size, mould.calm.shape), -3)
    return Drawn(np.round(denominator * (mould.recipe.level + mould.offset + mould.noise(random)), -2), denominator)


def _count(mould: _Mould, random: Generator) -> Drawn:
    """How many: Poisson."""
    drawn = random.poisson(mould.size * np.exp(mould.offset)).astype(float)
    return Drawn(value=np.maximum(drawn, mould.recipe.least))


def _sum(mould: _Mould, random: Generator) -> Drawn:
    """An amount: log-normal."""
    return Drawn(value=np.round(mould.size * np.exp(mould.offset + mould.noise(random))))


def _year_to_date(mould: _Mould, random: Generator) -> Drawn:
    """The same, added up from April; the months of the set begin with one."""
    monthly = _sum(mould, random).value
    assert monthly is not None
    years = monthly.reshape(len(monthly), -1, 12).cumsum(axis=2)
    return Drawn(value=years.reshape(monthly.shape))


SHAPES: Mapping[str, Callable[[_Mould, Generator], Drawn]] = {
    "ratio": _ratio,
    "rate": _rate,
    "mean": _mean,
    "balance": _balance,
    "count": _count,
    "sum": _sum,
    "ytd": _year_to_date,
}
"""The shapes that a recipe may name."""
