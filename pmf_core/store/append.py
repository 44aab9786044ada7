"""Adding rows: a batch is one file or return, and nothing in it is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pmf_core.definitions.metric import Provenance
from pmf_core.definitions.moment import now
from pmf_core.errors import StoreError
from pmf_core.store.engine import Query, Transaction

STAGED = (
    "metric_id, unit_id, breakdown, period_start, period_end, grain, numerator, denominator, value, "
    "missing_reason, status, source_row, source_column, source_sheet"
)
"""The columns that a batch's rows are given in."""


@dataclass(frozen=True)
class Batch:
    """One file on its way into the store."""

    file: str
    source: str
    title: str
    sha256: str
    provenance: Provenance
    known_from: datetime


def append_batch(
    transaction: Transaction, batch: Batch, *, rows_sql: str, parameters: Mapping[str, Any] | None = None
) -> int:
    """Add the rows that `rows_sql` selects (columns as in STAGED); the batch's number comes back."""
    refuse_the_past(transaction, batch)
    number = next_number(transaction)
    transaction.execute(
        Query(
            f"append {batch.file}",
            f"""
insert into observation ({STAGED}, known_from, batch_id)
select {STAGED}, cast(:known_from as timestamp), cast(:batch_id as integer)
from ({rows_sql}) as staged
""",
            {"known_from": batch.known_from, "batch_id": number, **(parameters or {})},
        )
    )
    counted = transaction.fetch(
        Query("count batch", "select count(*) as n from observation where batch_id = :id", {"id": number})
    )
    record_batch(transaction, batch, number=number, rows=counted["n"][0])
    return number


def record_batch(transaction: Transaction, batch: Batch, *, number: int, rows: int) -> None:
    """Write down what came, from where and when."""
    transaction.insert(
        "batch",
        (
            "batch_id", "file", "source", "title", "sha256", "provenance", "known_from", "loaded_at", "row_count",
        ),
        [
            (
                number, batch.file, batch.source, batch.title, batch.sha256, batch.provenance.value,
                batch.known_from, now(), rows,
            )
        ],
    )  # fmt: skip


def next_number(transaction: Transaction) -> int:
    """The next batch number, which is also the transaction number that settles ties."""
    found = transaction.fetch(Query("next batch", "select coalesce(max(batch_id), 0) + 1 as n from batch"))
    return int(found["n"][0])


def learnt_at(transaction: Transaction) -> datetime:
    """The moment at which something is learnt: now, or with the newest thing known if a clock was ahead."""
    newest = transaction.fetch(Query("newest", "select max(known_from) as newest from batch"))["newest"][0]
    return max(now(), newest) if newest else now()


def refuse_the_past(transaction: Transaction, batch: Batch) -> None:
    """Nothing may be learnt before what is known already: it would change what was seen."""
    newest = transaction.fetch(Query("newest", "select max(known_from) as newest from batch"))["newest"][0]
    if newest is not None and batch.known_from < newest:
        raise StoreError(
            f"{batch.file} says it was known on {batch.known_from:%Y-%m-%d %H:%M}, before the newest row in the store "
            f"({newest:%Y-%m-%d %H:%M}): give it the moment at which it arrived."
        )
