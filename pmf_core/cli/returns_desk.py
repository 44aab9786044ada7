"""Commands that act on returns: submit, approve, reject, withdraw, publish, and what was sent so far."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pmf_core.cli.output import as_json, as_table, tell
from pmf_core.cli.places import open_hub, store_folder
from pmf_core.cli.read import Json, scope_at, stamp
from pmf_core.cli.returns import FileToRead, PeriodId, ReturnId, checked_as_json, content_of, period_of, returns_app
from pmf_core.cli.who import actor_who, require_inside, require_return
from pmf_core.definitions.period import parse
from pmf_core.definitions.person import Action
from pmf_core.definitions.submission import Submission
from pmf_core.returns.staged import Checked
from pmf_core.store.returned import approving
from pmf_core.store.returned.events import submission, submissions
from pmf_core.store.returned.files import original
from pmf_core.views.returns import desk
from pmf_core.views.returns.receipts import Receipt, history, receipt
from pmf_core.views.returns.visible import visible_returns

SubmissionId = Annotated[str, typer.Argument(help="A submission's id, such as waste_monthly.2026-03.1.")]
By = Annotated[str, typer.Option("--by", help="Who does this: a person's name or address of work.")]
InRole = Annotated[str, typer.Option("--role", help="The role in which they do, such as director_waste.")]
Reason = Annotated[str, typer.Option("--reason", help="Why: the sender and the history read it.")]


def add_commands() -> None:
    """Put these commands beside those that check and write templates."""
    for name, command in {
        "submit": submit,
        "approve": approve,
        "reject": reject,
        "withdraw": withdraw,
        "publish": publish,
        "history": history_command,
        "original": original_command,
    }.items():
        returns_app.command(name)(command)


def submit(
    file: FileToRead,
    return_id: ReturnId,
    by: By,
    role: InRole = "",
    period: PeriodId = "",
    note: Annotated[str, typer.Option(help="A note to the approver; a correction needs one.")] = "",
    accept: Annotated[list[str] | None, typer.Option(help="The id of a proposal to accept; may be repeated.")] = None,
    json: Json = False,
) -> None:
    """Keep a file, check it, and send it to its approver; with an error it stays a draft and exit is 1."""
    require_return(Action.SUBMIT, return_id)
    hub, scope, actor = open_hub(), scope_at(""), actor_who(Action.SUBMIT, by, role)
    about = period_of(hub, return_id, period)
    draft = desk.take_in(
        hub,
        store_folder(),
        content_of(file),
        name=file.name,
        return_id=return_id,
        period=about,
        actor=actor,
        scope=scope,
    )
    if accept:
        draft = desk.mend(store_folder(), draft, accept, actor=actor)
    hub.close()
    if not draft.checked.may_be_submitted:
        _refused(draft.checked, draft.submission.id, file.name, json=json)
    _told(desk.send(store_folder(), draft, actor=actor, note=note).id, json=json)


def _refused(checked: Checked, draft: str, name: str, *, json: bool) -> None:
    if json:
        as_json({"submission": draft, **checked_as_json(checked, name)})
    for finding in checked.errors:
        tell(f"{finding.where}: {finding.seen} {finding.fix}")
    tell(f"{draft} is kept as a draft: mend it and submit again.")
    raise typer.Exit(1)


def _told(submission_id: str, *, json: bool) -> None:
    """Print a submission's receipt."""
    hub, scope = open_hub(), scope_at("")
    held = receipt(hub, submission_id, scope=scope)
    if json:
        as_json({**stamp(hub, scope), **_as_json(held)})
    else:
        as_table(f"{held.return_name}, {held.period_name}: {held.state.word}", ("", ""), held.lines)


def _as_json(held: Receipt) -> dict[str, Any]:
    return {
        "submission": held.submission,
        "return": held.return_id,
        "period": held.period,
        "file": held.file,
        "sha256": held.sha256,
        "size": held.size,
        "received_at": held.received_at,
        "received_by": held.received_by,
        "figures": held.figures,
        "state": held.state.word,
        "batch": held.batch,
        "note": held.note or None,
        "next": held.next_step,
    }


