"""Figures tried out on a copy of the store: only those that say something else than what is known, for the rest
changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pmf_core.definitions.submission import Submission
from pmf_core.store.append import STAGED
from pmf_core.store.engine import Query, Transaction
from pmf_core.store.returned.figures import submitted_rows

KEY = ("metric_id", "unit_id", "breakdown", "grain", "period_start", "period_end")
SAID = ("numerator", "denominator", "value", "missing_reason", "status")
"""What a figure says; the rest is where it was read."""

SENT = f"create temp table sent_figure as select {STAGED} from observation where false"

WEIGHED = f"""
create temp table weighed_figure as
with known as (
    select {", ".join((*KEY, *SAID))},
           row_number() over (partition by {", ".join(KEY)} order by known_from desc, batch_id desc) as newest
    from observation
    where metric_id in (select metric_id from sent_figure)
)
select {", ".join(f"s.{name}" for name in STAGED.split(", "))},
       k.metric_id is null or s.metric_id in (select metric_id from disclosure_in_force)
       {" ".join(f"or s.{name} is distinct from k.{name}" for name in SAID)} as is_tried
from sent_figure as s
left join known as k
  on k.newest = 1 and {" and ".join(f"k.{name} = s.{name}" for name in KEY)}
"""
"""Each figure beside what is known. Those of which small numbers are withheld are all tried out: which of them are
hidden is decided on all of them together."""

TRIED = Query("figures tried", f"select {STAGED} from weighed_figure where is_tried")


def weigh(transaction: Transaction, figures: Mapping[str, Sequence[Any]] | Submission) -> int:
    """Lay figures, or those of a submission, beside what is known; how many are known just so comes back."""
    transaction.execute(Query("make sent figures", SENT))
    match figures:
        case Submission():
            rows = submitted_rows(figures)
            sql = f"insert into sent_figure {rows.sql}"
            transaction.execute(Query("figures sent", sql, rows.parameters))
        case _:
            transaction.append("sent_figure", {name: figures[name] for name in STAGED.split(", ")})
    transaction.execute(Query("weigh figures", WEIGHED))
    known = transaction.fetch(Query("known so", "select count(*) as n from weighed_figure where not is_tried"))
    return int(known["n"][0])
