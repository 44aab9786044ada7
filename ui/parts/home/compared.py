"""Teams beside one another on Home: who stands out, and a corner of the grid."""

from __future__ import annotations

from pmf_core.charts.markup import Element, Markup, element
from pmf_core.charts.shapes import status
from pmf_core.charts.table import table_of
from pmf_core.charts.tiles import figure, illustrative_tag
from pmf_core.views.home.beside import Beside, Corner, Outlier
from pmf_core.views.status import Status, StatusKind
from ui.address import COMPARE, MODE, here, link
from ui.parts.home.lists import section


def outliers(held: Beside | None) -> Element | None:
    """Who lies beyond chance on what, the worse first."""
    if held is None:
        return None
    rows = element("ul", *map(_outlier, held.outliers), class_="rows columns") if held.outliers else None
    return section("Who stands out", held.sentence, rows)


def _outlier(held: Outlier) -> Element:
    return element(
        "li",
        element(
            "a",
            element("span", held.unit_name, class_="name"),
            element("span", held.name, class_="why"),
            figure(held.value),
            element(
                "span", status(held.standing), illustrative_tag() if held.illustrative else None, class_="statuses"
            ),
            class_="row short",
            href=link("metric", m=held.metric, u=held.unit),
        ),
    )


def corner(held: Beside | None) -> Element | None:
    """A corner of the grid with the way to the whole of it."""
    if held is None:
        return None
    title = f"{held.names[:1].upper()}{held.names[1:]} side by side"
    if held.corner is None:
        return section(title, held.sentence)
    whole = None
    if held.whole:
        address = link("explore", **{MODE: "compare", COMPARE: held.whole})
        whole = element("p", element("a", "The whole grid", href=address), class_="onward")
    told = held.sentence if not held.outliers else "The newest figures, what changed or is an exception first."
    return section(title, told, element("div", _table(held.corner), class_="reading side-by-side"), whole)


def _table(held: Corner) -> Element:
    heads = ("Unit", *(name for _, name in held.metrics))
    rows = [
        (
            element("a", name, href=here(u=unit)),
            *(_cell(text, told, metric, unit) for (text, told), (metric, _) in zip(cells, held.metrics, strict=True)),
        )
        for (unit, name), cells in zip(held.units, held.cells, strict=True)
    ]
    return table_of(heads, rows, caption="Units side by side")


def _cell(text: str, told: Status, metric: str, unit: str) -> Markup:
    word = status(told) if told.kind is not StatusKind.NOT_JUDGED else None
    return element("span", element("a", text, href=link("metric", m=metric, u=unit)), word, class_="standing")
