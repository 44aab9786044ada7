"""What a body saw, and what has become of every figure of it since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.definitions.moment import now
from pmf_core.store.hub import Hub
from pmf_core.store.sealed import SealedPack, files_of_pack, sealed_packs
from pmf_core.views import words
from pmf_core.views.pack import Pack
from pmf_core.views.pack.build import pack as made_pack
from pmf_core.views.pack.difference import Became, Difference, difference
from pmf_core.views.pack.opening import Reader, opened, pack_is_open
from pmf_core.views.status import Table


@dataclass(frozen=True, slots=True)
class TimeMachine:
    """A sealed pack beside the same pack made now."""

    chosen: SealedPack | None
    choices: tuple[tuple[str, str], ...]
    """(seal, words) of every sealed pack, newest first."""
    sentence: str
    seen: Pack | None
    files: tuple[tuple[str, str], ...]
    changes: Table


def time_machine(hub: Hub, *, scope: Scope, read: Reader, seal: str = "") -> TimeMachine:
    """A sealed pack as it was seen, and its difference from now; the newest without a choice."""
    held = sealed_packs(hub.engine, as_at=scope.as_at)
    choices = tuple((pack.seal, _told(hub, pack)) for pack in held)
    chosen = next((pack for pack in held if pack.seal == seal), None) or _first_open(hub, held, scope, read)
    if chosen is None:
        told = "No pack of figures that your role reads has been sealed." if held else "No pack has been sealed yet."
        return TimeMachine(None, (), told, None, (), _changes(None))
    seen = opened(hub, chosen.seal, scope=scope, read=read)
    since = difference(seen, _again(hub, chosen, scope))
    sentence = f"{seen.body_name} saw this as known on {seen.as_at_name}. Since then: {since.sentence}"
    return TimeMachine(chosen, choices, sentence, seen, files_of_pack(hub.engine, chosen.seal), _changes(since))


def _first_open(hub: Hub, held: Sequence[SealedPack], scope: Scope, read: Reader) -> SealedPack | None:
    return next((pack for pack in held if pack_is_open(hub, scope=scope, read=read, seal=pack.seal)), None)


def _again(hub: Hub, chosen: SealedPack, scope: Scope) -> Pack:
    return made_pack(
        hub,
        scope=scope if scope.as_at else scope.at(now()),
        body=chosen.body,
        unit=chosen.unit,
        period=chosen.period,
        product=chosen.product,
        meeting=chosen.meeting,
    )


def _told(hub: Hub, pack: SealedPack) -> str:
    framework = hub.catalogue.framework
    body = next((held.name for held in framework.bodies if held.id == pack.body), pack.body)
    product = next((held.name for held in framework.products if held.id == pack.product), pack.product)
    return f"{body}: {product} of {pack.period}, sealed {words.moment(pack.sealed_at)}"


def _changes(since: Difference | None) -> Table:
    columns = ("Metric", "Figure", "Was shown", "Is now", "What became of it")
    changed = [] if since is None else [c for c in since.changes if c.became is not Became.UNCHANGED]
    rows = tuple(
        (c.name, c.figure.rsplit("/", 1)[-1].replace("_", " ").capitalize(), c.was, c.now, c.became.value.capitalize())
        for c in changed
    )
    return Table("What changed since", columns, rows, note="" if rows else "Every figure is as it was shown.")
