"""The unit's line beside its group's: whether the gap has changed, and the figures of every period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pmf_core.definitions.period import Period
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views import words
from pmf_core.views.comparison import Comparison
from pmf_core.views.comparison.figures import Figures
from pmf_core.views.comparison.over_time import OverTime
from pmf_core.views.comparison.sampling import sampling
from pmf_core.views.comparison.sentences import average_name
from pmf_core.views.metric_profile.peer_values import PeerTrend, TrendRow
from pmf_core.views.status import Table

TWO_ERRORS = 1.959964
"""Standard errors on each side of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the unit was from the group's average in a period; positive is above."""

    period: Period
    amount: float
    error: float | None
    """The standard error that chance leaves to it, where there are counts."""


def peer_trend(found: Comparison, figures: Figures, held: OverTime) -> PeerTrend | None:
    """The lines in words and figures; nothing where there are fewer than two periods."""
    gaps = tuple(_gaps(found, figures, held))
    rows = tuple(_row(found, held, place) for place in range(len(held.periods)))
    if sum(row.own is not None for row in rows) < 2:
        return None
    metric = found.metric
    span = f"{held.periods[0].short_name} to {held.periods[-1].short_name}"
    return PeerTrend(
        title=title_of(found, gaps),
        sentence=" ".join(_sentences(found, gaps, has_band=bool((~np.isnan(held.lower)).any()))),
        alt=f"Line chart of {metric.name}, {span}: {found.own.unit.label} beside {found.comparator.others}.",
        axis=metric.unit.words or metric.name,
        own_name=found.own.unit.label,
        average_name=found.average.name if found.average.unit else "Average",
        other_names=tuple(name for name, _ in held.lines),
        rows=rows,
        possible=metric.possible,
        decimals=metric.decimals,
        table=_table(found, held, rows),
    )


def _gaps(found: Comparison, figures: Figures, held: OverTime) -> Iterator[Gap]:
    chance = sampling(found.metric, [figures.point(found.own.unit.id, period) for period in held.periods])
    for place, period in enumerate(held.periods):
        amount = held.own[place] - held.average[place]
        if np.isnan(amount):
            continue
        width = np.nan if isinstance(chance, NotJudged) else chance.upper[place] - chance.lower[place]
        yield Gap(period, float(amount), None if np.isnan(width) else float(width / 2 / TWO_ERRORS))


def title_of(found: Comparison, gaps: tuple[Gap, ...]) -> str:
    """What became of the gap, told as change only where chance alone would not do."""
    name, average = found.metric.name, average_name(found.average)
    if len(gaps) < 2:
        return f"{name} over time, beside {found.comparator.others}"
    first, last = gaps[0], gaps[-1]
    since = first.period.name
    if chance_would_do(first, last):
        return f"{name}: no clear change in the gap to {average} since {since}"
    if first.amount * last.amount < 0:
        return f"{name}: from {side(found, first)} to {side(found, last)} {average} since {since}"
    moved = abs(last.amount) - abs(first.amount)
    word = "has widened" if moved > 0 else "has narrowed" if moved < 0 else "is what it was"
    return f"{name}: the gap to {average} {word} since {since}"


def chance_would_do(first: Gap, last: Gap) -> bool:
    """Whether chance alone could have moved the unit's gap so far; without counts that can't be said."""
    if first.error is None or last.error is None:
        return first.amount == last.amount
    return abs(last.amount - first.amount) <= TWO_ERRORS * float(np.hypot(first.error, last.error))


def side(found: Comparison, gap: Gap) -> str:
    """On which side of the average a gap lies: 'better than', or 'above' where neither way is better."""
    sign = found.metric.polarity.sign
    if gap.amount == 0:
        return "level with"
    if sign == 0:
        return "above" if gap.amount > 0 else "below"
    return "better than" if gap.amount * sign > 0 else "worse than"


def _sentences(found: Comparison, gaps: tuple[Gap, ...], *, has_band: bool) -> Iterator[str]:
    if not gaps:
        yield "There is no average to set it beside."
        return
    last = gaps[-1]
    told = "level with" if last.amount == 0 else f"{_amount(found, last)}"
    yield f"In {last.period.name} {found.own.unit.label} was {told} {average_name(found.average)}"
    if len(gaps) > 1:
        first = gaps[0]
        yield f"and in {first.period.name} {_amount(found, first)} it;"
        same = sum(gap.amount * last.amount > 0 for gap in gaps)
        yield f"it was {side(found, last)} it in {same} of {words.count(len(gaps), 'period')}."
    if has_band:
        yield "The band holds the middle half of the group."
    if last.error is None and len(gaps) > 1:
        yield "Without counts it can't be said how much of this is chance."


def _amount(found: Comparison, gap: Gap) -> str:
    if gap.amount == 0:
        return "level with"
    return f"{words.difference(gap.amount, found.metric)} {'above' if gap.amount > 0 else 'below'}"


def _row(found: Comparison, held: OverTime, place: int) -> TrendRow:
    return TrendRow(
        period=held.periods[place].short_name,
        own=_number(held.own[place]),
        own_text=_text(held.own[place], found),
        average=_number(held.average[place]),
        average_text=_text(held.average[place], found),
        lower=_number(held.lower[place]),
        upper=_number(held.upper[place]),
        others=tuple(_number(values[place]) for _, values in held.lines),
    )


def _table(found: Comparison, held: OverTime, rows: tuple[TrendRow, ...]) -> Table:
    average = found.average.name if found.average.unit else "Average"
    columns = ("Period", found.own.unit.label, average, "Rests on", "Lower quarter", "Upper quarter")
    columns += tuple(name for name, _ in held.lines)
    texts, values = [], []
    for place in reversed(range(len(rows))):
        row, count = rows[place], held.count[place]
        numbers = (row.lower, row.upper, *row.others)
        basis = "as published" if np.isnan(count) else words.count(int(count), "member")
        told = (words.MISSING if n is None else words.number(n, found.metric) for n in numbers)
        texts.append((row.period, row.own_text, row.average_text, basis, *told))
        values.append((held.periods[place].id, row.own, row.average, basis, *numbers))
    return Table(
        title=f"{found.metric.name}, {found.own.unit.label} and {found.comparator.name} over time",
        columns=columns,
        rows=tuple(texts),
        values=tuple(values),
        numeric=tuple(place for place in range(len(columns)) if place not in (0, 3)),
        note=f"In {found.metric.unit.words}." if found.metric.unit.words else "",
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _text(value: float, found: Comparison) -> str:
    return words.MISSING if np.isnan(value) else words.number(float(value), found.metric)
