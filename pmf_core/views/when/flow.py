"""Demand, capacity and flow: what comes in, goes out and waits, and whether the figures add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.definitions.flow import Flow, metric_of
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.flow import FlowVerdict, gaps, judge_flow
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.status import Table
from pmf_core.views.when.figures import figure_at, plain, read_figures
from pmf_core.views.when.flow_words import adding_up, flow_notes, flow_sentence, flow_title
from pmf_core.views.when.values import Line, Panel, Panels, Told

PERIODS_SHOWN = 48
"""How many of the latest periods are drawn: four years of months."""


@dataclass(frozen=True)
class Flowing:
    """The figures of a flow at a unit, in period order; NaN where there is none."""

    flow: Flow
    held: Subject
    periods: tuple[Period, ...]
    inflow: Numbers
    outflow: Numbers
    stock: Numbers
    age: Numbers
    staff: Numbers
    verdict: FlowVerdict | NotJudged
    gaps: Numbers

    def metric(self, key: str) -> Metric:
        """The metric behind one of its figures."""
        return self.held.catalogue.metric(metric_of(getattr(self.flow, key)))

    @property
    def each(self) -> Numbers:
        """What goes out for each member of staff."""
        return np.divide(self.outflow, self.staff, out=np.full(self.staff.shape, np.nan), where=self.staff > 0)


def flowing(hub: Hub, held: Subject, *, scope: Scope) -> Flowing | None:
    """The flow that the metric is part of, where the unit has all of its figures."""
    metric, unit = held.assessment.metric.id, held.assessment.unit.id
    flow = next((flow for flow in held.catalogue.flows if metric in flow.metrics), None)
    if flow is None:
        return None
    read = read_figures(hub, held, [figure for _, figure in flow.figures], [unit], scope=scope)
    if read is None or (metric_of(flow.stock), unit) not in read:
        return None
    periods = tuple(point.period for point in read[metric_of(flow.stock), unit])
    nothing = np.full(len(periods), np.nan)
    inflow, outflow, stock, age, staff = (
        figure_at(read, figure, unit, periods) if (figure := getattr(flow, key)) else nothing
        for key in ("inflow", "outflow", "stock", "age", "staff")
    )
    verdict = judge_flow(inflow.tolist(), outflow.tolist(), stock.tolist())
    apart = gaps(inflow.tolist(), outflow.tolist(), stock.tolist())
    return Flowing(flow, held, periods, inflow, outflow, stock, age, staff, verdict, apart)


def flow_panels(found: Flowing) -> Panels:
    """One plot above the other on one time axis."""
    shown = slice(max(0, len(found.periods) - PERIODS_SHOWN), None)
    unit = found.held.assessment.unit.name
    return Panels(
        told=Told(
            title=flow_title(found.flow, found.verdict),
            sentence=f"{flow_sentence(found.flow, found.verdict)} {adding_up(_gaps_told(found))}",
            alt=f"Line charts of {found.flow.name} at {unit}, one above the other on one time axis.",
            notes=tuple(flow_notes(found.flow, found.verdict)),
            table=_table(found, shown),
        ),
        periods=tuple(period.short_name for period in found.periods[shown]),
        panels=tuple(_panels(found, shown)),
    )


def _gaps_told(found: Flowing) -> list[tuple[str, float]]:
    """The periods in which the figures don't add up, each with its gap."""
    told = zip(found.periods, found.gaps.tolist(), strict=True)
    return [(period.name, gap) for period, gap in told if np.isfinite(gap) and gap]


def _panels(found: Flowing, shown: slice) -> Iterator[Panel]:
    both = (Line("Comes in", plain(found.inflow[shown])), Line("Goes out", plain(found.outflow[shown]), main=False))
    yield Panel("Comes in and goes out", found.flow.counted, both, decimals=0)
    stock = found.metric("stock")
    waiting = Line("Open", plain(found.stock[shown]))
    yield Panel("Open at the end", stock.unit.words or stock.name, (waiting,), decimals=stock.decimals)
    if found.flow.age and np.isfinite(found.age[shown]).any():
        age = found.metric("age")
        yield Panel(
            "How long it has waited",
            age.unit.words or age.name,
            (Line("Waited", plain(found.age[shown])),),
            decimals=age.decimals,
        )
    if found.flow.staff and np.isfinite(found.each[shown]).any():
        done = Line("Done", plain(found.each[shown]))
        yield Panel("Done for each full-time post", f"{found.flow.counted} a post", (done,), decimals=1)


