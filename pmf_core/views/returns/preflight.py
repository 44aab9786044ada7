"""What a check found, as a page shows it: the findings, and a picture of the sheet with the cells marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.returns.staged import Checked, Finding, Severity, counted
from pmf_core.views import words
from pmf_core.views.returns.kinds import KINDS, kind_name
from pmf_core.views.returns.picture import Picture, anchor_of, pictures
from pmf_core.views.returns.typed import is_form, where_typed
from pmf_core.views.status import Status

MOST_LISTED = 25
"""How many findings are listed at a time: the next ones are a link away."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in words, with the proposal that mends it, if there is one."""

    severity: Status
    kind: str
    """The kind's name."""
    where: str
    seen: str
    why: str
    fix: str
    proposal: str
    """The id by which the proposal is accepted; empty without one."""
    change: str
    """What the proposal would change: '1O4 becomes 104, in 3 cells'."""
    anchor: str
    """The name of its cell in the picture; empty where none is about it."""


@dataclass(frozen=True, slots=True)
class KindFound:
    """One kind of finding, with all of its proposals."""

    code: str
    name: str
    severity: Status
    count: int
    proposals: tuple[str, ...]
    """The ids of all proposals of the kind, listed or not."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """A check on its way to the screen: the findings that are listed now, and what there is besides."""

    sentence: str
    kinds: tuple[KindFound, ...]
    findings: tuple[FindingRow, ...]
    total: int
    """How many findings there are of the kinds that are listed."""
    first: int
    """Which of them is the first that is listed, counted from 0."""
    pictures: tuple[Picture, ...]
    may_be_submitted: bool

    @property
    def listed(self) -> str:
        """Which findings are listed, in words; empty where it is all of them."""
        last = self.first + len(self.findings)
        return f"Findings {self.first + 1:,} to {last:,} of {self.total:,}." if self.total > len(self.findings) else ""


def preflight(checked: Checked, *, kind: str = "", first: int = 0) -> Preflight:
    """The findings, gravest first, of one kind or all, and a picture of each sheet with those that are listed."""
    order = list(Severity)
    ordered = sorted(checked.findings, key=lambda finding: order.index(finding.severity))
    found = [finding for finding in ordered if finding.code == kind] or ordered
    begun = first if 0 <= first < len(found) else 0
    listed = found[begun : begun + MOST_LISTED]
    is_typed = is_form(checked.matched.workbook.name)
    return Preflight(
        sentence=sentence_of(checked),
        kinds=_kinds(ordered),
        findings=tuple(_row(checked, finding, is_typed=is_typed) for finding in listed),
        total=len(found),
        first=begun,
        pictures=() if is_typed else tuple(pictures(checked, listed)),
        may_be_submitted=checked.may_be_submitted,
    )


def _kinds(ordered: Sequence[Finding]) -> tuple[KindFound, ...]:
    by_code: dict[str, list[Finding]] = {}
    for finding in ordered:
        by_code.setdefault(finding.code, []).append(finding)
    return tuple(
        KindFound(
            code,
            kind_name(code),
            Status(*KINDS[found[0].severity]),
            len(found),
            tuple(finding.proposal.id for finding in found if finding.proposal),
        )
        for code, found in by_code.items()
    )


def sentence_of(checked: Checked) -> str:
    """The whole check in a sentence or two."""
    counts = counted(checked.findings)
    read = f"{words.count(len(checked.staged), 'figure')} read."
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    if checked.may_be_submitted and not warnings:
        return f"{read} Nothing is wrong: it can be submitted."
    told = [words.count(errors, "error")] * bool(errors) + [words.count(warnings, "warning")] * bool(warnings)
    if checked.may_be_submitted:
        return f"{read} {words.capitalised(words.listed(told))} to look at; it can be submitted."
    return f"{read} {words.capitalised(words.listed(told) or 'no figure')}: mend what is marked before it is submitted."


def _row(checked: Checked, finding: Finding, *, is_typed: bool) -> FindingRow:
    proposal = finding.proposal
    change = ""
    if proposal is not None:
        cells = f", in {words.count(len(proposal.steps), 'cell')}" if len(proposal.steps) > 1 else ""
        where = where_typed(checked, finding) if is_typed else f"{proposal.sheet}!{proposal.cell}"
        change = f"{where}: '{proposal.before}' becomes '{proposal.after}'{cells}"
    return FindingRow(
        severity=Status(*KINDS[finding.severity]),
        kind=kind_name(finding.code),
        where=where_typed(checked, finding) if is_typed else finding.where,
        seen=finding.seen,
        why=finding.why,
        fix=finding.fix,
        proposal=proposal.id if proposal else "",
        change=change,
        anchor="" if is_typed else anchor_of(checked, finding),
    )
