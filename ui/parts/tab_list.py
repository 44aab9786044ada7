"""Tabs, each with an address of its own."""

from __future__ import annotations

from collections.abc import Mapping

from pmf_core.charts.markup import Element, element
from ui.address import TAB, here
from ui.parts.drawing import write


def tabs(names: Mapping[str, str], *, chosen: str, label: str, choice: str = TAB, key: str = "tabs") -> None:
    """Links to the tabs, the first of them without a choice in the address; the one shown is marked."""
    first = next(iter(names))
    items = [
        element("li", _tab(name, words, first=first, chosen=chosen, choice=choice)) for name, words in names.items()
    ]
    write(element("nav", element("ul", *items), class_="tabs", aria_label=label), key=key)


def _tab(name: str, words: str, *, first: str, chosen: str, choice: str) -> Element:
    address = here(**{choice: "" if name == first else name})
    return element("a", words, href=address, aria_current="page" if name == chosen else None)