def _table(found: Flowing, shown: slice) -> Table:
    columns = ["Month", "Opening", "Comes in", "Goes out", "Closing", "Gap"]
    columns += ["Waited"] if found.flow.age else []
    columns += ["Staff", "Done for each"] if found.flow.staff else []
    opening = np.concatenate([[np.nan], found.stock[:-1]])
    figures = [opening, found.inflow, found.outflow, found.stock, found.gaps]
    figures += [found.age] if found.flow.age else []
    figures += [found.staff, found.each] if found.flow.staff else []
    decimals = [0, 0, 0, 0, 0, *([1] if found.flow.age else []), *([1, 1] if found.flow.staff else [])]
    names = [period.short_name for period in found.periods]
    places = list(reversed(range(len(names))[shown]))
    values = tuple((names[place], *(plain(column)[place] for column in figures)) for place in places)
    return Table(
        title=f"{found.flow.name}, {found.held.assessment.unit.name}",
        columns=tuple(columns),
        rows=tuple(
            (row[0], *(_written(number, places) for number, places in zip(row[1:], decimals, strict=True)))
            for row in values
        ),
        values=values,
        numeric=tuple(range(1, len(columns))),
        note="Opening plus what comes in, less what goes out, should be closing; the gap is what is left over.",
    )


def _written(number: float | None, decimals: int) -> str:
    """A number of a table.

    >>> _written(-1234.0, 0), _written(None, 1)
    ('−1,234', '–')
    """
    if number is None:
        return words.MISSING
    return f"{'−' if number < 0 else ''}{abs(number):,.{decimals}f}"


def broken(found: Flowing) -> Table | None:
    """The periods in which the figures don't add up, each with its gap and what may explain it."""
    places = [place for place in range(len(found.periods)) if np.isfinite(found.gaps[place]) and found.gaps[place]]
    if not places:
        return None
    rows = [
        (found.periods[place].short_name, _signed(found.gaps[place]), _moved(found, place) or "Not explained")
        for place in reversed(places)
    ]
    return Table(
        title="Where the figures don't add up",
        columns=("Month", "Gap", "Why"),
        rows=tuple(rows),
        values=tuple(
            (name, float(found.gaps[place]), why) for place, (name, _, why) in zip(reversed(places), rows, strict=True)
        ),
        numeric=(1,),
        note="Opening plus what comes in, less what goes out, less closing. Above nought, some left the count unseen; "
        "below it, some came in unseen.",
    )


def _signed(gap: float) -> str:
    return f"{'+' if gap > 0 else '−'}{abs(gap):,.0f}"


def _moved(found: Flowing, place: int) -> str:
    """Which units came to or left the unit in the period, which moves the backlog without anything coming in or out."""
    organisation, unit = found.held.catalogue.organisation, found.held.assessment.unit.id
    before, now = found.periods[place - 1].end, found.periods[place].end
    levels = found.metric("stock").levels
    chains = [
        chain
        for chain in organisation.ancestries()
        if chain.ancestor == unit and organisation.unit(chain.unit).level in levels
    ]
    came = [chain.unit for chain in chains if before < chain.first <= now]
    left = [chain.unit for chain in chains if before <= chain.last < now]
    told = [f"{words.listed(_names(found, came))} joined"] if came else []
    told += [f"{words.listed(_names(found, left))} left"] if left else []
    return words.capitalised("; ".join(told))


def _names(found: Flowing, units: Sequence[str]) -> list[str]:
    return [found.held.catalogue.organisation.unit(unit).name for unit in units]
