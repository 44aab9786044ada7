"""Many units side by side: one element, whose script builds the table from texts and letters."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from pmf_core.charts.appearance import LOOKS
from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import status
from pmf_core.views.heat import LETTERS, Heat, heat_table
from pmf_core.views.status import StatusKind
from ui.address import TAB, UNIT, here, link
from ui.parts.downloads import whole_downloads
from ui.parts.drawing import FOLDER, write
from ui.resources import hub

_heat = component(
    "hub_heat",
    html='<div class="drawing"></div>',
    js=(FOLDER / "heat_grid.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def laid_out(held: Heat, **question: Any) -> None:
    """The grid with what its marks mean, and the whole of it as files."""
    write(_key(held), key="heat_key")
    with st.container(key="draw_heat"):
        # As text: Streamlit takes a dictionary of lists for columns of a table.
        _heat(key="heat", data=json.dumps(_told(held)))
    whole_downloads(
        lambda scope: heat_table(hub(), scope=scope, **question), title=held.title, sources=held.sources, key="heat"
    )


def _told(held: Heat) -> dict[str, Any]:
    """What the script builds from: every figure as text, how it stands as a letter, and the addresses once."""
    marked = {letter: told for letter, told in LETTERS.items() if told.kind is not StatusKind.NOT_JUDGED}
    words = {letter: (told.word, LOOKS[told.kind].symbol) for letter, told in marked.items() if letter not in "c23"}
    return {
        "caption": held.sentence,
        "unitWord": "Unit",
        "metrics": [(each.id, each.name, each.period, each.illustrative) for each in held.metrics],
        "units": [(unit, f"{name} (this unit)" if unit == held.own else name) for unit, name in held.units],
        "texts": held.texts,
        "letters": held.letters,
        "missing": dict(held.missing),
        "words": {letter: words.get(letter, (told.word, "")) for letter, told in LETTERS.items()},
        "metricLink": link("metric", m="__metric__", **{TAB: "peers"}),
        "unitLink": here(**{UNIT: "__unit__"}),
        "cellLink": link("metric", m="__metric__", u="__unit__"),
    }


def _key(held: Heat) -> Element:
    shown = {letter for row in held.letters for letter in row}
    items = [element("span", status(told)) for letter, told in LETTERS.items() if letter in shown and told.word]
    told = "Sort by a column; arrows go from figure to figure, and Enter opens one."
    return element("div", element("p", told, class_="sentence"), element("p", *items, class_="key"))
