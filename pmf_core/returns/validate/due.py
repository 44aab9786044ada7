"""What is due and not there: a unit without a row, a blank without a reason."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pmf_core.returns.entries import NONE
from pmf_core.returns.mapping import Role
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import Marks, Rule, entry_marks, tell, term_words, unit_name
from pmf_core.returns.workbook import cell_name


def blanks(matched: Matched) -> Iterator[Finding]:
    """An empty cell where a figure is due: nobody can tell a nought from a figure that never came."""
    entries, request = matched.entries, matched.request
    needed = np.array([term.needed for term in request.terms])
    empty = np.flatnonzero(entries.blank & (entries.term != NONE) & (entries.unit != NONE))
    due = empty[needed[entries.term[empty]] & request.asks[entries.unit[empty], entries.term[empty]]]
    rule = Rule(
        "blank",
        Severity.ERROR,
        lambda place: f"'{term_words(matched, place)}' of {unit_name(matched, place)} is due; a blank is not a nought.",
        "Type the figure, 0 if there were none, or a reason such as 'not available'.",
    )
    marks = (_without_formulas(matched, held) for held in entry_marks(matched, due))
    yield from tell(matched, rule, marks, seen="blank")


def _without_formulas(matched: Matched, marks: Marks) -> Marks:
    """A formula without its result is told as such."""
    formulas = matched.uncalculated.get((marks.sheet, marks.column), ())
    return marks.take(~np.isin(marks.row, formulas))


def missing_rows(matched: Matched) -> Iterator[Finding]:
    """A unit that sends nothing at all, and one that sends some of its figures."""
    there = _there(matched)
    if there is None or not matched.request.whole:
        return
    request = matched.request
    columns = _mapped_terms(matched)
    due = request.asks & np.array([term.needed for term in request.terms]) & columns
    meant = set(matched.meant.values())
    for place, unit in enumerate(request.units):
        missing = np.flatnonzero(due[place] & ~there[place])
        if not len(missing) or unit.name in meant:
            continue
        wholly = not there[place].any()
        words = ", ".join(f"'{request.terms[term].column}'" for term in missing[:4])
        yield Finding(
            Severity.ERROR,
            "missing_unit" if wholly else "missing_figure",
            *_where(matched, place),
            f"no row for {unit.name}" if wholly else f"nothing for {words}",
            f"{unit.name} is asked for {'this return' if wholly else words}, and without it no total is whole.",
            "Add the row; if there is no figure, give the reason in its place.",
        )


def _there(matched: Matched) -> NDArray[np.bool_] | None:
    """Units × terms that have a cell of the period asked; nothing where the whole period is missing."""
    entries, request = matched.entries, matched.request
    asked = [code for code, period in enumerate(entries.periods) if period == request.period]
    here = np.isin(entries.period, asked) & (entries.term != NONE) & (entries.unit != NONE)
    if not here.any():
        return None
    there = np.zeros((len(request.units), len(request.terms)), dtype=bool)
    there[entries.unit[here], entries.term[here]] = True
    return there


def _mapped_terms(matched: Matched) -> NDArray[np.bool_]:
    """The terms that some column stands for; where measures stand down the rows, all of them."""
    columns = [column for sheet in matched.mapping.sheets for column in sheet.of_role(Role.AMOUNT)]
    said = {column.term for column in columns}
    return np.array(["" in said or term.id in said for term in matched.request.terms], dtype=bool)


def _where(matched: Matched, unit: int) -> tuple[str, str]:
    """The cell that names a unit, or the sheet where its row belongs."""
    entries = matched.entries
    held = np.flatnonzero(entries.unit == unit)
    if len(held):
        block = entries.blocks[entries.block[held[0]]]
        column = block.beside(Role.UNIT)
        return block.sheet, cell_name(int(entries.row[held[0]]), column) if column else ""
    return matched.mapping.sheets[0].sheet, ""
