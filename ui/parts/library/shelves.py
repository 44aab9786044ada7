"""The library's tabs: their names, who has them, and how each is drawn; each gives the sentence of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pmf_core.definitions.person import Action
from pmf_core.views.library.metrics import metrics
from pmf_core.views.library.reviews import review_register
from pmf_core.views.library.rules import RuleBook, events, left_out, rules
from pmf_core.views.library.sources import sources, system
from pmf_core.views.library.targets import targets_and_tolerances
from pmf_core.views.library.values import Shelf
from ui.address import link
from ui.parts import forecast_record, page, rule_trial
from ui.parts.library.audit import the_audit_log
from ui.parts.library.guide import the_guide
from ui.parts.library.people import the_people
from ui.parts.library.structure import the_structure
from ui.parts.reading import folded_table, whole_table
from ui.resources import ask
from ui.session import may

Draw = Callable[[], str]
"""Draws a tab and gives the page's opening sentence."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab; absent for whoever may not do what it needs."""

    name: str
    draw: Draw
    needs: Action | None = None


def shelf(view: Callable[..., Shelf]) -> Draw:
    """A tab that is tables and nothing else."""

    def drawn() -> str:
        held: Shelf = ask(view)
        for place, table in enumerate(held.tables):
            links = [link("metric", m=metric) for metric in held.metric_ids] if place == 0 else ()
            whole_table(table, sources=held.sources, key=f"{view.__name__}_{place}", links=links)
        for place, table in enumerate(held.folded):
            folded_table(table, sources=held.sources, key=f"{view.__name__}_folded_{place}", label=table.title)
        page.sources(held.sources)
        return held.sentence

    return drawn


def the_rules() -> str:
    """The rules in force, and a change of them tried on the past."""
    held: RuleBook = ask(rules)
    whole_table(held.rules, sources=held.sources, key="rules")
    rule_trial.trial(held.parameters, sources=held.sources)
    page.sources(held.sources)
    return held.sentence


def the_forecasts() -> str:
    """How good the forecasts have been."""
    forecast_record.shelf()
    return "Every past year foreseen again from what was known then: a public record."


TABS: Mapping[str, Tab] = {
    "metrics": Tab("Metrics", shelf(metrics)),
    "targets": Tab("Targets & tolerances", shelf(targets_and_tolerances)),
    "structure": Tab("Structure", the_structure),
    "people": Tab("People & access", the_people),
    "audit": Tab("Audit log", the_audit_log, Action.READ_AUDIT),
    "sources": Tab("Sources", shelf(sources)),
    "rules": Tab("Rules", the_rules),
    "forecasts": Tab("Forecasts", the_forecasts),
    "events": Tab("Events", shelf(events)),
    "left_out": Tab("Left out", shelf(left_out)),
    "reviews": Tab("Review register", shelf(review_register)),
    "guide": Tab("Guide", the_guide),
    "system": Tab("System", shelf(system)),
}
"""In the order of the page; the first is shown without a choice."""

ONCE = {"glossary": "guide", "tolerances": "targets"}
"""Tabs by the names they had before: links that were sent still lead somewhere."""


def offered() -> dict[str, Tab]:
    """The tabs that whoever looks may have."""
    return {name: tab for name, tab in TABS.items() if tab.needs is None or may(tab.needs)}
