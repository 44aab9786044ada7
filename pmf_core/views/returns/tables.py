"""What publishing a return changes, as tables."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.views import words
from pmf_core.views.returns.values import Consequences
from pmf_core.views.status import Table

MOST_RESTATED = 60
"""How many restated figures are listed; the rest are counted."""


def consequence_tables(held: Consequences) -> Iterator[Table]:
    """Bands, exceptions, restated figures, and what rests on them: each only where there is any."""
    if held.flips:
        rows = tuple(
            (f.name, f.unit_name, f.period_name, f.value_before, f.value_after, f.before.word, f.after.word)
            for f in held.flips
        )
        columns = ("Metric", "Unit", "Period", "Value now", "Value then", "Band now", "Band then")
        yield Table("Bands that change", columns, rows, numeric=(3, 4))
    if held.exceptions:
        rows = tuple(
            (e.name, e.unit_name, words.capitalised(e.kind), " ".join(e.codes_after or e.codes_before), e.sentence)
            for e in held.exceptions
        )
        yield Table("Exceptions raised and cleared", ("Metric", "Unit", "What", "Codes", "Why"), rows)
    if held.identities:
        rows = tuple((i.unit_name, i.period_name, words.capitalised(i.kind), i.sentence) for i in held.identities)
        yield Table("Figures that must fit each other", ("Unit", "Period", "What", "Which"), rows)
    if held.restatements:
        shown = held.restatements[:MOST_RESTATED]
        rows = tuple((r.name, r.unit_name, r.period_name, r.before, r.after) for r in shown)
        left = len(held.restatements) - len(shown)
        yield Table(
            "Figures restated",
            ("Metric", "Unit", "Period", "Was", "Becomes"),
            rows,
            numeric=(3, 4),
            note=f"{words.count(left, 'more figure')}." if left else "",
        )
    if held.affected:
        rows = tuple((words.capitalised(a.kind), a.name, a.when, a.sentence) for a in held.affected)
        yield Table("What rests on them", ("What", "Which", "When", "How"), rows)
