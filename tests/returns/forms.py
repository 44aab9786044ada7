"""Clean returns for tests: figures that fit, laid out in every form, as rows and as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from openpyxl import Workbook as Book

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.load import load
from pmf_core.definitions.period import Period, month
from pmf_core.definitions.returning import Part
from pmf_core.returns.history import History
from pmf_core.returns.read import read_workbook
from pmf_core.returns.request import Request, request
from pmf_core.returns.workbook import Workbook
from tests.conftest import ROOT

MARCH = month(2026, 3)
TODAY = date(2026, 4, 20)

Figures = Mapping[tuple[int, int], float]
"""(place of the unit, place of the term) → the number as it is written."""

Rows = list[list[Any]]


def period_text(period: Period) -> str:
    """A period as the files write it."""
    return period.id


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return load(ROOT / "config", data=ROOT / "data")


def asked(return_id: str, *, period: Period = MARCH, history: History | None = None) -> Request:
    return request(catalogue(), return_id, period, today=TODAY, history=history)


def sizes(held: Request) -> np.ndarray:
    """Units × terms: how large each number usually is; the same in every run."""
    random = np.random.default_rng(7)
    return random.uniform(200, 900, (len(held.units), len(held.terms)))


def figures(held: Request, *, seed: int = 1) -> dict[tuple[int, int], float]:
    """Numbers that fit each other: no numerator above its denominator, and every identity holds."""
    random = np.random.default_rng(seed)
    usual, places = sizes(held), held.term_places
    found: dict[tuple[int, int], float] = {}
    for unit in range(len(held.units)):
        for term, about in enumerate(held.terms):
            if held.asks[unit, term]:
                found[unit, term] = float(round(usual[unit, term] * random.normal(1, 0.04)))
                if about.part is Part.NUMERATOR:
                    bottom = places[f"{about.item}.denominator"]
                    usual_bottom = usual[unit, bottom]
                    found[unit, term] = float(round(usual_bottom * random.normal(0.8, 0.02)))
        _fit(found, unit, held, seed=seed)
    return found


def _fit(found: dict[tuple[int, int], float], unit: int, held: Request, *, seed: int) -> None:
    places = held.term_places
    for control in held.asked.controls:
        if control.carried_from and seed:
            found[unit, places[control.id]] = figures(held, seed=0)[unit, places[f"{control.carried_from}.value"]]
    for about in held.terms:
        if about.part is Part.NUMERATOR and (unit, places[about.id]) in found:
            top, bottom = places[about.id], places[f"{about.item}.denominator"]
            found[unit, bottom] = max(found[unit, bottom], found[unit, top])
            value = places.get(f"{about.item}.value")
            if value is not None:
                found[unit, value] = round(found[unit, top] / found[unit, bottom] * held.per(about.item), 1)
    for identity in held.asked.identities:
        at = [places[term] for term in identity.terms]
        if (unit, at[0]) not in found:
            continue
        if identity.kind == "balance":
            opening, plus, minus, closing = at
            for flow in (plus, minus):
                found[unit, flow] = float(round(found[unit, opening] * found[unit, flow] / 6000))
            found[unit, closing] = found[unit, opening] + found[unit, plus] - found[unit, minus]
        else:
            found[unit, at[-1]] = sum(found[unit, part] for part in at[:-1])


def history(held: Request, *, seed: int = 0) -> History:
    """The month before, and limits about it."""
    before = figures(held, seed=seed)
    metric, unit, last, lower, upper = [], [], [], [], []
    for item, metric_ in held.metrics.items():
        for place, sender in enumerate(held.units):
            parts = [
                before.get((place, held.term_places.get(f"{item}.{part}", -1)), np.nan)
                * (held.terms[held.term_places[f"{item}.{part}"]].scale if f"{item}.{part}" in held.term_places else 1)
                for part in ("numerator", "denominator", "value")
            ]
            if not np.isfinite(parts).any():
                continue
            if np.isfinite(parts[1]):
                parts[2] = parts[0] / parts[1] * held.per(metric_.id)
            metric.append(item)
            unit.append(sender.id)
            last.append(parts)
            lower.append(parts[2] * 0.7)
            upper.append(parts[2] * 1.3)
    return History(
        tuple(metric), tuple(unit), np.array(last).T if last else np.empty((3, 0)), np.array(lower), np.array(upper)
    )


def wide(held: Request, numbers: Figures, *, period: bool = True) -> Rows:
    """Teams down, one column a number."""
    head = ["Team", *(["Month"] if period else []), *(term.column for term in held.terms)]
    rows: Rows = [head]
    for place, unit in enumerate(held.units):
        cells: list[Any] = [numbers.get((place, term)) for term in range(len(held.terms))]
        rows.append([unit.name, *([period_text(held.period)] if period else []), *cells])
    return rows


def long(held: Request, numbers: Figures) -> Rows:
    """One row a number: metric and part."""
    rows: Rows = [["Team", "Month", "Measure", "Figure", "Value", "Reason if blank"]]
    names = held.asked.headings.part_names
    for (place, term), number in numbers.items():
        about = held.terms[term]
        if about.part is None:
            rows.append([held.units[place].name, period_text(held.period), about.column, None, number, None])
            continue
        name, part = held.metrics[about.item].name, names[about.part][0]
        rows.append([held.units[place].name, period_text(held.period), name, part, number, None])
    return rows


def measures_down(held: Request, numbers: Figures) -> Rows:
    """Each team's measures below each other, the month as the heading of the numbers."""
    rows: Rows = [["Team", "Measure", period_text(held.period)]]
    rows += [[held.units[place].name, held.terms[term].column, number] for (place, term), number in numbers.items()]
    return rows


def laid_out(held: Request, numbers: Figures) -> dict[str, Rows]:
    """The sheets of a return in its own form."""
    match held.asked.shape:
        case "long":
            return {"Data": long(held, numbers)}
        case "measures_down":
            return {"Data": measures_down(held, numbers)}
        case "sheet_per_period":
            return {period_text(held.period): wide(held, numbers, period=False)}
        case _:
            return {"Data": wide(held, numbers)}


def file_of(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    book = Book()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def csv_of(rows: Sequence[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def read(sheets: Mapping[str, Sequence[Sequence[Any]]], *, name: str = "return.xlsx") -> Workbook:
    return read_workbook(file_of(sheets), name=name)
