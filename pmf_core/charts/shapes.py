"""A status as markup: its shape as a small picture, its word and its reason."""

from __future__ import annotations

from pmf_core.charts.appearance import LOOKS
from pmf_core.charts.markup import Element, element
from pmf_core.views.status import Status, StatusKind

OUTLINES = {
    "▲": "M6 1 11.2 10.5H.8Z",
    "●": "M6 .8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 1 0 6 .8Z",
    "◆": "M6 .3 11.7 6 6 11.7.3 6Z",
    "■": "M1.2 1.2H10.8V10.8H1.2Z",
    "–": "M6 2.8a3.2 3.2 0 1 0 0 6.4A3.2 3.2 0 1 0 6 2.8Z",
    "○": "M6 .8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 1 0 6 .8ZM6 2.6a3.4 3.4 0 1 1 0 6.8A3.4 3.4 0 1 1 6 2.6Z",
}
"""Each shape in a box of 12 by 12."""


def shape(kind: StatusKind) -> Element:
    """The shape alone: hidden from a screen reader, because the word stands beside it."""
    outline = element("path", d=OUTLINES[LOOKS[kind].symbol])
    return element("svg", outline, class_="shape", viewBox="0 0 12 12", aria_hidden="true", focusable="false")


def status(held: Status, *, with_reason: bool = False) -> Element:
    """The shape and the word, and the reason where there is room for it.

    A neutral word needs no shape: beside a number it would read as a sign.
    """
    drawn = shape(held.kind) if held.kind is not StatusKind.NEUTRAL else None
    reason = element("span", held.reason, class_="reason") if with_reason and held.reason else None
    word = element("span", drawn, held.word, class_=f"status {held.kind.value}")
    return word if reason is None else element("span", word, reason, class_="reasoned")
