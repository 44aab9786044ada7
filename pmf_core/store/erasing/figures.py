"""Taking the figures of one person out, so that every total stays what it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pmf_core.access.scope import INDIVIDUAL
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.moment import now
from pmf_core.definitions.period import add_months
from pmf_core.definitions.submission import Actor
from pmf_core.definitions.unit import Link, Unit
from pmf_core.errors import BadInput
from pmf_core.store.audit.entry import Deed
from pmf_core.store.decided import catalogue_as_at
from pmf_core.store.edition import Edition, new_edition
from pmf_core.store.engine import Query, Transaction
from pmf_core.store.erasing.last_known import last_known, links_of, parent_on
from pmf_core.store.erasing.tables import REMOVED
from pmf_core.store.returned.files import erase

FIGURES = "individual figures"
"""What the act is called in the store."""

COPIED = "metric_id, breakdown, period_start, period_end, grain, numerator, denominator, value, missing_reason, status"

VERSIONS = f"""
select {COPIED}, known_from, lead(known_from) over (
         partition by metric_id, breakdown, grain, period_start, period_end order by known_from, batch_id
       ) as known_to, batch_id
from observation
where unit_id = :unit and period_end < :before
order by metric_id, breakdown, period_start, known_from, batch_id
"""

FILES = """
select distinct s.file_sha256, s.submission_id
from submitted_figure as f
join submission as s on s.submission_id = f.submission_id
where f.unit_id = :unit and f.period_end < :before
order by s.file_sha256
"""


def erase_figures(folder: Path, unit: str, *, actor: Actor, reason: str, before: date | None = None) -> int:
    """Take out a person's figures of periods that ended before a day, or all; how many rows comes back."""
    require_reason(reason)
    with new_edition(folder, compact=True) as edition:
        return _erase_in(edition, unit, before=before or date.max, actor=actor, reason=reason)


def erase_expired(folder: Path, *, today: date, actor: Actor) -> dict[str, int]:
    """Take out what has been kept as long as the rule for single people says; rows by person come back."""
    with new_edition(folder, compact=True) as edition:
        catalogue = catalogue_as_at(edition.engine, None)
        months = catalogue.access.individual_level.keep_months
        before, reason = add_months(today, -months), f"kept for {months} months, as the rule for single people says"
        done = {
            unit: _erase_in(edition, unit, before=before, actor=actor, reason=reason)
            for unit in _with_figures(edition, catalogue, before=before)
        }
        if not done:
            edition.discard()
    return done


def erase_in(transaction: Transaction, unit: str, *, before: date, actor: Actor, reason: str) -> int:
    """The same within a transaction."""
    if last_known(transaction, Unit, "unit", unit).level != INDIVIDUAL:
        raise BadInput(f"'{unit}' is no single person: only figures of single people are removed.")
    parameters = {"unit": unit, "before": before}
    versions = list(transaction.fetch(Query("person's figures", VERSIONS, parameters)).records())
    kept = _for_the_team(links_of(transaction, unit), versions)
    if kept:
        transaction.append("erased_figure", {name: [row[name] for row in kept] for name in kept[0]})
    for table in ("observation", "roll_up", "withheld", "submitted_figure"):
        sql = f"delete from {table} where unit_id = :unit and period_end < :before"
        if table == "submitted_figure":
            _erase_files(transaction, parameters, actor=actor, reason=reason)
        transaction.execute(Query(f"erase from {table}", sql, parameters))
    transaction.insert(
        "retention_act",
        ("kind", "id", "done_at", "done_by", "role", "reason"),
        [(FIGURES, unit, now(), actor.name, actor.role, reason)],
    )
    return len(versions)


def require_reason(reason: str) -> None:
    """Refuse an act that doesn't say which rule or request asks for it."""
    if not reason.strip():
        raise BadInput("Data are removed with a reason: say which rule or request asks for it.")


def _erase_in(edition: Edition, unit: str, *, before: date, actor: Actor, reason: str) -> int:
    with edition.engine.transaction() as transaction:
        rows = erase_in(transaction, unit, before=before, actor=actor, reason=reason)
    edition.tell(Deed.ERASED, kind=FIGURES, id=unit, rows=str(rows), reason=reason)
    return rows


def _with_figures(edition: Edition, catalogue: Catalogue, *, before: date) -> list[str]:
    sql = "select distinct unit_id from observation where period_end < :before order by unit_id"
    found = edition.engine.fetch(Query("old figures", sql, {"before": before}))["unit_id"]
    units = catalogue.organisation.units
    return [unit for unit in found if unit in units and units[unit].level == INDIVIDUAL]


def _for_the_team(links: list[Link], versions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same figures as a part of the team of their period, without a name; what had no team is in no total."""
    held = [(parent_on(links, row["period_end"]), row) for row in versions]
    return [{"team_id": team, **row} for team, row in held if team is not None]


def _erase_files(transaction: Transaction, parameters: dict[str, Any], *, actor: Actor, reason: str) -> None:
    """The bytes of every return that had their figures, and the cells that were mended in it."""
    found = list(transaction.fetch(Query("returns with them", FILES, parameters)))
    for digest in dict.fromkeys(digest for digest, _ in found):
        erase(transaction, digest, actor=actor, reason=reason)
    for submission in dict.fromkeys(submission for _, submission in found):
        transaction.execute(
            Query(
                "erase mended cells",
                "update cleansing_step set before = :removed, after = :removed where submission_id = :submission",
                {"removed": REMOVED, "submission": submission},
            )
        )
