"""What a unit spends beside what comes of it: two plots on one time axis, with the budget as a line."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.definitions.flow import Spending, metric_of
from pmf_core.definitions.metric import Metric
from pmf_core.judgement.arrays import Numbers
from pmf_core.series import missing_words
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.status import Table
from pmf_core.views.tile import value_text
from pmf_core.views.when.figures import figure_at, metrics_of, plain, read_figures
from pmf_core.views.when.flow import PERIODS_SHOWN
from pmf_core.views.when.values import Line, Panel, Panels, Told

LEAST_SHARE = 0.001
"""A smaller share of the budget is not told: it would read 0.0%."""

POUNDS = 1_000
"""From so many pounds on they are drawn in thousands."""


def spend_panels(hub: Hub, held: Subject, *, scope: Scope) -> Panels | None:
    """The metric above, the spending of its unit below; none for the whole council, whose spending is on everything."""
    spending, metric, unit = held.catalogue.spending, held.assessment.metric, held.assessment.unit.id
    if spending is None or unit == held.catalogue.settings.council:
        return None
    figures = [figure for _, figure in spending.figures]
    metrics = metrics_of(held, figures)
    # Published and invented figures are never set beside each other: one would lend the other its weight.
    if metric.id in map(metric_of, figures) or any(_unlike(metric, each) for each in metrics):
        return None
    read = read_figures(hub, held, figures, [unit], scope=scope)
    if read is None:
        return None
    shown = slice(max(0, len(held.assessment.series) - PERIODS_SHOWN), None)
    periods = [point.period for point in held.assessment.series.points[shown]]
    spent = np.sum([figure_at(read, figure, unit, periods) for figure in spending.spent], axis=0)
    budget = figure_at(read, spending.budget, unit, periods)
    if not np.isfinite(spent + budget).any():
        return None
    return _panels(held, spending, shown, spent, budget)


def _unlike(metric: Metric, other: Metric) -> bool:
    return metric.provenance is not other.provenance or metric.grain is not other.grain


def _panels(held: Subject, spending: Spending, shown: slice, spent: Numbers, budget: Numbers) -> Panels:
    assessment, metric = held.assessment, held.assessment.metric
    points = assessment.series.points[shown]
    targets = metric.targets_on([point.period.end for point in points], unit=assessment.unit.id)
    outcome = [Line(metric.name, tuple(held.process.values[shown]))]
    if any(target is not None for target in targets) and not metric.cumulative:
        outcome.append(Line("Target", tuple(targets), main=False, level=True))
    thousands = float(np.nanmax(budget)) >= POUNDS
    scale, axis = (POUNDS, "thousand pounds") if thousands else (1, "pounds")
    money = (
        Line("Spending", plain(spent / scale)),
        Line("Budget", plain(budget / scale), main=False, level=True),
    )
    title, sentence = _told(held, spent, budget)
    return Panels(
        told=Told(
            title=title,
            sentence=sentence,
            alt=f"Two line charts on one time axis: {metric.name}, and {spending.name.lower()} with its budget, at "
            f"{assessment.unit.name}.",
            notes=tuple(_notes(held)),
            table=_table(held, spending, shown, spent, budget),
        ),
        periods=tuple(point.period.short_name for point in points),
        panels=(
            Panel(metric.name, metric.unit.words or metric.name, tuple(outcome), decimals=metric.decimals),
            Panel(spending.name, axis, money, decimals=0),
        ),
    )


def _told(held: Subject, spent: Numbers, budget: Numbers) -> tuple[str, str]:
    """What is spent beside the budget, and where the metric stands, in the last period that has both."""
    last = int(np.flatnonzero(np.isfinite(spent + budget))[-1])
    over = float(spent[last] - budget[last])
    side = "above" if over > 0 else "below"
    unit, metric = held.assessment.unit.name, held.assessment.metric
    periods = held.assessment.series.points[-len(spent) :]
    share = abs(over) / float(budget[last]) if budget[last] else 0.0
    told = f" ({share:.1%})" if share >= LEAST_SHARE else ""
    gap = f"{_pounds(abs(over))}{told} {side} the budget" if over else "on the budget"
    title = f"{metric.name} beside spending: {gap}"
    sentence = (
        f"In {periods[last].period.name} {unit} was expected to spend {_pounds(float(spent[last]))} in the year with a "
        f"budget of {_pounds(float(budget[last]))}. {metric.name} {_outcome(held.assessment)}."
    )
    return title, sentence


def _outcome(assessment: Assessment) -> str:
    """Where the metric stands, or why that isn't known."""
    point = assessment.point
    if point is None or point.value is None:
        return f"is {missing_words(point.missing_reason)}" if point else "has no figure"
    return f"was at {value_text(assessment)}"


def _pounds(amount: float) -> str:
    """Pounds as they are said.

    >>> _pounds(1_234_567), _pounds(8_400), _pounds(120)
    ('£1.23m', '£8,400', '£120')
    """
    return f"£{amount / 1e6:,.2f}m" if amount >= 1e6 else f"£{amount:,.0f}"


def _notes(held: Subject) -> Iterator[str]:
    yield (
        f"All that {held.assessment.unit.name} spends, not only on this. Two lines that move together don't say that "
        "one moves the other."
    )


def _table(held: Subject, spending: Spending, shown: slice, spent: Numbers, budget: Numbers) -> Table:
    metric, points = held.assessment.metric, held.assessment.series.points[shown]
    values = list(held.process.values[shown])
    rows, numbers = [], []
    for place in reversed(range(len(points))):
        value = values[place]
        money = (plain(spent)[place], plain(budget)[place])
        over = None if None in money else float(spent[place] - budget[place])
        told = words.MISSING if value is None else words.number(value, metric)
        rows.append((points[place].period.short_name, told, *map(_cell, (*money, over))))
        numbers.append((points[place].period.short_name, value, *money, over))
    return Table(
        title=f"{metric.name} and spending, {held.assessment.unit.name}",
        columns=("Month", metric.name, spending.name, "Budget", "Above the budget"),
        rows=tuple(rows),
        values=tuple(numbers),
        numeric=(1, 2, 3, 4),
    )


def _cell(amount: float | None) -> str:
    return words.MISSING if amount is None else f"{'−' if amount < 0 else ''}£{abs(amount):,.0f}"
