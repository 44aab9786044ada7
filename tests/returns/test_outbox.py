from __future__ import annotations

import email
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pmf_core.definitions.reminder import MailServer, Reminders
from pmf_core.returns.outbox import Message, NotDelivered, deliver

LATE = Message("bins.2025-03.late", "waste@example.org", "2 days late: Bins, March 2025", "It was due on 10 April.\n")


@contextmanager
def served(server: socketserver.BaseServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def test_a_reminder_is_a_mail_in_the_outbox_and_the_same_file_when_written_again(tmp_path: Path) -> None:
    for _ in range(2):
        where = deliver(LATE, settings=Reminders(), outbox=tmp_path / "outbox")

    (file,) = (tmp_path / "outbox").iterdir()
    mail = email.message_from_bytes(file.read_bytes())
    assert (str(file), mail["To"], mail["Subject"]) == (where, LATE.to, LATE.subject)
    assert LATE.text.strip() in mail.get_payload()


def test_a_line_break_in_a_name_adds_no_header(tmp_path: Path) -> None:
    sly = Message("x", "waste@example.org", "Late: Bins\r\nBcc: all@example.org", "")

    deliver(sly, settings=Reminders(), outbox=tmp_path)

    mail = email.message_from_bytes((tmp_path / "x.eml").read_bytes())
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Late: Bins Bcc: all@example.org"


def test_a_web_address_is_told_in_json(tmp_path: Path) -> None:
    told: list[dict[str, str]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with served(HTTPServer(("127.0.0.1", 0), Receiver)) as port:
        settings = Reminders(channel="webhook", webhook=f"http://127.0.0.1:{port}/chase")
        deliver(LATE, settings=settings, outbox=tmp_path)

    assert told == [{"to": LATE.to, "subject": LATE.subject, "text": LATE.text}]


def test_a_mail_server_is_handed_the_mail(tmp_path: Path) -> None:
    received: list[str] = []

    class Server(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline().decode().strip().upper():
                if line == "DATA":
                    self.wfile.write(b"354 go on\r\n")
                    while (text := self.rfile.readline().decode()) != ".\r\n":
                        received.append(text.strip())
                self.wfile.write(b"221 bye\r\n" if line == "QUIT" else b"250 good\r\n")
                if line == "QUIT":
                    return

    with served(socketserver.TCPServer(("127.0.0.1", 0), Server)) as port:
        server = MailServer(host="127.0.0.1", port=port, encrypted=False)
        where = deliver(LATE, settings=Reminders(channel="smtp", mail_server=server), outbox=tmp_path)

    assert where == "mail by 127.0.0.1"
    assert f"Subject: {LATE.subject}" in received


def test_where_nobody_takes_it_the_way_out_is_told(tmp_path: Path) -> None:
    settings = Reminders(channel="webhook", webhook="http://127.0.0.1:9/nobody")

    with pytest.raises(NotDelivered, match=r"waste@example\.org was not sent .* then chase again"):
        deliver(LATE, settings=settings, outbox=tmp_path)


def test_a_channel_without_its_address_is_refused_in_the_settings() -> None:
    with pytest.raises(ValueError, match="need their webhook"):
        Reminders(channel="webhook", webhook="ftp://example.org")
    with pytest.raises(ValueError, match="need their mail_server"):
        Reminders(channel="smtp")
