"""The tab Structure: the tree as parts that open and close, and as a table."""

from __future__ import annotations

from pmf_core.charts.markup import Element, element
from pmf_core.charts.tiles import illustrative_tag
from pmf_core.views import words
from pmf_core.views.library.structure import Node, Structure, structure
from ui.address import UNIT, link
from ui.parts.drawing import write
from ui.parts.reading import folded_table, whole_table
from ui.place import place
from ui.resources import ask

OPEN_TO = 2
"""How many levels of the tree stand open."""


def the_structure() -> str:
    """The tree of the chosen period, the levels, and how figures come there."""
    held: Structure = ask(structure, period=place().period)
    tree = element("ul", *(_node(node, 0) for node in held.tree), class_="tree")
    write(element("section", element("h2", held.table.title), tree, aria_label="The tree of units"), key="tree")
    folded_table(held.table, sources=(), key="structure", label="The tree as a table")
    whole_table(held.levels, sources=(), key="levels")
    links = [link("metric", m=metric) for metric in held.metric_ids]
    folded_table(held.added_up, sources=(), key="added_up", label=held.added_up.title, links=links)
    return held.sentence


def _node(node: Node, depth: int) -> Element:
    address = link("vital_signs", **{UNIT: node.unit})
    if not node.below:
        return element("li", _line(node, element("a", node.name, href=address)))
    # What opens a part can't be a link too: the way to the unit is the first thing inside.
    onward = element("li", element("a", f"Vital signs of {node.name}", href=address), class_="age")
    inside = element("ul", onward, *(_node(child, depth + 1) for child in node.below))
    summary = element("summary", _line(node, element("b", node.name)))
    return element("li", element("details", summary, inside, open="" if depth < OPEN_TO else None))


def _line(node: Node, name: Element) -> Element:
    """The unit with its level and dates; one that moved says from where."""
    told = [
        node.level if node.level != node.name else "",
        node.dates,
        words.count(node.all_below, "unit") + " below" if node.below else "",
    ]
    return element(
        "span",
        name,
        illustrative_tag() if node.illustrative else None,
        element("span", " · ".join(filter(None, told)), class_="age"),
        element("span", words.capitalised(node.moves), class_="moved") if node.moves else None,
        class_="node",
    )
