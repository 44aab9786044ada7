"""Past catalogues, remembered: moments between two decisions share what had been decided."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import TypeVar

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.moment import in_london
from pmf_core.store.decided import known_by
from pmf_core.store.engine import Engine, Query

MOMENTS_KEPT, DECISIONS_KEPT = 64, 16
"""How many past catalogues are kept in memory: two years of cut-offs, and the decisions that they share."""

Made = TypeVar("Made")


class Pasts:
    """The catalogues of past moments of one store; safe to ask from many threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._decisions: list[datetime] = []
        self._known: dict[datetime, Catalogue] = {}
        self._at: dict[datetime, Catalogue] = {}

    def at(self, moment: datetime) -> Catalogue:
        """What had been decided by a moment."""
        with self._lock:
            return _kept(self._at, moment, MOMENTS_KEPT, lambda: self._decided_by(moment))

    def _decided_by(self, moment: datetime) -> Catalogue:
        if not self._decisions:
            query = Query("decisions", "select distinct known_from from definition_version order by known_from")
            self._decisions = list(self._engine.fetch(query)["known_from"])
        place = bisect_right(self._decisions, moment)
        last = self._decisions[place - 1] if place else moment
        catalogue = _kept(self._known, last, DECISIONS_KEPT, lambda: known_by(self._engine, last, asked=moment))
        return catalogue.as_decided(in_london(moment).date())


def _kept(held: dict[datetime, Made], key: datetime, most: int, make: Callable[[], Made]) -> Made:
    """What is held under a key, made if it is not there; the oldest gives way."""
    if key not in held:
        while len(held) >= most:
            held.pop(next(iter(held)))
        held[key] = make()
    return held[key]
