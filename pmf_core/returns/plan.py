"""What stands where in the template of a return: headings and names that are fixed, and the cells to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from pmf_core.definitions.metric import Measure
from pmf_core.definitions.returning import Part, Shape
from pmf_core.returns.mapping import MappedColumn, MappedSheet, Role
from pmf_core.returns.mapping import Mapping as ColumnMapping
from pmf_core.returns.request import Request, Term

Place = tuple[int, int]
"""Row and column, counted from 1."""

Asked = tuple[int, int]
"""The places of a unit and a term in the request."""

HEADER_ROW = 5
"""Above it: the title, what to do, and the units of measure."""

FIRST_ROW = HEADER_ROW + 1


@dataclass(frozen=True)
class Plan:
    """The sheet to fill in."""

    request: Request
    sheet: str
    columns: tuple[MappedColumn, ...]
    fixed: Mapping[Place, str]
    """Headings and names: locked."""
    entries: Mapping[Place, Asked]
    """The cells to fill in."""
    reasons: Mapping[Place, Place]
    """Cells for the reason of a blank, each with the cell that it is about."""
    before: Mapping[Place, Asked]
    """The cells that show the figure of the period before."""
    last_row: int
    heading_terms: Mapping[int, int] = field(default_factory=dict)
    """Column → the term that its heading stands for."""

    @cached_property
    def digest(self) -> str:
        """The same as long as nothing that is fixed has changed."""
        asked = self.request.asked
        said = [asked.id, str(asked.version), self.request.period.id, self.sheet]
        said += [f"{row},{column}={text}" for (row, column), text in sorted(self.fixed.items())]
        said += [f"{row},{column}:{unit},{term}" for (row, column), (unit, term) in sorted(self.entries.items())]
        return sha256("\n".join(said).encode()).hexdigest()[:16]

    def mapping(self, *, last_row: int) -> ColumnMapping:
        """How the filled-in sheet is read; rows that were added below are read too, so that they are told."""
        asked = self.request.asked
        mapped = MappedSheet(
            sheet=self.sheet,
            header_rows=(HEADER_ROW,),
            first_row=FIRST_ROW,
            last_row=max(self.last_row, last_row),
            columns=self.columns,
            period=self.request.period.id,
            period_from="A1",
        )
        return ColumnMapping(return_id=asked.id, version=asked.version, sheets=(mapped,), template=True)


def plan(request: Request) -> Plan:
    """The template of a return, in the form that its definition says."""
    match request.asked.shape:
        case Shape.LONG | Shape.MEASURES_DOWN:
            return _down(request)
        case Shape.WIDE | Shape.SHEET_PER_PERIOD:
            return _wide(request)


def unit_words(request: Request, term: Term) -> str:
    """In what a number is written: 'number', '£ thousands', '%'."""
    metric = request.metrics.get(term.item)
    thousands = {1e3: "thousands", 1e6: "millions"}.get(term.scale, "")
    if term.scale == 100.0:
        return "fraction, 0 to 1"
    if metric is None:
        return f"£ {thousands}" if thousands else "number"
    if term.part is Part.VALUE or metric.unit.kind is Measure.CURRENCY:
        sign = metric.unit.prefix or metric.unit.suffix.strip()
        return f"{sign} {thousands}".strip() or "number"
    return thousands or "number"


def _wide(request: Request) -> Plan:
    terms = range(len(request.terms))
    unit_heading = request.asked.headings.unit[0]
    earlier = request.period.before().name
    fixed: dict[Place, str] = {(HEADER_ROW, 1): unit_heading}
    columns = [MappedColumn(index=1, heading=unit_heading, role=Role.UNIT)]
    offset = len(request.terms) + 1
    for term in terms:
        about = request.terms[term]
        fixed[HEADER_ROW, term + 2] = about.column
        fixed[HEADER_ROW, term + 2 + offset] = f"{earlier}: {about.column}"
        columns.append(MappedColumn(index=term + 2, heading=about.column, role=Role.AMOUNT, term=about.id))
    entries, before = {}, {}
    for place, unit in enumerate(request.units):
        row = FIRST_ROW + place
        fixed[row, 1] = unit.name
        for term in terms:
            if request.asks[place, term]:
                entries[row, term + 2] = (place, term)
                before[row, term + 2 + offset] = (place, term)
    sheet = request.period.name if request.asked.shape is Shape.SHEET_PER_PERIOD else "Return"
    return Plan(
        request, sheet, tuple(columns), fixed, entries, {}, before, FIRST_ROW + len(request.units) - 1,
        {term + 2: term for term in terms},
    )  # fmt: skip


def _down(request: Request) -> Plan:
    """One row a number: long form, or the measures of each team below each other."""
    headings = request.asked.headings
    value = request.period.name if request.asked.shape is Shape.MEASURES_DOWN else headings.value[0]
    titles = (
        (headings.unit[0], Role.UNIT),
        (headings.metric[0], Role.METRIC),
        ("Unit of measure", Role.IGNORED),
        (value, Role.AMOUNT),
        (headings.reason[0], Role.REASON),
        (request.period.before().name, Role.IGNORED),
    )
    columns = tuple(
        MappedColumn(index=index, heading=title, role=role) for index, (title, role) in enumerate(titles, start=1)
    )
    fixed: dict[Place, str] = {(HEADER_ROW, column.index): column.heading for column in columns}
    entries: dict[Place, Asked] = {}
    reasons: dict[Place, Place] = {}
    before: dict[Place, Asked] = {}
    for row, (place, term) in enumerate(_asked(request), start=FIRST_ROW):
        about = request.terms[term]
        fixed |= {
            (row, 1): request.units[place].name,
            (row, 2): about.column,
            (row, 3): unit_words(request, about),
        }
        entries[row, 4] = before[row, 6] = (place, term)
        reasons[row, 5] = (row, 4)
    return Plan(request, "Return", columns, fixed, entries, reasons, before, FIRST_ROW + len(entries) - 1)


def _asked(request: Request) -> Iterator[Asked]:
    for place in range(len(request.units)):
        for term in range(len(request.terms)):
            if request.asks[place, term]:
                yield place, term
