"""Commands that watch over returns: what is due, who is reminded, and how long files are kept."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from pmf_core.cli.output import as_json, as_table, tell
from pmf_core.cli.places import open_hub, outbox_folder, store_folder
from pmf_core.cli.read import Json, scope_at, stamp
from pmf_core.cli.returns import returns_app
from pmf_core.cli.returns_desk import By, InRole
from pmf_core.cli.who import actor_who, require
from pmf_core.definitions.person import Action
from pmf_core.errors import BadInput
from pmf_core.store.returned.reminders import record_reminders
from pmf_core.store.returned.retention import erase_due, erase_file
from pmf_core.views.returns.calendar import calendar
from pmf_core.views.returns.chasing import chase as chased_by
from pmf_core.views.returns.chasing import reminders_due
from pmf_core.views.returns.lateness import likelihoods

OnDay = Annotated[str, typer.Option("--on", help="As if it were this day, such as 2026-05-12; else the hub's own day.")]


def add_commands() -> None:
    """Put these commands beside the others about returns."""
    returns_app.command("due")(due)
    returns_app.command("chase")(chase)
    returns_app.command("erase")(erase)


def due(on: OnDay = "", json: Json = False) -> None:
    """Every return with its due day, how it stands, and how likely its next one is late."""
    hub, scope = open_hub(), scope_at("")
    found = calendar(hub, scope=scope, on=_day(on))
    likely = likelihoods(found)
    if not json:
        columns = ("return", "period", "due", "state", "why", "next one late?")
        as_table(
            f"{len(found)} returns",
            columns,
            [
                (d.return_name, d.period_name, d.due_on, d.state.word, d.state.reason, likely[d.return_id].sentence)
                for d in found
            ],
        )
        return
    rows = [
        {
            "return": d.return_id,
            "period": d.period,
            "due_on": d.due_on,
            "cut_off_on": d.cut_off_on,
            "state": d.state.word,
            "reason": d.state.reason,
            "late": d.is_late,
            "sent_on": d.sent_on,
            "submission": d.submission or None,
            "likelihood_late": likely[d.return_id].value,
            "likelihood_basis": likely[d.return_id].sentence,
        }
        for d in found
    ]
    as_json({**stamp(hub, scope), "returns": rows})


def chase(
    on: OnDay = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be sent.")] = False,
    json: Json = False,
) -> None:
    """Send the reminders that a day calls for, each once: to a file in the outbox, by mail or to a web address."""
    if not dry_run:
        require(Action.CHASE)
    hub, scope = open_hub(), scope_at("")
    found = reminders_due(hub, scope=scope, on=_day(on))
    settings = hub.catalogue.settings.reminders
    chased = chased_by([] if dry_run else found, settings=settings, outbox=outbox_folder())
    record_reminders(store_folder(), chased.sent)
    for told in (*chased.places, *chased.failed):
        tell(told)
    if json:
        rows = [
            {"return": r.return_id, "period": r.period, "step": r.step.value, "to": r.to, "subject": r.subject}
            for r in found
        ]
        as_json({**stamp(hub, scope), "reminders": rows, "sent": len(chased.sent), "failed": chased.failed})
    else:
        as_table(f"{len(found)} reminders", ("to", "subject"), [(f"{r.to_name}, {r.to}", r.subject) for r in found])
    if chased.failed:
        raise typer.Exit(1)


def erase(
    by: By,
    sha256: Annotated[str, typer.Option("--file", help="The SHA-256 of one file.")] = "",
    reason: Annotated[str, typer.Option(help="Why that file goes: which rule or request asks for it.")] = "",
    role: InRole = "",
    on: OnDay = "",
) -> None:
    """Erase the bytes of one file, or of every file that has been kept as long as its return says."""
    actor = actor_who(Action.ERASE, by, role)
    if sha256:
        erase_file(store_folder(), sha256, actor=actor, reason=reason)
        tell(f"Erased: {sha256}. Its checksum, its figures and who sent it stay.")
        return
    hub = open_hub()
    today = _day(on) or hub.today
    hub.close()
    gone = erase_due(store_folder(), today=today, actor=actor)
    tell(f"{len(gone)} files erased: their checksums and figures stay.")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"'{text}' is not a day: write it as 2026-05-12.") from None
