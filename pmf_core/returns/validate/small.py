"""Small numbers of people: published inside, and hidden where the public looks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmf_core.definitions.metric import Sensitivity
from pmf_core.disclosure.profile import PROFILES
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import Rule, entry_marks, tell

OWN = PROFILES["own"]


def small_numbers(matched: Matched) -> Iterator[Finding]:
    """Counts of a sensitive metric that may let somebody be recognised."""
    entries, request = matched.entries, matched.request
    sensitive = np.array(
        [
            term.whole
            and (metric := request.metrics.get(term.item)) is not None
            and metric.sensitivity > Sensitivity.PUBLIC
            for term in request.terms
        ],
        dtype=bool,
    )
    small = entries.read & (entries.number > 0) & (entries.number <= OWN.largest_hidden)
    found = np.flatnonzero(small & (entries.term >= 0) & sensitive[np.maximum(entries.term, 0)])
    rule = Rule(
        "small_number",
        Severity.NOTE,
        f"Somebody might be recognised by a number up to {OWN.largest_hidden}: it is hidden outside the council.",
        "Nothing needs doing: send the true number.",
    )
    yield from tell(matched, rule, entry_marks(matched, found))
