"""What was sent and what became of it: receipts and the history of submissions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.moment import said
from pmf_core.definitions.period import Period
from pmf_core.definitions.returning import Return
from pmf_core.definitions.submission import Event, State, Submission
from pmf_core.store.hub import Hub
from pmf_core.store.returned.events import submission, submissions
from pmf_core.store.returned.files import KeptFile, kept_file
from pmf_core.views import words
from pmf_core.views.returns.typed import file_words
from pmf_core.views.returns.visible import require_return, visible_returns
from pmf_core.views.status import Status, StatusKind, Table

STATE_KINDS = {
    State.DRAFT: StatusKind.NEUTRAL,
    State.FAILED: StatusKind.REQUIRES_IMPROVEMENT,
    State.CHECKED: StatusKind.NEUTRAL,
    State.WITH_APPROVER: StatusKind.NEUTRAL,
    State.APPROVED: StatusKind.GOOD,
    State.REJECTED: StatusKind.INADEQUATE,
    State.WITHDRAWN: StatusKind.NOT_JUDGED,
    State.PUBLISHED: StatusKind.EXCELLENT,
    State.CORRECTED: StatusKind.NEUTRAL,
}
"""What shape and colour a state has."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a sender can show for what they sent."""

    submission: str
    return_id: str
    return_name: str
    period: str
    period_name: str
    file: str
    sha256: str
    size: int
    received_at: datetime
    received_by: str
    figures: int
    state: Status
    note: str
    batch: int | None
    next_step: str
    """Who does what next, and when."""

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The receipt as it is shown and printed."""
        return (
            ("Reference", self.submission),
            ("Return", f"{self.return_name}, {self.period_name}"),
            ("File", f"{file_words(self.file)}, {words.size(self.size)}"),
            ("Checksum (SHA-256)", self.sha256),
            ("Received", f"{said(self.received_at)}, from {self.received_by}"),
            ("Figures", f"{self.figures:,}"),
            ("State", words.capitalised(self.state.word)),
            ("Note", self.note or "none"),
            ("Next", self.next_step),
        )


def receipt(hub: Hub, submission_id: str, *, scope: Scope) -> Receipt:
    """The receipt of a submission."""
    held, catalogue = submission(hub.engine, submission_id), hub.catalogue_at(scope.as_at)
    asked = catalogue.asked(held.return_id)
    require_return(catalogue, asked, scope=scope)
    return receipt_of(catalogue, held, kept_file(hub.engine, held.sha256))


def receipt_of(catalogue: Catalogue, held: Submission, file: KeptFile) -> Receipt:
    """A submission and its file as a receipt."""
    asked, checked, sent = catalogue.asked(held.return_id), held.last(Event.CHECKED), held.last(Event.SUBMITTED)
    return Receipt(
        submission=held.id,
        return_id=held.return_id,
        return_name=asked.name,
        period=held.period.id,
        period_name=held.period.name,
        file=file.name,
        sha256=held.sha256,
        size=file.size,
        received_at=held.acts[0].at,
        received_by=held.acts[0].actor.name,
        figures=checked.summary.get("figures", 0) if checked else 0,
        state=state_status(held),
        note=sent.note if sent else "",
        batch=held.batch,
        next_step=next_step(catalogue, asked, held),
    )


def state_status(held: Submission) -> Status:
    """A submission's state as a word, with who brought it about."""
    last = held.acts[-1]
    told = f"{last.event.value} by {last.actor} on {said(last.at)}"
    return Status(STATE_KINDS[held.state], held.state.value, f"{told}: {last.note}" if last.note else told)


def next_step(catalogue: Catalogue, asked: Return, held: Submission) -> str:
    """Who does what next, and when."""
    cut_off = words.day(asked.cut_off_on(held.period))
    match held.state:
        case State.DRAFT | State.CHECKED:
            return f"Submit it by {words.day(asked.due_on(held.period))}."
        case State.FAILED:
            return "Mend what the checks found, or send the file again, mended."
        case State.WITH_APPROVER:
            return f"{catalogue.owner(asked.approver).name} approves it or sends it back; the cut-off is {cut_off}."
        case State.APPROVED:
            return f"It is published at its cut-off, {cut_off}."
        case State.REJECTED:
            return "Send it again, mended; the reason stands with its state."
        case State.WITHDRAWN:
            return "Nothing: it was taken back."
        case State.PUBLISHED:
            return (
                "Nothing: its figures are on the pages. A mistake is put right by sending a new file with the reason."
            )
        case State.CORRECTED:
            return "Nothing: a later file took its place, and both stay readable."


def history(hub: Hub, *, scope: Scope, return_id: str = "", period: Period | None = None) -> Table:
    """Every event of the submissions that may be seen, newest first."""
    catalogue = hub.catalogue_at(scope.as_at)
    seen = visible_returns(catalogue, scope=scope)
    held = [one for one in submissions(hub.engine, return_id=return_id, period=period) if one.return_id in seen]
    names = {one.sha256: file_words(kept_file(hub.engine, one.sha256).name) for one in held}
    events = sorted(((act, one) for one in held for act in one.acts), key=lambda pair: pair[0].at, reverse=True)
    return Table(
        title="What was sent, and what became of it",
        columns=("When", "Return", "Period", "What", "Who", "Note", "File"),
        rows=tuple(
            (
                said(act.at),
                seen[one.return_id].name,
                one.period.name,
                words.capitalised(act.event.value),
                str(act.actor),
                act.note,
                names[one.sha256],
            )
            for act, one in events
        ),
        values=tuple(
            (act.at, one.return_id, one.period.id, act.event.value, str(act.actor), act.note, names[one.sha256])
            for act, one in events
        ),
        note="" if events else "No file has been sent yet.",
    )
