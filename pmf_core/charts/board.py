"""The board's lists as markup: exceptions, good news, and what changed since the last report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import status
from pmf_core.charts.spark import spark
from pmf_core.charts.tiles import Link, figure, illustrative_tag
from pmf_core.views.exceptions.changes import ChangeLine
from pmf_core.views.exceptions.lines import ExceptionLine
from pmf_core.views.narrative.exceptions import without_action_words
from pmf_core.views.vital_signs import VitalSigns

SHOWN = 8
"""How many rows of a list stand open at first; the rest are counted, and opened by choice."""


def board(held: VitalSigns, *, link: Link) -> Element:
    """What deserves the board's time, beside what went well and what is different; then the rest in one line."""
    wide, short = _rows(exception_row, link), _rows(short_row, link)
    known = folded(f"Known, with a plan running ({len(held.known)})", wide(held.known)) if held.known else None
    return element(
        "div",
        element(
            "div",
            titled(
                "Exceptions",
                wide(held.exceptions),
                nothing="Nothing needs the board this month.",
                key="exceptions",
                told=_narratives(held, link=link),
            ),
            known,
            folded(held.ordinary_sentence, short(held.below_target)) if held.below_target else _line(held),
            class_="main",
        ),
        element(
            "div",
            titled("Particularly good", short(held.good), nothing="No real improvement this month.", key="good"),
            element(
                "section",
                element("h2", "Changed since the last report", id="board-changes"),
                element("p", held.changes_sentence, class_="sentence"),
                element("ul", *(change_row(line, link=link) for line in held.changes), class_="rows"),
                aria_labelledby="board-changes",
            ),
            _beside(held, link=link),
            class_="aside",
        ),
        class_="board",
    )


def _rows(row: Callable[..., Element], link: Link) -> Callable[[Sequence[ExceptionLine]], Element | None]:
    def made(lines: Sequence[ExceptionLine]) -> Element | None:
        if not lines:
            return None
        first, rest = lines[:SHOWN], lines[SHOWN:]
        more = folded(f"{len(rest)} more", made(rest)) if rest else None
        return element("div", element("ol", *(row(line, link=link) for line in first), class_="rows"), more)

    return made


def _beside(held: VitalSigns, *, link: Link) -> Element | None:
    """Finance, risks, change and quality, a line each; one of which nothing is held says so."""
    if not held.beside:
        return None
    items = [
        element(
            "li",
            element("h3", name),
            element("ul", *(_figure_beside(line, link=link) for line in lines)) if lines else "Nothing is held.",
        )
        for name, lines in held.beside
    ]
    heading = element("h2", "Beside performance", id="board-beside")
    return element("section", heading, element("ul", *items, class_="beside-it"), aria_labelledby="board-beside")


def _figure_beside(line: ExceptionLine, *, link: Link) -> Element:
    name = element("a", line.name, href=link(line.metric))
    mark = illustrative_tag() if line.illustrative else None
    return element("li", name, element("span", line.value, class_="value"), status(line.variation), mark)


def _line(held: VitalSigns) -> Element:
    return element("p", held.ordinary_sentence, class_="sentence")


def _narratives(held: VitalSigns, *, link: Link) -> Element | None:
    """How far the narratives of the exceptions are, and those for which nothing is done."""
    if not held.exceptions:
        return None
    items = [element("li", element("a", line.name, href=link(line.metric))) for line in held.without_action]
    undone = without_action_words(len(items))
    listed = folded(undone, element("ul", *items, class_="plain")) if items else element("p", f"{undone}.")
    return element("div", element("p", held.narratives_sentence), listed, class_="sentence")


def titled(title: str, rows: Element | None, *, nothing: str, key: str, told: Element | None = None) -> Element:
    """A list under its heading, or that there is nothing on it."""
    empty = element("p", nothing, class_="sentence") if rows is None else None
    heading = element("h2", title, id=f"board-{key}")
    return element("section", heading, told, rows, empty, aria_labelledby=f"board-{key}")


def folded(summary: str, inside: Element | None) -> Element:
    """A list that is opened when it is wanted."""
    return element("details", element("summary", summary), inside)


def exception_row(held: ExceptionLine, *, link: Link) -> Element:
    """One exception: what it is, why it is here, where it stands, and who answers for it."""
    return element(
        "li",
        element(
            "a",
            element("span", held.name, class_="name"),
            element("span", held.sentence, class_="why"),
            element("span", *_codes(held), *_marks(held), class_="tags"),
            figure(held.value),
            element("span", held.target, class_="target"),
            spark(held.spark, title=f"Line of {held.name}, to {held.period}"),
            element("span", status(held.band), status(held.variation), *_response(held), class_="statuses"),
            element("span", " · ".join(filter(None, (held.owner, held.state, held.raised))), class_="age"),
            class_=f"row {held.band.kind.value}",
            href=link(held.metric),
        ),
    )


def _response(held: ExceptionLine) -> list[Element]:
    """How far its narrative is, and what is done about it."""
    return [status(told) for told in (held.narrative, held.action) if told is not None]


def short_row(held: ExceptionLine, *, link: Link) -> Element:
    """One line: the name, its sentence and its value."""
    return element(
        "li",
        element(
            "a",
            element("span", held.name, class_="name"),
            element("span", held.sentence, class_="why"),
            figure(held.value),
            element("span", status(held.variation), *_marks(held), class_="statuses"),
            class_="row short",
            href=link(held.metric),
        ),
    )


def change_row(held: ChangeLine, *, link: Link) -> Element:
    """One difference from the last report."""
    return element(
        "li",
        element(
            "a",
            element("span", held.name, class_="name"),
            element("span", held.sentence, class_="why"),
            element(
                "span",
                status(held.status),
                element("span", held.kind.capitalize(), class_="code"),
                illustrative_tag() if held.illustrative else None,
                class_="statuses",
            ),
            class_="row short",
            href=link(held.metric),
        ),
    )


def _codes(held: ExceptionLine) -> list[Element]:
    return [element("span", f"{code} {words}", class_="code") for code, words in held.codes]


def _marks(held: ExceptionLine) -> list[Element]:
    return [illustrative_tag()] if held.illustrative else []
