"""Messages on their way out: a file in the outbox, a mail, or a message to a web address, as the settings say."""

from __future__ import annotations

import json
import os
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from pmf_core.definitions.reminder import Reminders
from pmf_core.errors import HubError

PASSWORD = "PMF_SMTP_PASSWORD"
"""The environment variable with the mail server's password."""

SECONDS = 20
"""How long a server is waited for."""


class NotDelivered(HubError):
    """A message could not be handed over; it will be tried again."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message."""

    name: str
    """A short name, the same whenever the same message is written."""
    to: str
    subject: str
    text: str


def deliver(message: Message, *, settings: Reminders, outbox: Path) -> str:
    """Hand a message over; where it went comes back. Raises NotDelivered where nobody takes it."""
    try:
        match settings.channel:
            case "file":
                return _to_file(message, settings, outbox)
            case "smtp":
                return _by_mail(message, settings)
            case "webhook":
                return _to_web(message, settings)
    except (OSError, smtplib.SMTPException, URLError) as error:
        raise NotDelivered(
            f"The reminder to {message.to} was not sent ({error}): see 'reminders' in settings.yaml, then chase again."
        ) from error


def as_mail(message: Message, settings: Reminders) -> EmailMessage:
    """The message as mail; a line break in a name can't add a header."""
    mail = EmailMessage()
    mail["From"], mail["To"] = settings.sent_from, " ".join(message.to.split())
    mail["Subject"] = " ".join(message.subject.split())
    mail.set_content(message.text)
    return mail


def _to_file(message: Message, settings: Reminders, outbox: Path) -> str:
    """A mail that any mail program opens; written anew, it is the same file."""
    outbox.mkdir(parents=True, exist_ok=True)
    file = outbox / f"{message.name}.eml"
    unfinished = file.with_suffix(".writing")
    unfinished.write_bytes(bytes(as_mail(message, settings)))
    unfinished.replace(file)
    return str(file)


def _by_mail(message: Message, settings: Reminders) -> str:
    server = settings.mail_server
    if server is None:
        raise NotDelivered("Reminders go by mail, and no mail_server is set in settings.yaml.")
    with smtplib.SMTP(server.host, server.port, timeout=SECONDS) as connection:
        if server.encrypted:
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, os.environ.get(PASSWORD, ""))
        connection.send_message(as_mail(message, settings))
    return f"mail by {server.host}"


def _to_web(message: Message, settings: Reminders) -> str:
    told = json.dumps({"to": message.to, "subject": message.subject, "text": message.text}).encode()
    request = Request(settings.webhook, data=told, headers={"Content-Type": "application/json"}, method="POST")
    with urlopen(request, timeout=SECONDS):
        return settings.webhook
