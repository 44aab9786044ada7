"""What a check found: the kinds, a list with the way out of each, and beside it the sheet with its cells marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pmf_core.charts.markup import Element, Markup, element
from pmf_core.charts.shapes import shape, status
from pmf_core.views.returns.kinds import KINDS
from pmf_core.views.returns.picture import Picture, PictureCell
from pmf_core.views.returns.preflight import MOST_LISTED, FindingRow, Preflight
from ui.address import asked, here
from ui.parts.drawing import write
from ui.parts.returns.acting import FIRST, KIND


def findings(held: Preflight) -> None:
    """The list beside the pictures, with the kinds to choose from where there are many."""
    if not held.findings:
        return
    if len(held.kinds) > 1:
        write(_kinds(held), key="kinds")
    alike = groupby(held.findings, key=lambda found: (found.severity, found.kind, found.why, found.fix))
    rows = element("ul", *(_group(list(found)) for _, found in alike), class_="found")
    pictures = element("div", *(_picture(one) for one in held.pictures), class_="pictures") if held.pictures else None
    write(element("div", element("div", rows, _pages(held)), pictures, class_="beside"), key="findings")


def _kinds(held: Preflight) -> Element:
    """Each kind with how many there are, to list it alone."""
    every = sum(kind.count for kind in held.kinds)
    items = [_kind("All", every, "")]
    items += [_kind(kind.name, kind.count, kind.code, status(kind.severity)) for kind in held.kinds]
    return element("nav", element("ul", *items), class_="kinds", aria_label="Kinds of findings")


def _kind(name: str, count: int, code: str, mark: Markup | None = None) -> Element:
    chosen = "true" if asked(KIND) == code else None
    return element(
        "li", element("a", mark, f" {name} ({count:,})", href=here(**{KIND: code, FIRST: ""}), aria_current=chosen)
    )


def _pages(held: Preflight) -> Element | None:
    """Which findings are listed, and the way to the others."""
    if not held.listed:
        return None
    before, after = held.first - MOST_LISTED, held.first + MOST_LISTED
    earlier = element("a", "Earlier", href=here(**{FIRST: str(max(before, 0))})) if held.first else None
    later = element("a", "Next", href=here(**{FIRST: str(after)})) if after < held.total else None
    return element("p", held.listed, " ", earlier, " ", later, class_="note")


def _group(found: Sequence[FindingRow]) -> Element:
    """Findings of which the same is to be said: told once, with every cell."""
    first = found[0]
    return element(
        "li",
        element("p", status(first.severity), " ", element("b", first.kind)),
        element("p", first.why),
        element("p", first.fix, class_="fix"),
        element("ul", *(_where(one) for one in found), class_="cells"),
    )


def _where(found: FindingRow) -> Element:
    where: Markup = element("a", found.where, href=f"#{found.anchor}") if found.anchor else found.where
    change = element("span", f"The hub can mend it: {found.change}", class_="under") if found.change else None
    return element("li", element("span", where), element("span", element("q", found.seen), change))


def _picture(held: Picture) -> Element:
    heads = [element("th", "", scope="col"), *(element("th", name, scope="col") for name in held.columns)]
    rows = [
        element("tr", element("th", str(number), scope="row"), *(_cell(cell) for cell in cells))
        for number, cells in held.rows
    ]
    table = element(
        "table",
        element("caption", f"Sheet {held.sheet}, with the marked cells", class_="unseen"),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
    )
    return element(
        "figure",
        element("figcaption", f"Sheet '{held.sheet}' {held.note}"),
        element("div", table, class_="sheet", tabindex="0", role="region", aria_label=f"Sheet {held.sheet}"),
    )


def _cell(cell: PictureCell) -> Element:
    if cell.mark is None:
        return element("td", cell.text)
    kind, word = KINDS[cell.mark]
    mark = element(
        "span", shape(kind), element("span", f"{word}: {cell.told}", class_="unseen"), class_=f"status {kind.value}"
    )
    return element("td", mark, " ", cell.text, id=cell.anchor, class_=f"marked {kind.value}", title=cell.told)
