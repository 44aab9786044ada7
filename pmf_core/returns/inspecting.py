"""Everything that reading finds in a workbook, sheet by sheet: what a person checks before a mapping is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from pmf_core.returns.layout import Column, ColumnKind, Layout, data_cells, different, lay_out
from pmf_core.returns.layout.sample import text_of
from pmf_core.returns.periods import spanned
from pmf_core.returns.places import NAME, PREFERENCE, Gazetteer, Places, Unmatched, nearest, places_of
from pmf_core.returns.places import text_of as place_text
from pmf_core.returns.sheet_period import PeriodFrom, SheetPeriod, period_of_sheet
from pmf_core.returns.symbols import SYMBOLS, Symbols
from pmf_core.returns.values import Missing, numbers_of
from pmf_core.returns.workbook import Sheet, Workbook

FORMULA_STARTS = ("=", "@", "+", "-")
"""How a text begins that a spreadsheet would take for a formula."""

ABOUT_AS_MANY = 0.9
"""The share of the places of the fullest column from which another column's better codes are taken."""

FIGURES = (ColumnKind.NUMBER, ColumnKind.PERCENTAGE)


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was found on one sheet."""

    sheet: Sheet
    layout: Layout
    missing: Mapping[Missing, int] = field(default_factory=dict)
    """What stands in place of numbers → how often."""
    period: SheetPeriod = field(default_factory=SheetPeriod)
    places: Places = field(default_factory=lambda: Places(""))
    warnings: tuple[str, ...] = ()


def inspect(book: Workbook, *, known: Gazetteer) -> tuple[Inspected, ...]:
    """Read every sheet of a workbook; what is told of the whole book stands with its first sheet."""
    layouts = [lay_out(sheet, known=known) for sheet in book.sheets]
    covers = [note.text for layout in layouts if not layout.is_data for note in layout.titles]
    explained = {symbol: reason for layout in layouts for symbol, reason in layout.symbols.items()}
    found = []
    for place, (sheet, layout) in enumerate(zip(book.sheets, layouts, strict=True)):
        warnings = [*(book.warnings if place == 0 else ()), *layout.warnings]
        if not layout.is_data:
            found.append(Inspected(sheet, layout, warnings=tuple(warnings)))
            continue
        period = period_of_sheet(sheet, layout, covers=covers, file=book.name)
        places = place_column(sheet, layout, known=known)[1]
        missing = missing_of(sheet, layout, symbols={**SYMBOLS, **explained, **layout.symbols})
        warnings += [*_period_warnings(period), *_place_warnings(places), *_formula_warnings(sheet, layout)]
        found.append(Inspected(sheet, layout, missing, period, places, tuple(warnings)))
    return tuple(found)


def place_column(sheet: Sheet, layout: Layout, *, known: Gazetteer) -> tuple[Column | None, Places]:
    """The column that says best which place a row is about, and its places: codes go before names."""
    found = [
        (column, places_of(different(data_cells(sheet, layout, column)), known=known))
        for column in layout.columns
        if column.kind is ColumnKind.PLACE
    ]
    most = max((len(held.units) for _, held in found), default=0)
    if not most:
        return None, Places("")
    rivals = [pair for pair in found if len(pair[1].units) >= ABOUT_AS_MANY * most]
    best, places = min(rivals, key=lambda pair: PREFERENCE.index(pair[1].system))
    beside = next((column for column, held in found if held.system == NAME and column is not best), None)
    if beside is None or not places.unmatched:
        return best, places
    return best, _with_names(sheet, layout, places, codes=best, names=beside, known=known)


def _with_names(
    sheet: Sheet, layout: Layout, places: Places, *, codes: Column, names: Column, known: Gazetteer
) -> Places:
    """The nearest name to an unknown code, by the name that stands beside it."""
    unknown = {held.text for held in places.unmatched}
    pairs = zip(data_cells(sheet, layout, codes), data_cells(sheet, layout, names), strict=True)
    beside = {text: name for code, name in pairs if (text := place_text(code)) in unknown}
    told = [
        Unmatched(held.text, held.nearest or nearest(place_text(beside.get(held.text)), known))
        for held in places.unmatched
    ]
    return replace(places, unmatched=tuple(told))


def missing_of(sheet: Sheet, layout: Layout, *, symbols: Symbols) -> Mapping[Missing, int]:
    """What stands in place of numbers in the rows of data, over all columns that have any number or symbol."""
    found: Counter[Missing] = Counter()
    passed = np.array([row - layout.first_row for row in layout.headings], dtype=np.int64)
    for column in layout.columns:
        if column.kind in FIGURES and column.example:
            numbers = numbers_of(data_cells(sheet, layout, column), symbols=symbols)
            kept = np.delete(numbers.codes, passed)
            for place, missing in enumerate(numbers.missing, start=1):
                if count := int((kept == place).sum()):
                    found[missing] += count
    return found


def _period_warnings(period: SheetPeriod) -> Iterator[str]:
    if not period.periods:
        yield "No period was found in the columns, the title or the names: say which it is."
    elif period.source is PeriodFrom.FILE_NAME:
        yield f"The period {spanned(period.periods)} is only in the file's name, which may be the month of publication."


def _place_warnings(places: Places) -> Iterator[str]:
    if places.unmatched:
        first = places.unmatched[0]
        hint = f"; the nearest is '{first.nearest}'" if first.nearest else ""
        count = len(places.unmatched)
        yield f"{count} place{'s are' if count > 1 else ' is'} not known, the first is '{first.text}'{hint}."


def _formula_warnings(sheet: Sheet, layout: Layout) -> Iterator[str]:
    """Texts that would become formulas if they were written into a spreadsheet."""
    texts = [
        text
        for column in layout.columns
        if column.kind not in FIGURES
        for cell in different(data_cells(sheet, layout, column))
        if isinstance(cell, str) and (text := cell.strip()).startswith(FORMULA_STARTS) and is_formula_like(text)
    ]
    if texts:
        yield (
            f"{len(texts)} text{'s' * (len(texts) > 1)} would be a formula in a spreadsheet, the first is "
            f"'{text_of(texts[0])[:40]}': they stay text, here and in every export."
        )


def is_formula_like(text: str) -> bool:
    """Whether a text that begins with a sign goes on like a formula rather than like a number or a dash.

    >>> is_formula_like("=HYPERLINK(1)"), is_formula_like("-5"), is_formula_like("- zero")
    (True, False, False)
    """
    return text[0] in "=@" or (len(text) > 1 and (text[1].isalpha() or "(" in text or "!" in text))


def as_plain(found: Inspected) -> dict[str, object]:
    """What was found, as the `inspect` command prints it."""
    layout = found.layout
    reasons: dict[str, dict[str, object]] = {}
    for missing, count in found.missing.items():
        held = reasons.setdefault(missing.symbol, {"count": 0, "reason": missing.reason.replace("_", " ")})
        held["count"] = int(str(held["count"])) + count
    return {
        "sheet": found.sheet.name,
        "hidden": found.sheet.hidden,
        "is_data": layout.is_data,
        "header_rows": list(layout.header_rows),
        "first_row": layout.first_row or None,
        "last_row": layout.last_row or None,
        "columns": [
            {"name": column.name, "kind": column.kind.value, "example": column.example or None}
            for column in layout.columns
        ],
        "missing": reasons,
        "period": spanned(found.period.periods) or None,
        "period_from": found.period.source.value if found.period.source else None,
        "places": {
            "system": found.places.system or None,
            "matched": len(found.places.units),
            "unmatched": [{"place": held.text, "nearest": held.nearest or None} for held in found.places.unmatched],
        },
        "footnotes": [note.text for note in layout.footnotes],
        "warnings": list(found.warnings),
    }
