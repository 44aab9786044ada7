"""What a status looks like: its shape and its colours, chosen here and nowhere else.

A status is always a word and a shape as well as a colour, so that a greyscale print still reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pmf_core.views.status import StatusKind

Mode = Literal["light", "dark"]
"""The two colour schemes."""


@dataclass(frozen=True, slots=True)
class Look:
    """The shape of a status and its colour on a light and on a dark surface."""

    symbol: str
    """The shape as a character, for text and spreadsheets."""
    shape: str
    """The same shape as Vega names it."""
    light: str
    dark: str

    def colour(self, mode: Mode) -> str:
        """The colour on a surface of that mode."""
        return self.dark if mode == "dark" else self.light


BEST = Look("▲", "triangle-up", "#0B5CAD", "#7DB7F2")
WELL = Look("●", "circle", "#2A7F62", "#67C9A3")
POOR = Look("◆", "diamond", "#B35900", "#F2A65A")
WORST = Look("■", "square", "#A4133C", "#F58BA4")
PLAIN = Look("–", "circle", "#5B6470", "#A7B3BD")
OPEN = Look("○", "circle", "#5B6470", "#A7B3BD")
"""Light colours keep 4.5:1 on white and on #F6F7F9; dark ones on #18232B."""

LOOKS: dict[StatusKind, Look] = {
    StatusKind.EXCELLENT: BEST,
    StatusKind.IMPROVING: BEST,
    StatusKind.GOOD: WELL,
    StatusKind.REQUIRES_IMPROVEMENT: POOR,
    StatusKind.INADEQUATE: WORST,
    StatusKind.WORSENING: WORST,
    StatusKind.NEUTRAL: PLAIN,
    StatusKind.NOT_JUDGED: OPEN,
}
"""Every kind of status → how it is drawn."""

ILLUSTRATIVE = "Illustrative"
"""The word beside every figure that was made up for demonstration."""


@dataclass(frozen=True, slots=True)
class Surface:
    """The colours of everything on a chart that is not a status."""

    ink: str
    """Titles and values."""
    quiet: str
    """Axis labels and lines."""
    grid: str
    line: str
    """The line of the values."""
    paper: str
    """What a hollow point is filled with."""


SURFACES: dict[Mode, Surface] = {
    "light": Surface(ink="#0C141B", quiet="#4A5763", grid="#E3E8EC", line="#3C4A56", paper="#FFFFFF"),
    "dark": Surface(ink="#E8EEF2", quiet="#B4C0C9", grid="#2B3943", line="#C3CED6", paper="#18232B"),
}
"""Light and dark, with label colours of their own: a chart's background is transparent."""


def spoken(kind: StatusKind, word: str) -> str:
    """A status as text: its shape and its word.

    >>> spoken(StatusKind.GOOD, "Good")
    '● Good'
    """
    return f"{LOOKS[kind].symbol} {word}"
