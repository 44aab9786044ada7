"""One to five figures that were typed into a form: kept as a small file, so that they are checked like any other."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from pmf_core.errors import BadInput, unknown
from pmf_core.returns.mapping import MappedColumn, MappedSheet, Role
from pmf_core.returns.mapping import Mapping as ColumnMapping
from pmf_core.returns.request import Request
from pmf_core.returns.workbook import Workbook

FORM_ENDING = ".form.csv"
"""How the file of a form is named."""

MOST_TYPED = 5
"""More figures than these are quicker and safer in the template."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One figure as it was typed: a number, or the reason why there is none."""

    unit: str
    """The unit's id."""
    term: str
    """`metric.part`, or a control's id."""
    text: str


def form_name(request: Request) -> str:
    """What the file of a form is called."""
    return f"{request.asked.id}-{request.period.id.replace('/', '-')}{FORM_ENDING}"


def form_file(request: Request, typed: Iterable[Typed]) -> bytes:
    """The typed figures as a file in long form; raises BadInput for none, too many, or what isn't asked."""
    held = list(typed)
    if not 1 <= len(held) <= MOST_TYPED:
        raise BadInput(f"{len(held)} figures: a form takes 1 to {MOST_TYPED}; fill in the template for more.")
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(_headings(request))
    for one in held:
        unit, term = _asked(request, one)
        said = one.text.strip()
        writer.writerow((request.units[unit].name, request.period.id, request.terms[term].column, said))
    return text.getvalue().encode("utf-8-sig")


def mapping_of_form(workbook: Workbook, request: Request) -> ColumnMapping | None:
    """How the file of a form is read; nothing for any other file."""
    if not workbook.name.endswith(FORM_ENDING) or len(workbook.sheets) != 1:
        return None
    columns = tuple(
        MappedColumn(index=index, heading=heading, role=role)
        for index, (heading, role) in enumerate(zip(_headings(request), ROLES, strict=True), start=1)
    )
    sheet = workbook.sheets[0]
    mapped = MappedSheet(
        sheet=sheet.name, header_rows=(1,), first_row=2, last_row=len(sheet.rows), columns=columns
    )  # fmt: skip
    return ColumnMapping(
        return_id=request.asked.id, version=request.asked.version, sheets=(mapped,), template=True
    )  # fmt: skip


ROLES = (Role.UNIT, Role.PERIOD, Role.METRIC, Role.AMOUNT)
"""What the columns of a form's file are for."""


def _headings(request: Request) -> tuple[str, str, str, str]:
    headings = request.asked.headings
    return headings.unit[0], headings.period[0], headings.metric[0], headings.value[0]


def _asked(request: Request, one: Typed) -> tuple[int, int]:
    if one.unit not in request.unit_places:
        raise unknown("unit", one.unit, request.unit_places, place=f"'{request.asked.name}'")
    if one.term not in request.term_places:
        raise unknown("figure", one.term, request.term_places, place=f"'{request.asked.name}'")
    unit, term = request.unit_places[one.unit], request.term_places[one.term]
    if not request.asks[unit, term]:
        raise BadInput(
            f"{request.units[unit].name} is not asked for '{request.terms[term].column}': choose another unit."
        )
    return unit, term
