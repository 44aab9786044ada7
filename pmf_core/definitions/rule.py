"""The rules by which a metric becomes an exception: each on or off, with its parameters."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from pmf_core.definitions.base import Definition


class Code(StrEnum):
    """Why a metric is on a list."""

    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    E4 = "E4"
    E5 = "E5"
    E6 = "E6"
    E7 = "E7"
    G1 = "G1"
    W1 = "W1"
    N = "N"

    @property
    def words(self) -> str:
        """What the code stands for.

        >>> Code.E4.words
        'Hard limit crossed'
        """
        return TITLES[self]


TITLES = {
    Code.E1: "Significantly off target",
    Code.E2: "Sustained negative direction",
    Code.E3: "Forecast off target",
    Code.E4: "Hard limit crossed",
    Code.E5: "Significant change since the last report",
    Code.E6: "Missing or late",
    Code.E7: "Low confidence",
    Code.G1: "Particularly good",
    Code.W1: "Early warning",
    Code.N: "Below target, ordinary variation",
}
"""The codes in words, as the framework has them."""

SEVERITY = {Code.E4: 5, Code.E1: 4, Code.E2: 3, Code.E3: 3, Code.E5: 2, Code.E6: 2, Code.E7: 1}
"""How grave each code is: what orders the list, times what is at stake."""


class OffTarget(Definition):
    """E1."""

    on: bool = True
    bands_below: int = Field(default=2, ge=1)
    """How many bands below the target's band count."""
    periods_running: int = Field(default=2, ge=1)
    few_points_significance: float = Field(default=0.01, gt=0, lt=1)
    """With too few points for limits: the proportion test's significance."""


class Sustained(Definition):
    """E2."""

    on: bool = True


class Forecast(Definition):
    """E3."""

    on: bool = True
    least_chance: float = Field(default=0.30, gt=0, lt=1)


class Switch(Definition):
    """A rule without parameters."""

    on: bool = True


class EarlyWarning(Definition):
    """W1."""

    on: bool = True
    periods_ahead: int = Field(default=3, ge=1)
    points: int = Field(default=12, ge=3)


class Rules(Definition):
    """Every rule, in one version."""

    version: int = 1
    effective_from: date = date(2024, 4, 1)
    change: str = ""
    e1: OffTarget = OffTarget()
    e2: Sustained = Sustained()
    e3: Forecast = Forecast()
    e4: Switch = Switch()
    e5: Switch = Switch()
    e6: Switch = Switch()
    e7: Switch = Switch()
    g1: Switch = Switch()
    w1: EarlyWarning = EarlyWarning()
