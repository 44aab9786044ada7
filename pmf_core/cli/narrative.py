"""Commands for narratives: draft and show, check a text against the figures, write a version, approve one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from uuid import uuid4

import typer

from pmf_core.cli.output import as_json, as_table, tell
from pmf_core.cli.places import open_hub, store_folder
from pmf_core.cli.read import AsAt, Json, MetricId, UnitCode, scope_at
from pmf_core.cli.who import require_at
from pmf_core.definitions.moment import now
from pmf_core.definitions.person import Action
from pmf_core.errors import BadInput
from pmf_core.store.narrated.account import Narrative
from pmf_core.store.narrated.writing import approve_narrative, record_narrative
from pmf_core.views.context import opening_month
from pmf_core.views.narrative.card import Desk, card, desk
from pmf_core.views.narrative.checked import Checked, Sentence, checked

app = typer.Typer(help="What was written about a figure, held against the figures.", no_args_is_help=True)

Month = Annotated[str, typer.Option("--period", help="The month, such as 2026-03; without one, the opening month.")]
What = Annotated[str, typer.Option("--what", help="What the figure does.")]
Why = Annotated[str, typer.Option("--why", help="What explains it.")]
SoWhat = Annotated[str, typer.Option("--so-what", help="What it means.")]
Act = Annotated[str, typer.Option("--action", help="What is done about it.")]
Who = Annotated[str, typer.Option("--by", help="Who does it: a role or a name.")]
NoAction = Annotated[str, typer.Option("--no-action", help="Why nothing is done, where nothing is.")]
KEEP = "Why a sentence stays that the figures don't bear out: 'SENTENCE=REASON'; may be given again."


def add_to(main: typer.Typer) -> None:
    """Put these commands on the command line."""
    for command in (show, check, write, approve):
        app.command(command.__name__)(command)
    main.add_typer(app, name="narrative")


def show(metric: MetricId, unit: UnitCode, period: Month = "", as_at: AsAt = "", json: Json = False) -> None:
    """The newest narrative with its marks; where nobody has written one, the hub's draft."""
    hub = open_hub()
    month = period or opening_month(hub).id
    held = card(hub, scope=scope_at(as_at), metric=metric, unit=unit, period=month)
    lines = (*held.sentences, *held.left_out)
    if json:
        told = {"state": held.status.word, "action": held.action.word, "drafted": held.drafted, "by": held.byline}
        as_json({**told, "stale": held.stale, "sentences": _plain(lines)})
        return
    _table(f"{held.status.word}. {held.byline} {held.stale}", lines)


def check(
    metric: MetricId,
    unit: UnitCode,
    what: What = "",
    why: Why = "",
    so_what: SoWhat = "",
    action: Act = "",
    period: Month = "",
    json: Json = False,
) -> None:
    """Hold a text against the figures: exit 1 where they don't bear it out, or it leaves something out."""
    held = _desk(metric, unit, period)
    found = checked({"what": what, "why": why, "so_what": so_what, "action": action}, held.facts)
    lines = (*found.sentences, *found.left_out)
    if json:
        as_json({"summary": found.summary, "sentences": _plain(lines)})
    else:
        _table(found.summary, lines)
    if found.to_explain:
        raise typer.Exit(1)


def write(
    metric: MetricId,
    unit: UnitCode,
    by: Who,
    what: What = "",
    why: Why = "",
    so_what: SoWhat = "",
    action: Act = "",
    no_action: NoAction = "",
    owner: Annotated[str, typer.Option("--owner", help="The owner's id, such as director_waste.")] = "",
    due: Annotated[str, typer.Option("--due", help="The day by which the action is done, such as 2026-06-30.")] = "",
    keep: Annotated[list[str] | None, typer.Option("--keep", help=KEEP)] = None,
    period: Month = "",
) -> None:
    """Keep a version; what is not complete is a draft, and what is not borne out needs --keep."""
    require_at(Action.WRITE_NARRATIVE, unit)
    held, reasons = _desk(metric, unit, period), dict(map(_reason, keep or []))
    made = Narrative(
        uuid4().hex, metric, unit, held.period, held.period_end, what, why, so_what, action, no_action,
        _owner(held, owner), _day(due), "", now(), by,
    )  # fmt: skip
    found = checked(made.parts, held.facts, overrides=reasons)
    _require_reasons(found)
    record_narrative(store_folder(), made, overrides={one.text: one.kept for one in _kept(found)})
    tell(f"Kept as a draft: it lacks {' and '.join(made.missing)}." if made.missing else f"Kept. {found.summary}")


def approve(metric: MetricId, unit: UnitCode, by: Who, period: Month = "") -> None:
    """Stand behind the narrative of a period that somebody else wrote."""
    require_at(Action.APPROVE_NARRATIVE, unit)
    hub = open_hub()
    month = period or opening_month(hub).id
    held = card(hub, scope=scope_at(""), metric=metric, unit=unit, period=month)
    hub.close()
    if not held.to_approve:
        raise BadInput(f"There is nothing to approve of {metric} at {unit} in {month}: {held.status.reason}.")
    approve_narrative(store_folder(), held.to_approve, by=by)
    tell(f"Approved by {by}.")


def _desk(metric: str, unit: str, period: str) -> Desk:
    hub = open_hub()
    held = desk(hub, scope=scope_at(""), metric=metric, unit=unit, period=period or opening_month(hub).id)
    hub.close()
    return held


def _owner(held: Desk, owner: str) -> str:
    if owner and owner not in dict(held.owners):
        raise BadInput(f"There is no owner '{owner}': use one of {', '.join(name for name, _ in held.owners[:5])} …")
    return owner


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"'{text}' is no day: write it as 2026-06-30.") from None


def _reason(text: str) -> tuple[str, str]:
    sentence, sign, reason = text.partition("=")
    if not sign:
        raise BadInput(f"'{text}' has no reason: write --keep 'SENTENCE=REASON'.")
    return sentence.strip(), reason.strip()


def _require_reasons(found: Checked) -> None:
    if found.to_explain:
        first = found.to_explain[0]
        told = first.badge.reason if first.badge else ""
        raise BadInput(f"The figures don't bear this out: '{first.text}' ({told}). Change it, or give --keep.")


def _kept(found: Checked) -> Sequence[Sentence]:
    return [one for one in (*found.sentences, *found.left_out) if one.unsupported]


def _plain(lines: Sequence[Sentence]) -> list[dict[str, Any]]:
    return [
        {
            "part": one.part,
            "sentence": one.text,
            "mark": one.badge.word.lower() if one.badge else "",
            "reason": one.badge.reason if one.badge else "",
            "kept": one.kept,
        }
        for one in lines
    ]


def _table(title: str, lines: Sequence[Sentence]) -> None:
    rows = [(one["part"], one["sentence"], one["mark"], one["kept"] or one["reason"]) for one in _plain(lines)]
    as_table(title, ("part", "said", "checked", "because"), rows)
