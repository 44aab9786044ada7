"""The members as tables: everybody with intervals and gap, and those outside with what each does to the headline."""

from __future__ import annotations

from collections.abc import Sequence

from pmf_core.definitions.metric import Metric
from pmf_core.judgement.significance import Significance
from pmf_core.series import missing_words
from pmf_core.views import words
from pmf_core.views.status import Table
from pmf_core.views.where.groups import Member
from pmf_core.views.where.judged import Judged
from pmf_core.views.where.sentences import standing_of

COLUMNS = (
    "Unit", "Value", "Lower", "Upper", "Out of", "Gap to the others", "Gap from", "Gap to", "Detectable", "Standing",
)  # fmt: skip
OUTLIER_COLUMNS = ("Unit", "Value", "Standing", "All without it", "Difference to all")


def judged_table(found: Judged, members: Sequence[Member], *, title: str) -> tuple[Table, tuple[str, ...]]:
    """Everybody, the farthest from the average first, then those without a value; and the unit of each row."""
    places = sorted(range(len(found.members)), key=lambda p: -abs(int(found.standing.codes[p])) * 1e9 - _gap(found, p))
    rows = [_row(found, place) for place in places]
    values = [_values(found, place) for place in places]
    missing = [member for member in members if member.point is None or member.point.value is None]
    blank = ("",) * (len(COLUMNS) - 3)
    rows += [(member.name, words.MISSING, *blank, _why(member)) for member in missing]
    values += [(member.name, None, *([None] * (len(COLUMNS) - 3)), _why(member)) for member in missing]
    table = Table(
        title=title,
        columns=COLUMNS,
        rows=tuple(rows),
        values=tuple(values),
        numeric=tuple(range(1, 8)),
        note="95% intervals. The gap is to all the others taken together, sum over sum; it is detectable where its "
        "interval leaves nought out." + (f" In {found.metric.unit.words}." if found.metric.unit.words else ""),
    )
    return table, (*(found.members[place].unit for place in places), *(member.unit for member in missing))


def _gap(found: Judged, place: int) -> float:
    return abs(float(found.gap.value[place]))


def _why(member: Member) -> str:
    told = missing_words(member.point.missing_reason) if member.point else "nothing for this period"
    return words.capitalised(told)


def _numbers(found: Judged, place: int) -> tuple[float, ...]:
    own, gap = found.own, found.gap
    columns = (own.value, own.lower, own.upper, found.denominators, gap.value, gap.lower, gap.upper)
    return tuple(float(column[place]) for column in columns)


def is_detectable(found: Judged, place: int) -> bool:
    """Whether the gap is more than chance could have made."""
    return float(found.gap.lower[place]) > 0 or float(found.gap.upper[place]) < 0


def _row(found: Judged, place: int) -> tuple[str, ...]:
    value, low, high, size, *gap = _numbers(found, place)
    metric = found.metric
    return (
        found.members[place].name,
        *(words.number(each, metric) for each in (value, low, high)),
        f"{size:,.0f}",
        *(_signed(each, metric) for each in gap),
        "Yes" if is_detectable(found, place) else "No",
        standing_of(found, place).word,
    )


def _values(found: Judged, place: int) -> tuple[object, ...]:
    detectable = "yes" if is_detectable(found, place) else "no"
    return (
        found.members[place].name, *_numbers(found, place), detectable, standing_of(found, place).word,
    )  # fmt: skip


def _signed(amount: float, metric: Metric) -> str:
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{words.difference(amount, metric)}"


def outlier_table(found: Judged) -> tuple[Table, tuple[str, ...]] | None:
    """Those outside the 99.8 % limits, each with the headline without it."""
    places = found.outside(Significance.FAR_ABOVE)
    if not places:
        return None
    rows, values = [], []
    for place in places:
        value, left = float(found.own.value[place]), float(found.without[place])
        told, name, moved = standing_of(found, place), found.members[place].name, left - found.whole
        shown = (words.number(left, found.metric), _signed(moved, found.metric))
        rows.append((name, words.number(value, found.metric), told.word, *shown))
        values.append((name, value, told.word, left, moved))
    table = Table(
        title="Who stands out, and what that does to the whole",
        columns=OUTLIER_COLUMNS,
        rows=tuple(rows),
        values=tuple(values),
        numeric=(1, 3, 4),
        note=f"All together: {words.number(found.whole, found.metric)}. Without a unit the whole stands where it would "
        "if the unit were at the average of the others.",
    )
    return table, tuple(found.members[place].unit for place in places)


def plain_table(members: Sequence[Member], metric: Metric, *, title: str) -> tuple[Table, tuple[str, ...]]:
    """Everybody with a value, the highest first, where there are no counts to judge by."""
    with_value = sorted(
        (member for member in members if member.point and member.point.value is not None),
        key=lambda member: -(member.point.value or 0.0) if member.point else 0.0,
    )
    missing = [member for member in members if member not in with_value]
    values = [(m.name, m.point.value if m.point else None, "") for m in with_value]
    rows = [(name, words.number(value or 0.0, metric), note) for name, value, note in values]
    rows += [(member.name, words.MISSING, _why(member)) for member in missing]
    shown = [*values, *((member.name, None, _why(member)) for member in missing)]
    note = f"In {metric.unit.words}." if metric.unit.words else ""
    table = Table(title, ("Unit", "Value", "Note"), tuple(rows), tuple(shown), numeric=(1,), note=note)
    return table, (*(member.unit for member in with_value), *(member.unit for member in missing))
