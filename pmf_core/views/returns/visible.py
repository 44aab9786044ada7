"""Which returns a person may see: those of which they may read at least one figure."""

from __future__ import annotations

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.returns import units_by_item
from pmf_core.definitions.returning import Return
from pmf_core.errors import AccessDenied


def visible_returns(catalogue: Catalogue, *, scope: Scope) -> dict[str, Return]:
    """The returns of which a person may read at least one figure, by id."""
    return {name: asked for name, asked in catalogue.returns.items() if may_see(catalogue, asked, scope=scope)}


def may_see(catalogue: Catalogue, asked: Return, *, scope: Scope) -> bool:
    """Whether at least one figure of a return may be read."""
    organisation = catalogue.organisation
    units = units_by_item(asked, organisation, on=asked.effective_from)
    return any(
        scope.may_read(catalogue.metric(metric), organisation.unit(unit))
        for metric in asked.metric_ids
        for unit in units[metric]
    )


def require_return(catalogue: Catalogue, asked: Return, *, scope: Scope) -> None:
    """Refuse what a person may not see."""
    if not may_see(catalogue, asked, scope=scope):
        raise AccessDenied(f"'{asked.name}' is not open to your role: ask {catalogue.owner(asked.approver).name}.")
