"""A workbook and what is asked → a mapping, and the observations that it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from pmf_core.errors import BadInput
from pmf_core.returns.distinct import grouped
from pmf_core.returns.entries import Entries, Strange
from pmf_core.returns.form import FORM_ENDING, mapping_of_form
from pmf_core.returns.gather import gather, only_asked
from pmf_core.returns.grid import cell_at, grid_of
from pmf_core.returns.layout import Layout, lay_out
from pmf_core.returns.mapping import MappedColumn, MappedSheet, Role
from pmf_core.returns.mapping import Mapping as ColumnMapping
from pmf_core.returns.match_sheet import Memory, map_sheet, memory_keys, period_said
from pmf_core.returns.pivot import Pivot, pivot
from pmf_core.returns.places import text_of
from pmf_core.returns.plan import plan
from pmf_core.returns.refit import refitted
from pmf_core.returns.request import Request
from pmf_core.returns.stamp import STAMP_SHEET, mapping_of_template
from pmf_core.returns.vocabulary import MOST_GUESSED, Vocabulary
from pmf_core.returns.workbook import Cell, Sheet, Workbook, cell_name

MOST_SHEETS, MOST_COLUMNS = 300, 1_000
"""Sheets of a return, and columns of one: the widest that councils publish have about 500."""


@dataclass(frozen=True, eq=False)
class Matched:
    """A workbook understood as an answer to a request."""

    workbook: Workbook
    layouts: Mapping[str, Layout]
    request: Request
    words: Vocabulary
    mapping: ColumnMapping
    entries: Entries
    strange: tuple[Strange, ...]
    pivot: Pivot
    remembered: ColumnMapping | None = None

    def sheet(self, name: str) -> Sheet:
        """A sheet by its name."""
        return self._sheets[name]

    def seen(self, sheet: str, row: int, column: int) -> Cell:
        """What stands in a cell."""
        return cell_at(self.sheet(sheet), row, column)

    @cached_property
    def _sheets(self) -> Mapping[str, Sheet]:
        return {sheet.name: sheet for sheet in reversed(self.workbook.sheets)}

    @cached_property
    def filled(self) -> Mapping[str, NDArray[np.int64]]:
        """The entries of each sheet that are not blank."""
        there = np.flatnonzero(~self.entries.blank)
        sheets = {sheet: code for code, sheet in enumerate(self._sheets)}
        of_block = np.array([sheets[block.sheet] for block in self.entries.blocks] or [0])
        names = list(sheets)
        return {names[code]: there[held] for code, held in grouped(of_block[self.entries.block[there]])}

    @cached_property
    def meant(self) -> Mapping[str, str]:
        """The unit asked that an unknown name is most like, for as many names as a person would look at."""
        names = dict.fromkeys(strange.text for strange in self.strange if strange.kind is Role.UNIT)
        return {name: self.words.units.nearest(name) for name in islice(names, MOST_GUESSED)}

    @cached_property
    def uncalculated(self) -> Mapping[tuple[str, int], NDArray[np.int32]]:
        """The rows of the formulas without a result, by sheet and column."""
        found: dict[tuple[str, int], list[int]] = {}
        for mapped in self.mapping.sheets:
            for row, column in self.sheet(mapped.sheet).uncalculated:
                found.setdefault((mapped.sheet, column), []).append(row)
        return {place: np.array(rows, dtype=np.int32) for place, rows in found.items()}


def layouts_of(workbook: Workbook) -> dict[str, Layout]:
    """Each sheet's layout, by the sheet's name."""
    return {sheet.name: lay_out(sheet) for sheet in workbook.sheets}


def match(
    workbook: Workbook,
    request: Request,
    *,
    layouts: Mapping[str, Layout] | None = None,
    remembered: ColumnMapping | None = None,
    chosen: ColumnMapping | None = None,
) -> Matched:
    """Understand a workbook: by a mapping that a person chose, by the memory of its source, or anew."""
    _require_readable(workbook)
    if workbook.name.endswith(FORM_ENDING):
        request = replace(request, whole=False)
    words = Vocabulary(request)
    seen = layouts_of(workbook) if layouts is None else layouts
    held = {sheet.name: refitted(sheet, seen[sheet.name], words=words) for sheet in workbook.sheets}
    mapping = chosen or understand(workbook, held, words=words, remembered=remembered)
    gathered = gather(workbook, mapping, words=words)
    entries = only_asked(gathered.entries, request.asks)
    return Matched(
        workbook, held, request, words, mapping, entries, gathered.strange, pivot(entries, request), remembered
    )


def _require_readable(workbook: Workbook) -> None:
    """Refuse what nobody could look over, and what would take longer to understand than anybody waits."""
    if len(workbook.sheets) > MOST_SHEETS:
        raise BadInput(
            f"{workbook.name} has {len(workbook.sheets):,} sheets, a return has {MOST_SHEETS} at most: "
            "send only the sheets with figures."
        )
    for sheet in workbook.sheets:
        if (width := len(grid_of(sheet.rows).columns)) > MOST_COLUMNS:
            raise BadInput(
                f"{workbook.name} has {width:,} columns on sheet '{sheet.name}', {MOST_COLUMNS:,} is the most that "
                "a return may have: send only the ones that are asked for."
            )


def understand(
    workbook: Workbook,
    layouts: Mapping[str, Layout],
    *,
    words: Vocabulary,
    remembered: ColumnMapping | None = None,
) -> ColumnMapping:
    """What each column of each sheet is for."""
    own = mapping_of_form(workbook, words.request) or mapping_of_template(workbook, plan(words.request))
    if own is not None:
        return own
    found: list[MappedSheet] = []
    for sheet in workbook.sheets:
        layout = layouts[sheet.name]
        if not layout.is_data or sheet.name == STAMP_SHEET:
            continue
        mapped = map_sheet(sheet, layout, words=words, memory=memory_of(remembered))
        if mapped is not None:
            found.append(dated(mapped, workbook, layout, words=words))
    asked = words.request.asked
    return ColumnMapping(return_id=asked.id, version=asked.version, sheets=tuple(found))


def memory_of(remembered: ColumnMapping | None) -> Memory:
    """What each heading was for the last time."""
    found: dict[str, MappedColumn] = {}
    for sheet in remembered.sheets if remembered else ():
        keys = memory_keys((column.index, column.heading) for column in sheet.columns)
        # A column headed by a month is another column next time.
        found |= {keys[column.index]: column for column in sheet.columns if column.chosen or not column.period}
    return found


def dated(mapped: MappedSheet, workbook: Workbook, layout: Layout, *, words: Vocabulary) -> MappedSheet:
    """A sheet with the period that its name, the title above its table or the file's name says."""
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == mapped.sheet)
    return _with_period(mapped, tuple(_titles(workbook, sheet, layout)), words)


def _with_period(mapped: MappedSheet, titles: Sequence[tuple[str, str]], words: Vocabulary) -> MappedSheet:
    if mapped.first(Role.PERIOD) or any(column.period for column in mapped.columns):
        return mapped
    said = period_said(titles, words=words)
    if said is None:
        return mapped
    period, where = said
    return mapped.model_copy(update={"period": period.id, "period_from": where})


def _titles(workbook: Workbook, sheet: Sheet, layout: Layout) -> Iterator[tuple[str, str]]:
    """What may say the period of a sheet, with where it stands."""
    yield sheet.name, "the sheet's name"
    top = layout.header_rows[0] if layout.header_rows else 1
    for row, cells in enumerate(sheet.rows[: top - 1], start=1):
        for column, cell in enumerate(cells, start=1):
            if cell is not None:
                yield text_of(cell), cell_name(row, column)
    yield workbook.name.rpartition(".")[0] or workbook.name, "the file's name"
