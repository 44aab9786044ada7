"""Places as a column writes them → units of the hub; an unknown one with the nearest name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from pmf_core.catalogue.reference import place_codes, reference_units, rows
from pmf_core.definitions.unit import Unit
from pmf_core.returns.spelling import plain, plainest
from pmf_core.returns.workbook import Cell

NUMBERED = frozenset({"dfe", "cassr"})
"""The systems whose codes are bare numbers of three digits."""

NAME = "name"
"""The system of a column that writes names."""

PREFERENCE = ("gss", "ecode", "dfe", "cassr", "ods", NAME)
"""Which system is taken when a column fits several equally well."""

NUMBERS_ENOUGH = 10
"""Numbers that must be codes before a column without a name is taken for one of codes."""

ALIKE = 0.6
"""How like a name must be, from 0 to 1, to be named as the nearest."""

CANDIDATES = 5

FRAGMENTS = frozenset({"city of", "county of", ""})
"""What is left of a name such as `Bristol, City of` in a list that commas separate."""


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
    """A name in plain spelling → unit id."""
    spelled: Mapping[str, str]
    """Unit id → its name as it is written."""
    pieces: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Three letters → the names in plain spelling that have them."""


@lru_cache(maxsize=4)
def known_places(data: Path) -> Gazetteer:
    """The places of the reference files in `data/geography`, with the spellings that the registry knows."""
    registry = rows(data / "geography" / "uk_local_authorities.csv")
    spellings = {
        row["gss-code"]: [row["official-name"], *row["alt-names"].split(",")] for row in registry if row["gss-code"]
    }
    return gazetteer(reference_units(data), codes=place_codes(data), spellings=spellings)


def gazetteer(
    units: Sequence[Unit],
    *,
    codes: Mapping[str, Mapping[str, str]],
    spellings: Mapping[str, Sequence[str]] | None = None,
) -> Gazetteer:
    """Look-ups over units, for `places_of`; of two that share a name, the one that still exists has it."""
    names: dict[str, str] = {}
    ordered = sorted(units, key=lambda unit: (unit.effective_to is not None, unit.level == "ward"))
    for spell in (plain, plainest):
        for unit in ordered:
            for name in (unit.name, *(spellings or {}).get(unit.id, ())):
                if (spelled := spell(name)) not in FRAGMENTS:
                    names.setdefault(spelled, unit.id)
    pieces: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        for piece in _pieces(name):
            pieces[piece].add(name)
    return Gazetteer(
        codes,
        names,
        {unit.id: unit.name for unit in units},
        {piece: frozenset(held) for piece, held in pieces.items()},
    )


def places_of(cells: Iterable[Cell], *, known: Gazetteer) -> Places:
    """Which system a column uses, and which units it names; what is no code may still be a name."""
    texts = list(dict.fromkeys(text for cell in cells if (text := text_of(cell))))
    found = {system: {text: ids[text] for text in texts if text in ids} for system, ids in known.codes.items()}
    named = {text: unit for text in texts if (unit := unit_named(text, known=known))}
    found[NAME] = named
    system = max(PREFERENCE, key=lambda name: len(found.get(name, ())))
    if not found.get(system):
        return Places("")
    units = named | found[system]
    unmatched = tuple(Unmatched(text, nearest(text, known)) for text in texts if text not in units)
    return Places(system, units, unmatched)


def unit_named(text: str, *, known: Gazetteer) -> str | None:
    """The unit that has a name, in whatever spelling; nothing if none has."""
    return known.names.get(plain(text)) or known.names.get(plainest(text))


def text_of(cell: Cell) -> str:
    """A cell as text; a code that a spreadsheet took for a number is whole again.

    >>> text_of(891.0), text_of(" Derby ")
    ('891', 'Derby')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())


def nearest(text: str, known: Gazetteer) -> str:
    """The name most like a text, as it is written; blank if none is like it."""
    wanted = plainest(text)
    shared = Counter(name for piece in _pieces(wanted) for name in known.pieces.get(piece, ()))
    best, likeness = "", ALIKE
    for name, _ in shared.most_common(CANDIDATES):
        ratio = SequenceMatcher(None, wanted, name).ratio()
        if ratio > likeness:
            best, likeness = name, ratio
    return known.spelled.get(known.names[best], "") if best else ""


def _pieces(name: str) -> set[str]:
    framed = f"  {name} "
    return {framed[place : place + 3] for place in range(len(framed) - 2)}


CODE = re.compile(r"[EWSNK]\d{8}|E\d{4}[A-Z]?")
"""A code of the Office for National Statistics, or an E-code of the ministry."""

BODY = re.compile(
    r"\b(?:council|borough|county|city of|nhs|icb|integrated care|foundation trust|unitary|combined authority)\b",
    re.IGNORECASE,
)
"""Words in the names of public bodies."""

LONGEST_NAME = 90


def looks_like_place(text: str) -> bool:
    """Whether a text is a place's code, or reads like the name of a public body.

    >>> looks_like_place("E10000024"), looks_like_place("Wye Valley NHS Trust"), looks_like_place("Derby")
    (True, True, False)
    """
    return bool(CODE.fullmatch(text)) or (len(text) < LONGEST_NAME and bool(BODY.search(text)))


def _names_places(text: str, *, known: Gazetteer) -> bool:
    """Whether a text is the name of a place, or of an area that is called after several."""
    if unit_named(text, known=known):
        return True
    parts = [part for part in re.split(r",| and | & ", text) if part.strip()]
    return len(parts) > 1 and any(unit_named(part, known=known) for part in parts)


def share_of_places(texts: Sequence[str], *, known: Gazetteer, named: bool | None) -> float:
    """The share of a column's different texts that are places.

    Bare numbers count only in a column that is called so (`named`), or in one without a name (none) that has many.
    """
    if not texts:
        return 0.0
    shares = [sum(_names_places(text, known=known) for text in texts) / len(texts)]
    numbers_count = named or (named is None and len(texts) >= NUMBERS_ENOUGH)
    for system, ids in known.codes.items():
        if system not in NUMBERED or numbers_count:
            shares.append(sum(text in ids for text in texts) / len(texts))
    return max(shares)
