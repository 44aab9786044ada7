"""Who moved since an earlier period: where to look for what works."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.views import words
from pmf_core.views.comparison import Comparison
from pmf_core.views.comparison.over_time import Mover, Movers
from pmf_core.views.metric_profile.peer_table import THIS_UNIT
from pmf_core.views.metric_profile.peer_values import MovedList
from pmf_core.views.status import Table

VERDICTS = {
    True: {1: "Improved", 0: "Within chance", -1: "Worsened"},
    False: {1: "Rose", 0: "Within chance", -1: "Fell"},
}
"""Whether one way is better → what a movement is called; only beyond chance has it a name."""


def moved_list(found: Comparison, held: Movers) -> MovedList | None:
    """The list, its finding, and whom to look at first."""
    if len(held.movers) < 2:
        return None
    lead = _lead(found, held)
    judged = found.metric.polarity.sign != 0
    return MovedList(
        title=f"Who {'improved' if judged else 'moved'} most since {held.since.name}",
        sentence=" ".join(_sentences(found, held, lead)),
        lead=(lead.unit.id, lead.unit.label) if lead else None,
        table=_table(found, held),
        row_units=tuple(mover.unit.id for mover in held.movers),
    )


def _lead(found: Comparison, held: Movers) -> Mover | None:
    """The other unit that improved most, by more than chance where that can be told."""
    sign = found.metric.polarity.sign
    others = [mover for mover in held.movers if not mover.own]
    better = [m for m in others if sign * m.change.difference > 0 and m.clear in (1, None)]
    return better[0] if better else None


def _sentences(found: Comparison, held: Movers, lead: Mover | None) -> Iterator[str]:
    sign = found.metric.polarity.sign
    counted = [mover for mover in held.movers if mover.clear is not None]
    authorities = found.own.unit.level in ("authority", "council")
    total = words.count(len(held.movers), *(("authority", "authorities") if authorities else ("unit",)))
    if sign == 0:
        yield f"Neither way is better, so the {total} stand by how far they moved."
    elif counted:
        better, worse = (sum(mover.clear == way for mover in counted) for way in (1, -1))
        yield f"Of {total}, {better} improved and {worse} worsened by more than chance."
    else:
        better = sum(sign * mover.change.difference > 0 for mover in held.movers)
        yield f"Of {total}, {better} have a better figure; without counts it can't be said how much of it is chance."
    if lead:
        told = words.number(lead.change.after, found.metric)
        yield f"{lead.unit.label} improved most: {words.moved(lead.change, found.metric)} to {told}."
    elif sign and counted:
        yield "None of the others improved by more than chance."
    if held.without:
        have = "has" if held.without == 1 else "have"
        yield f"{words.count(held.without, 'member')} of the group {have} no figure in one of the two."


def _table(found: Comparison, held: Movers) -> Table:
    metric = found.metric
    counted = any(mover.clear is not None for mover in held.movers)
    verdicts = VERDICTS[metric.polarity.sign != 0]
    rows, values = [], []
    for mover in held.movers:
        name = f"{mover.unit.label} ({THIS_UNIT})" if mover.own else mover.unit.label
        change = mover.change
        verdict = "No counts" if mover.clear is None else verdicts[mover.clear]
        before, after = (words.number(value, metric) for value in (change.before, change.after))
        rows.append((name, before, after, words.capitalised(words.moved(change, metric)), verdict))
        values.append((name, change.before, change.after, change.difference, verdict))
    columns = ("Unit", held.since.short_name, found.period.short_name, "Change", "Beyond chance")
    kept = len(columns) if counted else len(columns) - 1
    return Table(
        title=f"{metric.name}, {found.own.unit.label} and {found.comparator.name}, change since {held.since.name}",
        columns=columns[:kept],
        rows=tuple(row[:kept] for row in rows),
        values=tuple(row[:kept] for row in values),
        numeric=(1, 2),
        note="Beyond chance: further than chance alone would move any of so many, at 95%." if counted else "",
    )
