"""One return for one period: what is asked, of whom, and what is known already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.returns import units_by_item, units_of
from pmf_core.definitions.calculation import Ratio
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.definitions.returning import Control, FigureAsked, MetricAsked, Part, Return
from pmf_core.definitions.unit import Unit
from pmf_core.errors import BadInput
from pmf_core.returns.history import History


@dataclass(frozen=True)
class Term:
    """One number that is asked of every unit: a part of a metric, or a control."""

    item: str
    """The metric's or the control's id."""
    part: Part | None
    """None for a control."""
    column: str
    words: tuple[str, ...] = ()
    scale: float = 1.0
    """What the number as written is multiplied by to be in the metric's unit of measure."""
    whole: bool = False
    needed: bool = True

    @property
    def id(self) -> str:
        """What an identity calls it: `metric.part`, or the control's id."""
        return f"{self.item}.{self.part}" if self.part else self.item


@dataclass(frozen=True)
class Request:
    """One return for one period."""

    asked: Return
    period: Period
    metrics: Mapping[str, Metric]
    terms: tuple[Term, ...]
    units: tuple[Unit, ...]
    """The units that send something, in the order of the template."""
    known: Mapping[str, Unit]
    """Every unit of the organisation's tree, so that one that isn't asked is told from one that isn't there."""
    asks: NDArray[np.bool_] = field(repr=False, compare=False)
    """Units × terms: whether that number is asked of that unit."""
    today: date
    whole: bool = True
    """Whether everything that is asked should be there; a form of single figures is not whole."""
    history: History = field(default_factory=History, repr=False, compare=False)

    @cached_property
    def term_places(self) -> Mapping[str, int]:
        """Where each term stands in `terms`."""
        return {term.id: place for place, term in enumerate(self.terms)}

    @cached_property
    def unit_places(self) -> Mapping[str, int]:
        """Where each unit asked stands in `units`."""
        return {unit.id: place for place, unit in enumerate(self.units)}

    @cached_property
    def _spread(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return self.history.spread(tuple(self.metrics), tuple(self.unit_places))

    @property
    def last(self) -> NDArray[np.float64]:
        """Metrics × units × parts: the figures of the period before."""
        return self._spread[0]

    @property
    def limits(self) -> NDArray[np.float64]:
        """Metrics × units × (lower, upper): what each series would give by itself."""
        return self._spread[1]

    def per(self, metric_id: str) -> float:
        """What a metric's numerator over its denominator is multiplied by."""
        calculation = self.metrics[metric_id].calculation
        return calculation.per if isinstance(calculation, Ratio) else 1.0


def request(
    catalogue: Catalogue, return_id: str, period: Period, *, today: date, history: History | None = None
) -> Request:
    """What a return asks for a period; raises BadInput for a period that it isn't sent for."""
    asked = catalogue.asked(return_id)
    if not asked.asks_for(period):
        raise BadInput(
            f"'{asked.name}' is sent each {asked.grain} from {asked.effective_from:%B %Y} on: "
            f"{period.name} is not one of its periods."
        )
    organisation = catalogue.organisation
    by_item = units_by_item(asked, organisation, on=period.end)
    common = units_of(asked.units, organisation, on=period.end)
    sending = {unit for held in by_item.values() for unit in held}
    ordered = [unit for unit in common if unit in sending]
    ordered += [unit for held in by_item.values() for unit in held if unit not in ordered]
    names = tuple(dict.fromkeys(ordered))
    terms = tuple(_terms(asked))
    senders = [frozenset(by_item[term.item]) for term in terms]
    return Request(
        asked=asked,
        period=period,
        metrics={item.metric: catalogue.metric(item.metric, on=period.start) for item in asked.metrics},
        terms=terms,
        units=tuple(organisation.unit(name) for name in names),
        known={name: unit for name, unit in organisation.units.items() if organisation.in_tree(name)},
        asks=np.array([[name in held for held in senders] for name in names], dtype=bool),
        today=today,
        history=history or History(),
    )


def _terms(asked: Return) -> Iterator[Term]:
    for item in asked.metrics:
        yield from (_figure(item, figure) for figure in item.figures)
    yield from (_control(control) for control in asked.controls)


def _figure(item: MetricAsked, figure: FigureAsked) -> Term:
    return Term(
        item.metric, figure.part, figure.column, figure.words, figure.written.scale, figure.whole, figure.needed
    )


def _control(control: Control) -> Term:
    return Term(control.id, None, control.column, control.words, control.written.scale, control.whole)
