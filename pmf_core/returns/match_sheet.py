"""One sheet's columns → what each is for: by memory, by what they hold, by what they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pmf_core.definitions.period import Period
from pmf_core.returns.grid import column_of
from pmf_core.returns.headings import ALIKE, is_one_of, likeness, plain_heading
from pmf_core.returns.layout import Column, ColumnKind, Layout
from pmf_core.returns.mapping import MappedColumn, MappedSheet, Role
from pmf_core.returns.periods import periods_in
from pmf_core.returns.places import text_of
from pmf_core.returns.vocabulary import Vocabulary
from pmf_core.returns.workbook import Sheet

SAMPLE, SAMPLED_CELLS = 300, 60_000
"""How many rows are looked at to see what a column holds; fewer where a sheet has many columns."""

MOSTLY = 0.5
"""The share of a column's texts that must be known for it to be a column of units or measures."""

Memory = Mapping[str, MappedColumn]
"""What a column is remembered by → what it was for the last time."""


def memory_keys(columns: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Column → what it is remembered by: its heading, which of that name it is, or its place if it has no heading.

    >>> memory_keys([(1, "Team:"), (2, ""), (3, "Calls"), (4, "CALLS")])
    {1: 'team', 2: '#2', 3: 'calls', 4: 'calls #2'}
    """
    said: Counter[str] = Counter()
    found: dict[int, str] = {}
    for index, heading in columns:
        plain = plain_heading(heading) or f"#{index}"
        said[plain] += 1
        found[index] = plain if said[plain] == 1 else f"{plain} #{said[plain]}"
    return found


@dataclass(frozen=True)
class Held:
    """A column of a sheet with the different texts that it begins with."""

    column: Column
    texts: tuple[str, ...]

    def share(self, known: Callable[[str], bool]) -> float:
        """The share of its texts that are known."""
        return sum(map(known, self.texts)) / len(self.texts) if self.texts else 0.0


def map_sheet(sheet: Sheet, layout: Layout, *, words: Vocabulary, memory: Memory) -> MappedSheet | None:
    """How a sheet is read; nothing if it holds no figure that is asked."""
    held = [_held(sheet, layout, column) for column in layout.columns]
    keys = memory_keys((column.index, column.name) for column in layout.columns)
    mapped = {
        h.column.index: kept for h in held if (kept := _remembered(h.column, words, memory.get(keys[h.column.index])))
    }
    for find in (_labels, _headed):
        mapped |= find([h for h in held if h.column.index not in mapped], mapped, words)
    mapped |= _amounts([h for h in held if h.column.index not in mapped], mapped, words)
    columns = tuple(mapped.get(h.column.index) or _column(h.column, Role.IGNORED) for h in held)
    if not any(column.role is Role.AMOUNT for column in columns):
        return None
    return sheet_of(sheet, layout, columns)


def sheet_of(sheet: Sheet, layout: Layout, columns: Iterable[MappedColumn]) -> MappedSheet:
    """A sheet laid out like that, with its columns read as given."""
    return MappedSheet(
        sheet=sheet.name,
        header_rows=layout.header_rows,
        first_row=layout.first_row,
        last_row=layout.last_row,
        columns=tuple(columns),
        left_out=layout.totals,
        symbols=dict(layout.symbols),
    )


def _held(sheet: Sheet, layout: Layout, column: Column) -> Held:
    rows = min(SAMPLE, SAMPLED_CELLS // len(layout.columns))
    last = min(layout.last_row, layout.first_row - 1 + rows)
    cells = column_of(sheet, column.index, first=layout.first_row, last=last)
    return Held(column, tuple(dict.fromkeys(text_of(cell) for cell in cells if cell is not None and cell != "")))


def _column(column: Column, role: Role, **fields: object) -> MappedColumn:
    return MappedColumn.model_validate({"index": column.index, "heading": column.name, "role": role, **fields})


def _remembered(column: Column, words: Vocabulary, kept: MappedColumn | None) -> MappedColumn | None:
    if kept is None or (kept.term and kept.term not in words.terms):
        return None
    if not kept.chosen and (kept.role is Role.IGNORED or not column.name):
        return None
    return kept.model_copy(update={"index": column.index, "heading": column.name})


def _labels(held: Sequence[Held], mapped: Mapping[int, MappedColumn], words: Vocabulary) -> dict[int, MappedColumn]:
    """The columns that say what a row is about, by what they hold: units, measures, parts."""
    taken = {column.role for column in mapped.values()}
    tests: dict[Role, Callable[[str], bool]] = {
        Role.UNIT: words.units.known,
        Role.METRIC: lambda text: words.exactly(text).said,
        Role.PART: lambda text: words.part(text) is not None,
    }
    found: dict[int, MappedColumn] = {}
    for role, known in tests.items():
        shares = [(h.share(known), -h.column.index, h) for h in held if h.column.index not in found]
        best = max(shares, default=(0.0, 0, None), key=lambda share: share[:2])
        if best[2] is not None and best[0] >= MOSTLY and role not in taken:
            found[best[2].column.index] = _column(best[2].column, role)
    return found


def _headed(held: Sequence[Held], mapped: Mapping[int, MappedColumn], words: Vocabulary) -> dict[int, MappedColumn]:
    """The columns that say what a row is about, by what they are called: period, reason, and units all unknown."""
    headings = words.request.asked.headings
    asked = {
        Role.PERIOD: headings.period,
        Role.REASON: headings.reason,
        Role.UNIT: headings.unit,
        Role.METRIC: headings.metric,
        Role.PART: headings.part,
    }
    taken = {column.role for column in mapped.values()}
    found: dict[int, MappedColumn] = {}
    for role, names in asked.items():
        fitting = [h for h in held if h.column.index not in found and is_one_of(h.column.name, names)]
        if not fitting and role is Role.PERIOD:
            fitting = [h for h in held if h.column.index not in found and _holds_periods(h, words)]
        if fitting and role not in taken:
            found[fitting[0].column.index] = _column(fitting[0].column, role)
    return found


def _holds_periods(held: Held, words: Vocabulary) -> bool:
    return held.column.kind is ColumnKind.PERIOD and not words.exactly(held.column.name).said


@dataclass(frozen=True)
class _Heading:
    """What an amount's heading fixes, segment by segment."""

    column: Column
    rest: str
    period: str = ""
    unit: str = ""


def _heading(column: Column, words: Vocabulary) -> _Heading:
    found = _Heading(column, "")
    rest: list[str] = []
    for segment in column.name.split(" | "):
        period = words.period(segment) if any(map(str.isdigit, segment)) else None
        if period and not found.period:
            found = replace(found, period=period.id)
        elif words.units.place(segment) >= 0 and not found.unit:
            found = replace(found, unit=words.request.units[words.units.place(segment)].id)
        else:
            rest.append(segment)
    return replace(found, rest=" ".join(rest).strip())


def _amounts(held: Sequence[Held], mapped: Mapping[int, MappedColumn], words: Vocabulary) -> dict[int, MappedColumn]:
    headings = [_heading(h.column, words) for h in held]
    if any(column.role is Role.METRIC for column in mapped.values()):
        return _measured_by_row(held, headings, words)
    return _by_term(headings, mapped, words)


def _measured_by_row(held: Sequence[Held], headings: Sequence[_Heading], words: Vocabulary) -> dict[int, MappedColumn]:
    """Columns of amounts whose term stands in the row: named as the value, or a period or a unit across."""
    across = [h for h in headings if (h.period or h.unit) and not h.rest]
    if across:
        return {h.column.index: _column(h.column, Role.AMOUNT, period=h.period, unit=h.unit) for h in across}
    names = words.request.asked.headings.value
    named = [h for h in held if is_one_of(h.column.name, names)]
    numeric = [h for h in held if h.column.kind in (ColumnKind.NUMBER, ColumnKind.PERCENTAGE)]
    chosen = (named or numeric)[:1]
    return {h.column.index: _column(h.column, Role.AMOUNT) for h in chosen}


def _by_term(
    headings: Sequence[_Heading], mapped: Mapping[int, MappedColumn], words: Vocabulary
) -> dict[int, MappedColumn]:
    """Columns of amounts whose term stands in the heading: the likest pair first, each only once."""
    only = words.request.terms[0].id if len(words.request.terms) == 1 else ""
    found: dict[int, MappedColumn] = {}
    scores: list[tuple[float, int, _Heading, str]] = []
    for heading in headings:
        if only and not heading.rest and (heading.period or heading.unit):
            scores.append((1.0, -heading.column.index, heading, only))
            continue
        for term, said in words.terms.items():
            like = max(likeness(heading.rest, word) for word in said)
            if like >= ALIKE:
                scores.append((like, -heading.column.index, heading, term))
    taken = {(column.term, column.period, column.unit) for column in mapped.values() if column.role is Role.AMOUNT}
    for like, _, heading, term in sorted(scores, key=lambda score: score[:2], reverse=True):
        key = (term, heading.period, heading.unit)
        if key not in taken and heading.column.index not in found:
            taken.add(key)
            found[heading.column.index] = _column(
                heading.column, Role.AMOUNT, term=term, period=heading.period, unit=heading.unit, likeness=like
            )
    return found


def period_said(texts: Iterable[tuple[str, str]], *, words: Vocabulary) -> tuple[Period, str] | None:
    """The first of some texts (each with where it stands) that says one period of the return's grain."""
    grain = words.request.asked.grain
    for text, where in texts:
        said = [period for period in periods_in(text, year=words.year) if period.grain is grain]
        if len(said) == 1:
            return said[0], where
    return None
