"""Who and what a row is about: units and measures that stand for nothing, or for something that isn't asked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmf_core.returns.entries import NONE, Strange
from pmf_core.returns.headings import best
from pmf_core.returns.mapping import Role
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import Mark, Rule, entry_marks, tell, term_words, unit_name


def unknown_units(matched: Matched) -> Iterator[Finding]:
    """A name that is no unit asked: offered with the nearest, and told apart from units that are only elsewhere."""
    for strange in _with_amounts(matched, Role.UNIT):
        names = matched.words.units
        nearest = "" if names.known(strange.text) else names.nearest(strange.text)
        yield from tell(
            matched, _unit_rule(matched, strange, nearest), _marks(strange),
            after=lambda _, name=nearest: name or None, reason="Write the name of the team as the hub knows it.",
        )  # fmt: skip


def _unit_rule(matched: Matched, strange: Strange, nearest: str) -> Rule:
    if not strange.text:
        return Rule(
            "no_unit", Severity.ERROR,
            "This row has figures, but does not say whose they are.",
            "Type the name of the team, or empty the row.",
        )  # fmt: skip
    if matched.words.units.known(strange.text):
        return Rule(
            "unit_not_asked", Severity.WARNING,
            f"'{strange.text}' is a unit of the council, but does not send this return: its figures are left out.",
            "If it should be in this return, ask the owner of the return to add it; otherwise take the row out.",
        )  # fmt: skip
    hint = f"Type '{nearest}', if that is meant." if nearest else "Type the name as it stands in the template."
    return Rule(
        "unknown_unit", Severity.ERROR, f"No team of this return is called '{strange.text}', so its figures have "
        "nowhere to go.", hint,
    )  # fmt: skip


def unknown_measures(matched: Matched) -> Iterator[Finding]:
    """A measure or figure down the rows that is not asked."""
    for role in (Role.METRIC, Role.PART):
        for strange in _with_amounts(matched, role):
            nearest, _ = best(strange.text, matched.words.terms)
            rule = Rule(
                "unknown_measure",
                Severity.ERROR if strange.text else Severity.WARNING,
                f"'{strange.text}' is none of the measures of this return, so its figures are left out."
                if strange.text
                else "This row has a figure, but does not say of what: it is left out.",
                "Type the measure as the template has it, or take the row out.",
            )
            yield from tell(
                matched, rule, _marks(strange),
                after=lambda _, term=nearest: _column_of(matched, term), reason="Write the measure as it is asked.",
            )  # fmt: skip


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
    for strange in matched.strange:
        if strange.kind is not role:
            continue
        held = np.unique(_rows_with_amounts(matched, strange.sheet))
        rows = np.intersect1d(strange.rows, held)
        if len(rows):
            yield Strange(strange.kind, strange.sheet, strange.column, strange.text, rows)


def _rows_with_amounts(matched: Matched, sheet: str) -> np.ndarray:
    entries = matched.entries
    blocks = [place for place, block in enumerate(entries.blocks) if block.sheet == sheet]
    return entries.row[np.isin(entries.block, blocks) & ~entries.blank]


def _marks(strange: Strange) -> Iterator[Mark]:
    return (Mark(strange.sheet, row, strange.column, NONE) for row in strange.rows.tolist())
