"""What stands in place of a number, and the reason it gives."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Symbols = Mapping[str, str]
"""Symbol, in lower case → reason; the reasons are those of `pmf_core.series`, or a source's own words."""

SYMBOLS: Symbols = MappingProxyType(
    {
        "c": "suppressed",
        "[c]": "suppressed",
        "*": "suppressed",
        "x": "not_available",
        "[x]": "not_available",
        "..": "not_available",
        "-": "not_available",
        "n/a": "not_available",
        "z": "not_applicable",
        "[z]": "not_applicable",
        "u": "low_reliability",
        "k": "rounds_to_zero",
        "low": "rounds_to_zero",
        "[low]": "rounds_to_zero",
    }
)
"""The symbols of official statistics and of councils' own returns."""
