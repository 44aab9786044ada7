"""Who and what a row is about: units and measures that stand for nothing, or for something that isn't asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pmf_core.returns.entries import NONE, Strange
from pmf_core.returns.headings import best
from pmf_core.returns.mapping import Role
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import (
    Rule,
    apart,
    entry_marks,
    marks_of,
    tell,
    tell_together,
    term_words,
    unit_name,
)


def unknown_units(matched: Matched) -> Iterator[Finding]:
    """A name that is no unit asked: offered with the nearest, and told apart from units that are only elsewhere."""
    for labels in apart(_with_amounts(matched, Role.UNIT), lambda label: _unit_code(matched, label)):
        strange = labels[0]
        nearest = matched.meant.get(strange.text, "") if _unit_code(matched, strange) == "unknown_unit" else ""
        yield from _tell(
            matched, _unit_rule(matched, strange, nearest), labels,
            after=nearest or None, reason="Write the name of the team as the hub knows it.",
        )  # fmt: skip


def _unit_code(matched: Matched, strange: Strange) -> str:
    if not strange.text:
        return "no_unit"
    return "unit_not_asked" if matched.words.units.known(strange.text) else "unknown_unit"


def _unit_rule(matched: Matched, strange: Strange, nearest: str) -> Rule:
    code = _unit_code(matched, strange)
    if code == "no_unit":
        return Rule(
            code, Severity.ERROR,
            "This row has figures, but does not say whose they are.",
            "Type the name of the team, or empty the row.",
        )  # fmt: skip
    if code == "unit_not_asked":
        return Rule(
            code, Severity.WARNING,
            f"'{strange.text}' is a unit of the council, but does not send this return: its figures are left out.",
            "If it should be in this return, ask the owner of the return to add it; otherwise take the row out.",
        )  # fmt: skip
    hint = f"Type '{nearest}', if that is meant." if nearest else "Type the name as it stands in the template."
    return Rule(
        code, Severity.ERROR, f"No team of this return is called '{strange.text}', so its figures have "
        "nowhere to go.", hint,
    )  # fmt: skip


def unknown_measures(matched: Matched) -> Iterator[Finding]:
    """A measure or figure down the rows that is not asked."""
    for role in (Role.METRIC, Role.PART):
        for labels in apart(_with_amounts(matched, role), lambda label: "said" if label.text else "blank"):
            text = labels[0].text
            nearest, _ = best(text, matched.words.terms) if len(labels) == 1 else ("", 0.0)
            rule = Rule(
                "unknown_measure",
                Severity.ERROR if text else Severity.WARNING,
                f"'{text}' is none of the measures of this return, so its figures are left out."
                if text
                else "This row has a figure, but does not say of what: it is left out.",
                "Type the measure as the template has it, or take the row out.",
            )
            yield from _tell(
                matched, rule, labels, after=_column_of(matched, nearest), reason="Write the measure as it is asked."
            )


def _tell(
    matched: Matched, rule: Rule, labels: Sequence[Strange], *, after: str | None, reason: str
) -> Iterator[Finding]:
    """The rows of one label, or of all those that are past counting."""
    if len(labels) == 1:
        yield from tell(matched, rule, marks_of(labels), after=lambda _: after, reason=reason)
    else:
        yield from tell_together(matched, rule, marks_of(labels))


def _column_of(matched: Matched, term: str) -> str | None:
    return matched.request.terms[matched.request.term_places[term]].column if term else None


def not_asked(matched: Matched) -> Iterator[Finding]:
    """A number where none is asked of that unit."""
    entries, request = matched.entries, matched.request
    known = np.flatnonzero((entries.term != NONE) & (entries.unit != NONE) & ~entries.blank)
    extra = known[~request.asks[entries.unit[known], entries.term[known]]]
    rule = Rule(
        "not_asked",
        Severity.WARNING,
        lambda place: f"{unit_name(matched, place)} is not asked for '{term_words(matched, place)}'.",
        "Check that the figure stands in the right row and column; otherwise empty the cell.",
    )
    yield from tell(matched, rule, entry_marks(matched, extra))


def _with_amounts(matched: Matched, role: Role) -> Iterator[Strange]:
    """The strange labels of rows that hold any amount."""

    @cache
    def with_amounts(sheet: str) -> NDArray[np.bool_]:
        there = np.zeros(len(matched.sheet(sheet).rows), dtype=bool)
        there[matched.entries.row[matched.filled.get(sheet, np.empty(0, dtype=np.int64))] - 1] = True
        return there

    for strange in matched.strange:
        if strange.kind is role:
            held = strange.among(with_amounts(strange.sheet))
            if len(held.rows):
                yield held
