"""Mapped sheets → entries: what each cell is about, read off its row, its heading and its sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions.metric import Measure
from pmf_core.definitions.period import Period, parse
from pmf_core.definitions.returning import Part
from pmf_core.returns.distinct import grouped, numbered
from pmf_core.returns.entries import NONE, Block, Entries, Strange, joined
from pmf_core.returns.grid import column_of
from pmf_core.returns.kinds import kinds_of
from pmf_core.returns.mapping import MappedColumn, MappedSheet, Mapping, Role
from pmf_core.returns.places import text_of
from pmf_core.returns.request import Request
from pmf_core.returns.symbols import SYMBOLS
from pmf_core.returns.values import READ, Missing, Numbers, numbers_of
from pmf_core.returns.vocabulary import Vocabulary
from pmf_core.returns.workbook import Cell, Sheet, Workbook
from pmf_core.series import MISSING_REASONS

REASON_WORDS = {words: reason for reason, words in MISSING_REASONS.items()} | {
    reason: reason for reason in MISSING_REASONS
}
"""What the template offers for a blank, and the reasons' own names."""

MOST_PERIODS = 1_500
"""More different cells with periods than any return has: those beyond are not read, for it can't be what is asked."""


@dataclass
class _Gathering:
    """What is shared by all sheets while they are read: periods and reasons, each numbered once."""

    words: Vocabulary
    periods: dict[Period, int] = field(default_factory=dict)
    read: dict[Cell, int] = field(default_factory=dict)
    """Each cell that says a period, with its number."""
    missing: dict[Missing, int] = field(default_factory=dict)
    strange: list[Strange] = field(default_factory=list)

    def period(self, period: Period | None) -> int:
        return NONE if period is None else self.periods.setdefault(period, len(self.periods))

    def period_in(self, cell: Cell) -> int:
        if cell not in self.read and len(self.read) < MOST_PERIODS:
            self.read[cell] = self.period(self.words.period(cell))
        return self.read.get(cell, NONE)

    def reason(self, missing: Missing) -> int:
        # One symbol is enough for each reason: what was written stands in the cell.
        told = Missing(missing.symbol and missing.reason, missing.reason)
        return self.missing.setdefault(told, len(self.missing) + 1)


@dataclass(frozen=True, eq=False)
class Gathered:
    """Every entry of a workbook, and the labels that stand for nothing."""

    entries: Entries
    strange: tuple[Strange, ...]


