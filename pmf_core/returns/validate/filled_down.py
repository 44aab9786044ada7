"""The same number down a column: usually a fill handle that was pulled too far."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pmf_core.returns.distinct import grouped
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.now import Now, now
from pmf_core.returns.validate.telling import Rule, entry_marks, tell

RUN = 4
"""So many times the same number, one below the other."""

TELLING = 10
"""Small counts repeat by chance."""

RULE = Rule(
    "filled_down",
    Severity.WARNING,
    "The same number stands in the cells above, and the period before these units had different ones.",
    "Check that the number was typed for each unit, and not filled down from the first.",
)


def filled_down(matched: Matched) -> Iterator[Finding]:
    """Runs of one number in one column, of units that differed the period before."""
    held = now(matched)
    entries = matched.entries
    for index, here in grouped(entries.block[held.entry]):
        if entries.blocks[index].column.term:
            found = [held.entry[run[1:]] for run in _runs(held, here)]
            yield from tell(matched, RULE, entry_marks(matched, np.concatenate(found)) if found else ())


def _runs(held: Now, here: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """The places of each run that is long enough, of a number that doesn't repeat by chance."""
    number = held.amount[here]
    begins = np.flatnonzero(np.r_[True, number[1:] != number[:-1]])
    lengths = np.diff(np.r_[begins, len(number)])
    for long in np.flatnonzero((lengths >= RUN) & (np.abs(number[begins]) >= TELLING)).tolist():
        run = here[begins[long] : begins[long] + lengths[long]]
        if len(np.unique(held.last[run])) > 1:
            yield run
