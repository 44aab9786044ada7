"""The figures of a submission as they were submitted: what is approved is what is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pmf_core.definitions.submission import Event, Submission
from pmf_core.store.append import STAGED
from pmf_core.store.engine import Engine, Query, Transaction

FIGURES = (*STAGED.split(", "), "numerator_cell", "denominator_cell", "value_cell")
"""The columns that a submission's figures are given in."""


def keep_figures(transaction: Transaction, held: Submission, columns: Mapping[str, Sequence[Any]]) -> None:
    """Keep the figures (columns as in FIGURES) that the submission's last act stands for."""
    count = len(columns["metric_id"])
    own = {"submission_id": [held.id] * count, "seq": [len(held.acts)] * count}
    transaction.append("submitted_figure", {**own, **{name: columns[name] for name in FIGURES}})


def submitted_rows(held: Submission) -> Query:
    """The figures of a submission as it was last submitted, in the form in which a batch's rows are given."""
    submitted = max(seq for seq, act in enumerate(held.acts, 1) if act.event is Event.SUBMITTED)
    sql = f"select {STAGED} from submitted_figure where submission_id = :submission_id and seq = :seq"
    return Query("submitted figures", sql, {"submission_id": held.id, "seq": submitted})


@dataclass(frozen=True, slots=True)
class FigureCells:
    """Where the parts of one figure were read: cells of one sheet, empty where none stands for a part."""

    metric: str
    unit: str
    breakdown: str
    period_start: date
    period_end: date
    grain: str
    sheet: str
    numerator: str
    denominator: str
    value: str

    def parts(self) -> Iterator[tuple[str, str]]:
        """Each part with its cell, where one stands for it."""
        named = (("numerator", self.numerator), ("denominator", self.denominator), ("value", self.value))
        return ((part, cell) for part, cell in named if cell)


def cells_of(source: Engine | Transaction, submission_id: str, *, metric: str = "") -> tuple[FigureCells, ...]:
    """The cells of every figure, or of a metric's, as a submission was last submitted."""
    found = source.fetch(
        Query(
            "cells of figures",
            """
select metric_id, unit_id, breakdown, period_start, period_end, grain, source_sheet,
       numerator_cell, denominator_cell, value_cell
from submitted_figure
where submission_id = :submission_id and (:metric = '' or metric_id = :metric)
  and seq = (select max(seq) from submitted_figure where submission_id = :submission_id)
order by unit_id, breakdown, period_start
""",
            {"submission_id": submission_id, "metric": metric},
        )
    )
    return tuple(FigureCells(*row) for row in found)
