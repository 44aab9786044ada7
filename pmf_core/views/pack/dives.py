"""The issue rooms that somebody has written in, as they stood: two pages a room."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.store.issues import rooms
from pmf_core.views.deep_dive import DeepDive, deep_dive
from pmf_core.views.pack.material import Material
from pmf_core.views.pack.values import PackTable, Page, Paragraph

COLUMNS = ("Part", "What", "From and by")
"""The columns of what people put into a room."""


def deep_dives(held: Material) -> Iterator[Page]:
    """The rooms of the unit's metrics, in the order of the board's list; none where nobody has opened one."""
    open_rooms = {metric for metric, unit, _ in rooms(held.hub.engine, as_at=held.scope.as_at) if unit == held.unit.id}
    for row in held.listing.everything:
        if row.metric.id in open_rooms:
            room = deep_dive(held.hub, scope=held.scope, metric=row.metric.id, unit=held.unit.id, period=held.month.id)
            yield from _pages(room, illustrative=row.metric.illustrative)


def _pages(room: DeepDive, *, illustrative: bool) -> Iterator[Page]:
    told = [Paragraph("Contradiction", room.contradiction)] * bool(room.contradiction)
    if room.waterfall:
        told.append(Paragraph("Why", room.waterfall.sentence))
    yield Page(
        id=f"dive/{room.header.metric}",
        title=f"Deep dive: {room.header.name}",
        lead=room.question,
        paragraphs=(Paragraph("Evidence", room.sentence), *told),
        tables=(PackTable("Evidence", room.table.columns, room.table.rows),),
        illustrative=illustrative,
    )
    rows = [(part.name, said.text, said.under) for part in room.parts for said in part.entries]
    rows += [("Decision", row[3], " · ".join((row[4], row[5], row[0]))) for row in room.decisions.rows]
    if rows:
        yield Page(
            id=f"dive/{room.header.metric}/room",
            title=f"Deep dive: {room.header.name}, what was said and decided",
            paragraphs=tuple([Paragraph("Causes", room.causes.sentence)] * bool(room.causes.sentence)),
            tables=(PackTable("Causes, gaps, options, decision and follow-up", COLUMNS, tuple(rows)), *_weighed(room)),
            illustrative=illustrative,
        )


def _weighed(room: DeepDive) -> Iterator[PackTable]:
    """The causes by their cases and the options beside one another, where there are any."""
    for table in (room.causes.table, room.options):
        if table.rows:
            yield PackTable(table.title, table.columns, table.rows)
