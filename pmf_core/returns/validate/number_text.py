"""What stands where a number is due: a formula that went wrong, a word, a number that is written as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from pmf_core.returns.edit import cell_text
from pmf_core.returns.entries import FAILED, NONE, TEXT
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import Rule, entry_marks, tell, term_words, typed

FORMULA = Rule(
    "formula_error",
    Severity.ERROR,
    "The formula in this cell did not work out, so there is no figure to publish.",
    "Mend the formula, or type the figure; if there is none, type the reason, such as 'not available'.",
)

MULTIPLES = {"k": 1e3, "m": 1e6, "bn": 1e9}
"""Letters that people write for noughts."""

SHORT = re.compile(r"[£$]?\s*(-?[\d,]*\.?\d+)\s*(k|m|bn)", re.IGNORECASE)
MARKED = re.compile(r"([£$]?-?[\d,]*\.?\d+)\s*(?:\*+|†|‡|\(\w{1,4}\)|\[\w{1,4}\]|r|p|e)", re.IGNORECASE)
LETTERS_FOR_DIGITS = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1", "S": "5", "B": "8"})
APPROXIMATE = re.compile(
    r"(?:c\.?|ca\.?|circa|about|approx\.?|approximately|~|<|>|around|est\.?)\s*[\d,]+", re.IGNORECASE
)


def formula_errors(matched: Matched) -> Iterator[Finding]:
    """A formula that gives #DIV/0!, #REF! and the like."""
    entries = matched.entries
    failed = np.flatnonzero((entries.kind == FAILED) & (entries.term != NONE))
    yield from tell(matched, FORMULA, entry_marks(matched, failed))


def unread_texts(matched: Matched) -> Iterator[Finding]:
    """A text that is neither a number nor a reason; where one reading is likely, it is proposed."""

    def after(place: int) -> str | None:
        mark = next(entry_marks(matched, np.array([place])))
        return likely_number(cell_text(matched.seen(mark.sheet, mark.row, mark.column)))

    rule = Rule(
        "not_a_number",
        Severity.ERROR,
        lambda place: f"'{term_words(matched, place)}' is a number; this text can't be added up.",
        "Type the number alone; if there is none, type the reason, such as 'not available' or 'suppressed'.",
    )
    entries = matched.entries
    odd = np.flatnonzero(entries.unread & (entries.kind != FAILED) & (entries.term != NONE))
    marks = entry_marks(matched, odd)
    yield from tell(matched, rule, marks, after=after, reason="Read the text as the number that it most likely means.")


def likely_number(text: str) -> str | None:
    """The number that a text most likely means; nothing where that would be a guess.

    >>> likely_number("1O4"), likely_number("£1.2m"), likely_number("12*"), likely_number("about 40")
    ('104', '1200000', '12', None)
    """
    if short := SHORT.fullmatch(text.strip()):
        return typed(float(short[1].replace(",", "")) * MULTIPLES[short[2].casefold()])
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
    if matched.workbook.name.lower().endswith((".csv", ".tsv", ".txt", ".gz")):
        return
    rule = Rule(
        "text_number",
        Severity.NOTE,
        "The spreadsheet holds this number as text, so its own totals leave it out. It is read as the number.",
        "Nothing needs doing here; in the spreadsheet, choose Convert to Number.",
    )
    entries = matched.entries
    texts = np.flatnonzero(entries.read & (entries.kind == TEXT) & (entries.term != NONE))
    yield from tell(matched, rule, entry_marks(matched, texts))
