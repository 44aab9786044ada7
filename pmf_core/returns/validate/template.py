"""The hub's own template, sent back: of another return or period, of an older version, or with altered headings."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.definitions.period import parse
from pmf_core.errors import BadInput
from pmf_core.returns.edit import cell_text
from pmf_core.returns.match import Matched
from pmf_core.returns.plan import plan
from pmf_core.returns.staged import Finding, Proposal, Severity, Step
from pmf_core.returns.stamp import Stamp, altered, stamp_of
from pmf_core.returns.workbook import cell_name


def template_is_right(matched: Matched) -> Iterator[Finding]:
    """Whether a template is the one of this return, period and version."""
    stamp, request = stamp_of(matched.workbook), matched.request
    if stamp is None:
        return
    if stamp.return_id != request.asked.id:
        yield _told(
            matched, "template_other_return", Severity.ERROR, f"the template of '{stamp.return_id}'",
            f"This is the template of another return than '{request.asked.name}'.",
            "Send it as that return, or take the right template.",
        )  # fmt: skip
    elif stamp.period != request.period.id:
        yield _told(
            matched, "template_other_period", Severity.ERROR, f"the template of {_period_name(stamp)}",
            f"The return is for {request.period.name}.",
            f"Take the template of {request.period.name}, or choose {_period_name(stamp)} as the period.",
        )  # fmt: skip
    elif not matched.mapping.template:
        yield _told(
            matched, "template_old", Severity.WARNING, f"a template of version {stamp.version}",
            f"What is asked has changed since (it is version {request.asked.version} now), so its columns were "
            "understood anew.",
            "Take the new template next time, and look whether each column was understood as it is meant.",
        )  # fmt: skip


def _told(matched: Matched, code: str, severity: Severity, seen: str, why: str, fix: str) -> Finding:
    sheet = next((sheet.name for sheet in matched.workbook.sheets if not sheet.hidden), "")
    return Finding(severity, code, sheet, "A1", seen, why, fix)


def _period_name(stamp: Stamp) -> str:
    try:
        return parse(stamp.period).name
    except BadInput:
        return stamp.period


def template_is_unaltered(matched: Matched) -> Iterator[Finding]:
    """Headings that were typed over: the figures below may be something else."""
    if not matched.mapping.template or stamp_of(matched.workbook) is None:
        return
    held = plan(matched.request)
    for (row, column), text, cell in altered(matched.sheet(held.sheet), held):
        step = Step(
            held.sheet, row, column, cell_text(cell), text, "template_altered", "Put the heading back as it was."
        )
        yield Finding(
            Severity.ERROR, "template_altered", held.sheet, cell_name(row, column), cell_text(cell) or "blank",
            f"The template says '{text}' here: are the figures below still that?",
            f"Put '{text}' back if they are; otherwise send them under their own heading in a file of your own.",
            Proposal("template_altered", step.reason, (step,)),
        )  # fmt: skip
