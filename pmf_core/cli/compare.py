"""The command that compares: one unit beside its neighbours, its region, its type or England."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from pmf_core.cli.output import as_json, as_table
from pmf_core.cli.places import open_hub
from pmf_core.cli.read import AsAt, Json, MetricId, UnitCode, scope_at, stamp
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import parse
from pmf_core.judgement.direction import Direction
from pmf_core.judgement.ranks import Tier
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views import words
from pmf_core.views.assessment import assess
from pmf_core.views.comparison import Comparison, Member, Reference, comparator
from pmf_core.views.comparison import compare as compared
from pmf_core.views.comparison.likeness import Likeness
from pmf_core.views.comparison.sentences import TIER_WORDS, reading
from pmf_core.views.context import opening_month


def add_to(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command("compare")(compare)


def compare(
    metric: MetricId,
    unit: UnitCode,
    group: Annotated[str, typer.Option("--with", help="neighbours, region, type, england, or a group's id.")],
    period: Annotated[str, typer.Option(help="The latest period to look at, such as 2024-25 or 2026-03.")] = "",
    as_at: AsAt = "",
    json: Json = False,
) -> None:
    """Compare a metric at a unit with others, in the same period and with what chance allows."""
    hub, scope = open_hub(), scope_at(as_at)
    catalogue = hub.catalogue_at(scope.as_at)
    held, place = catalogue.metric(metric), catalogue.organisation.unit(unit)
    scope.require(held, place)
    until = parse(period) if period else opening_month(hub)
    (assessment,) = assess(hub, [held], unit, period=until, scope=scope)
    chosen = comparator(hub, assessment, named=group, scope=scope)
    found = compared(hub, assessment, chosen, scope=scope)
    if json:
        as_json({"metric": metric, "unit": unit, "with": group, **stamp(hub, scope), **_answer(found)})
        return
    ordered = sorted(found.ranked, key=lambda member: (member.rank or 0, member.unit.label))
    missing = [member for member in found.members if member.missing]
    as_table(
        reading(found),
        ("unit", "value", "lower", "upper", "rank", "against the group"),
        [(m.unit.label, *(_told(n, held) for n in (m.value, m.lower, m.upper)), m.rank, _tier(m)) for m in ordered]
        + [(r.name, _told(r.value, held), None, None, None, r.basis) for r in found.references]
        + [(m.unit.label, f"– {m.missing}", None, None, None, None) for m in missing],
    )


def _told(number: float | None, metric: Metric) -> str | None:
    return None if number is None else words.number(number, metric)


def _answer(found: Comparison) -> dict[str, Any]:
    own, average = found.own, found.average
    return {
        "period": found.period.id,
        "group": {
            "id": found.comparator.id,
            "name": found.comparator.name,
            "description": found.comparator.description,
            "source": found.comparator.source or None,
            "source_date": found.comparator.source_date,
            "likeness": _likeness(found.comparator.likeness),
        },
        "value": own.value,
        "lower": own.lower,
        "upper": own.upper,
        "missing_reason": own.missing or None,
        "interval_reason": found.interval_reason or None,
        "rank": own.rank,
        "rank_lower": own.rank_lower,
        "rank_upper": own.rank_upper,
        "rank_reason": found.rank_reason or None,
        "n": len(found.ranked),
        "band": found.band or None,
        "tier": _tier(own),
        "tier_reason": found.tier_reason or None,
        "national_rank": found.national_rank,
        "national_n": found.national_count,
        "average": average.value,
        "average_basis": average.basis,
        "average_n": average.count,
        "change": _change(own.change),
        "references": [_reference(reference) for reference in found.references],
        "comparability": found.metric.comparability or None,
        "members": [_member(member) for member in found.members],
    }


def _likeness(held: Likeness | None) -> dict[str, Any] | None:
    """How the neighbours were worked out, how far each is, and what makes the distance."""
    if held is None:
        return None
    model, names = held.model, [trait.metric.id for trait in held.traits]
    return {
        "scheme": model.scheme,
        "weighting": model.weighting,
        "until": model.until,
        "compared": held.compared,
        "variables": [
            {**trait.variable.model_dump(), "period": trait.period.id if trait.period else None, "value": trait.value}
            for trait in held.traits
        ],
        "neighbours": [
            {
                "unit": neighbour.unit.id,
                "distance": neighbour.distance,
                "values": dict(zip(names, neighbour.values, strict=True)),
                "share_of_distance": dict(zip(names, neighbour.shares, strict=True)),
            }
            for neighbour in held.neighbours
        ],
        "left_out": [{"unit": unit.id, "name": unit.label, "reason": why} for unit, why in held.left_out],
    }


def _tier(member: Member) -> str | None:
    return None if member.tier is Tier.NOT_JUDGED else TIER_WORDS[member.tier].lower()


def _member(member: Member) -> dict[str, Any]:
    return {
        "unit": member.unit.id,
        "name": member.unit.label,
        "value": member.value,
        "lower": member.lower,
        "upper": member.upper,
        "rank": member.rank,
        "rank_lower": member.rank_lower,
        "rank_upper": member.rank_upper,
        "tier": _tier(member),
        "missing_reason": member.missing or None,
        "note": member.note or None,
        "change": _change(member.change),
    }


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "name": reference.name,
        "unit": reference.unit or None,
        "value": reference.value,
        "basis": reference.basis,
        "n": reference.count,
        "change": _change(reference.change),
    }


def _change(change: Direction | NotJudged) -> dict[str, Any]:
    if isinstance(change, NotJudged):
        return {"difference": None, "reason": change.reason}
    return {"difference": change.difference, "reason": None}
