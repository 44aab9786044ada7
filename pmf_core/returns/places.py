"""Places as a column writes them → units of the hub; an unknown one with the nearest name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from pmf_core.definitions.unit import Unit
from pmf_core.returns.workbook import Cell


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A place that stands for no unit."""

    text: str
    nearest: str
    """The name most like it; blank if none is."""


@dataclass(frozen=True, slots=True)
class Places:
    """What a column's places stand for."""

    system: str
    """gss, dfe, cassr, ecode, ods or name; blank if the column holds no places."""
    units: Mapping[str, str] = field(default_factory=dict)
    """The text of a cell → the unit's id."""
    unmatched: tuple[Unmatched, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every place that a file may name: by code, system by system, and by name."""

    codes: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]
    """A name in its plainest form → unit id."""
    spelled: Mapping[str, str]
    """Unit id → its name as it is written."""


def gazetteer(units: Sequence[Unit], *, codes: Mapping[str, Mapping[str, str]]) -> Gazetteer:
    """Look-ups over units, for `places_of`."""
    return Gazetteer(codes, {plain(unit.name): unit.id for unit in units}, {unit.id: unit.name for unit in units})


def places_of(cells: Sequence[Cell], *, known: Gazetteer) -> Places:
    """Which system a column uses, and which units it names."""
    texts = dict.fromkeys(text_of(cell) for cell in cells if cell is not None)
    matched = {
        system: {text: ids[text] for text in texts if text in ids}
        for system, ids in {**known.codes, "name": {text: known.names.get(plain(text), "") for text in texts}}.items()
    }
    best = {system: {text: unit for text, unit in found.items() if unit} for system, found in matched.items()}
    system = max(best, key=lambda name: len(best[name]))
    if not best[system]:
        return Places("")
    unmatched = tuple(Unmatched(text, nearest(text, known)) for text in texts if text not in best[system])
    return Places(system, best[system], unmatched)


def text_of(cell: Cell) -> str:
    """A cell as text; a code that a spreadsheet took for a number is whole again.

    >>> text_of(891.0), text_of(" Derby ")
    ('891', 'Derby')
    """
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def plain(name: str) -> str:
    """A name without case and double blanks."""
    return " ".join(name.casefold().split())


def nearest(text: str, known: Gazetteer) -> str:
    """The name most like a text, as it is written."""
    close = get_close_matches(plain(text), list(known.names), n=1, cutoff=0.6)
    return known.spelled[known.names[close[0]]] if close else ""
