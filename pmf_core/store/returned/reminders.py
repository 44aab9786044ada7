"""The reminders that were sent, so that none is sent twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pmf_core.definitions.moment import now
from pmf_core.definitions.reminder import ReminderStep
from pmf_core.store.audit.entry import Deed
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Engine, Query

KEY = ("return_id", "period_id", "step", "recipient")
"""What makes two reminders the same one."""


@dataclass(frozen=True, slots=True)
class SentReminder:
    """One message to one recipient."""

    return_id: str
    period_id: str
    step: ReminderStep
    recipient: str
    channel: str
    body: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same as another."""
        return self.return_id, self.period_id, self.step.value, self.recipient


def reminders_sent(engine: Engine) -> frozenset[tuple[str, str, str, str]]:
    """Every reminder that was sent, by its key."""
    return frozenset(engine.fetch(Query("reminders", f"select distinct {', '.join(KEY)} from reminder")))


def record_reminders(folder: Path, sent: Sequence[SentReminder]) -> None:
    """Write down what was sent."""
    if not sent:
        return
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        edition.tell(Deed.REMINDED, reminders=str(len(sent)))
        transaction.insert(
            "reminder",
            (*KEY, "channel", "sent_at", "body"),
            [(*one.key, one.channel, now(), one.body) for one in sent],
        )
