"""A total that the rows above it do not give: a row is missing, or a number was mistyped."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions.calculation import Count, Sum
from pmf_core.definitions.returning import Part
from pmf_core.returns.distinct import grouped
from pmf_core.returns.entries import Block
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import Marks, Rule, number, tell

CLOSE = 0.51
"""Rounded numbers may differ from their total by this much for each row."""


def totals(matched: Matched) -> Iterator[Finding]:
    """Each total row against the rows between it and the total before."""
    entries = matched.entries
    read = np.flatnonzero(entries.read)
    for index, places in grouped(entries.block[read]):
        block = entries.blocks[index]
        if block.column.term and block.mapped.left_out and _adds_up(matched, block.column.term):
            yield from _block(matched, block, read[places])


def _adds_up(matched: Matched, term_id: str) -> bool:
    term = matched.request.terms[matched.request.term_places[term_id]]
    metric = matched.request.metrics.get(term.item)
    return metric is None or term.part is not Part.VALUE or isinstance(metric.calculation, Count | Sum)


def _block(matched: Matched, block: Block, places: NDArray[np.int64]) -> Iterator[Finding]:
    rows, numbers = matched.entries.row[places], matched.entries.number[places]
    wrong: dict[int, tuple[float, NDArray[np.float64]]] = {}
    first = 0
    for row in sorted(block.mapped.left_out):
        said = matched.seen(block.sheet, row, block.column.index)
        end = int(np.searchsorted(rows, row))
        above, first = numbers[first:end], end
        if isinstance(said, int | float) and len(above) > 1 and abs(said - above.sum()) > _rounding(above):
            wrong[row] = float(said), above
    rule = Rule(
        "total",
        Severity.WARNING,
        lambda row: (
            f"The {len(wrong[row][1])} rows above add up to {number(float(wrong[row][1].sum()))}: "
            "a row may be missing, or a number mistyped."
        ),
        "Find out which is right; the hub adds up the rows and takes no notice of the total.",
    )
    at = np.array(list(wrong), dtype=np.int64)
    yield from tell(
        matched, rule, [Marks(block.sheet, block.column.index, at, at)], seen=lambda row: number(wrong[row][0])
    )


def _rounding(numbers: np.ndarray) -> float:
    whole = bool(np.all(numbers == np.round(numbers)))
    return CLOSE if whole else CLOSE * len(numbers) / 10
