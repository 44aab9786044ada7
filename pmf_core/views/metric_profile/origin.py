"""Where the value shown is from: rows of files, and the cells of what people sent."""

from __future__ import annotations

from math import isfinite

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.moment import in_london, said
from pmf_core.measures.lineage import Row, lineage
from pmf_core.series import missing_words
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.returns.provenance import BROKEN, ERASED, HOLDS, Traced, TracedCell, traced
from pmf_core.views.returns.typed import TYPED_IN, file_words, is_form
from pmf_core.views.status import Table

CHECKSUM_SHOWN = 12
"""How many characters of a SHA-256 are shown; the download has all of it."""

COLUMNS = (
    "Unit",
    "Part",
    "Numerator",
    "Denominator",
    "Value",
    "File",
    "Sheet",
    "Row",
    "Column",
    "Received",
    "SHA-256",
)
CELL_COLUMNS = (
    "Unit",
    "Figure",
    "Cell",
    "As sent",
    "Counts as",
    "Mended because",
    "Sent by",
    "Approved by",
    "Receipt",
    "Seal",
)
SEAL_WORDS = {
    HOLDS: "Holds: the file is byte for byte as it was sent",
    BROKEN: "Seal broken: the file in the store is not the one that was sent",
    ERASED: "The file is not kept any more; its checksum is",
}


def origin(hub: Hub, held: Subject, *, scope: Scope) -> tuple[Table, Table]:
    """The rows of files behind the value shown, and the cells of those that came with a return."""
    point, metric = held.assessment.point, held.assessment.metric
    if point is None:
        return Table("Lineage", COLUMNS, ()), Table("Cells", CELL_COLUMNS, ())
    found = lineage(hub, metric.id, held.assessment.unit.id, period=point.period, scope=scope)
    ways = traced(hub, found.rows, period=point.period)
    rows = Table(
        title=f"Lineage of {point.period.name}",
        columns=COLUMNS,
        rows=tuple(_row(held.catalogue, row) for row in found.rows),
        values=tuple(_values(held.catalogue, row) for row in found.rows),
        numeric=(2, 3, 4, 7),
        note=f"{words.capitalised(found.formula)}: {words.count(len(found.rows), 'row')} of files.",
    )
    return rows, _cells(held.catalogue, [(row, way) for row, way in zip(found.rows, ways, strict=True) if way])


def _values(catalogue: Catalogue, row: Row) -> tuple[object, ...]:
    unit, known = catalogue.organisation.unit(row.unit).name, in_london(row.known_from).date()
    counted = [held if held is None or isfinite(held) else None for held in (row.numerator, row.denominator, row.value)]
    place = (row.file, row.source_sheet, row.source_row, row.source_column)
    return (unit, row.breakdown, *counted, *place, known, row.sha256)


def _row(catalogue: Catalogue, row: Row) -> tuple[str, ...]:
    return (
        catalogue.organisation.unit(row.unit).name,
        "" if row.breakdown == "all" else row.breakdown.replace("=", ": "),
        _plain(row.numerator),
        _plain(row.denominator),
        _plain(row.value) if row.value is not None else missing_words(row.missing_reason),
        file_words(row.file),
        *(("", "", "") if is_form(row.file) else (row.source_sheet, str(row.source_row or ""), row.source_column)),
        words.day(row.known_from),
        row.sha256[:CHECKSUM_SHOWN],
    )


def _plain(value: float | None) -> str:
    if value is not None and not isfinite(value):
        return missing_words("not_a_number")
    return "" if value is None else f"{value:,.4f}".rstrip("0").rstrip(".")


def _cells(catalogue: Catalogue, ways: list[tuple[Row, Traced]]) -> Table:
    rows = [
        (catalogue.organisation.unit(row.unit).name, *_cell(cell, way.file), *_people(way))
        for row, way in ways
        for cell in way.cells
    ]
    return Table(
        title="Cells that were sent",
        columns=CELL_COLUMNS,
        rows=tuple(rows),
        note="" if rows else "None of these rows came with a return.",
    )


def _cell(cell: TracedCell, file: str) -> tuple[str, ...]:
    why = cell.step.reason or cell.step.rule.replace("_", " ") if cell.step else ""
    told = f"{why} (accepted by {cell.step.accepted_by})" if cell.step else ""
    where = TYPED_IN if is_form(file) else f"{cell.sheet}!{cell.cell}"
    return (words.capitalised(cell.part), where, cell.as_sent, cell.cleansed, told)


def _people(way: Traced) -> tuple[str, ...]:
    sent, approved = f"{way.sent_by}, {said(way.sent_at)}", f"{way.approved_by}, {said(way.approved_at)}"
    return (sent, approved, way.submission, SEAL_WORDS[way.seal])
