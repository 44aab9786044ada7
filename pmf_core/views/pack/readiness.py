"""Whether a pack is ready to be sealed: what is late, not approved, in doubt or unsaid, each with where to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.definitions.framework import Section
from pmf_core.definitions.period import parse
from pmf_core.definitions.submission import State
from pmf_core.errors import BadInput
from pmf_core.judgement.confidence import Confidence
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.actions import actions, without_achievement, without_why
from pmf_core.views.checks import checks_of
from pmf_core.views.narrative.exceptions import owed
from pmf_core.views.pack.actions import begun
from pmf_core.views.pack.material import Material, material
from pmf_core.views.pack.narrative import told_of
from pmf_core.views.pack.values import PackTable, Page
from pmf_core.views.returns.calendar import calendar

TIMELINESS = "Timeliness"
COLUMNS = ("What is missing", "Of", "Why")


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a pack is without."""

    kind: str
    of: str
    why: str
    page: str
    """The page on which it is mended, and its choices."""
    choices: tuple[tuple[str, str], ...] = ()
    blocks: bool = False
    """Whether no reason opens the way past it."""


@dataclass(frozen=True, slots=True)
class PackReadiness:
    """What a pack is without; nothing when it is ready."""

    sentence: str
    gaps: tuple[Gap, ...]

    @property
    def blocking(self) -> tuple[Gap, ...]:
        """What no reason opens the way past."""
        return tuple(gap for gap in self.gaps if gap.blocks)


def pack_readiness(hub: Hub, *, scope: Scope, body: str, unit: str, period: str, product: str) -> PackReadiness:
    """What a body's product of a unit and month is without, as things stand."""
    framework = hub.catalogue_at(scope.as_at).framework
    held = material(
        hub,
        scope=scope,
        body=framework.body(body),
        product=framework.product(product),
        unit=unit,
        month=parse(period),
    )
    gaps = (*_untold(held), *_returns(held), *_narratives(held), *_doubted(held))
    return PackReadiness(_sentence(gaps), gaps)


def require_reason(ready: PackReadiness, reason: str) -> None:
    """Refuse to seal what has gaps without a reason, or has gaps that block; every one of them is named."""
    if ready.blocking:
        told = words.listed([f"{gap.of} ({gap.why})" for gap in ready.blocking])
        raise BadInput(f"The pack can't be sealed: {told}. Say so in the Boardroom, under Ledger, and seal it then.")
    if ready.gaps and not reason.strip():
        told = words.listed([f"{gap.kind.lower()}: {gap.of}" for gap in ready.gaps[:5]])
        rest = f" and {len(ready.gaps) - 5} more" if len(ready.gaps) > 5 else ""
        raise BadInput(
            f"The pack has {words.count(len(ready.gaps), 'gap')} ({told}{rest}): close them, or say why it is sealed "
            "all the same; the reason is printed in it."
        )


def gaps_page(ready: PackReadiness, reason: str) -> Page:
    """What the pack was sealed without, and why."""
    rows = tuple((gap.kind, gap.of, gap.why) for gap in ready.gaps)
    return Page(
        id="gaps",
        title=f"Sealed with {words.count(len(rows), 'gap')}",
        lead=f"Reason: {reason.strip()}",
        tables=(PackTable("What is missing", COLUMNS, rows),),
    )


def _sentence(gaps: tuple[Gap, ...]) -> str:
    if not gaps:
        return "Ready: nothing is late, unapproved, in doubt or without its why."
    kinds = dict.fromkeys(gap.kind for gap in gaps)
    told = words.listed([f"{sum(gap.kind == kind for gap in gaps)} × {kind.lower()}" for kind in kinds])
    blocking = sum(gap.blocks for gap in gaps)
    return f"{words.count(len(gaps), 'gap')}: {told}." + (f" {blocking} of them block the seal." if blocking else "")


def _untold(held: Material) -> Iterator[Gap]:
    """Actions that a report of actions may not leave unexplained."""
    ledger = ("boardroom", (("tab", "ledger"),))
    if Section.ACTIONS in held.product.sections:
        for action in without_why(actions(held.hub, scope=held.scope, unit=held.unit.id)):
            yield Gap(
                "Action off target without a why", action.ask.request, "nobody has said why", *ledger, blocks=True
            )
    if Section.OUTCOMES in held.product.sections:
        for action in without_achievement(actions(held.hub, scope=held.scope, unit=held.unit.id, since=begun(held))):
            told = "nobody has said what it achieved"
            yield Gap("Action without an achievement", action.ask.request, told, *ledger, blocks=True)


def _returns(held: Material) -> Iterator[Gap]:
    """Returns of the pack's metrics that are late, or wait for their approver."""
    metrics = {row.metric.id for row in held.listing.everything}
    returns = held.catalogue.returns
    for due in calendar(held.hub, scope=held.scope):
        if parse(due.period).end > held.month.end or metrics.isdisjoint(returns[due.return_id].metric_ids):
            continue
        about = (f"{due.return_name}, {due.period_name}", due.state.reason, "returns")
        if due.is_late:
            yield Gap("Late return", *about)
        elif due.state.word == State.WITH_APPROVER.value:
            yield Gap("Return not approved", *about)


def _narratives(held: Material) -> Iterator[Gap]:
    """Exceptions whose narrative is not written, or not borne out by the figures."""
    if Section.EXCEPTIONS not in held.product.sections:
        return
    told = told_of(held)
    for row in owed(held.listing.exceptions, told):
        status = told[row.metric.id].status
        choices = (("m", row.metric.id), ("u", held.unit.id))
        yield Gap("Missing narrative", row.metric.name, status.reason or status.word, "metric", choices)


def _doubted(held: Material) -> Iterator[Gap]:
    """Figures that fail a check."""
    for row in held.listing.everything:
        for check in checks_of(held.catalogue, row.assessment):
            if check.confidence is Confidence.LOW:
                kind = "Late figure" if check.name == TIMELINESS else "Failed check"
                choices = (("m", row.metric.id), ("u", held.unit.id), ("tab", "trust"))
                yield Gap(kind, row.metric.name, check.reason, "metric", choices)
