"""The tab Guide."""

from __future__ import annotations

from pmf_core.charts.markup import Element, element
from pmf_core.charts.still import still
from pmf_core.views.library.guide import Guide, guide
from ui.parts.drawing import draw, write
from ui.parts.page import part
from ui.parts.reading import whole_table
from ui.resources import ask

ACCESSIBILITY = (
    "The hub aims at WCAG 2.2, level AA. Every chart stands beside a sentence and a table that say the same, every "
    "status has a word and a shape as well as a colour, and everything can be reached with the keyboard.",
    "It is tested with axe in light and dark, on a wide screen, a phone and at 320 pixels. The full statement, with "
    "what is known not to work, is docs/accessibility.md; it is also part of the public pages.",
)
"""What is promised, and where the whole of it is."""


def the_guide() -> str:
    """How to read a chart, where to find what, the words, accessibility, and what is new."""
    held: Guide = ask(guide)
    part(
        "Read a chart in a minute", element("p", held.example.title), key="guide_chart", sentence=held.example.sentence
    )
    draw(still(held.example), key="guide_example")
    write(_steps(held.steps), key="guide_steps")
    part("Where to find what", _list(held.ways), key="guide_ways")
    whole_table(held.glossary, sources=(), key="glossary")
    told = [element("p", paragraph) for paragraph in ACCESSIBILITY]
    part("Accessibility", *told, key="guide_accessibility")
    part("What is new", element("ul", *(element("li", news) for news in held.news), class_="dotted"), key="guide_news")
    return held.sentence


def _steps(steps: tuple[tuple[str, str], ...]) -> Element:
    items = [element("li", element("b", look), f" {means}") for look, means in steps]
    return element("ol", *items, class_="steps")


def _list(ways: tuple[tuple[str, str], ...]) -> Element:
    pairs = [element("div", element("dt", question), element("dd", answer)) for question, answer in ways]
    return element("dl", *pairs, class_="ways")
