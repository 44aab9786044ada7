"""Meetings on Home: the next one with its pack, the packs that were published, and the ways to what a board reads."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.meeting import Meeting
from pmf_core.definitions.period import parse
from pmf_core.definitions.unit import Unit
from pmf_core.store.hub import Hub
from pmf_core.store.sealed import SealedPack, sealed_packs
from pmf_core.views import words
from pmf_core.views.boardroom.calendar import about
from pmf_core.views.decisions import readable_decisions
from pmf_core.views.exceptions import Listing
from pmf_core.views.headline import headline
from pmf_core.views.meetings import meetings

PACKS_SHOWN = 5
"""How many packs stand on Home; all of them are in the boardroom."""


@dataclass(frozen=True, slots=True)
class Onward:
    """A way to go on: its name, what is there, and the page with its choices."""

    name: str
    told: str
    page: str
    choices: tuple[tuple[str, str], ...] = ()


def next_meeting(hub: Hub, unit: Unit, listing: Listing, *, scope: Scope) -> tuple[Onward, ...]:
    """The next meeting about a unit, or about the units above it, with the state of its pack."""
    catalogue, today = hub.catalogue, hub.today
    around = [held.id for held in reversed(catalogue.organisation.path(unit.id, on=today))]
    ahead = [held for held in meetings(hub) if held.performance and held.on >= today and held.unit in around]
    if not ahead:
        return ()
    soonest = min(ahead, key=lambda held: (around.index(held.unit), held.on, held.id))
    told = f"{soonest.period.name}. {_pack(hub, soonest, scope)} Papers by {words.day(soonest.papers)}."
    if soonest.unit == unit.id:
        told += f" {words.count(len(listing.exceptions), 'exception')} on its agenda as it stands."
    return (Onward(about(catalogue, soonest), told, "boardroom", (("tab", "meeting"), ("on", soonest.id))),)


def _pack(hub: Hub, meeting: Meeting, scope: Scope) -> str:
    sealed = [pack for pack in sealed_packs(hub.engine, as_at=scope.as_at) if pack.meeting == meeting.id]
    return f"Its pack was sealed on {words.day(sealed[0].sealed_at)}." if sealed else "Its pack is not sealed yet."


def published_packs(hub: Hub, *, scope: Scope) -> tuple[Onward, ...]:
    """The newest packs that bodies were shown."""
    found = sealed_packs(hub.engine, as_at=scope.as_at)[:PACKS_SHOWN]
    return tuple(_published(hub.catalogue, pack) for pack in found)


def _published(catalogue: Catalogue, pack: SealedPack) -> Onward:
    body = catalogue.framework.body(pack.body).name
    product = next((held.name for held in catalogue.framework.products if held.id == pack.product), pack.product)
    name = f"{body}: {product}, {parse(pack.period).name}"
    told = f"As the meeting saw it, sealed on {words.day(pack.sealed_at)}."
    return Onward(name, told, "boardroom", (("tab", "time"), ("seal", pack.seal)))


def board(hub: Hub, listing: Listing, *, scope: Scope) -> tuple[Onward, ...]:
    """What a leadership team reads, each one step away: vital signs, exceptions, decisions, and risks."""
    made = readable_decisions(hub, scope=scope)
    raised = listing.exceptions
    first = f" First: {raised[0].metric.name}." if raised else ""
    return (
        Onward("Vital signs", headline(listing), "vital_signs"),
        Onward("Exceptions", f"{words.count(len(raised), 'exception')} for the board.{first}", "vital_signs"),
        Onward("Decisions", _decided(len(made)), "boardroom", (("tab", "ledger"),)),
        Onward("Risks", "What could keep the plans from being met.", "improve", (("tab", "risks"),)),
    )


def _decided(many: int) -> str:
    return f"{words.count(many, 'decision')} with what became of them." if many else "None recorded yet."
