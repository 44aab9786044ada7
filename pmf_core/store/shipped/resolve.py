"""What a file's own words stand for: metrics, places, periods and reasons, each told once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.dictionary import metric_ids, year_starts
from pmf_core.catalogue.reference import place_codes
from pmf_core.definitions.calculation import Ratio
from pmf_core.definitions.period import Period
from pmf_core.definitions.source import MissingRule, PlaceRule, Source
from pmf_core.definitions.source_period import PeriodRule, period_of
from pmf_core.errors import BadInput, did_you_mean

UNREADABLE = "unreadable"
"""The reason of a value that is neither a number nor a symbol of its source."""

BLANK = "not_available"
"""The reason of a blank that the source says nothing about."""


@dataclass(frozen=True, slots=True)
class MetricRead:
    """A metric as a file calls it."""

    key: str
    id: str
    per: float
    begins: int | None


def metrics_of(source: Source, keys: Iterable[str], *, catalogue: Catalogue, data: Path) -> dict[str, MetricRead]:
    """The metrics that a file names and the catalogue knows."""
    ids, starts = metric_ids(source, data=data), year_starts(source, data=data)
    found = {}
    for key in keys:
        name = ids.get(key, key)
        if name in catalogue.versions:
            calculation = catalogue.metric(name).calculation
            per = calculation.per if isinstance(calculation, Ratio) else 1.0
            found[key] = MetricRead(key, name, per, starts.get(key))
    return found


def places_of(
    rule: PlaceRule, codes: Iterable[str], *, catalogue: Catalogue, data: Path
) -> tuple[dict[str, str], dict[str, str]]:
    """The units that a file's codes stand for, and the nearest known code to those that stand for none."""
    units = catalogue.organisation.units
    known = {unit: unit for unit in units} if rule.system == "unit" else dict(place_codes(data).get(rule.system, {}))
    for unit in units.values():
        known |= {code: unit.id for system, code in unit.codes if system == rule.system}
    found, strange = {}, {}
    for code in codes:
        # A code that a spreadsheet has taken for a number: 891.0.
        unit = known.get(code) or known.get(code.removesuffix(".0"))
        if unit in units:
            found[code] = unit
        elif not rule.leaves_out(code):
            strange[code] = did_you_mean(code, known)
    return found, strange


def periods_of(
    rule: PeriodRule, labels: Iterable[tuple[str, int | None]]
) -> tuple[dict[tuple[str, int | None], Period], list[str]]:
    """The periods that a file's labels stand for, and the labels that stand for none."""
    found, strange = {}, []
    for label, begins in labels:
        try:
            found[label, begins] = period_of(label, rule, begins=begins)
        except BadInput:
            strange.append(label)
    return found, strange


def reasons_of(rule: MissingRule, symbols: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """The reason that each symbol gives, and the symbols that the source's mapping doesn't know.

    >>> reasons_of(MissingRule(symbols={"c": "suppressed"}), ["c", "?"])
    ({'c': 'suppressed', '?': 'unreadable'}, ['?'])
    """
    known: Mapping[str, str] = rule.symbols
    told = list(symbols)
    found = {symbol: known.get(symbol, UNREADABLE if symbol else BLANK) for symbol in told}
    return found, [symbol for symbol in told if symbol not in known]
