"""The figures of a submission as they were submitted: what is approved is what is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pmf_core.definitions.submission import Submission
from pmf_core.store.append import STAGED
from pmf_core.store.engine import Transaction

FIGURES = (*STAGED.split(", "), "numerator_cell", "denominator_cell", "value_cell")
"""The columns that a submission's figures are given in."""

ROWS_SQL = f"select {STAGED} from submitted_figure where submission_id = :submission_id and seq = :seq"
"""The figures of one act of submitting, in the form in which a batch's rows are given."""


def keep_figures(transaction: Transaction, held: Submission, columns: Mapping[str, Sequence[Any]]) -> None:
    """Keep the figures (columns as in FIGURES) that the submission's last act stands for."""
    count = len(columns["metric_id"])
    own = {"submission_id": [held.id] * count, "seq": [len(held.acts)] * count}
    transaction.append("submitted_figure", {**own, **{name: columns[name] for name in FIGURES}})
