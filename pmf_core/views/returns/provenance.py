"""From a figure on a page to the cells of the file that somebody sent: before and after cleansing, and who looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase

from pmf_core.definitions.period import Period
from pmf_core.definitions.submission import Event, Submission
from pmf_core.measures.lineage import Row
from pmf_core.returns.cells import texts_of
from pmf_core.store.hub import Hub
from pmf_core.store.returned.cleansing import CleansingStep, steps_of
from pmf_core.store.returned.events import submissions
from pmf_core.store.returned.figures import FigureCells, cells_of
from pmf_core.store.returned.files import KeptFile, kept_file

HOLDS, BROKEN, ERASED = "holds", "broken", "erased"
"""How a file's seal stands: its bytes are those that were sent, they are not, or they were erased by rule."""

NOT_READ = {BROKEN: "not read: the seal is broken", ERASED: "not kept any more"}
"""What is told of a cell whose file is not the one that was sent, or is gone."""


@dataclass(frozen=True, slots=True)
class TracedCell:
    """One cell that a figure was read from."""

    part: str
    """'numerator', 'denominator' or 'value'."""
    sheet: str
    cell: str
    as_sent: str
    """What the sender wrote, read from the kept bytes."""
    cleansed: str
    """What it counts as: the same unless a step mended it."""
    step: CleansingStep | None = None


@dataclass(frozen=True, slots=True)
class Traced:
    """A figure's way from the file to the page."""

    submission: str
    return_name: str
    file: str
    sha256: str
    seal: str
    """'holds', 'broken' or 'erased'."""
    sent_by: str
    sent_at: datetime
    approved_by: str
    approved_at: datetime
    cells: tuple[TracedCell, ...]
    steps: tuple[CleansingStep, ...]
    """What was mended in these cells and in the names and periods of their rows; not in the cells of other figures,
    which may not be open to the same reader."""


@dataclass(frozen=True)
class _Opened:
    """A submission with its file read once for all of its figures."""

    held: Submission
    return_name: str
    file: KeptFile
    seal: str
    steps: Mapping[tuple[str, str], CleansingStep]
    taken: frozenset[tuple[str, str]]
    """Every cell that some figure was read from."""
    figures: Mapping[tuple[str, str, str], FigureCells]
    texts: Mapping[tuple[str, str], str]


def traced(hub: Hub, rows: Sequence[Row], *, period: Period) -> tuple[Traced | None, ...]:
    """The way of each row of a period's lineage; None for one that no return gave, and for one that is suppressed:
    its cells would tell what the row doesn't."""
    batches = {row.batch for row in rows if not _is_suppressed(row)}
    opened = {
        held.batch: _opened(hub, held, {row.metric for row in rows if row.batch == held.batch}, period)
        for held in submissions(hub.engine)
        if held.batch in batches
    }
    told = [row.batch in opened and not _is_suppressed(row) for row in rows]
    return tuple(_traced(opened[row.batch], row) if tell else None for row, tell in zip(rows, told, strict=True))


def _is_suppressed(row: Row) -> bool:
    return row.value is None and row.missing_reason == "suppressed"


def _opened(hub: Hub, held: Submission, metrics: set[str], period: Period) -> _Opened:
    file = kept_file(hub.engine, held.sha256)
    seal = ERASED if file.content is None else HOLDS if file.seal_holds else BROKEN
    every = cells_of(hub.engine, held.id)
    figures = {
        (found.metric, found.unit, found.breakdown): found
        for found in every
        if found.metric in metrics and (found.period_start, found.period_end) == (period.start, period.end)
    }
    places = [(found.sheet, cell) for found in figures.values() for _, cell in found.parts()]
    asked = hub.catalogue.returns.get(held.return_id)
    return _Opened(
        held=held,
        return_name=asked.name if asked else held.return_id,
        file=file,
        seal=seal,
        steps={(step.sheet, step.cell): step for step in steps_of(hub.engine, held.id)},
        taken=frozenset((found.sheet, cell) for found in every for _, cell in found.parts()),
        figures=figures,
        texts=texts_of(file.content or b"", name=file.name, cells=places) if seal == HOLDS else {},
    )


def _traced(opened: _Opened, row: Row) -> Traced:
    held = opened.held
    found = opened.figures.get((row.metric, row.unit, row.breakdown))
    sent, approved = held.last(Event.SUBMITTED), held.last(Event.APPROVED)
    cells = tuple(_cell(opened, found.sheet, part, cell) for part, cell in found.parts()) if found else ()
    own = {(cell.sheet, cell.cell) for cell in cells}
    in_rows = {(sheet, _row_of(cell)) for sheet, cell in own}
    return Traced(
        submission=held.id,
        return_name=opened.return_name,
        file=opened.file.name,
        sha256=held.sha256,
        seal=opened.seal,
        sent_by=sent.actor.name if sent else "",
        sent_at=sent.at if sent else held.acts[0].at,
        approved_by=approved.actor.name if approved else "",
        approved_at=approved.at if approved else held.acts[-1].at,
        cells=cells,
        steps=tuple(
            step
            for place, step in opened.steps.items()
            if (place[0], _row_of(place[1])) in in_rows and (place in own or place not in opened.taken)
        ),
    )


def _cell(opened: _Opened, sheet: str, part: str, cell: str) -> TracedCell:
    step = opened.steps.get((sheet, cell))
    as_sent = opened.texts.get((sheet, cell), NOT_READ.get(opened.seal, ""))
    return TracedCell(part, sheet, cell, as_sent, step.after if step else as_sent, step)


def _row_of(cell: str) -> str:
    """The row of a cell.

    >>> _row_of("AB12")
    '12'
    """
    return cell.lstrip(ascii_uppercase)