def approve(
    submission_id: SubmissionId,
    by: By,
    role: InRole = "",
    note: Annotated[str, typer.Option(help="A note for the history.")] = "",
    json: Json = False,
) -> None:
    """Approve what another person sent; it is published at its cut-off, or at once if that has come."""
    actor = actor_who(Action.APPROVE, by, role)
    hub = open_hub()
    today = hub.today
    hub.close()
    _require_theirs(Action.APPROVE, submission_id)
    approving.approve(store_folder(), submission_id, actor=actor, today=today, note=note)
    _told(submission_id, json=json)


def reject(submission_id: SubmissionId, by: By, reason: Reason, role: InRole = "", json: Json = False) -> None:
    """Send a return back to its sender, with the reason."""
    _require_theirs(Action.APPROVE, submission_id)
    approving.reject(store_folder(), submission_id, actor=actor_who(Action.APPROVE, by, role), reason=reason)
    _told(submission_id, json=json)


def withdraw(submission_id: SubmissionId, by: By, reason: Reason, role: InRole = "", json: Json = False) -> None:
    """Take back what is not published yet."""
    _require_theirs(Action.SUBMIT, submission_id)
    approving.withdraw(store_folder(), submission_id, actor=actor_who(Action.SUBMIT, by, role), reason=reason)
    _told(submission_id, json=json)


def _require_theirs(action: Action, submission_id: str) -> None:
    hub = open_hub()
    return_id = submission(hub.engine, submission_id).return_id
    hub.close()
    require_return(action, return_id)


def published_now() -> tuple[Submission, ...]:
    """Publish what waits for a cut-off that has come by the hub's own day."""
    hub = open_hub()
    today, due = hub.today, approving.has_due(hub)
    hub.close()
    return approving.publish_due(store_folder(), today=today) if due else ()


def publish(json: Json = False) -> None:
    """Publish every approved return whose cut-off has come."""
    published = published_now()
    if json:
        as_json({"published": [held.id for held in published]})
    tell(
        f"{len(published)} returns published." if published else "No approved return waits for a cut-off that has come."
    )


def history_command(
    return_id: Annotated[str, typer.Option("--return", help="Only this return.")] = "",
    period: Annotated[str, typer.Option("--period", help="Only this period, such as 2026-03.")] = "",
    json: Json = False,
) -> None:
    """What was sent, by whom, and what became of it, newest first."""
    hub, scope = open_hub(), scope_at("")
    about = parse(period) if period else None
    if return_id:
        hub.catalogue.asked(return_id)
    if not json:
        table = history(hub, scope=scope, return_id=return_id, period=about)
        as_table(table.title, table.columns, table.rows)
        return
    seen = visible_returns(hub.catalogue, scope=scope)
    held = [one for one in submissions(hub.engine, return_id=return_id, period=about) if one.return_id in seen]
    as_json(
        {
            **stamp(hub, scope),
            "submissions": [
                {
                    "submission": one.id,
                    "return": one.return_id,
                    "period": one.period.id,
                    "sha256": one.sha256,
                    "state": one.state.value,
                    "batch": one.batch,
                    "events": [
                        {
                            "event": act.event.value,
                            "at": act.at,
                            "by": act.actor.name,
                            "role": act.actor.role or None,
                            "note": act.note or None,
                            "findings": dict(act.summary) or None,
                        }
                        for act in one.acts
                    ],
                }
                for one in reversed(held)
            ],
        }
    )


def original_command(
    submission_id: SubmissionId,
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
) -> None:
    """Write the file of a submission as it was sent, byte for byte; refused if its seal is broken."""
    hub = open_hub()
    sent = submission(hub.engine, submission_id)
    require_inside(hub, sent.return_id)
    file = original(hub.engine, sent.sha256)
    out.write_bytes(file.content or b"")
    tell(f"Written: {out}, {file.name} as {file.received_by} sent it (SHA-256 {file.sha256}).")
