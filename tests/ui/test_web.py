from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from starlette.types import Message, Receive, Scope, Send

from ui.web import LinkedStyle, SecurityHeaders, policy

T = TypeVar("T")


def apart(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: this one may hold the loop of the browser's driver."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


ROOT = Path(__file__).resolve().parents[2]
PAGE = b'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body></body></html>'


async def page(_scope: Scope, _receive: Receive, send: Send) -> None:
    headers = [(b"content-type", b"text/html"), (b"content-length", str(len(PAGE)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": PAGE[:40], "more_body": True})
    await send({"type": "http.response.body", "body": PAGE[40:]})


def answer_of(app, accept: bytes = b"text/html") -> tuple[dict[str, str], bytes]:
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    apart(app({"type": "http", "headers": [(b"accept", accept)]}, receive, send))
    headers = {name.decode().lower(): value.decode() for name, value in told[0]["headers"]}
    return headers, b"".join(message["body"] for message in told[1:])


def test_every_answer_carries_the_policy_and_is_not_sniffed() -> None:
    headers, _ = answer_of(SecurityHeaders(page))

    assert headers["content-security-policy"] == policy()
    assert headers["x-content-type-options"] == "nosniff"


def test_no_text_is_evaluated_and_no_form_or_frame_leaves_the_hub() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy().split("; "))

    assert "unsafe-eval" not in policy()
    assert "unsafe-inline" not in rules["script-src"]
    assert rules["form-action"] == "'self'"
    assert rules["frame-src"] == "'none'"


def test_the_style_is_linked_into_the_page_and_its_length_told() -> None:
    headers, body = answer_of(LinkedStyle(page))

    assert b'<link rel="stylesheet" href="./hub.css?' in body
    assert headers["content-length"] == str(len(body))
    assert b'lang="en-GB"' in body


def test_what_is_not_a_page_goes_through_untouched() -> None:
    _, body = answer_of(LinkedStyle(page), accept=b"*/*")

    assert body == PAGE


def test_the_style_fetches_nothing_from_elsewhere() -> None:
    style = (ROOT / "ui" / "style.css").read_text(encoding="utf-8")

    assert not re.findall(r"@import|url\(|https?:", style)
