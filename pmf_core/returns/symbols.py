"""What stands in place of a number, and the reason it gives; a sheet's own key to its symbols comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

Symbols = Mapping[str, str]
"""Symbol, in lower case → reason; the reasons are those of `pmf_core.series`, or `ZERO`."""

ZERO = "zero"
"""The reason of a symbol that is a number after all: a sheet may write `-` for nought."""

FORMULA_ERROR = "formula_error"

WRITTEN: Mapping[str, tuple[str, ...]] = {
    "suppressed": ("c", "[c]", "*", "**", "[d]", "suppressed", "confidential", "withheld", "redacted"),
    "not_available": (
        *("x", "[x]", "..", ":", "-", "–", "—", "n/a", "na", "#n/a", "n.a.", "[y]", "null"),
        *("no data", "not available", "unavailable", "missing", "unknown"),
    ),
    "not_applicable": ("z", "[z]", ".", "[.]", "not applicable"),
    "low_reliability": ("u", "[u]", "!"),
    "rounds_to_zero": ("k", "[k]", "low", "[low]", "~"),
    "not_submitted": ("m", "[m]", "[n]", "no return", "not submitted", "not returned", "not supplied"),
    "not_recorded": ("[w]", "not recorded", "not collected"),
    "not_known_yet": ("tbc", "tba", "t.b.c.", "to follow", "to be confirmed", "awaited", "pending", "not known yet"),
}
"""Reason → what publishers and councils write for it (DfE, MHCLG, NHS, ONS, LAIT and councils' own returns)."""

SYMBOLS: Symbols = MappingProxyType({symbol: reason for reason, listed in WRITTEN.items() for symbol in listed})

MEANINGS = (
    (
        "rounds_to_zero",
        re.compile(r"negligible|rounds? (?:down )?to (?:zero|0)|less than half|below 0\.5|low but not zero"),
    ),
    (
        "suppressed",
        re.compile(r"suppress|confidential|disclos|protect|small (?:number|count|cell)|fewer than|less than"),
    ),
    ("not_applicable", re.compile(r"not applicable")),
    ("low_reliability", re.compile(r"reliab|low quality|sampl\w+ variab")),
    ("not_submitted", re.compile(r"not (?:submitted|returned|provided|supplied)|no return|did not (?:submit|return)")),
    ("not_recorded", re.compile(r"not (?:recorded|collected)")),
    ("not_available", re.compile(r"not (?:yet )?available|unavailable|no data|missing|not known|not published")),
    (ZERO, re.compile(r"^(?:a )?(?:true )?(?:zero|nil|none|0)\b")),
)
"""What a key's words mean, the most particular first."""

KEY = re.compile(
    r"""^\s*['"‘“]?(?P<symbol>\[[A-Za-z.]{1,4}\]|[*~:.\-–—!#]{1,3}|[A-Za-z]{1,3})['"’”]?"""
    r"""(?P<joint>\s*[=:]\s*|\s+[-–—]\s+|\s+(?:means|denotes|indicates|represents|is|for)\s+|\s+)(?P<meaning>\S.{0,200})$""",
    re.DOTALL,
)
"""One line of a sheet's key: a symbol, something between, and its meaning."""

LOWER_BOUND = re.compile(r"^[<≤]\s*\d+(?:\.\d+)?\s*%?$|^(?:fewer|less) than \d+$", re.IGNORECASE)
"""`<5`: a small number that is not told."""


def symbols_of(notes: Iterable[str]) -> Symbols:
    """The symbols that notes explain, such as `.. Not available` or `- zero`.

    >>> symbols_of([".. Not Available", "- zero", "Source: SEND tribunal"])
    {'..': 'not_available', '-': 'zero'}
    """
    found: dict[str, str] = {}
    for line in (line for note in notes for line in re.split(r"[\n;]", note)):
        if (key := KEY.match(line)) and (meaning := _meaning(key)):
            found.setdefault(key["symbol"].casefold(), meaning)
    return found


def _meaning(key: re.Match[str]) -> str:
    said = key["meaning"].strip().casefold()
    # A word followed by a blank is the beginning of a sentence unless what follows is a meaning and nothing else.
    if key["symbol"].isalpha() and key["joint"].isspace():
        return next((reason for reason, form in MEANINGS if form.fullmatch(said)), "")
    return next((reason for reason, form in MEANINGS if form.search(said)), "")


def reason_of(text: str, symbols: Symbols) -> str | None:
    """The reason that a text gives for a number that isn't there; nothing if it is no symbol."""
    spelled = text.casefold()
    if found := symbols.get(spelled) or SYMBOLS.get(spelled):
        return found
    return "suppressed" if LOWER_BOUND.match(text) else None
