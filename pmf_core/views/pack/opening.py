"""Who may open a sealed pack: whoever reads every figure in it today."""

from __future__ import annotations

from collections.abc import Callable

from pmf_core.access.scope import Scope
from pmf_core.errors import AccessDenied
from pmf_core.store.hub import Hub
from pmf_core.store.sealed import content_of_pack
from pmf_core.views.pack.values import Pack

Reader = Callable[[bytes], Pack]
"""How a sealed content is read: the writer of packs knows."""


def opened(hub: Hub, seal: str, *, scope: Scope, read: Reader) -> Pack:
    """A sealed pack; refused as a whole when a figure in it is not open, for what is sealed is never cut."""
    pack = read(content_of_pack(hub.engine, seal))
    if not is_open(hub, pack, scope=scope):
        raise AccessDenied("This pack has figures that your role doesn't read: ask its body for one of your own.")
    return pack


def pack_is_open(hub: Hub, *, scope: Scope, read: Reader, seal: str) -> bool:
    """Whether a sealed pack may be opened and its files taken."""
    return is_open(hub, read(content_of_pack(hub.engine, seal)), scope=scope)


def is_open(hub: Hub, pack: Pack, *, scope: Scope) -> bool:
    """Whether every figure of a pack may be read today, whatever could be read when it was sealed."""
    catalogue = hub.catalogue_at(pack.moment)
    pairs = {(metric, unit) for metric, unit, *_ in (figure.id.split("/") for _, figure in pack.figures())}
    pairs |= {(defined.metric, pack.unit) for defined in pack.definitions}
    return all(scope.may_read(catalogue.metric(m), catalogue.organisation.unit(u)) for m, u in pairs)
