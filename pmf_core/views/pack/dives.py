"""The issue rooms that somebody has written in, as they stood: two pages a room."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.definitions.moment import said
from pmf_core.store.issues import rooms
from pmf_core.views.deep_dive import DeepDive, deep_dive
from pmf_core.views.pack.material import Material
from pmf_core.views.pack.values import PackTable, Page, Paragraph


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
    rows = [
        (part.name, entry.text, entry.source, entry.added_by, said(entry.added_at))
        for part in room.parts
        for entry in part.entries
    ]
    rows += [("Decision", row[3], row[4], row[5], row[0]) for row in room.decisions.rows]
    if rows:
        columns = ("Part", "What", "Source", "By", "When")
        yield Page(
            id=f"dive/{room.header.metric}/room",
            title=f"Deep dive: {room.header.name}, what was said and decided",
            tables=(PackTable("Causes, gaps, options, decision and follow-up", columns, tuple(rows)),),
            illustrative=illustrative,
        )
