"""Commands about the audit log: whether it is whole, and what it says."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from pmf_core.cli.output import as_json, as_table, moment_text, tell
from pmf_core.cli.places import store_folder
from pmf_core.cli.read import Json
from pmf_core.cli.who import require
from pmf_core.definitions.moment import parse_moment, start_of_day
from pmf_core.definitions.person import Action
from pmf_core.errors import BadInput
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.audit.search import Asked, found
from pmf_core.store.audit.verify import verify

audit_app = typer.Typer(help="Who did what: entries sealed to one another.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    audit_app.command("verify")(verify_command)
    audit_app.command("list")(list_command)
    app.add_typer(audit_app, name="audit")


def verify_command(
    expect: Annotated[str, typer.Option(help="NUMBER:SEAL kept from an earlier run, elsewhere.")] = "",
    json: Json = False,
) -> None:
    """Follow the chain of seals; the first entry that was changed, taken out or cut off is named (exit 1)."""
    expected = _expected(expect)
    held = verify(store_folder(), expected=expected)
    if json:
        told = {"entries": held.entries, "seal": held.seal, "broken_at": held.broken_at, "told": held.told or None}
        as_json({"whole": held.whole, **told})
    elif held.whole:
        tell(f"The audit log is whole: {held.entries:,} entries. Keep this elsewhere: {held.entries}:{held.seal}")
    else:
        tell(f"The audit log is broken at entry {held.broken_at}. {held.told}")
    if not held.whole:
        raise typer.Exit(1)


def list_command(
    words: Annotated[str, typer.Option("--search", help="Words that an entry has anywhere.")] = "",
    who: Annotated[str, typer.Option(help="Only what this person did.")] = "",
    deed: Annotated[str, typer.Option(help="Only this, such as 'signed in' or 'denied'.")] = "",
    since: Annotated[str, typer.Option("--from", help="From this day on.")] = "",
    until: Annotated[str, typer.Option("--to", help="Until the end of this day.")] = "",
    json: Json = False,
) -> None:
    """List entries, the newest first."""
    require(Action.READ_AUDIT)
    asked = Asked(words, who, deed, _from(since), parse_moment(until) if until else None)
    entries = list(found(AuditLog(store_folder()).entries(), asked))
    if json:
        as_json(
            [
                {"number": e.number, "at": e.at, "who": e.who, "deed": e.deed, "about": dict(e.about), "seal": e.seal}
                for e in entries
            ]
        )
        return
    rows = [
        (e.number, moment_text(e.at), e.who, e.deed, ", ".join(f"{k}: {v}" for k, v in e.about.items()))
        for e in entries
    ]
    as_table(f"{len(rows)} entries", ("no.", "at", "who", "did", "about"), rows)


def _from(day: str) -> datetime | None:
    if not day:
        return None
    moment = parse_moment(day)
    return start_of_day(moment.date()) if len(day) == len("2025-01-01") else moment


def _expected(told: str) -> dict[int, str]:
    if not told:
        return {}
    number, _, seal = told.partition(":")
    if not number.isdigit() or len(seal) != 64:
        raise BadInput(f"'{told}' is no NUMBER:SEAL: give what 'audit verify' printed.")
    return {int(number): seal}
