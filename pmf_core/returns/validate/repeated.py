"""The same figure twice: once too often, or two figures of which one is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import Rule, entry_marks, spot, tell, term_words, unit_name
from pmf_core.returns.workbook import cell_name


def repeated(matched: Matched) -> Iterator[Finding]:
    """A unit's figure that stands in two cells."""
    entries = matched.entries
    again, first = matched.pivot.repeated
    other = dict(zip(again.tolist(), first.tolist(), strict=True))
    same = (entries.number[again] == entries.number[first]) | (entries.blank[again])

    def where(place: int) -> str:
        sheet, row, column = spot(matched, other[place])
        return f"{sheet}!{cell_name(row, column)}"

    def why(place: int) -> str:
        return f"'{term_words(matched, place)}' of {unit_name(matched, place)} stands in {where(place)} already."

    alike = Rule(
        "repeated", Severity.WARNING, lambda place: f"{why(place)} Both say the same; the first is taken.",
        "Take the second row out, so that it is not counted twice elsewhere.",
    )  # fmt: skip
    unlike = Rule(
        "contradiction", Severity.ERROR, lambda place: f"{why(place)} The two differ.",
        "Take out the one that is wrong.",
    )  # fmt: skip
    yield from tell(matched, alike, entry_marks(matched, again[same]))
    yield from tell(matched, unlike, entry_marks(matched, again[~same]))
