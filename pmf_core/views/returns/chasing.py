"""Who is reminded of which return today, and in what words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pmf_core.access.scope import Scope
from pmf_core.definitions.reminder import Reminders, ReminderStep
from pmf_core.returns.outbox import Message, NotDelivered, deliver
from pmf_core.store.hub import Hub
from pmf_core.store.returned.reminders import SentReminder, reminders_sent
from pmf_core.views import words
from pmf_core.views.returns.calendar import Due, calendar


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message to one recipient about one return."""

    return_id: str
    period: str
    step: ReminderStep
    to: str
    to_name: str
    subject: str
    text: str

    @property
    def name(self) -> str:
        """What its file is called: the same for the same reminder."""
        return f"{self.return_id}.{self.period.replace('/', '-')}.{self.step.value}"

    def sent(self, channel: str) -> SentReminder:
        """The record of having sent it."""
        return SentReminder(self.return_id, self.period, self.step, self.to, channel, self.text)


@dataclass(frozen=True, slots=True)
class Chased:
    """What came of sending reminders."""

    sent: tuple[SentReminder, ...]
    places: tuple[str, ...]
    """Where each of them went."""
    failed: tuple[str, ...]
    """Why the others did not go, a sentence each: they are tried again the next time."""


def chase(found: Sequence[Reminder], *, settings: Reminders, outbox: Path) -> Chased:
    """Hand over every reminder that can be handed over."""
    sent, places, failed = [], [], []
    for one in found:
        try:
            places.append(deliver(Message(one.name, one.to, one.subject, one.text), settings=settings, outbox=outbox))
            sent.append(one.sent(settings.channel))
        except NotDelivered as error:
            failed.append(str(error))
    return Chased(tuple(sent), tuple(places), tuple(failed))


def reminders_due(hub: Hub, *, scope: Scope, on: date | None = None) -> tuple[Reminder, ...]:
    """The reminders that a day calls for and that were not sent yet: of each return and period, the newest step."""
    settings, day = hub.catalogue.settings.reminders, on or hub.today
    sent = reminders_sent(hub.engine)
    found = (
        _reminder(hub, due, step)
        for due in calendar(hub, scope=scope, on=day)
        if due.is_over and not due.is_handed_in
        for step in _step(settings, due)
    )
    return tuple(one for one in found if one.sent("").key not in sent)


def _step(settings: Reminders, due: Due) -> Iterator[ReminderStep]:
    """The last step whose day has come, if any: who chases late does not send them all at once."""
    come = [step for step in ReminderStep if settings.days_of(step) <= -due.days]
    return iter(come[-1:])


def _reminder(hub: Hub, due: Due, step: ReminderStep) -> Reminder:
    escalated = step is ReminderStep.ESCALATED
    to = due.approver_contact if escalated else due.sender_contact
    name = due.approver if escalated else due.sender
    what = f"{due.return_name}, {due.period_name}"
    return Reminder(
        return_id=due.return_id,
        period=due.period,
        step=step,
        to=to,
        to_name=name,
        subject=f"{_heading(due, step)}: {what}",
        text=_text(hub, due, step, name),
    )


def _heading(due: Due, step: ReminderStep) -> str:
    match step:
        case ReminderStep.SOON:
            return f"Due on {words.day(due.due_on)}"
        case ReminderStep.DUE:
            return "Due today" if due.days == 0 else "Due"
        case ReminderStep.LATE | ReminderStep.ESCALATED:
            return f"{words.count(-due.days, 'day')} late"


def _text(hub: Hub, due: Due, step: ReminderStep, name: str) -> str:
    what = f"the return '{due.return_name}' for {due.period_name}"
    stands = f"It stands at: {due.state.word} ({due.state.reason})."
    cut_off = f"Figures that are approved by {words.day(due.cut_off_on)} are in the reports of the month."
    if step is ReminderStep.ESCALATED:
        asks = (
            f"{words.capitalised(what)} was due on {words.day(due.due_on)} from {due.sender} and is not in: ask for it."
        )
    else:
        asks = f"{words.capitalised(what)} is due on {words.day(due.due_on)}. Its template is on the page Returns."
    return f"To {name}\n\n{asks}\n{stands}\n{cut_off}\n\n{hub.catalogue.settings.hub_name}\n"
