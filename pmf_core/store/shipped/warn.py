"""What a file says that its mapping can't read: told, never dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmf_core.definitions.source import Figure
from pmf_core.store.engine import Query, Transaction

SHOWN = 5
"""How many words a warning names; the rest are counted."""


def strange_words(kind: str, words: Mapping[str, str], *, counts: Mapping[str, int], file: str) -> list[str]:
    """A warning for the words that stand for nothing, with how many rows they take along.

    >>> strange_words("place", {"E99": " Did you mean 'E09'?"}, counts={"E99": 3}, file="a.csv")
    ["a.csv: 3 rows have a place that the hub can't read: 'E99' (3 rows). Did you mean 'E09'?"]
    """
    if not words:
        return []
    named = sorted(words, key=lambda word: -counts.get(word, 0))
    told = ", ".join(f"'{word}' ({counts.get(word, 0)} rows)" for word in named[:SHOWN])
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    rows = sum(counts.get(word, 0) for word in named)
    return [f"{file}: {rows} rows have a {kind} that the hub can't read: {told}{more}.{words[named[0]]}"]


def missing_figures(figures: Iterable[Figure], found: Iterable[str], *, file: str) -> list[str]:
    """A warning for each metric that the mapping expects in a file without a row of it."""
    held = set(found)
    return [
        f"{file}: there is no row of '{figure.metric}', which its source says it has."
        for figure in figures
        if figure.metric and figure.metric not in held
    ]


def differing_repeats(transaction: Transaction, staged: str, *, file: str) -> list[str]:
    """A warning where a file tells one figure twice and differently."""
    found = transaction.fetch(
        Query(
            "differing repeats",
            f"""
select metric_id, unit_id, count(*) as n from (
    select metric_id, unit_id, breakdown, grain, period_start, period_end
    from ({staged}) as staged
    group by metric_id, unit_id, breakdown, grain, period_start, period_end
    having count(*) > 1 and count(distinct coalesce(cast(value as varchar), missing_reason)) > 1
) as repeated
group by metric_id, unit_id
order by n desc, metric_id, unit_id
""",
        )
    )
    return [
        f"{file}: {count} figures of '{metric}' at {unit} stand twice with different values; the first is kept."
        for metric, unit, count in found
    ]
