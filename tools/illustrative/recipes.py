"""What a stable month of each metric looks like, before anything is planted in it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import get_type_hints

FILE = Path(__file__).with_name("recipes.csv")

EVERYWHERE = "all"
"""In the column `at`: every team of the council."""


@dataclass(frozen=True)
class Recipe:
    """How one metric is drawn at some teams."""

    metric: str
    at: str
    """The beginnings of the ids of the teams that have it, or `all`."""
    of: str
    """`team`, or `worker`: then a team's figure is the sum of its workers'."""
    shape: str
    """Which distribution: see `draw.SHAPES`."""
    size: float
    """The usual denominator of one unit in one month; for counts and sums the usual value."""
    steady: str
    """`yes` where the denominator is a stock that hardly moves, `no` where it is a flow."""
    level: float
    """The usual numerator for each one of the denominator."""
    team_spread: float
    """How much units differ, all the time, on the scale of the shape."""
    month_spread: float
    """How much a month moves all units together, on the same scale."""
    noise: float
    """How much single units move by themselves, where the shape does not say."""
    memory: float
    """How much of one month's movement carries over to the next, 0 to 1."""
    least: int
    """The lowest count that there may be."""
    draw: int
    """Which draw of the random numbers it is: see docs/illustrative.md on draws that were not used."""

    @property
    def seed_text(self) -> str:
        """What its random numbers depend on, so that no metric's change moves another's figures."""
        return f"{self.metric} at {self.at}"

    def covers(self, unit: str) -> bool:
        """Whether a team has this metric."""
        return self.at == EVERYWHERE or any(unit.startswith(beginning) for beginning in self.at.split())


def recipes(file: Path = FILE) -> tuple[Recipe, ...]:
    """Every recipe of the table."""
    kinds = get_type_hints(Recipe)
    with file.open(encoding="utf-8") as lines:
        return tuple(Recipe(**{name: kinds[name](text) for name, text in row.items()}) for row in csv.DictReader(lines))
