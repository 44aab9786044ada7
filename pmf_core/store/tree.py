"""The organisation's tree in the store: who stands under whom, when, and since when that is known."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pmf_core.catalogue.organisation import Organisation
from pmf_core.definitions.moment import start_of_day
from pmf_core.store.engine import Query, Transaction

COLUMNS = ("unit_id", "ancestor_id", "first_day", "last_day", "known_from", "batch_id")


def record_tree(
    transaction: Transaction,
    organisation: Organisation,
    *,
    number: int,
    adopted: date,
    decided: datetime | None,
) -> int:
    """Append what is new or different in the tree; an ancestry taken out ends before it begins."""
    held = {
        (unit, above, first): last
        for unit, above, first, last in transaction.fetch(
            Query(
                "newest tree",
                """
select unit_id, ancestor_id, first_day, last_day from (
    select a.*, row_number() over (
        partition by unit_id, ancestor_id, first_day order by known_from desc, batch_id desc
    ) as newest
    from ancestry as a
) as ranked where newest = 1
""",
            )
        )
    }
    now_held = {(a.unit, a.ancestor, a.first): a for a in organisation.ancestries()}
    rows = [
        (*key, a.last, decided or start_of_day(a.known_from or adopted), number)
        for key, a in now_held.items()
        if held.get(key) != a.last
    ]
    gone = [key for key, last in held.items() if key not in now_held and last >= key[2]]
    rows += [
        (
            *key,
            key[2] - timedelta(days=1) if key[2] > date.min else key[2],
            decided or start_of_day(adopted),
            number,
        )
        for key in gone
    ]
    transaction.insert("ancestry", COLUMNS, rows)
    return len(rows)
