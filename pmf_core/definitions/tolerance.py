"""Tolerances: named bands that say how a value is categorised, each owning its own edges."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import Self

from pydantic import model_validator

from pmf_core.definitions.base import Definition


class Basis(StrEnum):
    """What the edges of the bands are measured on."""

    VALUE = "value"
    """The value itself, in the metric's unit."""
    ABSOLUTE = "absolute"
    """How far past the target, in the metric's unit; negative is short of it."""
    RELATIVE = "relative"
    """How far past the target, as a fraction of it; negative is short of it."""


class Standing(StrEnum):
    """Where a band stands, whatever the framework calls it: what its shape and colour are chosen by."""

    EXCELLENT = "excellent"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"


class Band(Definition):
    """One band. An edge left out is open-ended; an owned edge belongs to this band."""

    name: str
    standing: Standing
    lower: float | None = None
    upper: float | None = None
    owns_lower: bool = True
    owns_upper: bool = False

    def mirrored(self, about: float) -> Band:
        """The band seen in a mirror: what was `about - x` is `x`."""
        return Band(
            name=self.name,
            standing=self.standing,
            lower=None if self.upper is None else about - self.upper,
            upper=None if self.lower is None else about - self.lower,
            owns_lower=self.owns_upper,
            owns_upper=self.owns_lower,
        )

    @property
    def words(self) -> str:
        """The band's edges as mathematics writes them.

        >>> Band(name="Good", standing=Standing.GOOD, lower=50, upper=80, owns_upper=True).words
        '[50, 80]'
        """
        left = "(" if self.lower is None or not self.owns_lower else "["
        right = "]" if self.upper is not None and self.owns_upper else ")"
        lower = "-∞" if self.lower is None else f"{self.lower:g}"
        upper = "∞" if self.upper is None else f"{self.upper:g}"
        return f"{left}{lower}, {upper}{right}"


class Tolerance(Definition):
    """Bands without gap or overlap.

    On the `value` basis they are listed from the lowest values up. On the others they are listed from the
    furthest short of the target up, so polarity is already in them. `scale` is the pair of ends that a
    lower-is-better metric is mirrored between; without it the bands are taken as they are written.
    """

    name: str
    basis: Basis = Basis.VALUE
    bands: tuple[Band, ...]
    scale: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _no_gap_no_overlap(self) -> Self:
        for below, above in pairwise(self.bands):
            if below.upper != above.lower or below.upper is None:
                raise ValueError(
                    f"band '{above.name}' begins at {above.lower} and '{below.name}' ends at {below.upper}: "
                    "give both the same edge"
                )
            if below.owns_upper == above.owns_lower:
                fault = "both bands" if below.owns_upper else "neither band"
                raise ValueError(
                    f"the edge {above.lower:g} belongs to {fault} ('{below.name}', '{above.name}'): "
                    "set owns_upper or owns_lower on exactly one"
                )
        return self

    def mirrored(self) -> Tolerance:
        """The same bands for a metric where lower is better."""
        if self.scale is None:
            return self
        about = sum(self.scale)
        return self.model_copy(update={"bands": tuple(band.mirrored(about) for band in reversed(self.bands))})
