"""The same number down a column: usually a fill handle that was pulled too far."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.now import now
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
    for place, block in enumerate(entries.blocks):
        here = np.flatnonzero(entries.block[held.entry] == place)
        if not block.column.term or len(here) < RUN:
            continue
        number = held.amount[here]
        begins = np.flatnonzero(np.r_[True, number[1:] != number[:-1]])
        for first, last in zip(begins, np.r_[begins[1:], len(number)], strict=True):
            run = here[first:last]
            if len(run) >= RUN and abs(number[first]) >= TELLING and len(np.unique(held.last[run])) > 1:
                yield from tell(matched, RULE, entry_marks(matched, held.entry[run[1:]]))
