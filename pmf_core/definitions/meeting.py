"""When a body meets, what it is given, and the days by which that must be ready."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, model_validator

from pmf_core.definitions.base import Definition
from pmf_core.definitions.period import Period, month

DAYS_IN_A_WEEK = 7


class Cycle(Definition):
    """The meetings of a body, one after the other, and what it is given at each."""

    body: str
    product: str
    units: tuple[str, ...]
    """Whose performance it reads: a meeting a unit."""
    first: date
    """The first meeting, from which the others are counted."""
    every_days: Annotated[int, Field(gt=0)] | None = None
    every_months: Annotated[int, Field(gt=0)] | None = None
    """The same weekday of the month, such as the second Tuesday."""
    cut_off_days: int = 10
    """Days before the meeting by which figures must be there."""
    papers_days: int = 5
    """Days before the meeting by which papers are sent."""
    once_a_month: bool = False
    """Whether performance is on the agenda only at the first meeting after a month's figures are in."""
    figures_after_days: int = 10
    """Days after a month's end until its figures are in."""
    moved: dict[date, date] = {}
    """A meeting's planned day → the day it was moved to."""

    @model_validator(mode="after")
    def _one_rhythm(self) -> Cycle:
        if (self.every_days is None) == (self.every_months is None):
            raise ValueError("say either every_days or every_months")
        return self

    def planned(self, *, until: date) -> Iterator[date]:
        """The planned days, from the first to a last day."""
        place, day = 0, self.first
        while day <= until:
            yield day
            place += 1
            day = self._day(place)

    def _day(self, place: int) -> date:
        if self.every_days is not None:
            return self.first + timedelta(days=self.every_days * place)
        begins = month(self.first.year, self.first.month).before(-(self.every_months or 1) * place)
        week = (self.first.day - 1) // DAYS_IN_A_WEEK
        offset = (self.first.weekday() - begins.start.weekday()) % DAYS_IN_A_WEEK
        found = begins.start + timedelta(days=offset + DAYS_IN_A_WEEK * week)
        return found if found <= begins.end else found - timedelta(days=DAYS_IN_A_WEEK)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a body about a unit."""

    id: str
    body: str
    product: str
    unit: str
    planned: date
    on: date
    cut_off: date
    papers: date
    period: Period
    """The newest month whose figures are in by the cut-off."""
    performance: bool = True
    """Whether performance is on its agenda."""


def meetings_of(cycle: Cycle, *, until: date) -> Iterator[Meeting]:
    """Every meeting of a cycle as far as a last day, oldest first; a moved one moves its other days along.

    >>> cycle = Cycle(body="ocb", product="vital_signs", units=("E1",), first=date(2026, 3, 12), every_days=56)
    >>> [meeting.id for meeting in meetings_of(cycle, until=date(2026, 6, 1))]
    ['OCB-2026-03-12', 'OCB-2026-05-07']
    """
    told: set[tuple[str, Period]] = set()
    for day in cycle.planned(until=until):
        on = cycle.moved.get(day, day)
        cut_off = on - timedelta(days=cycle.cut_off_days)
        period = _newest_month(cut_off - timedelta(days=cycle.figures_after_days))
        for unit in cycle.units:
            item = not cycle.once_a_month or (unit, period) not in told
            told.add((unit, period))
            yield Meeting(
                id=_id(cycle, unit, day),
                body=cycle.body,
                product=cycle.product,
                unit=unit,
                planned=day,
                on=on,
                cut_off=cut_off,
                papers=on - timedelta(days=cycle.papers_days),
                period=period,
                performance=item,
            )


def _id(cycle: Cycle, unit: str, day: date) -> str:
    """Named by the planned day, so that a meeting that is moved keeps its name."""
    about = f"-{unit}" if len(cycle.units) > 1 else ""
    return f"{cycle.body.upper()}{about}-{day.isoformat()}"


def _newest_month(day: date) -> Period:
    """The newest month that had ended by a day."""
    held = month(day.year, day.month)
    return held if held.end <= day else held.before()
