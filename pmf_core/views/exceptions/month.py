"""The vital signs of a unit in a month, judged once for all who ask in one visit: Home, its tasks, Vital Signs."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from weakref import WeakKeyDictionary

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import Period
from pmf_core.definitions.unit import Unit
from pmf_core.store.engine import Engine
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import vital_signs_of
from pmf_core.views.exceptions.listing import Listing, exceptions

KEPT = 32
"""How many judged months are kept: some hundred kilobytes each."""

Key = tuple[object, ...]

_held: WeakKeyDictionary[Engine, OrderedDict[Key, Listing]] = WeakKeyDictionary()
_lock = Lock()


def month_listing(hub: Hub, unit: Unit, *, period: Period, scope: Scope) -> Listing:
    """The board's metrics at a unit in a month by the rules in force, for whoever reads with this Scope."""
    # Nothing in a store changes without its version, and the Scope's key says who reads what as at when.
    key: Key = (hub.data_version, hub.today, scope.key, unit.id, period.id)
    with _lock:
        kept = _held.setdefault(hub.engine, OrderedDict())
        if key in kept:
            kept.move_to_end(key)
            return kept[key]
    catalogue = hub.catalogue_at(scope.as_at)
    found = exceptions(hub, vital_signs_of(catalogue, unit), unit.id, period=period, scope=scope)
    with _lock:
        kept[key] = found
        while len(kept) > KEPT:
            kept.popitem(last=False)
    return found
