"""Lists on Home: tasks, cards, the shortlist, ways to go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmf_core.charts.board import folded, short_row
from pmf_core.charts.markup import Element, Markup, element
from pmf_core.charts.shapes import status
from pmf_core.charts.table import table_of
from pmf_core.charts.tiles import figure, grid, illustrative_tag
from pmf_core.definitions.person import HomePart
from pmf_core.views import words
from pmf_core.views.exceptions.lines import ExceptionLine
from pmf_core.views.home.changed import Changed
from pmf_core.views.home.meetings import Onward
from pmf_core.views.home.page import Cards
from pmf_core.views.home.strengths import Point, Strengths
from pmf_core.views.home.tasks import Task, Tasks
from pmf_core.views.home.thread import Thread
from ui.address import UNIT, here, link
from ui.hub_pages import PAGES
from ui.parts.tiles import to_metric
from ui.session import visitor

NO_MEETING = "No meeting about this unit is planned in the next year."
NO_PACK = "No pack has been published yet: it stands here as soon as a meeting's pack is sealed."


def section(title: str, sentence: str, *inside: Markup | None) -> Element:
    """A part of the page with its heading and its sentence."""
    told = element("p", sentence, class_="sentence") if sentence else None
    return element("section", element("h2", title), told, *inside)


def changed(held: Changed) -> Element:
    """What changed for real as cards; what only moved stands folded below."""
    more = _rows(held.more)
    return section(
        "Changed for real",
        held.sentence,
        grid(held.tiles, link=to_metric) if held.tiles else None,
        folded(f"{len(held.more)} more changed for real", more) if held.more else None,
        folded(held.others_sentence, _rows(held.others)) if held.others else None,
    )


def _rows(lines: Sequence[ExceptionLine]) -> Element:
    return element("ul", *(short_row(line, link=to_metric) for line in lines), class_="rows columns")


def cards(title: str, held: Cards) -> Element:
    """Cards under their sentence, which stands alone where there is none."""
    return section(title, held.sentence, grid(held.tiles, link=to_metric) if held.tiles else None)


def task_list(title: str, held: Tasks) -> Element:
    """Tasks in the order in which they are due, each with the place where it is done."""
    rows = [_task(task) for task in held.tasks]
    columns = ("Task", "About", "Due", "State")
    shown = element("div", table_of(columns, rows, caption=title), class_="reading") if rows else None
    return section(title, held.sentence, shown)


def _task(task: Task) -> tuple[Markup, ...]:
    what = (element("span", task.kind, class_="code"), " ", _linked(task.what, task.page, task.choices))
    due = words.day(task.due) if task.due else "No day set"
    state = element("span", status(task.state), element("span", task.state.reason, class_="under"))
    return (element("span", *what), task.about, due, state)


def _linked(told: str, page: str, choices: Sequence[tuple[str, str]]) -> Markup:
    """A link for whoever has the page, the words alone for everybody else."""
    return element("a", told, href=link(page, **dict(choices))) if is_open(page) else told


def is_open(page: str) -> bool:
    """Whether a page is there and part of the reader's role."""
    held = next((each for each in PAGES if each.address == page), None)
    return held is not None and visitor().rights.may_open(held.id)


def strengths(held: Strengths) -> Element:
    """What goes well beside what can be better, each line with its code and its reason."""
    return section(
        "Strengths and areas for improvement",
        held.sentence,
        element(
            "div",
            _points("Strengths", held.strong, nothing="No signal of real improvement, and nothing met every time."),
            _points("Areas for improvement", held.weak, nothing="No signal for the worse and nothing in a low band."),
            class_="halves",
        ),
    )


def _points(title: str, points: Sequence[Point], *, nothing: str) -> Element:
    rows = element("ul", *map(_point, points), class_="rows") if points else element("p", nothing, class_="sentence")
    return element("div", element("h3", title), rows)


def _point(held: Point) -> Element:
    return element(
        "li",
        element(
            "a",
            element("span", held.name, class_="name"),
            element("span", element("span", held.code, class_="code"), f" {held.why}", class_="why"),
            figure(held.value),
            element("span", status(held.band), illustrative_tag() if held.illustrative else None, class_="statuses"),
            class_="row short",
            href=to_metric(held.metric),
        ),
    )


def onward(title: str, ways: Sequence[Onward], *, nothing: str = "") -> Element | None:
    """Ways to go on, each with what is there; those that the role does not have are absent."""
    items = [
        element("li", element("a", way.name, element("span", way.told, class_="under"), href=_href(way)))
        for way in ways
        if is_open(way.page)
    ]
    if not items and not nothing:
        return None
    return section(title, "" if items else nothing, element("ul", *items, class_="units wide") if items else None)


def _href(way: Onward) -> str:
    return link(way.page, **dict(way.choices))


def thread(held: Sequence[Thread]) -> Element | None:
    """From theme and aim down to where the weightiest metrics stand."""
    if not held:
        return None
    rows = [
        (element("a", each.name, href=to_metric(each.metric)), each.theme, each.aim, each.stands, each.plan)
        for each in held
    ]
    shown = table_of(("Metric", "For", "Aim", "Stands at", "Plan"), rows, caption="My thread", numeric=(3,))
    told = "What the weightiest metrics here are for, who set their aim and why, and the plan that runs."
    return section("My thread", told, element("div", shown, class_="reading"))


def units(held: Sequence[tuple[str, str, str]]) -> Element | None:
    """The units directly below, each a link to its own Home."""
    if not held:
        return None
    items = [
        element("li", element("a", name, element("span", told, class_="under"), href=here(**{UNIT: unit})))
        for unit, name, told in held
    ]
    return section("Go on to", "", element("ul", *items, class_="units"))


def quiet(held: Mapping[HomePart, str]) -> Element:
    """What was looked at and has nothing to show, each with the reason."""
    names = {
        HomePart.EXCEPTIONS: "Exceptions",
        HomePart.WARNINGS: "Early warnings",
        HomePart.OUTLIERS: "Who stands out",
    }
    items = [element("li", element("b", f"{names[part]}: "), told) for part, told in held.items()]
    return section("Looked at, and quiet", "", element("ul", *items, class_="plain"))
