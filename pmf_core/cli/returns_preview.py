"""What publishing a return will change, as the command line tells it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from pmf_core.cli.output import as_json, as_table, tell
from pmf_core.cli.places import open_hub
from pmf_core.cli.read import Json, scope_at, stamp
from pmf_core.store.returned.events import submission
from pmf_core.views.returns.preview import preview_approval
from pmf_core.views.returns.tables import consequence_tables
from pmf_core.views.returns.values import Consequences
from pmf_core.views.returns.visible import require_return

SubmissionId = Annotated[str, typer.Argument(help="A submission's id, such as waste_monthly.2026-03.1.")]


def preview_command(submission_id: SubmissionId, json: Json = False) -> None:
    """What approving a submitted return will change, as its approver sees it."""
    hub, scope = open_hub(), scope_at("")
    asked = hub.catalogue.asked(submission(hub.engine, submission_id).return_id)
    require_return(hub.catalogue, asked, scope=scope)
    found = preview_approval(hub, submission_id, scope=scope)
    if json:
        as_json({**stamp(hub, scope), "submission": submission_id, **consequences_as_json(found)})
    else:
        print_consequences(found)


def print_consequences(held: Consequences) -> None:
    """The bands, exceptions, identities and figures that change, and what rests on them, in the page's own tables."""
    for table in consequence_tables(held):
        as_table(table.title, table.columns, table.rows)
        if table.note:
            tell(table.note)
    tell(held.sentence)


def consequences_as_json(held: Consequences) -> dict[str, Any]:
    """The same for a script."""
    return {
        "sentence": held.sentence,
        "new": held.new,
        "restated": held.restated,
        "unchanged": held.unchanged,
        "metrics": held.metrics,
        "judged": held.judged,
        "exceptions_not_judged": held.not_judged,
        "bands": [{**asdict(one), "before": one.before.word, "after": one.after.word} for one in held.flips],
        "exceptions": [asdict(one) for one in held.exceptions],
        "identities": [asdict(one) for one in held.identities],
        "restatements": [asdict(one) for one in held.restatements],
        "affected": [asdict(one) for one in held.affected],
    }
