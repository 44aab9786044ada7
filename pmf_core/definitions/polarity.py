"""Which way is better."""

from __future__ import annotations

from enum import StrEnum


class Polarity(StrEnum):
    """Which way is better belongs to the metric's definition, never to its name."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    IN_RANGE = "in_range"
    NEUTRAL = "neutral"

    @property
    def sign(self) -> int:
        """+1 where up is better, -1 where down is better, 0 where neither is.

        >>> Polarity.LOWER_IS_BETTER.sign
        -1
        """
        return {Polarity.HIGHER_IS_BETTER: 1, Polarity.LOWER_IS_BETTER: -1}.get(self, 0)

    def improvement(self, change: float) -> float:
        """A change in the direction that is better: positive is an improvement.

        >>> Polarity.LOWER_IS_BETTER.improvement(-0.4)
        0.4
        """
        return self.sign * change
