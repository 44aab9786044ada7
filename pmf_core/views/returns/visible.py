"""Which returns a person may see, send and approve, and whose files they may look into."""

from __future__ import annotations

from datetime import date

from pmf_core.access.approval import Approval
from pmf_core.access.rights import Rights
from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.returns import units_by_item
from pmf_core.definitions.person import Action
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


def may_act(catalogue: Catalogue, asked: Return, action: Action, *, rights: Rights, today: date) -> bool:
    """Whether a return is theirs to send or to approve: it is sent by whoever acts for one of its units, and approved
    by its named approver or whoever approves for all of them.
    """
    if action is Action.APPROVE:
        return Approval(catalogue, asked, today).is_open_to(rights)
    own = catalogue.organisation.standing_under(rights.units_of(action), on=today)
    units = {unit for held in units_by_item(asked, catalogue.organisation, on=today).values() for unit in held}
    return not units.isdisjoint(own)


def require_act(catalogue: Catalogue, asked: Return, action: Action, *, rights: Rights, today: date) -> None:
    """Refuse what is not theirs to send or to approve."""
    if action is Action.APPROVE:
        Approval(catalogue, asked, today).require(rights)
    rights.require(action)
    if not may_act(catalogue, asked, action, rights=rights, today=today):
        raise AccessDenied(f"'{asked.name}' is not yours to send: it is about units that your role does not act for.")


def may_look_inside(catalogue: Catalogue, asked: Return, *, scope: Scope, rights: Rights, today: date) -> bool:
    """Whether the files of a return and their cells are open: to whoever sends it, approves it or audits the hub,
    and reads every figure of it. A file has small numbers of people as they are, and more than was asked for.
    """
    hands = any(may_act(catalogue, asked, act, rights=rights, today=today) for act in (Action.SUBMIT, Action.APPROVE))
    units = units_by_item(asked, catalogue.organisation, on=today)
    return (hands or rights.may(Action.READ_AUDIT)) and all(
        scope.may_read(catalogue.metric(metric), catalogue.organisation.unit(unit))
        for metric in asked.metric_ids
        for unit in units[metric]
    )
