"""The tab Peers: how do we compare, and how sure is that?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.errors import unknown
from pmf_core.judgement.direction import Direction
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.comparison import Comparator, Comparison, Member, Reference, compare, offered
from pmf_core.views.comparison.comparators import known_names, why_none
from pmf_core.views.comparison.sentences import TIER_WORDS, finding, reading
from pmf_core.views.context import Choice
from pmf_core.views.metric_profile.header import Subject, header, nothing_held, subject
from pmf_core.views.metric_profile.values import Header
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, SourceLine, Table

THIS_UNIT = "this unit"
"""Said beside the unit's own name, so that no colour has to say it."""

PLAIN_COLUMNS = ("Unit", "Value", "Rank", "Change", "Note")
"""The columns where there are no counts."""

COLUMNS = ("Unit", "Value", "Lower", "Upper", "Rank", "Ranks from", "to", "Against the others", "Change", "Note")
"""The columns where chance can be told."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One unit on the plot."""

    name: str
    text: str
    value: float
    lower: float | None
    upper: float | None
    told: str
    """Its place and tier, in words."""
    own: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An average across the plot."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Plot:
    """The dot plot: its finding as title, a reading sentence, best values first."""

    title: str
    sentence: str
    alt: str
    axis: str
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    possible: tuple[float | None, float | None]
    decimals: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Peers:
    """The tab Peers."""

    header: Header
    choices: tuple[Choice, ...]
    """The groups that can be chosen."""
    chosen: str
    plot: Plot | None
    table: Table | None
    row_units: tuple[str, ...]
    """The unit of each row of the table; empty for an average."""
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None


def peers(hub: Hub, *, scope: Scope, metric: str, unit: str, period: str, group: str = "") -> Peers:
    """The tab Peers of a metric at a unit, beside a group; without one, or with one it hasn't, the first on offer."""
    held = subject(hub, metric, unit, period=period, scope=scope)
    assessment, catalogue = held.assessment, held.catalogue
    if group and group not in known_names(catalogue):
        raise unknown("comparator", group, known_names(catalogue))
    groups = offered(catalogue, assessment.metric, assessment.unit, on=reading_day(hub, scope))
    top, sources = header(held), source_lines(hub, [assessment.metric], scope=scope)
    choices = tuple(Choice(held.id, held.name) for held in groups)
    if assessment.point is None or not groups:
        empty = nothing_held(held) if assessment.point is None else _nobody(held)
        return Peers(top, choices, "", None, None, (), sources, empty)
    chosen = next((held for held in groups if held.id == group), groups[0])
    found = compare(hub, assessment, chosen, scope=scope)
    table, units = _table(found)
    return Peers(top, choices, chosen.id, _plot(found, held, asked=group), table, units, sources)


def _nobody(held: Subject) -> EmptyState:
    return EmptyState(
        what="There is nobody to compare with.",
        why=why_none(held.catalogue, held.assessment.metric, held.assessment.unit),
        way_out="Look at the tab Now: it compares with the target, the period before, last year and the baseline.",
    )


def best_first(found: Comparison) -> tuple[Member, ...]:
    """The unit and its group in the order of their values; where neither way is better, the highest first."""
    downwards = found.metric.polarity.sign >= 0
    return tuple(sorted(found.ranked, key=lambda m: (-(m.value or 0) if downwards else m.value or 0, m.unit.label)))


def _name(member: Member, found: Comparison) -> str:
    return f"{member.unit.label} ({THIS_UNIT})" if member is found.own else member.unit.label


def _plot(found: Comparison, held: Subject, *, asked: str) -> Plot:
    metric = found.metric
    averages = [reference for reference in found.references if reference.value is not None]
    return Plot(
        title=finding(found),
        sentence=reading(found),
        alt=f"Dot plot of {metric.name} in {found.period.name}: {found.own.unit.label} and {found.comparator.others}.",
        axis=metric.unit.words or metric.name,
        dots=tuple(_dot(member, found) for member in best_first(found)),
        lines=tuple(Line(f"{held.name} {_text(held.value, found)}", held.value or 0.0) for held in averages),
        possible=metric.possible,
        decimals=metric.decimals,
        notes=tuple(_notes(found, held, asked=asked)),
    )


