"""Figures that are typed into the page: the boxes of the form, and what was found about each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pmf_core.returns.form import FORM_ENDING, Typed
from pmf_core.returns.places import text_of
from pmf_core.returns.request import Request
from pmf_core.returns.staged import PARTS, Checked, Finding
from pmf_core.returns.template import OFFERED
from pmf_core.series import MISSING_REASONS
from pmf_core.views import words

TYPED_IN = "Typed into the form"
"""What is told instead of a file's name."""

MOST_BOXES = 24
"""How many boxes a form shows: more teams at once are quicker in the template."""

UNIT_COLUMN, TERM_COLUMN, TEXT_COLUMN = 1, 3, 4
"""The columns of a form's file that are read back."""

REASONS: Mapping[str, str] = {MISSING_REASONS[reason]: words.capitalised(MISSING_REASONS[reason]) for reason in OFFERED}
"""What may be said in place of a number, as the file says it and as the page does."""

ROW = re.compile(r"[A-Z]+(\d+)")


@dataclass(frozen=True, slots=True)
class Box:
    """One figure to be typed."""

    unit: str
    term: str
    unit_name: str
    label: str
    hint: str
    """What it was the last time."""
    typed: str = ""

    @property
    def name(self) -> str:
        """Which box it is, in words."""
        return f"{self.unit_name}: {self.label}"

    @property
    def is_reason(self) -> bool:
        """Whether a reason stands in it."""
        return self.typed in REASONS


def is_form(name: str) -> bool:
    """Whether a file came from the form.

    >>> is_form("waste_monthly-2026-03.form.csv"), is_form("waste.csv")
    (True, False)
    """
    return name.endswith(FORM_ENDING)


def file_words(name: str) -> str:
    """A file's name, or how its figures came where nobody sent a file.

    >>> file_words("waste_monthly-2026-03.form.csv")
    'Typed into the form'
    """
    return TYPED_IN if is_form(name) else name


def boxes(request: Request, units: Sequence[str], terms: Sequence[str] = ()) -> tuple[Box, ...]:
    """The boxes for some units and figures; without figures, for all that are asked of them."""
    wanted = set(terms) or request.term_places.keys()
    found = [
        _box(request, place, term)
        for place, unit in enumerate(request.units)
        if unit.id in units
        for term, about in enumerate(request.terms)
        if about.id in wanted and request.asks[place, term]
    ]
    return tuple(found[:MOST_BOXES])


def boxes_as_typed(checked: Checked) -> tuple[Box, ...]:
    """The boxes of a form's file, in its order, with what was typed."""
    request = checked.matched.request
    units = {unit.name: place for place, unit in enumerate(request.units)}
    terms = {term.column: place for place, term in enumerate(request.terms)}
    sheet = checked.matched.workbook.sheets[0]
    found = []
    for row in range(2, len(sheet.rows) + 1):
        cells = (sheet.cell(row, column) for column in (UNIT_COLUMN, TERM_COLUMN, TEXT_COLUMN))
        unit, term, typed = ("" if cell is None else text_of(cell) for cell in cells)
        found.append(_box(request, units[unit], terms[term], typed))
    return tuple(found)


def _box(request: Request, unit: int, term: int, typed: str = "") -> Box:
    about, sender = request.terms[term], request.units[unit]
    return Box(sender.id, about.id, sender.name, about.column, _last(request, unit, term), typed)


def _last(request: Request, unit: int, term: int) -> str:
    about = request.terms[term]
    if about.part is None:
        return "used for checking only"
    place = list(request.metrics).index(about.item)
    amount = float(request.last[place, unit, PARTS.index(about.part)]) / about.scale
    return f"{request.period.before().name}: {amount:,.10g}" if amount == amount else ""


def typed_of(found: Iterable[Box]) -> tuple[Typed, ...]:
    """What was typed into the boxes, those left blank apart."""
    return tuple(Typed(box.unit, box.term, box.typed) for box in found if box.typed.strip())


def findings_by_box(checked: Checked) -> dict[int, tuple[Finding, ...]]:
    """Place of a box → what was found about it, gravest first; those about no single box stand at -1."""
    found: dict[int, list[Finding]] = {}
    for finding in checked.findings:
        found.setdefault(box_of(finding), []).append(finding)
    return {place: tuple(held) for place, held in found.items()}


def box_of(finding: Finding) -> int:
    """The place of the box that a finding is about; -1 for the form as a whole."""
    row = ROW.match(finding.cell)
    return int(row.group(1)) - 2 if row and int(row.group(1)) >= 2 else -1


def where_typed(checked: Checked, finding: Finding) -> str:
    """Which box a finding is about, in words."""
    held, place = boxes_as_typed(checked), box_of(finding)
    return held[place].name if 0 <= place < len(held) else "The form as a whole"
