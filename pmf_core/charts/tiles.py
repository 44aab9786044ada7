"""Sections of tiles as markup, for the page, for print and for packs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pmf_core.charts.appearance import ILLUSTRATIVE
from pmf_core.charts.markup import Element, element, to_html
from pmf_core.charts.shapes import status
from pmf_core.charts.spark import spark
from pmf_core.views.status import Tile, TileSection

Link = Callable[[str], str]
"""A metric's id → the address of its page."""


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
    return element(
        "a",
        element("span", held.name, class_="name"),
        element("span", *_tags(held), class_="tags") if held.codes or held.illustrative else None,
        element("span", held.value, class_="value"),
        element("span", held.missing or held.target, class_="target"),
        spark(held.spark, title=f"Line of {held.name}, to {held.period}" if held.period else held.name),
        element("span", status(held.band), status(held.change), class_="statuses"),
        element("span", " · ".join(part for part in (held.period, held.age) if part), class_="age"),
        class_=f"tile {held.band.kind.value}",
        href=href,
        title=held.change.reason or None,
    )


def _tags(held: Tile) -> list[Element]:
    codes = [element("span", code, class_="code") for code in held.codes]
    if held.illustrative:
        codes.append(illustrative_tag())
    return codes


def illustrative_tag() -> Element:
    """The mark of a figure made up for demonstration."""
    return element("span", ILLUSTRATIVE, class_="illustrative")
