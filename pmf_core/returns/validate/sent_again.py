"""Last period's figures once more: the whole file, or one unit's row."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.now import Now, now
from pmf_core.returns.validate.telling import Rule, entry_marks, tell, unit_name

LEAST_TO_COMPARE = 6
"""So many figures must be the same before a file is told to be last period's."""

NEARLY_ALL = 0.9
TELLING = 10
"""Small counts repeat by chance; from this size on, the same number twice is telling."""


def sent_again(matched: Matched) -> Iterator[Finding]:
    """The whole file, or all of one unit's row, as it was sent the period before."""
    held = now(matched)
    comparable = ~np.isnan(held.last) & (np.abs(held.amount) >= TELLING)
    same = comparable & (held.amount == held.last)
    before = matched.request.period.before().name
    if comparable.sum() >= LEAST_TO_COMPARE and same.sum() >= NEARLY_ALL * comparable.sum():
        rule = Rule(
            "sent_again",
            Severity.ERROR,
            f"{int(same.sum())} of {int(comparable.sum())} figures are those of {before}: it looks like that file.",
            f"Send the file of {matched.request.period.name}.",
        )
        yield from list(tell(matched, rule, entry_marks(matched, held.entry[same])))[:1]
        return
    yield from _rows_again(matched, held, comparable=comparable, same=same, before=before)


LEAST_IN_ROW = 3


def _rows_again(matched: Matched, held: Now, *, comparable: NDArray, same: NDArray, before: str) -> Iterator[Finding]:
    units = matched.entries.unit[held.entry]
    count = len(matched.request.units)
    equal, all_ = np.bincount(units[same], minlength=count), np.bincount(units[comparable], minlength=count)
    carried = (equal == all_) & (all_ >= LEAST_IN_ROW)
    rule = Rule(
        "row_again",
        Severity.WARNING,
        lambda place: f"Every figure of {unit_name(matched, place)} is that of {before}: was the row copied?",
        "Check with the team; if the figures are right, say so in the note.",
    )
    firsts = [held.entry[same & (units == unit)][:1] for unit in np.flatnonzero(carried)]
    yield from tell(matched, rule, entry_marks(matched, np.concatenate(firsts) if firsts else np.empty(0, dtype=int)))
