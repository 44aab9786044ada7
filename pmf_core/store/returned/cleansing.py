"""What was mended in a return before it was submitted, cell by cell, and who accepted it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pmf_core.definitions.submission import Act, Submission
from pmf_core.store.engine import Engine, Query, Transaction


@dataclass(frozen=True, slots=True)
class CleansingStep:
    """One cell, before and after."""

    sheet: str
    cell: str
    before: str
    after: str
    rule: str
    reason: str
    accepted_by: str = ""
    accepted_at: datetime | None = None


def record_steps(transaction: Transaction, held: Submission, steps: Iterable[CleansingStep]) -> None:
    """Write down the steps that the submission's last act accepted."""
    act: Act = held.acts[-1]
    transaction.insert(
        "cleansing_step",
        (
            "submission_id", "seq", "sheet", "cell", "before", "after", "rule", "reason", "accepted_by", "accepted_at",
        ),
        [
            (
                held.id, len(held.acts), step.sheet, step.cell, step.before, step.after, step.rule, step.reason,
                act.actor.name, act.at,
            )
            for step in steps
        ],
    )  # fmt: skip


def steps_of(source: Engine | Transaction, submission_id: str) -> tuple[CleansingStep, ...]:
    """Every step that was accepted for a submission, in order."""
    found = source.fetch(
        Query(
            "cleansing steps",
            """
select sheet, cell, before, after, rule, reason, accepted_by, accepted_at
from cleansing_step
where submission_id = :submission_id
order by seq, sheet, cell
""",
            {"submission_id": submission_id},
        )
    )
    return tuple(CleansingStep(*row) for row in found)