def gather(workbook: Workbook, mapping: Mapping, *, words: Vocabulary) -> Gathered:
    """Read every mapped sheet."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    shared = _Gathering(words)
    parts = [
        block
        for mapped in mapping.sheets
        if mapped.sheet in sheets
        for block in _sheet(sheets[mapped.sheet], mapped, shared)
    ]
    entries = joined(parts, periods=tuple(shared.periods), missing=tuple(shared.missing))
    return Gathered(entries, tuple(shared.strange))


@dataclass(frozen=True, eq=False)
class _Rows:
    """What each row of a sheet is about."""

    number: NDArray[np.int32]
    unit: NDArray[np.int32] | None
    period: NDArray[np.int32] | None
    label: NDArray[np.int32] | None
    """Place in `labels`."""
    labels: NDArray[np.int32]
    """Labels × parts (the last column for no part): the term that each stands for."""
    part: NDArray[np.int32] | None
    reason: NDArray[np.int32] | None

    @property
    def term(self) -> NDArray[np.int32] | None:
        """The term that each row is about."""
        if self.label is None:
            return None
        part = self.part if self.part is not None else np.full(len(self.label), len(Part), dtype=np.int32)
        return np.where(self.label == NONE, NONE, self.labels[self.label, part]).astype(np.int32)


def _sheet(sheet: Sheet, mapped: MappedSheet, shared: _Gathering) -> Iterator[Entries]:
    rows = _rows(sheet, mapped, shared)
    for column in mapped.of_role(Role.AMOUNT):
        entries = _block(sheet, Block(mapped, column), rows, shared)
        kept = ~entries.blank | ((entries.unit != NONE) & (entries.term != NONE))
        kept &= ~np.isin(entries.row, mapped.left_out)
        yield entries.take(kept)


def _cells(sheet: Sheet, column: int, mapped: MappedSheet) -> Sequence[Cell]:
    return column_of(sheet, column, first=mapped.first_row, last=mapped.last_row)


def _rows(sheet: Sheet, mapped: MappedSheet, shared: _Gathering) -> _Rows:
    words = shared.words
    count = max(0, min(mapped.last_row, len(sheet.rows)) - mapped.first_row + 1)
    labels: dict[tuple[str, str], int] = {}

    def read(role: Role, stand_for: Callable[[list[Cell]], Iterable[int]]) -> NDArray[np.int32] | None:
        return _read(sheet, mapped, role, stand_for, shared)

    def label(cells: list[Cell]) -> Iterator[int]:
        for said in words.labels(map(text_of, cells)):
            yield labels.setdefault((said.term, said.metric), len(labels)) if said.said else NONE

    unit = read(Role.UNIT, lambda cells: (words.units.place(text_of(cell)) for cell in cells))
    period = read(Role.PERIOD, lambda cells: map(shared.period_in, cells))
    metric = read(Role.METRIC, label)
    part = read(Role.PART, lambda cells: (_part(words, cell) for cell in cells))
    reason = read(Role.REASON, lambda cells: (_reason(cell, shared) for cell in cells))
    return _Rows(
        np.arange(mapped.first_row, mapped.first_row + count, dtype=np.int32),
        unit,
        period,
        metric,
        _terms_of_labels(labels, words),
        part,
        reason,
    )


def _read(
    sheet: Sheet,
    mapped: MappedSheet,
    role: Role,
    stand_for: Callable[[list[Cell]], Iterable[int]],
    shared: _Gathering,
) -> NDArray[np.int32] | None:
    """What each row says in the column of a role: each different cell is looked up once, a blank stands for nothing."""
    found = mapped.first(role)
    if found is None:
        return None
    cells = _filled_down(_cells(sheet, found.index, mapped), sheet, found.index, mapped.first_row)
    different, place = numbered(cells)
    written = np.array([cell is not None and cell != "" for cell in different], dtype=bool)
    codes = np.full(len(different), NONE, dtype=np.int32)
    codes[written] = list(stand_for([cell for cell, there in zip(different, written, strict=True) if there]))
    if role is not Role.REASON:
        shared.strange += _strangers(role, mapped, found, [text_of(cell) for cell in different], codes, place)
    return codes[place]


def _filled_down(cells: Sequence[Cell], sheet: Sheet, column: int, first: int) -> Sequence[Cell]:
    """A merged label holds for every row that it covers."""
    covering = [m for m in sheet.merged if m.left == column and m.bottom > m.top >= first]
    if not covering:
        return cells
    filled = list(cells)
    for merged in covering:
        for row in range(merged.top, min(merged.bottom, first + len(cells) - 1) + 1):
            filled[row - first] = cells[merged.top - first]
    return filled


def _strangers(
    role: Role,
    mapped: MappedSheet,
    column: MappedColumn,
    texts: Sequence[str],
    codes: NDArray[np.int32],
    place: NDArray[np.int32],
) -> Iterator[Strange]:
    """The labels that stand for nothing, each with its rows; a blank where a part is said leaves it to the label."""
    unknown = np.flatnonzero(codes[place] == NONE).astype(np.int32)
    for label, held in grouped(place[unknown]):
        if texts[label] or role is not Role.PART:
            rows = unknown[held] + np.int32(mapped.first_row)
            yield Strange(role, mapped.sheet, column.index, texts[label], rows)


def _terms_of_labels(labels: dict[tuple[str, str], int], words: Vocabulary) -> NDArray[np.int32]:
    """For each label and part (and for no part), the place of the term."""
    places, parts = words.request.term_places, list(Part)
    table = np.full((max(len(labels), 1), len(parts) + 1), NONE, dtype=np.int32)
    for (term, metric), index in labels.items():
        alone = places[term] if term else NONE
        for part, name in enumerate(parts):
            table[index, part] = places.get(f"{metric}.{name}", alone)
        table[index, -1] = max(table[index, :-1]) if words.alone(metric) else alone
    return table


def _part(words: Vocabulary, cell: Cell) -> int:
    found = words.part(text_of(cell))
    return list(Part).index(found) if found else NONE


def _reason(cell: Cell, shared: _Gathering) -> int:
    text = text_of(cell)
    reason = REASON_WORDS.get(text.casefold()) or SYMBOLS.get(text.casefold())
    return shared.reason(Missing(text, reason)) if reason else NONE


def _block(sheet: Sheet, block: Block, rows: _Rows, shared: _Gathering) -> Entries:
    column, request = block.column, shared.words.request
    cells = _cells(sheet, column.index, block.mapped)
    numbers = numbers_of(cells, symbols={**SYMBOLS, **REASON_WORDS, **block.mapped.symbols}, blank="")
    count = len(rows.number)

    def fixed(place: int) -> NDArray[np.int32]:
        return np.full(count, place, dtype=np.int32)

    said = column.period or block.mapped.period
    period = fixed(shared.period(parse(said) if said else request.period))
    only = 0 if len(request.units) == 1 else NONE
    codes = _codes(numbers, rows.reason, shared)
    unit = fixed(request.unit_places[column.unit] if column.unit else only)
    term = fixed(request.term_places[column.term] if column.term else NONE)
    return Entries(
        term=rows.term if rows.term is not None and not column.term else term,
        unit=rows.unit if rows.unit is not None and not column.unit else unit,
        period=rows.period if rows.period is not None and not column.period else period,
        row=rows.number,
        block=np.zeros(count, dtype=np.int32),
        number=numbers.values * (100.0 if _shown_as_per_cent(sheet, block, request) else 1.0),
        code=codes,
        kind=kinds_of(cells),
        blocks=(block,),
        periods=(),
        missing=tuple(shared.missing),
    )


def _shown_as_per_cent(sheet: Sheet, block: Block, request: Request) -> bool:
    """A cell that holds 0.82 and shows 82% says 82, where a per cent is asked."""
    if block.column.index not in sheet.percentages or not block.column.term:
        return False
    term = request.terms[request.term_places[block.column.term]]
    metric = request.metrics.get(term.item)
    percentage = metric is not None and metric.unit.kind is Measure.PERCENTAGE
    return percentage and term.part is Part.VALUE and term.scale == 1.0


def _codes(numbers: Numbers, reason: NDArray[np.int32] | None, shared: _Gathering) -> NDArray[np.int32]:
    """The codes of a column in the numbering that all sheets share; a blank takes the reason given beside it."""
    table = np.array([READ, *(shared.reason(missing) for missing in numbers.missing), -1], dtype=np.int32)
    codes = table[numbers.codes]
    if reason is None:
        return codes
    blanks = np.array([False, *(missing.symbol == "" for missing in numbers.missing), False])[numbers.codes]
    return np.where(blanks & (reason > 0), reason, codes)


def only_asked(entries: Entries, asks: NDArray[np.bool_]) -> Entries:
    """Without the blank cells of numbers that aren't asked of that unit."""
    known = (entries.term != NONE) & (entries.unit != NONE)
    asked = np.zeros(len(entries), dtype=bool)
    asked[known] = asks[entries.unit[known], entries.term[known]]
    return entries.take(~entries.blank | asked)
