"""What the columns hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.definitions.period import YearType
from pmf_core.returns.layout.found import ColumnKind, Scale
from pmf_core.returns.layout.names import JOINT
from pmf_core.returns.layout.sample import Class, class_of, text_of
from pmf_core.returns.layout.words import any_of
from pmf_core.returns.periods import is_year, looks_like_period, period_of_cell, period_of_serial
from pmf_core.returns.places import Gazetteer, looks_like_place, share_of_places
from pmf_core.returns.values import spoken_number
from pmf_core.returns.workbook import Cell

PER_CENT = re.compile(r"(?<![\d.])\s*%|(?<!\d )\bper ?cent(?:age)?s?\b|\bpct\b", re.IGNORECASE)
PERIOD = any_of(
    *("time period", "period", "year", "month", "quarter", "date", "week", "fy", "financial year", "academic year"),
    *("dob", "time", "updated?"),
)
NOT_A_PERIOD = any_of(
    *("per", "within", "over", "under", "previous", "days?", "hours?", "weeks? to", "time taken", "years? old", "age"),
)
PLACE = any_of(
    *("local authority", "authority", "authorities", "la", "council", "district", "region", "county", "area"),
    *("geograph\\w*", "ward", "trust", "provider", "organisation", "org", "icb", "country", "place", "location", "gss"),
    *("lea", "cassr", "e-?code", "ltla\\w*", "utla\\w*", "rgn\\w*", "ctry\\w*"),
)
IDENTIFIER = any_of(
    *("ids?", "codes?", "ref", "reference", "identifier", "urn", "upn", "uln", "uprn", "ukprn", "laestab", "estab"),
    *("key", "unique", r"(?:case|row|record|account|nhs|serial) n(?:umber|o\.?)"),
)
AMOUNT = any_of(
    *("numerator", "denominator", "value", "count", "total", "rate", "amount", "lower", "upper", "lci", "uci"),
    *("number of", "observation", r"[lu]ci \d+", "ratio", "average", "mean", "median", "cost", "spend", "£s?"),
)
STATUS = any_of(
    *("status", "flags?", "reason", "marker", "quality", "suppress\\w*", "provisional", "revised", "notes?", "symbol"),
)
STATUS_WORDS = frozenset(
    (
        *("provisional", "final", "revised", "published", "draft", "p", "r", "f", "e", "b", "estimated", "forecast"),
        *("low", "medium", "high", "green", "amber", "red", "submitted", "approved", "validated", "unvalidated"),
    )
)
"""What a column of statuses says."""

MOSTLY = 0.6
"""The share of the cells that a kind must explain."""

NAMED_PLACES = 0.3
"""The share that must be known places in a column whose name says that it holds places."""

LONGEST_CODE = 20


@dataclass(frozen=True)
class Kind:
    """What a column holds and, of percentages, what they count in."""

    kind: ColumnKind
    scale: Scale | None = None


def kind_of(
    name: str, cells: Sequence[Cell], *, per_cent: bool, figures: bool, known: Gazetteer | None, year: YearType
) -> Kind:
    """What a column holds, by its name and a sample of its cells; `per_cent` is the format of its cells."""
    held = [cell for cell in cells if class_of(cell) is not Class.BLANK]
    words = re.sub(r"[_\s]+", " ", name)
    if not held:
        return _by_name(name, words)
    if _are_places(words, held, known=known):
        return Kind(ColumnKind.PLACE)
    if _are_periods(words, held, year=year):
        return Kind(ColumnKind.PERIOD)
    if STATUS.search(words) and not any(class_of(cell) is Class.NUMBER for cell in held):
        return Kind(ColumnKind.STATUS)
    if figures:
        return _figures(words, held, per_cent=per_cent)
    if _are_statuses(held):
        return Kind(ColumnKind.STATUS)
    if _are_identifiers(words, held):
        return Kind(ColumnKind.IDENTIFIER)
    return Kind(ColumnKind.TEXT)


def _by_name(name: str, words: str) -> Kind:
    """The kind of a column without a filled cell."""
    if PER_CENT.search(words):
        return Kind(ColumnKind.PERCENTAGE, Scale.UNCLEAR)
    if STATUS.search(words):
        return Kind(ColumnKind.STATUS)
    of_a_period = any(looks_like_period(part) for part in name.split(JOINT))
    return Kind(ColumnKind.NUMBER if of_a_period or AMOUNT.search(words) else ColumnKind.TEXT)


def _figures(words: str, held: Sequence[Cell], *, per_cent: bool) -> Kind:
    if IDENTIFIER.search(words) and _are_codes(held):
        return Kind(ColumnKind.IDENTIFIER)
    signed = sum(isinstance(cell, str) and spoken_number(cell.strip())[1] for cell in held)
    if per_cent:
        return Kind(ColumnKind.PERCENTAGE, Scale.FRACTION)
    if signed * 2 > len(held):
        return Kind(ColumnKind.PERCENTAGE, Scale.HUNDRED)
    if PER_CENT.search(words):
        numbers = [float(number) for cell in held if (number := _number(cell)) is not None]
        hundred = any(abs(number) > 1 for number in numbers)
        return Kind(ColumnKind.PERCENTAGE, Scale.HUNDRED if hundred else Scale.UNCLEAR)
    return Kind(ColumnKind.NUMBER)


def _number(cell: Cell) -> float | None:
    if isinstance(cell, str):
        return spoken_number(cell.strip())[0]
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _are_places(words: str, held: Sequence[Cell], *, known: Gazetteer | None) -> bool:
    texts = list(dict.fromkeys(text_of(cell) for cell in held))
    named = bool(PLACE.search(words)) if words else None
    if known is not None and share_of_places(texts, known=known, named=named) >= (NAMED_PLACES if named else MOSTLY):
        return True
    by_look = sum(looks_like_place(text) for text in texts) / len(texts)
    return by_look >= MOSTLY


def _are_periods(words: str, held: Sequence[Cell], *, year: YearType) -> bool:
    called = bool(PERIOD.search(words)) and not NOT_A_PERIOD.search(words)
    numbers = [
        cell for cell in held if isinstance(cell, int | float) or (isinstance(cell, str) and cell.strip().isdecimal())
    ]
    if len(numbers) > len(held) / 2:
        return (called and _are_numbered_periods(numbers)) or (not words and all(is_year(float(n)) for n in numbers))
    spoken = sum(not isinstance(cell, int | float) and period_of_cell(cell, year=year) is not None for cell in held)
    return spoken >= MOSTLY * len(held)


def _are_numbered_periods(numbers: Sequence[str | float]) -> bool:
    read = [
        is_year(float(number))
        or period_of_cell(text_of(number)) is not None
        or period_of_serial(float(number)) is not None
        for number in numbers
    ]
    return sum(read) >= MOSTLY * len(numbers)


def _are_statuses(held: Sequence[Cell]) -> bool:
    texts = Counter(text_of(cell).casefold() for cell in held)
    known = sum(count for text, count in texts.items() if text in STATUS_WORDS)
    return len(texts) > 1 and known >= 0.9 * len(held) and len(texts) < 8


def _are_identifiers(words: str, held: Sequence[Cell]) -> bool:
    if not _are_codes(held):
        return False
    with_digits = sum(any(letter.isdigit() for letter in text_of(cell)) for cell in held)
    return bool(IDENTIFIER.search(words)) or (not words and with_digits >= MOSTLY * len(held))


def _are_codes(held: Sequence[Cell]) -> bool:
    """Whether cells are short and without blanks, and numbers among them are whole."""
    texts = [text_of(cell) for cell in held]
    return all(len(text) <= LONGEST_CODE and " " not in text for text in texts) and not any(
        isinstance(cell, float) and not cell.is_integer() for cell in held
    )
