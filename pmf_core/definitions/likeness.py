"""A model of likeness: which authorities are most like each other, by which variables, weighed how."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from pmf_core.definitions.base import Definition


class Scheme(StrEnum):
    """How variables in different units are put on one scale."""

    Z_SCORE = "z_score"
    """Each less its mean, over its standard deviation (CIPFA)."""
    MIN_MAX = "min_max"
    """Each from 0 for the least to 1 for the most (NHS England)."""


class Weighting(StrEnum):
    """What a weight of 2 means. Neighbour models say "weight" for both, so ours says which.

    `ON_SQUARED_DISTANCE`: the squared difference counts twice (√w times the scaled variable).
    `ON_DISTANCE`: the difference counts twice, its square four times (w times the scaled variable).
    """

    ON_SQUARED_DISTANCE = "on_squared_distance"
    ON_DISTANCE = "on_distance"


class Transform(StrEnum):
    """What is done to a variable before it is scaled."""

    NONE = "none"
    YEO_JOHNSON = "yeo_johnson"
    SQUARE_ROOT = "square_root"
    LOG_ONE_PLUS = "log_one_plus"
    SQUARE = "square"
    BOX_COX = "box_cox"
    RECIPROCAL_ROOT = "reciprocal_root"
    RECIPROCAL = "reciprocal"
    MOST_NORMAL = "most_normal"
    """Whichever of these makes the variable most nearly normal (NHS England)."""


class Variable(Definition):
    """One thing in which authorities are alike or not: a metric of the hub."""

    metric: str
    weight: float = Field(default=1.0, ge=0)
    transform: Transform = Transform.NONE


class LikenessModel(Definition):
    """Variables, and what is made of them."""

    variables: tuple[Variable, ...] = Field(min_length=1)
    scheme: Scheme
    weighting: Weighting = Weighting.ON_SQUARED_DISTANCE
    count: int = Field(default=10, ge=1)
    """How many neighbours each authority has."""
    until: date
    """Each variable is taken in its latest period that ends by this day, so that the model stays what it was."""

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        names = [variable.metric for variable in self.variables]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"a variable stands once: {', '.join(twice)} is there twice; give it more weight")
        return self
