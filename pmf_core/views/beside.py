"""What stands beside performance: finance, risks, change and quality, as far as anything of each is held."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.definitions.framework import EvidenceSource
from pmf_core.definitions.period import Period
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import Assessment, assess
from pmf_core.views.process import Process, processes


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of thing beside performance, with the figures that speak for it."""

    name: str
    figures: tuple[tuple[Assessment, Process], ...]

    @property
    def nothing(self) -> str:
        """That nothing is held, where nothing is."""
        return "" if self.figures else f"{self.name}: nothing is held."


def beside(hub: Hub, *, scope: Scope, unit: str, period: Period, public: bool = False) -> tuple[Block, ...]:
    """Every kind that the framework names, in its order; only public metrics where asked."""
    framework = hub.catalogue_at(scope.as_at).framework
    return tuple(_block(hub, source, scope, unit, period, public) for source in framework.beside)


def _block(hub: Hub, source: EvidenceSource, scope: Scope, unit: str, period: Period, public: bool) -> Block:
    catalogue = hub.catalogue_at(scope.as_at)
    there = [catalogue.metric(name) for name in source.metrics if name in catalogue.versions]
    readable = [m for m in there if scope.may_read_metric(m) and not (public and m.sensitivity)]
    found = [a for a in assess(hub, readable, unit, period=period, scope=scope) if a.value is not None]
    return Block(source.name, tuple(zip(found, processes(found), strict=True)))
