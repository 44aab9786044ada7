"""Column beside column: what the reference says, what the hub says, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tests.golden.reading import Row
from tests.golden.registry import SHOWN, Comparison

MISSING = ("NA", "")
"""How a missing value is written: by R, and by C#."""


@dataclass(frozen=True)
class Check:
    """One column: for each case what was expected, what was found and whether they agree."""

    name: str
    expected: NDArray[np.generic]
    found: NDArray[np.generic]
    agrees: NDArray[np.bool_]


def number(cell: str) -> float:
    """A cell as a number; missing is NaN."""
    return float("nan") if cell in MISSING else float(cell)


def column(rows: Sequence[Row], name: str) -> NDArray[np.float64]:
    """A column as numbers."""
    return np.array([number(row[name]) for row in rows])


def words(rows: Sequence[Row], name: str) -> NDArray[np.str_]:
    """A column as text."""
    return np.array([row[name] for row in rows], dtype=str)


def grouped(rows: Iterable[Row], *names: str) -> dict[tuple[str, ...], list[int]]:
    """The positions of the rows that share the values of some columns, in order of appearance."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for position, row in enumerate(rows):
        groups.setdefault(tuple(row[name] for name in names), []).append(position)
    return groups


def close(
    name: str, expected: ArrayLike, found: ArrayLike, *, relative: float = 0.0, absolute: ArrayLike = 0.0
) -> Check:
    """A column of numbers that agree within a tolerance; a missing number agrees with a missing one only."""
    wanted, given = np.asarray(expected, float), np.asarray(found, float)
    room = np.maximum(relative * np.abs(wanted), absolute)
    with np.errstate(invalid="ignore"):
        near = (np.abs(wanted - given) <= room) | (wanted == given)
    return Check(name, wanted, given, np.where(np.isnan(wanted), np.isnan(given), near))


def same(name: str, expected: ArrayLike, found: ArrayLike) -> Check:
    """A column of labels that agree exactly."""
    wanted, given = np.asarray(expected), np.asarray(found)
    return Check(name, wanted, given, wanted == given)


def outcome(file: str, keys: Sequence[object], *checks: Check) -> Comparison:
    """The comparison of a file: a case is a row, and mismatches if any of its columns does."""
    if any(len(check.agrees) != len(keys) for check in checks):
        lengths = {check.name: len(check.agrees) for check in checks}
        return Comparison(file, len(keys), len(keys), examples=(f"{len(keys)} cases, {lengths}",))
    agrees = np.ones(len(keys), dtype=bool)
    for check in checks:
        agrees &= check.agrees
    examples = [
        f"{keys[place]} {check.name}: expected {check.expected[place]}, found {check.found[place]}"
        for check in checks
        for place in np.flatnonzero(~check.agrees)[:SHOWN]
    ]
    return Comparison(file, len(keys), int((~agrees).sum()), examples=tuple(examples[: 2 * SHOWN]))


def keys(rows: Sequence[Row], *names: str) -> list[tuple[str, ...]]:
    """What each case is called."""
    return [tuple(row[name] for name in names) for row in rows]
