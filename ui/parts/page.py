"""The top and the foot of every page."""

from __future__ import annotations

from collections.abc import Sequence

from pmf_core.charts.markup import Element, Markup, element
from pmf_core.charts.tiles import illustrative_tag
from pmf_core.views.status import SourceLine
from ui.parts.drawing import write


def heading(
    title: str, *, sentence: str = "", data_line: str = "", tags: Sequence[str] = (), illustrative: bool = False
) -> None:
    """The page's name, the sentence it opens with, and how new its data are."""
    write(
        element(
            "header",
            element("h1", title, illustrative_tag() if illustrative else None, tabindex="-1"),
            element("p", sentence, class_="lead") if sentence else None,
            element("ul", *(element("li", tag) for tag in tags), class_="labels") if tags else None,
            element("p", data_line, class_="data-line") if data_line else None,
            class_="heading",
        ),
        key="heading",
    )


def part(title: str, *inside: Markup | None, key: str, sentence: str = "") -> None:
    """A part of a page with a heading of its own."""
    told = element("p", sentence, class_="sentence") if sentence else None
    write(element("section", element("h2", title), told, *inside), key=key)


def facts(title: str, lines: Sequence[tuple[str, str]], *, key: str) -> None:
    """What is known of one thing: a name and what it is, line by line."""
    told = (held for name, what in lines for held in (element("dt", name), element("dd", what)))
    part(title, element("dl", *told, class_="facts"), key=key)


def sources(lines: Sequence[SourceLine]) -> None:
    """Where the figures come from and under which licence."""
    if lines:
        items = [element("li", *_source(line)) for line in lines]
        title = element("h2", "Sources and licences")
        write(element("footer", title, element("ul", *items), class_="sources"), key="sources")


def _source(line: SourceLine) -> tuple[Element | str, ...]:
    told = f" · {line.publisher} · {line.licence} · published {line.published_on} "
    held = (element("span", line.title, class_="source"), told)
    return (*held, illustrative_tag()) if line.illustrative else held
