"""The top of a metric's page: what it is and how it stands."""

from __future__ import annotations

from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import status
from pmf_core.definitions.raising import Kind
from pmf_core.views.metric_profile.header import HARD_LIMIT
from pmf_core.views.metric_profile.values import Header
from pmf_core.views.status import Status
from ui.address import link
from ui.parts import page
from ui.parts.drawing import write
from ui.parts.raising import ways_on


def top(held: Header) -> None:
    """Name, definition, owner, and every status with its reason."""
    page.heading(
        held.name,
        sentence=held.definition,
        data_line=" · ".join(part for part in (held.unit_name, held.data_line, f"owner {held.owner}") if part),
        tags=held.tags,
        illustrative=held.illustrative,
    )
    cards = [_card(name, told) for name, told in held.statuses]
    ways = [
        element("a", "Open a deep dive", href=link("deep_dive", m=held.metric)),
        *ways_on(Kind.ESCALATION, Kind.QUESTION, Kind.DATA_QUERY),
    ]
    onward = element("p", *ways, class_="onward")
    write(element("div", element("dl", *cards, class_="strip"), onward), key="strip")


def _card(name: str, told: Status) -> Element:
    whole = "whole" if name == HARD_LIMIT else None
    return element("div", element("dt", name), element("dd", status(told, with_reason=True)), class_=whole)
