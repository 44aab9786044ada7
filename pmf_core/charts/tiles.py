"""Sections of tiles as markup, for the page, for print and for packs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pmf_core.charts.appearance import ILLUSTRATIVE
from pmf_core.charts.markup import Element, element, to_html
from pmf_core.charts.shapes import status
from pmf_core.charts.spark import spark
from pmf_core.views.status import Status, StatusKind, Tile, TileSection

Link = Callable[[str], str]
"""A metric's id → the address of its page."""

SHORT = 6
"""A number of more characters is set smaller."""

SIGNALS = (StatusKind.IMPROVING, StatusKind.WORSENING)
"""The kinds that only a signal may have."""


def sections(held: Sequence[TileSection], *, link: Link) -> Element:
    """Every section with its heading, its sentence and its tiles."""
    return element("div", *(_section(section, link) for section in held), class_="sections")


def sections_html(held: Sequence[TileSection], *, link: Link) -> str:
    """The same as plain HTML."""
    return to_html(sections(held, link=link))


def grid(tiles: Sequence[Tile], *, link: Link) -> Element:
    """Tiles without a heading."""
    return element("ul", *(element("li", tile(held, href=link(held.metric))) for held in tiles), class_="tiles")


def _section(held: TileSection, link: Link) -> Element:
    return element(
        "section",
        element("h2", held.name, id=f"section-{held.id}"),
        element("p", held.sentence, class_="sentence"),
        grid(held.tiles, link=link),
        aria_labelledby=f"section-{held.id}",
    )


def tile(held: Tile, *, href: str) -> Element:
    """One metric: a link with its name, value, target, line, status, change and age."""
    told = " · ".join(part for part in (held.period, held.age) if part)
    return element(
        "a",
        element("span", held.name, class_="name"),
        figure(held.value),
        element("span", illustrative_tag() if held.illustrative else None, class_="tags"),
        element("span", held.missing or held.target, class_="target"),
        spark(held.spark, title=f"Line of {held.name}, to {held.period}" if held.period else held.name),
        element("span", status(held.band), _codes(held), class_="statuses"),
        element("span", status(movement(held)), element("span", told, class_="age"), class_="movement"),
        class_=f"tile {held.band.kind.value}",
        href=href,
        title=held.change.reason or None,
    )


def signal_of(held: Tile) -> StatusKind:
    """What the last figure is part of: a signal for the better or the worse, or neither."""
    marks = [mark for mark, value in zip(held.spark.marks, held.spark.values, strict=False) if value is not None]
    return marks[-1] if marks else StatusKind.NEUTRAL


def movement(held: Tile) -> Status:
    """The change since the last period, after the word of the signal that it is part of."""
    kind = signal_of(held)
    if kind is StatusKind.NEUTRAL:
        return replace(held.change, kind=StatusKind.NEUTRAL) if held.change.kind in SIGNALS else held.change
    return Status(kind, f"{kind.value.capitalize()}, {held.change.word}", held.change.reason)


def figure(value: str) -> Element:
    """A value with its unit smaller than its number.

    >>> to_html(figure("52.5 per 10,000"))
    '<span class="value">52.5<span class="unit"> per 10,000</span></span>'
    """
    number, space, unit = value.partition(" ")
    size = "value long" if len(number) > SHORT else "value"
    return element("span", number, element("span", space + unit, class_="unit") if unit else None, class_=size)


def _codes(held: Tile) -> Element | None:
    """Why it is an exception: in words for those who hear the page, as a sentence near by says it to the others."""
    codes = [
        element("span", code, element("span", f" {words}", class_="unseen"), class_="code")
        for code, words in held.codes
    ]
    return element("span", *codes, class_="codes") if codes else None


def illustrative_tag() -> Element:
    """The mark of a figure made up for demonstration."""
    return element("span", ILLUSTRATIVE, class_="illustrative")
