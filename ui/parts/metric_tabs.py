"""The tabs of a metric's page: what each asks, and how its answer is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pmf_core.views.metric_profile import Now, Trust, now, peers, trust
from pmf_core.views.metric_profile.area_map import area_map
from pmf_core.views.outlook.page import ahead
from pmf_core.views.when import when
from pmf_core.views.where import where
from pmf_core.views.why import why
from ui.address import AGAINST, BESIDE, COMPARE, SHOW, SPLIT, TRY, link
from ui.parts import rebase
from ui.parts.area_map import on_the_map
from ui.parts.narrative.shown import narrative
from ui.parts.outlook import year_ahead
from ui.parts.peers import comparison
from ui.parts.reading import trend_card, whole_table
from ui.parts.when import over_time
from ui.parts.where import units_beside
from ui.parts.why import explanation
from ui.place import place

TABLES_OF_TRUST = (
    "confidence",
    "record",
    "lineage",
    "cells",
    "targets",
    "versions",
    "restatements",
    "left_out",
    "events",
    "phases",
)
FILES_OF_TRUST = {"record", "lineage", "cells", "restatements"}
"""The tables of the tab Trust, and those that can be taken away."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its name, its view, the choices of the address that the view asks for, and its drawing."""

    words: str
    view: Callable[..., Any]
    draw: Callable[..., None]
    asks: Mapping[str, str] = field(default_factory=dict)


def _now(held: Now, *, metric: str, unit: str) -> None:
    if held.trend:
        trend_card(held.trend, sources=held.sources)
    narrative(metric=metric, unit=unit, period=place().period)
    if held.empty:
        return
    whole_table(held.comparisons, sources=held.sources, key="comparisons")
    if held.parts:
        links = [link("metric", m=metric, u=part) for part in held.part_units]
        whole_table(held.parts, sources=held.sources, key="parts", links=links)


def _trust(held: Trust, *, metric: str, unit: str) -> None:
    for name in TABLES_OF_TRUST:
        whole_table(getattr(held, name), sources=held.sources, key=name, files=name in FILES_OF_TRUST)
    rebase.proposed(held.proposals, metric=metric, unit=unit)


TABS: Mapping[str, Tab] = {
    "now": Tab("Now", now, _now),
    "why": Tab(
        "Why", why, lambda held, metric, **_: explanation(held, metric=metric), {"against": AGAINST, "split": SPLIT}
    ),
    "where": Tab("Where & who", where, lambda held, metric, **_: units_beside(held, metric=metric), {"beside": BESIDE}),
    "when": Tab("When", when, lambda held, **_: over_time(held)),
    "peers": Tab("Peers", peers, lambda held, metric, **_: comparison(held, metric=metric), {"group": COMPARE}),
    "next": Tab("Next", ahead, lambda held, **_: year_ahead(held), {"target": TRY}),
    "map": Tab("Map", area_map, lambda held, metric, **_: on_the_map(held, metric=metric), {"layer": SHOW}),
    "trust": Tab("Trust", trust, _trust),
}
"""In the order of the page; the first is shown without a choice."""
