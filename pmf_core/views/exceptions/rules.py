"""The rules as a table, and what a change of them would have listed."""

from __future__ import annotations

from pmf_core.access.scope import Scope
from pmf_core.definitions.rule import Code, Rules
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.context import opening_month
from pmf_core.views.exceptions.backtest import Month, backtest, changed_rules
from pmf_core.views.status import Table

MONTHS_TRIED = 24
"""How far back a change of rules is tried: two years of boards."""

THEN, NOW = "then", "now"
KNOWN = {
    THEN: "Each month is judged on what was known and decided at its cut-off, the end of the month after",
    NOW: "Each month is judged on what is known and decided now",
}
"""On which knowledge the past is judged again."""

SWITCHED = {"true": "yes", "false": "no"}
"""A switch as people say it."""

MEANS = {
    "on": "whether it is asked at all",
    "bands_below": "bands below the target's own that count as far",
    "periods_running": "periods in a row that it must be so far",
    "few_points_significance": "with too few points for limits: the proportion test's significance",
    "least_chance": "the smallest chance of meeting the year-end target that is no exception",
    "periods_ahead": "periods within which the drift would miss the target",
    "points": "the latest points that the drift is read from",
}
"""Each parameter in words."""


def parameters_of(rules: Rules) -> tuple[tuple[str, str], ...]:
    """Every parameter that can be changed, with its present value."""
    body = rules.model_dump()
    return tuple(
        (f"{rule}.{name}", _told(value))
        for rule, held in body.items()
        if isinstance(held, dict)
        for name, value in held.items()
    )


def in_words(parameter: str) -> str:
    """A parameter as it is chosen from a list.

    >>> in_words("e1.bands_below")
    "E1 Significantly off target: bands below the target's own that count as far"
    """
    rule, _, name = parameter.partition(".")
    code = Code(rule.upper())
    return f"{code} {code.words}: {MEANS[name]}"


def rule_table(rules: Rules) -> Table:
    """The rules in force."""
    rows = []
    for parameter, value in parameters_of(rules):
        rule, _, name = parameter.partition(".")
        code = Code(rule.upper())
        rows.append((code.value, code.words, MEANS[name], value))
    note = f"Version {rules.version}, in force from {words.day(rules.effective_from)}."
    return Table("Rules", ("Code", "Rule", "Parameter", "Value"), tuple(rows), note=note)


def tried(hub: Hub, *, scope: Scope, unit: str, change: str, known: str = THEN) -> Table:
    """The list of each of the last months by the rules in force and with a change, newest first."""
    catalogue = hub.catalogue_at(scope.as_at)
    parameter, _, value = change.partition("=")
    changed_rules(catalogue.rules, [change])
    found = backtest(
        hub, unit, [change], until=opening_month(hub), months=MONTHS_TRIED, scope=scope, as_known_then=known == THEN
    )

    def names(metrics: tuple[str, ...]) -> str:
        return words.listed([catalogue.metric(metric).name for metric in metrics])

    rows = tuple(
        (m.period.name, words.MISSING, words.MISSING, m.not_judged, "")
        if m.not_judged
        else (m.period.name, str(len(m.made)), str(len(m.would_have)), names(m.added), names(m.gone))
        for m in found
    )
    return Table(
        title=f"{in_words(parameter)}: {SWITCHED.get(value, value)}",
        columns=("Month", "Listed", "Would have listed", "Added", "No longer listed"),
        rows=rows,
        numeric=(1, 2),
        note=f"{_summary(found)} {KNOWN[known]}.",
    )


def _summary(found: tuple[Month, ...]) -> str:
    added, gone = sum(len(m.added) for m in found), sum(len(m.gone) for m in found)
    if not added and not gone:
        return f"Over {len(found)} months the lists would have been the same."
    return f"Over {len(found)} months {added} entries would have been added and {gone} would not have been listed."


def _told(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
