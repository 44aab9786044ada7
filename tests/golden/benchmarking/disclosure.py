"""Suppression and rounding, worked by hand from the published rules."""

from __future__ import annotations

from pmf_core.disclosure import Hidden, profile_named
from tests.golden.benchmarking.checks import keys, outcome, same, words
from tests.golden.reading import Folder
from tests.golden.registry import Comparison, comparison


def display(count: float, rule: str) -> str:
    """A count as a table prints it."""
    shown = profile_named(rule).shown(count)
    return shown.symbol if isinstance(shown, Hidden) else f"{shown.count:.0f}"


@comparison("benchmarking", "disclosure_rules.csv")
def rules(folder: Folder) -> Comparison:
    rows = folder.rows("disclosure_rules.csv")
    found = [display(int(row["count"]), row["rule"]) for row in rows]
    return outcome(
        "disclosure_rules.csv", keys(rows, "case_id", "rule", "count"), same("display", words(rows, "display"), found)
    )
