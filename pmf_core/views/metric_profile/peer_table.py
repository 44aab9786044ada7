"""A comparison as a table: everybody, best first, with intervals; then the averages; then who has no value."""

from __future__ import annotations

from pmf_core.judgement.direction import Direction
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views import words
from pmf_core.views.comparison import Comparison, Member, Reference
from pmf_core.views.comparison.sentences import TIER_WORDS
from pmf_core.views.status import Table

THIS_UNIT = "this unit"
"""Said beside the unit's own name, so that no colour has to say it."""

PLAIN_COLUMNS = ("Unit", "Value", "Rank", "Change", "Note")
"""The columns where there are no counts."""

COLUMNS = ("Unit", "Value", "Lower", "Upper", "Rank", "Ranks from", "to", "Against the others", "Change", "Note")
"""The columns where chance can be told."""


def best_first(found: Comparison) -> tuple[Member, ...]:
    """The unit and its group in the order of their values; where neither way is better, the highest first."""
    downwards = found.metric.polarity.sign >= 0
    return tuple(sorted(found.ranked, key=lambda m: (-(m.value or 0) if downwards else m.value or 0, m.unit.label)))


def _name(member: Member, found: Comparison) -> str:
    return f"{member.unit.label} ({THIS_UNIT})" if member is found.own else member.unit.label


def value_text(value: float | None, found: Comparison) -> str:
    """A value as it is written, or the dash that stands for none."""
    return words.MISSING if value is None else words.number(value, found.metric)


def peer_table(found: Comparison) -> tuple[Table, tuple[str, ...]]:
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
        value_text(member.value, found),
        "" if member.lower is None else value_text(member.lower, found),
        "" if member.upper is None else value_text(member.upper, found),
        *("" if place is None else str(place) for place in (member.rank, member.rank_lower, member.rank_upper)),
        TIER_WORDS.get(member.tier, ""),
        _moved(member.change, found),
        words.capitalised(member.missing or member.note),
    )


def _member_values(member: Member, found: Comparison) -> tuple[object, ...]:
    return (
        _name(member, found), member.value, member.lower, member.upper,
        member.rank, member.rank_lower, member.rank_upper,
        TIER_WORDS.get(member.tier, ""), _difference(member.change), member.missing or member.note,
    )  # fmt: skip


def _reference_row(held: Reference, found: Comparison) -> tuple[str, ...]:
    changed = _moved(held.change, found)
    return (held.name, value_text(held.value, found), "", "", "", "", "", "", changed, words.capitalised(held.basis))


def _reference_values(held: Reference) -> tuple[object, ...]:
    return (held.name, held.value, None, None, None, None, None, "", _difference(held.change), held.basis)


def _moved(change: Direction | NotJudged, found: Comparison) -> str:
    return words.MISSING if isinstance(change, NotJudged) else words.capitalised(words.moved(change, found.metric))


def _difference(change: Direction | NotJudged) -> float | None:
    return None if isinstance(change, NotJudged) else change.difference
