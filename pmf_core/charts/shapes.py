"""A status as markup: its shape, its word and its reason."""

from __future__ import annotations

from pmf_core.charts.appearance import LOOKS
from pmf_core.charts.markup import Element, element
from pmf_core.views.status import Status, StatusKind

ORDINARY = "•"
"""A point that is no signal, in the key of a chart."""


def shape(kind: StatusKind) -> Element:
    """The shape alone: hidden from a screen reader, because the word stands beside it."""
    symbol = ORDINARY if kind is StatusKind.NEUTRAL else LOOKS[kind].symbol
    return element("span", symbol, class_="shape", aria_hidden="true")


def status(held: Status, *, with_reason: bool = False) -> Element:
    """The shape and the word, and the reason where there is room for it.

    A neutral word needs no shape: beside a number it would read as a sign.

    >>> from pmf_core.charts.markup import to_html
    >>> to_html(status(Status(StatusKind.GOOD, "Good")))
    '<span class="status good"><span class="shape" aria-hidden="true">●</span>Good</span>'
    """
    drawn = shape(held.kind) if held.kind is not StatusKind.NEUTRAL else None
    reason = element("span", held.reason, class_="reason") if with_reason and held.reason else None
    word = element("span", drawn, held.word, class_=f"status {held.kind.value}")
    return word if reason is None else element("span", word, reason, class_="reasoned")
