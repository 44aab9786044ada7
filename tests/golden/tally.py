"""Counting what agrees and what does not, while a file is compared."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.golden.registry import SHOWN, Comparison

RELATIVE = 1e-9
"""How far a limit may be from the peer's, relative to it."""

NOTHING = ("", "NA", "NaN")
"""How the files write a number that is not there."""


def number(text: str) -> float:
    """A cell as a number, NaN where there is none."""
    return math.nan if text in NOTHING else float(text)


def same(ours: float, theirs: float, *, scale: float = 0.0) -> bool:
    """Whether two numbers agree; both missing agrees. `scale` is the size of the numbers they come from."""
    if math.isnan(ours) or math.isnan(theirs):
        return math.isnan(ours) and math.isnan(theirs)
    return abs(ours - theirs) <= RELATIVE * max(abs(theirs), scale * 1e-3)


@dataclass
class Tally:
    """Cases of one file, each with what differs in it."""

    file: str
    cases: int = 0
    mismatches: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def case(self, name: str, differences: list[str]) -> None:
        """Record one case that was compared."""
        self.cases += 1
        if differences:
            self.mismatches += 1
            if len(self.examples) < SHOWN:
                self.examples.append(f"{name}: {differences[0]} ({len(differences)} differences)")

    def skip(self, reason: str) -> None:
        """Record one case that was not compared, and why."""
        self.cases += 1
        self.skipped[reason] += 1

    def comparison(self) -> Comparison:
        """What came of the file."""
        return Comparison(self.file, self.cases, self.mismatches, dict(self.skipped), tuple(self.examples))


def number_differences(
    ours: Mapping[str, float], row: Mapping[str, str], *, where: str, scale: float = 0.0
) -> list[str]:
    """The named numbers of ours that differ from a row's."""
    return [
        f"{name} at {where}: ours {value!r}, theirs {row[name]}"
        for name, value in ours.items()
        if not same(value, number(row[name]), scale=scale)
    ]


def text_differences(ours: Mapping[str, object], row: Mapping[str, str], *, where: str) -> list[str]:
    """The named flags or labels of ours that differ from a row's."""
    return [
        f"{name} at {where}: ours {value}, theirs {row[name]}"
        for name, value in ours.items()
        if str(value) != row[name]
    ]
