"""What was last decided about somebody or something that may stand in no configuration any more."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from pmf_core.definitions.base import Definition
from pmf_core.definitions.unit import Link
from pmf_core.errors import BadInput
from pmf_core.store.decided import WITHDRAWN
from pmf_core.store.engine import Query, Transaction

T = TypeVar("T", bound=Definition)

LAST = """
select id, body from (
    select d.id, d.body, row_number() over (partition by id order by known_from desc, batch_id desc) as newest
    from definition_version as d
    where kind = :kind and substr(id, 1, length(:name)) = :name and body <> :withdrawn
) as ranked
where newest = 1
order by id
"""


def last_known(transaction: Transaction, model: type[T], kind: str, name: str) -> T:
    """A definition as it was last; raises BadInput for a name that never stood for anything."""
    found = dict(_bodies(transaction, kind, name))
    if name not in found:
        raise BadInput(f"The store knows no {kind} '{name}': give the id under which it was written down.")
    return model.model_validate_json(found[name], extra="ignore")


def links_of(transaction: Transaction, unit: str) -> list[Link]:
    """Every place in the tree that a unit ever had."""
    bodies = _bodies(transaction, "link", f"{unit} from ")
    return [Link.model_validate_json(body, extra="ignore") for _, body in bodies]


def parent_on(links: list[Link], day: date) -> str | None:
    """The unit above on a day."""
    held = [link for link in links if link.holds_on(day)]
    return held[-1].parent if held else None


def _bodies(transaction: Transaction, kind: str, name: str) -> list[tuple[str, str]]:
    parameters = {"kind": kind, "name": name, "withdrawn": WITHDRAWN}
    return [(held, body) for held, body in transaction.fetch(Query("last known", LAST, parameters))]
