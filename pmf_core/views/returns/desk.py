"""A sender's desk: a file taken in, checked, mended and submitted; it can be put down and taken up at any moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import Period
from pmf_core.definitions.submission import Actor, Submission
from pmf_core.errors import NotPossible
from pmf_core.returns.check import apply, remap
from pmf_core.returns.handover import check_of, figures_of, steps_again
from pmf_core.returns.mapping import Mapping
from pmf_core.returns.read import read_workbook
from pmf_core.returns.staged import Checked
from pmf_core.store.hub import Hub
from pmf_core.store.returned.cleansing import steps_of
from pmf_core.store.returned.events import submission
from pmf_core.store.returned.files import original
from pmf_core.store.returned.receiving import receive
from pmf_core.store.returned.submitting import record_check, submit
from pmf_core.views.return_check import asking
from pmf_core.views.returns.preview import Sending, sending_of


@dataclass(frozen=True, eq=False)
class Draft:
    """A file that is kept and checked, with what the check found."""

    submission: Submission
    checked: Checked
    resumed: bool = False
    """Whether the same bytes lay there already and are gone on with."""
    same_bytes: tuple[Submission, ...] = ()
    """Submissions for other returns or periods with the very same bytes."""


def take_in(
    hub: Hub,
    folder: Path,
    content: bytes,
    *,
    name: str,
    return_id: str,
    period: Period,
    actor: Actor,
    scope: Scope,
) -> Draft:
    """Read a file, keep it as a draft and check it; nothing is kept of a file that can't be read.

    Raises BadInput with one sentence for a file that can't be read, NotPossible for one that is published already.
    """
    held = asking(hub, return_id, period, scope=scope)
    workbook = read_workbook(content, name=name)
    received = receive(folder, content, name=workbook.name, return_id=return_id, period=period, actor=actor)
    steps = steps_again(steps_of(hub.engine, received.submission.id)) if received.resumed else ()
    checked = held.check(workbook, cleansing=steps)
    grown = record_check(folder, received.submission.id, check_of(checked, taken_before=len(steps)), actor=actor)
    return Draft(grown, checked, received.resumed, received.same_bytes)


def take_up(hub: Hub, submission_id: str, *, scope: Scope) -> Draft:
    """Go on with what is kept: the bytes as they were sent, with the steps that were accepted."""
    held = submission(hub.engine, submission_id)
    file = original(hub.engine, held.sha256)
    steps = steps_again(steps_of(hub.engine, held.id))
    workbook = read_workbook(file.content or b"", name=file.name)
    checked = asking(hub, held.return_id, held.period, scope=scope).check(workbook, cleansing=steps)
    return Draft(held, checked, resumed=True)


def mend(folder: Path, draft: Draft, accepted: Collection[str], *, actor: Actor) -> Draft:
    """Take the accepted proposals, check again, and write down who accepted what."""
    checked = apply(draft.checked, accepted)
    check = check_of(checked, taken_before=len(draft.checked.cleansed))
    return Draft(record_check(folder, draft.submission.id, check, actor=actor), checked, draft.resumed)


def understand(folder: Path, draft: Draft, chosen: Mapping, *, actor: Actor) -> Draft:
    """Check again with the columns as a person says that they are, and remember that for the next file."""
    checked = remap(draft.checked, chosen)
    check = check_of(checked, taken_before=len(checked.cleansed), remembered=True)
    return Draft(record_check(folder, draft.submission.id, check, actor=actor), checked, draft.resumed)


def sending(hub: Hub, draft: Draft) -> Sending:
    """A draft as what would be sent: for the preview of what it changes."""
    file = original(hub.engine, draft.submission.sha256)
    return sending_of(draft.checked, file.content or b"", name=file.name)


def send(folder: Path, draft: Draft, *, actor: Actor, note: str = "") -> Submission:
    """Submit a draft: these figures, and no others, go to the approver."""
    checked = draft.checked
    if not checked.may_be_submitted:
        first = checked.errors[0] if checked.errors else None
        why = f"{first.where}: {first.seen}" if first else "it has no figures"
        raise NotPossible(f"{draft.submission.id} can't be submitted yet: {why}")
    check = check_of(checked, taken_before=len(checked.cleansed), remembered=True)
    return submit(folder, draft.submission.id, check=check, figures=figures_of(checked.staged), actor=actor, note=note)
