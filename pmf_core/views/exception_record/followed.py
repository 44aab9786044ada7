"""What came of an exception: the bodies that saw it, what they decided and asked for, and who answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pmf_core.access.scope import Scope
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.period import Period, parse
from pmf_core.store.decisions import Ask, AskAnswer, Decision, asks
from pmf_core.store.hub import Hub
from pmf_core.store.report_cut import cuts_of
from pmf_core.store.sealed import content_of_pack, sealed_packs
from pmf_core.views.assessment import reading_day
from pmf_core.views.decisions import readable_decisions
from pmf_core.views.exception_record.episodes import Episode
from pmf_core.views.pack.opening import Reader

LISTED_ON = ("exceptions", "known")
"""The pages of a pack on which exceptions stand."""


@dataclass(frozen=True, slots=True)
class Showing:
    """One report of a unit: whom it was for, and the exceptions in it where it is a pack."""

    body: str
    period: Period
    at: datetime
    seal: str
    metrics: frozenset[str] | None
    """None for a report without a sealed pack: it showed the list as it stood."""

    def shows(self, held: Episode) -> bool:
        """Whether an exception was in it."""
        return held.stands_in(self.period) and (self.metrics is None or held.metric in self.metrics)


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of one exception."""

    seen: tuple[Showing, ...]
    decided: tuple[Decision, ...]
    asked: tuple[tuple[Ask, AskAnswer | None], ...]

    @property
    def acknowledged(self) -> int:
        """How many of what was asked were answered at all."""
        return sum(answer is not None for _, answer in self.asked)


@dataclass(frozen=True, slots=True)
class Acts:
    """Everything that was reported, decided and asked about a unit."""

    showings: tuple[Showing, ...]
    decisions: tuple[Decision, ...]
    asks: Mapping[str, Sequence[tuple[Ask, AskAnswer | None]]]
    today: date

    def of(self, held: Episode) -> Followed:
        """What of it belongs to one exception."""
        decided = tuple(d for d in self.decisions if d.metric_id == held.metric and held.stands_in(parse(d.period_id)))
        return Followed(
            tuple(each for each in self.showings if each.shows(held)),
            decided,
            tuple(each for decision in decided for each in self.asks.get(decision.decision_id, ())),
        )

    def days_to_decide(self, held: Episode, followed: Followed) -> int | None:
        """Days from the cut-off at which it was raised to the first decision; None without one."""
        if not followed.decided:
            return None
        first = min(in_london(decision.recorded_at).date() for decision in followed.decided)
        raised = in_london(held.raised.moment).date() if held.raised.moment else self.today
        return max(0, (first - raised).days)


def acts(hub: Hub, *, scope: Scope, unit: str, read: Reader) -> Acts:
    """What was reported, decided and asked about a unit, as known at the moment of the Scope."""
    asked: dict[str, list[tuple[Ask, AskAnswer | None]]] = {}
    for ask, answer in asks(hub.engine, as_at=scope.as_at):
        asked.setdefault(ask.decision_id, []).append((ask, answer))
    decided = tuple(d for d in readable_decisions(hub, scope=scope) if d.unit_id == unit)
    return Acts(_showings(hub, scope, unit, read), decided, asked, reading_day(hub, scope))


def _showings(hub: Hub, scope: Scope, unit: str, read: Reader) -> tuple[Showing, ...]:
    packs = [
        Showing(held.body, parse(held.period), held.as_at, held.seal, _exceptions(hub, held.seal, read))
        for held in sealed_packs(hub.engine, as_at=scope.as_at)
        if held.unit == unit
    ]
    sealed = {(showing.body, showing.period, showing.at) for showing in packs}
    cuts = [
        Showing(cut.body, cut.period, cut.cut_at, "", None)
        for cut in cuts_of(hub.engine, unit, as_at=scope.as_at)
        if (cut.body, cut.period, cut.cut_at) not in sealed
    ]
    return tuple(sorted((*packs, *cuts), key=lambda showing: (showing.at, showing.body)))


def _exceptions(hub: Hub, seal: str, read: Reader) -> frozenset[str]:
    pack = read(content_of_pack(hub.engine, seal))
    return frozenset(figure.id.split("/")[0] for page, figure in pack.figures() if page.id in LISTED_ON)
