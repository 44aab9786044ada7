"""Reminders of returns: when they are sent, and how."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from pmf_core.definitions.base import Definition


class ReminderStep(StrEnum):
    """The reminders of one return for one period, in the order in which they come."""

    SOON = "soon"
    DUE = "due"
    LATE = "late"
    ESCALATED = "escalated"


class MailServer(Definition):
    """Where mail is handed in; its password is in the environment, as PMF_SMTP_PASSWORD, and never here."""

    host: str
    port: int = 587
    user: str = ""
    encrypted: bool = True


class Reminders(Definition):
    """What a council sets about reminders."""

    days_before: int = Field(default=5, ge=1)
    days_late: int = Field(default=2, ge=1)
    days_to_escalate: int = Field(default=3, ge=1)
    """Days late after which the approver is told."""
    channel: Literal["file", "smtp", "webhook"] = "file"
    """A file in the outbox, a mail, or a message to a web address."""
    sent_from: str = "performance-hub@example.org"
    mail_server: MailServer | None = None
    webhook: str = ""

    @model_validator(mode="after")
    def _deliverable(self) -> Self:
        if self.channel == "smtp" and self.mail_server is None:
            raise ValueError("reminders by mail need their mail_server: host, port and user")
        safe = ("https://", "http://127.0.0.1", "http://localhost")
        if self.channel == "webhook" and not self.webhook.startswith(safe):
            raise ValueError("reminders to a web address need their webhook, beginning with https://")
        if self.days_to_escalate < self.days_late:
            raise ValueError("the approver is told (days_to_escalate) after the sender (days_late), not before")
        return self

    def days_of(self, step: ReminderStep) -> int:
        """When a step is sent, in days after the due day.

        >>> [Reminders().days_of(step) for step in ReminderStep]
        [-5, 0, 2, 3]
        """
        return {
            ReminderStep.SOON: -self.days_before,
            ReminderStep.DUE: 0,
            ReminderStep.LATE: self.days_late,
            ReminderStep.ESCALATED: self.days_to_escalate,
        }[step]
