"""A total that the rows above it do not give: a row is missing, or a number was mistyped."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmf_core.definitions.calculation import Count, Sum
from pmf_core.definitions.returning import Part
from pmf_core.returns.entries import Block
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import number
from pmf_core.returns.workbook import cell_name

CLOSE = 0.51
"""Rounded numbers may differ from their total by this much for each row."""


def totals(matched: Matched) -> Iterator[Finding]:
    """Each total row against the rows between it and the total before."""
    for place, block in enumerate(matched.entries.blocks):
        if block.column.term and _adds_up(matched, block.column.term):
            yield from _block(matched, place, block)


def _adds_up(matched: Matched, term_id: str) -> bool:
    term = matched.request.terms[matched.request.term_places[term_id]]
    metric = matched.request.metrics.get(term.item)
    return metric is None or term.part is not Part.VALUE or isinstance(metric.calculation, Count | Sum)


def _block(matched: Matched, place: int, block: Block) -> Iterator[Finding]:
    entries, sheet = matched.entries, matched.sheet(block.sheet)
    here = (entries.block == place) & entries.read
    first = block.mapped.first_row
    for row in sorted(block.mapped.left_out):
        said = sheet.cell(row, block.column.index)
        above = here & (entries.row >= first) & (entries.row < row)
        given = float(entries.number[above].sum())
        rows = int(np.count_nonzero(above))
        if isinstance(said, int | float) and rows > 1 and abs(said - given) > _rounding(entries.number[above]):
            yield Finding(
                Severity.WARNING,
                "total",
                block.sheet,
                cell_name(row, block.column.index),
                number(float(said)),
                f"The {rows} rows above add up to {number(given)}: a row may be missing, or a number mistyped.",
                "Find out which is right; the hub adds up the rows and takes no notice of the total.",
            )
        first = row + 1


def _rounding(numbers: np.ndarray) -> float:
    whole = bool(np.all(numbers == np.round(numbers)))
    return CLOSE if whole else CLOSE * len(numbers) / 10