def _dot(member: Member, found: Comparison) -> Dot:
    told = [f"{member.rank} of {len(found.ranked)}"] if member.rank is not None else []
    told += [TIER_WORDS[member.tier].lower()] if member.tier in TIER_WORDS else []
    return Dot(
        name=member.unit.label,
        text=_text(member.value, found),
        value=member.value or 0.0,
        lower=member.lower,
        upper=member.upper,
        told=", ".join(told) or "not ranked",
        own=member is found.own,
    )


def _notes(found: Comparison, held: Subject, *, asked: str) -> Iterator[str]:
    group: Comparator = found.comparator
    if asked and asked != group.id:
        yield f"This metric isn't compared with '{asked}' here, so it is shown with {group.name}."
    yield f"{group.name}: {group.description}"
    if found.interval_reason:
        yield f"There are no intervals: {found.interval_reason}."
    else:
        yield "Bars are 95% intervals: what chance alone could have made of the same service."
    if not found.tier_reason:
        yield "Better and worse are said against all the others taken together, where a larger one counts for more."
    without = [member for member in found.members if member.missing]
    if without:
        yield f"{words.count(len(without), 'member')} of the group without a value: the table says why."
    if held.assessment.metric.comparability:
        yield held.assessment.metric.comparability


def _text(value: float | None, found: Comparison) -> str:
    return words.MISSING if value is None else words.number(value, found.metric)


def _table(found: Comparison) -> tuple[Table, tuple[str, ...]]:
    """Everybody, best first, then the averages, then those without a value; and the unit of each row."""
    members = (*best_first(found), *(m for m in (found.own, *found.members) if m.value is None))
    counted = any(member.lower is not None for member in members)
    ranked = [member for member in members if member.value is not None]
    missing = members[len(ranked) :]
    rows = [
        *((_member_row(m, found), _member_values(m, found), m.unit.id) for m in ranked),
        *((_reference_row(r, found), _reference_values(r), r.unit) for r in found.references),
        *((_member_row(m, found), _member_values(m, found), m.unit.id) for m in missing),
    ]
    columns = COLUMNS if counted else PLAIN_COLUMNS
    kept = [COLUMNS.index(column) for column in columns]
    table = Table(
        title=f"{found.metric.name}, {found.own.unit.label} and {found.comparator.name}, {found.period.name}",
        columns=columns,
        rows=tuple(tuple(row[place] for place in kept) for row, _, _ in rows),
        values=tuple(tuple(values[place] for place in kept) for _, values, _ in rows),
        numeric=tuple(place for place, name in enumerate(columns) if name not in (*COLUMNS[-3:], COLUMNS[0])),
        note=f"Change since {found.before.name}. "
        + (f"In {found.metric.unit.words}." if found.metric.unit.words else ""),
    )
    return table, tuple(unit for _, _, unit in rows)


def _member_row(member: Member, found: Comparison) -> tuple[str, ...]:
    return (
        _name(member, found),
        _text(member.value, found),
        "" if member.lower is None else _text(member.lower, found),
        "" if member.upper is None else _text(member.upper, found),
        *("" if place is None else str(place) for place in (member.rank, member.rank_lower, member.rank_upper)),
        TIER_WORDS.get(member.tier, ""),
        _moved(member.change, found),
        words.capitalised(member.missing),
    )


def _member_values(member: Member, found: Comparison) -> tuple[object, ...]:
    return (
        _name(member, found), member.value, member.lower, member.upper,
        member.rank, member.rank_lower, member.rank_upper,
        TIER_WORDS.get(member.tier, ""), _difference(member.change), member.missing,
    )  # fmt: skip


def _reference_row(held: Reference, found: Comparison) -> tuple[str, ...]:
    changed = _moved(held.change, found)
    return (held.name, _text(held.value, found), "", "", "", "", "", "", changed, words.capitalised(held.basis))


def _reference_values(held: Reference) -> tuple[object, ...]:
    return (held.name, held.value, None, None, None, None, None, "", _difference(held.change), held.basis)


def _moved(change: Direction | NotJudged, found: Comparison) -> str:
    return words.MISSING if isinstance(change, NotJudged) else words.capitalised(words.moved(change, found.metric))


def _difference(change: Direction | NotJudged) -> float | None:
    return None if isinstance(change, NotJudged) else change.difference
