"""The causes of an issue as markup: a chain of whys, a fishbone, and bars of the cases that each accounts for."""

from __future__ import annotations

from collections.abc import Callable

from pmf_core.charts.chances import LEAST_WIDTH
from pmf_core.charts.markup import Element, element
from pmf_core.views.deep_dive.causes import Causes, Share
from pmf_core.views.deep_dive.said import Said

Drawn = Callable[[Said], Element]
"""How one thing that somebody said is drawn."""


def causes(held: Causes, *, issue: str, said: Drawn) -> Element | None:
    """Every way in which causes were looked for; nothing where nobody has looked yet."""
    drawn = [
        element("ol", *(said(one) for one in held.thoughts), class_="seen") if held.thoughts else None,
        _whys(held, said) if held.whys else None,
        _fishbone(held, issue, said) if held.bones else None,
        _shares(held) if held.shares else None,
    ]
    return element("div", *drawn, class_="causes") if any(drawn) else None


def _whys(held: Causes, said: Drawn) -> Element:
    return element("div", element("h3", "Why, and why again"), element("ol", *(said(one) for _, one in held.whys)))


def _fishbone(held: Causes, issue: str, said: Drawn) -> Element:
    """The bones side by side, and the issue that they lead to at the end."""
    bones = [
        element("li", element("h4", name), element("ul", *(said(one) for one in found))) for name, found in held.bones
    ]
    head = element("p", issue, class_="head")
    return element("div", element("h3", "Fishbone"), element("ul", *bones, class_="bones"), head, class_="fishbone")


def _shares(held: Causes) -> Element:
    return element(
        "div",
        element("h3", held.sentence),
        element("ul", *(_share(one) for one in held.shares), class_="chances"),
        element("p", "In bold: the few causes that make four fifths of the cases.", class_="note"),
    )


def _share(held: Share) -> Element:
    width = max(held.share * 100, LEAST_WIDTH)
    bar = element("span", style=f"width:{width:.1f}%", class_="bar vital" if held.vital else "bar")
    name = element("span", held.cause)
    return element(
        "li",
        element("strong", name) if held.vital else name,
        element("span", bar, class_="track", aria_hidden="true"),
        element("span", held.text, class_="value"),
    )
