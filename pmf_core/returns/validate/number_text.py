"""What stands where a number is due: a formula that went wrong, a word, a number that is written as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions.metric import Measure
from pmf_core.definitions.returning import Part
from pmf_core.returns.edit import cell_text
from pmf_core.returns.entries import NONE, PER_CENT, ROUNDED, TEXT
from pmf_core.returns.match import Matched
from pmf_core.returns.request import Request, Term
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import Rule, entry_marks, number, spot, tell, term_words, typed

FORMULA = Rule(
    "formula_error",
    Severity.ERROR,
    "The formula in this cell did not work out, so there is no figure to publish.",
    "Mend the formula, or type the figure; if there is none, type the reason, such as 'not available'.",
)

MARKED = re.compile(r"([£$]?-?[\d,]*\.?\d+)\s*(?:\*+|†|‡|\(\w{1,4}\)|\[\w{1,4}\]|r|p|e)", re.IGNORECASE)
LETTERS_FOR_DIGITS = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1", "S": "5", "B": "8"})
APPROXIMATE = re.compile(
    r"(?:c\.?|ca\.?|circa|about|approx\.?|approximately|~|<|>|around|est\.?)\s*[\d,]+", re.IGNORECASE
)


def formula_errors(matched: Matched) -> Iterator[Finding]:
    """A formula that gives #DIV/0!, #REF! and the like."""
    entries = matched.entries
    failed = np.flatnonzero(entries.failed & (entries.term != NONE))
    yield from tell(matched, FORMULA, entry_marks(matched, failed))


def unread_texts(matched: Matched) -> Iterator[Finding]:
    """A text that is neither a number nor a reason; where one reading is likely, it is proposed."""

    def after(place: int) -> str | None:
        return likely_number(cell_text(matched.seen(*spot(matched, place))))

    rule = Rule(
        "not_a_number",
        Severity.ERROR,
        lambda place: f"'{term_words(matched, place)}' is a number; this text can't be added up.",
        "Type the number alone; if there is none, type the reason, such as 'not available' or 'suppressed'.",
    )
    entries = matched.entries
    odd = np.flatnonzero(entries.unread & (entries.term != NONE))
    marks = entry_marks(matched, odd)
    yield from tell(matched, rule, marks, after=after, reason="Read the text as the number that it most likely means.")


def likely_number(text: str) -> str | None:
    """The number that a text most likely means; nothing where that would be a guess.

    >>> likely_number("1O4"), likely_number("12*"), likely_number("about 40")
    ('104', '12', None)
    """
    if APPROXIMATE.fullmatch(text.strip()):
        return None
    if marked := MARKED.fullmatch(text.strip()):
        return marked[1].lstrip("£$").replace(",", "")
    respelled = text.strip().replace(" ", "").translate(LETTERS_FOR_DIGITS).replace(",", "")
    if any(map(str.isdigit, text)) and re.fullmatch(r"-?\d+(\.\d+)?", respelled):
        return typed(float(respelled))
    return None


def text_numbers(matched: Matched) -> Iterator[Finding]:
    """Numbers that a spreadsheet holds as text: read as numbers, and said so."""
    rule = Rule(
        "text_number",
        Severity.NOTE,
        "The spreadsheet holds this number as text, so its own totals leave it out. It is read as the number.",
        "Nothing needs doing here; in the spreadsheet, choose Convert to Number.",
    )
    yield from tell(matched, rule, entry_marks(matched, _written(matched, TEXT)))


def per_cents(matched: Matched) -> Iterator[Finding]:
    """A per cent where a number of things is asked."""
    request = matched.request
    shares = np.array([_is_percentage(request, term) for term in request.terms], dtype=bool)
    found = _written(matched, PER_CENT)
    rule = Rule(
        "per_cent_for_count",
        Severity.ERROR,
        lambda place: f"'{term_words(matched, place)}' is an amount, and this is a share.",
        "Type the number itself: the hub works out the share.",
    )
    yield from tell(matched, rule, entry_marks(matched, found[~shares[matched.entries.term[found]]]))


def _is_percentage(request: Request, term: Term) -> bool:
    metric = request.metrics.get(term.item)
    return term.part is Part.VALUE and metric is not None and metric.unit.kind is Measure.PERCENTAGE


def rounded_texts(matched: Matched) -> Iterator[Finding]:
    """A number that is written with a word for its noughts has lost its last figures."""
    rule = Rule(
        "rounded_number",
        Severity.WARNING,
        lambda place: f"It is read as {number(float(matched.entries.number[place]))}, which is rounded.",
        "Type the whole number, if it is known.",
    )
    yield from tell(matched, rule, entry_marks(matched, _written(matched, ROUNDED)))


def _written(matched: Matched, kind: int) -> NDArray[np.int64]:
    entries = matched.entries
    return np.flatnonzero(entries.read & (entries.kind == kind) & (entries.term != NONE))


def uncalculated(matched: Matched) -> Iterator[Finding]:
    """A formula that was saved without its result."""
    entries = matched.entries
    blank = np.flatnonzero(entries.blank)
    marks = (
        held.take(np.isin(held.row, matched.uncalculated.get((held.sheet, held.column), ())))
        for held in entry_marks(matched, blank)
    )
    rule = Rule(
        "uncalculated",
        Severity.ERROR,
        "The file holds a formula here and not its result: it was written by a program that does not calculate.",
        "Open the file in a spreadsheet, save it and send it again, or type the figure.",
    )
    yield from tell(matched, rule, marks, seen="a formula")
