"""What must hold between published figures, before and after: openings and closings, parts and totals.

Numbers that are asked only to check others by are never published: identities with them are checked in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.period import Period
from pmf_core.definitions.returning import Balance, Identity, Part, PartsOfTotal
from pmf_core.measures.changes import Change
from pmf_core.measures.read import Panel, panel
from pmf_core.series import Point
from pmf_core.store.hub import Hub
from pmf_core.views.returns.values import IdentityChange

ROUNDING = 0.5
"""Figures further apart than this don't fit: counts add up exactly."""


def identity_changes(before: Hub, after: Hub, changes: Sequence[Change], *, scope: Scope) -> tuple[IdentityChange, ...]:
    """The identities that a batch breaks or mends, at each unit and period that it touches."""
    catalogue = after.catalogue_at(scope.as_at)
    touched = {(change.metric, change.unit, change.period) for change in changes}
    places = sorted({(unit, period) for _, unit, period in touched}, key=str)
    identities = [one for one in _published_identities(catalogue) if _metrics(one) & {name for name, _, _ in touched}]
    if not identities:
        return ()
    metrics = [catalogue.metric(name) for name in sorted(set().union(*map(_metrics, identities)))]
    units = sorted({unit for unit, _ in places})
    was, now = (panel(hub, metrics, units, scope=scope) for hub in (before, after))
    found = (_change(catalogue, one, was, now, *place) for one, place in product(identities, places))
    return tuple(change for change in found if change is not None)


def _published_identities(catalogue: Catalogue) -> Iterator[Identity]:
    """The identities of which every number is published: a part of a metric, not a control."""
    for asked in catalogue.returns.values():
        yield from (one for one in asked.identities if all("." in term for term in one.terms))


def _metrics(identity: Identity) -> set[str]:
    return {term.rsplit(".", 1)[0] for term in identity.terms}


def _change(
    catalogue: Catalogue, identity: Identity, was: Panel, now: Panel, unit: str, period: Period
) -> IdentityChange | None:
    before, after = (_gap(identity, held, unit, period) for held in (was, now))
    broke, mended = _is_broken(after) and not _is_broken(before), _is_broken(before) and not _is_broken(after)
    if not (broke or mended):
        return None
    named = [catalogue.metric(term.rsplit(".", 1)[0]).name for term in identity.terms]
    told = f"'{named[-1]}' is {abs(after or 0.0):,.10g} off what the others give" if broke else "they fit again"
    return IdentityChange(
        kind="broken" if broke else "mended",
        unit=unit,
        unit_name=catalogue.organisation.unit(unit).name,
        period=period.id,
        period_name=period.name,
        sentence=f"{', '.join(named)}: {told}.",
    )


def _is_broken(gap: float | None) -> bool:
    return gap is not None and abs(gap) > ROUNDING


def _gap(identity: Identity, held: Panel, unit: str, period: Period) -> float | None:
    """How far the last number is from what the others give; None where one of them is missing."""
    amounts = [_amount(held, term, unit, period) for term in identity.terms]
    numbers = [amount for amount in amounts if amount is not None]
    if len(numbers) < len(amounts):
        return None
    match identity:
        case Balance():
            added = sum(numbers[: 1 + len(identity.plus)])
            return numbers[-1] - (added - sum(numbers[1 + len(identity.plus) : -1]))
        case PartsOfTotal():
            return numbers[-1] - sum(numbers[:-1])


def _amount(held: Panel, term: str, unit: str, period: Period) -> float | None:
    metric, part = term.rsplit(".", 1)
    series = held.get((metric, unit))
    point = series.at(period) if series else None
    return _part(point, Part(part)) if point else None


def _part(point: Point, part: Part) -> float | None:
    return {Part.NUMERATOR: point.numerator, Part.DENOMINATOR: point.denominator, Part.VALUE: point.value}[part]
