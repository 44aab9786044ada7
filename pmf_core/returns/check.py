"""The whole way from a workbook to checked observations, as often as a person mends something."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pmf_core.errors import BadInput
from pmf_core.returns.edit import edited
from pmf_core.returns.layout import Layout
from pmf_core.returns.mapping import Mapping as ColumnMapping
from pmf_core.returns.match import Matched, match
from pmf_core.returns.request import Request
from pmf_core.returns.staged import Checked, Step
from pmf_core.returns.validate import findings_of
from pmf_core.returns.workbook import Workbook


def check(
    workbook: Workbook,
    request: Request,
    *,
    layouts: Mapping[str, Layout] | None = None,
    remembered: ColumnMapping | None = None,
    chosen: ColumnMapping | None = None,
    cleansing: Sequence[Step] = (),
) -> Checked:
    """Match and check a workbook: by a chosen mapping, by the memory of its source, or anew."""
    matched = match(workbook, request, layouts=layouts, remembered=remembered, chosen=chosen)
    return _cleansed(matched, tuple(cleansing), before=()) if cleansing else _judged(matched, ())


def apply(checked: Checked, accepted: Collection[str]) -> Checked:
    """Take the steps of the accepted proposals, by their ids, and check again."""
    proposals = {proposal.id: proposal for proposal in checked.proposals}
    unknown = [name for name in accepted if name not in proposals]
    if unknown:
        raise BadInput(f"There is no proposal '{unknown[0]}' any more: check the file again.")
    steps = [step for name in dict.fromkeys(accepted) for step in proposals[name].steps]
    # Two rules may mend one cell: the step that was accepted first is taken.
    by_cell = {(step.sheet, step.row, step.column): step for step in reversed(steps)}
    return _cleansed(checked.matched, tuple(reversed(by_cell.values())), before=checked.cleansed)


def remap(checked: Checked, chosen: ColumnMapping) -> Checked:
    """Check again with the columns as a person says that they are."""
    held = checked.matched
    again = match(held.workbook, held.request, layouts=held.layouts, remembered=held.remembered, chosen=chosen)
    return _judged(again, checked.cleansed)


def _cleansed(matched: Matched, steps: tuple[Step, ...], *, before: tuple[Step, ...]) -> Checked:
    """Steps change cells, never how the columns are understood."""
    workbook = edited(matched.workbook, steps)
    again = match(
        workbook, matched.request, layouts=matched.layouts, remembered=matched.remembered, chosen=matched.mapping
    )
    return _judged(again, (*before, *steps))


def _judged(matched: Matched, cleansed: tuple[Step, ...]) -> Checked:
    return Checked(matched.pivot.staged, findings_of(matched), matched, cleansed)
