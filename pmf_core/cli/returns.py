"""Commands about returns: the template to fill in, and the checks before it is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pmf_core.cli.output import as_json, as_table, tell
from pmf_core.cli.places import open_hub
from pmf_core.cli.read import Json, scope_at, stamp
from pmf_core.cli.returns_preview import consequences_as_json, preview_command, print_consequences
from pmf_core.definitions.period import Period, parse
from pmf_core.errors import BadInput
from pmf_core.returns.check import apply
from pmf_core.returns.staged import Checked, Finding, counted
from pmf_core.returns.template import template
from pmf_core.store.hub import Hub
from pmf_core.views.return_check import asking, check_file, period_due
from pmf_core.views.returns.preview import preview_sending, sending_of

ReturnId = Annotated[str, typer.Option("--return", help="The return's id, such as waste_monthly.")]
PeriodId = Annotated[str, typer.Option("--period", help="The period, such as 2026-03; without it, the one due now.")]
FileToRead = Annotated[Path, typer.Argument(help="The file that was sent: .xlsx, .xls, .ods or .csv.")]

returns_app = typer.Typer(help="Returns: from a spreadsheet to an approved number.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    returns_app.command("check")(check_command)
    returns_app.command("template")(template_command)
    returns_app.command("preview")(preview_command)
    app.add_typer(returns_app, name="returns")


def period_of(hub: Hub, return_id: str, period: str) -> Period:
    """The period that was named, or the one that is due now."""
    return parse(period) if period else period_due(hub, hub.catalogue.asked(return_id))


def check_command(
    file: FileToRead,
    return_id: ReturnId,
    period: PeriodId = "",
    accept: Annotated[list[str] | None, typer.Option(help="The id of a proposal to accept; may be repeated.")] = None,
    json: Json = False,
) -> None:
    """Check a file against its return: every finding with its cell and the way out, and what it would change.

    Exit is 1 if it can't be submitted; what it would change is worked out only where it can.
    """
    hub, scope = open_hub(), scope_at("")
    asked, content = period_of(hub, return_id, period), content_of(file)
    checked = check_file(hub, content, name=file.name, return_id=return_id, period=asked, scope=scope)
    if accept:
        checked = apply(checked, accept)
    changed = None
    if checked.may_be_submitted:
        changed = preview_sending(hub, sending_of(checked, content, name=file.name), scope=scope)
    if json:
        told = {"consequences": consequences_as_json(changed) if changed else None}
        as_json({**stamp(hub, scope), **checked_as_json(checked, file.name), **told})
    else:
        rows = [(f.severity.value, f.where, f.seen, f.why, f.fix) for f in checked.findings]
        as_table(f"{file.name}: {len(checked.staged):,} figures", ("", "where", "seen", "why", "what to do"), rows)
        if changed:
            print_consequences(changed)
        tell("It can be submitted." if checked.may_be_submitted else "It can't be submitted yet.")
    if not checked.may_be_submitted:
        raise typer.Exit(1)


def content_of(file: Path) -> bytes:
    """A file's bytes, or one sentence."""
    if not file.is_file():
        raise BadInput(f"There is no file {file}: check the path.")
    return file.read_bytes()


def checked_as_json(checked: Checked, name: str) -> dict[str, Any]:
    """The outcome of a check for a script."""
    request = checked.matched.request
    return {
        "return": request.asked.id,
        "period": request.period.id,
        "file": name,
        "sha256": checked.matched.workbook.sha256,
        "may_be_submitted": checked.may_be_submitted,
        "figures": len(checked.staged),
        "counts": {severity.value: count for severity, count in counted(checked.findings).items()},
        "findings": [_finding(finding) for finding in checked.findings],
        "cleansed": [
            {"sheet": s.sheet, "cell": s.cell, "before": s.before, "after": s.after, "rule": s.rule}
            for s in checked.cleansed
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    proposal = finding.proposal
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "seen": finding.seen,
        "why": finding.why,
        "fix": finding.fix,
        "proposal": {
            "id": proposal.id,
            "cell": proposal.cell,
            "before": proposal.before,
            "after": proposal.after,
            "cells": len(proposal.steps),
            "reason": proposal.reason,
        }
        if proposal
        else None,
    }


def template_command(
    return_id: ReturnId,
    out: Annotated[Path, typer.Option("--out", help="The workbook to write.")],
    period: PeriodId = "",
) -> None:
    """Write the template of a return: headings locked, last period's figures beside the cells to fill in."""
    hub, scope = open_hub(), scope_at("")
    held = asking(hub, return_id, period_of(hub, return_id, period), scope=scope)
    out.write_bytes(template(held.request))
    tell(f"Written: {out}, {held.request.asked.name}, {held.request.period.name}.")
