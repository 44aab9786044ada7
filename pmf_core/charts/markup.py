"""Markup as frozen values: the same tree becomes HTML for print and packs, and a picture in the browser."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape

EMPTY_TAGS = frozenset({"br", "hr", "input", "path", "circle", "rect", "line", "polygon"})
"""Tags that are never closed by a tag of their own."""

Plain = str | list
"""A tree as JSON: text, or [tag, attributes, children]."""


@dataclass(frozen=True, slots=True)
class Element:
    """A tag with its attributes and what is inside it."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Element | str, ...] = ()


Markup = Element | str


def element(tag: str, *children: Markup | None, **attributes: str | None) -> Element:
    """An element; an attribute or child of None is left out, and `class_` or `aria_label` lose their underscores.

    >>> to_html(element("p", "Rent & rates", class_="name", aria_label="A < B"))
    '<p class="name" aria-label="A &lt; B">Rent &amp; rates</p>'
    """
    held = tuple((_attribute(name), value) for name, value in attributes.items() if value is not None)
    return Element(tag, held, tuple(child for child in children if child is not None))


@cache
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def to_html(node: Markup) -> str:
    """The tree as HTML, with every text and attribute escaped."""
    if isinstance(node, str):
        return escape(node, quote=False)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes)
    if node.tag in EMPTY_TAGS:
        return f"<{node.tag}{attributes}/>"
    return f"<{node.tag}{attributes}>{''.join(map(to_html, node.children))}</{node.tag}>"


def to_plain(node: Markup) -> Plain:
    """The tree as JSON, for a script that builds it with `textContent` only.

    >>> to_plain(element("p", "Hello", id="greeting"))
    ['p', {'id': 'greeting'}, ['Hello']]
    """
    if isinstance(node, str):
        return node
    return [node.tag, dict(node.attributes), [to_plain(child) for child in node.children]]
