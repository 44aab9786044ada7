"""The page as it goes over the wire: our style in it, and headers that keep it from doing what it never needs."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STREAMLIT = Path(streamlit.__file__).parent / "static"
SCRIPTS = STREAMLIT / "static" / "js"
"""The browser half of Streamlit."""

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
"""The scripts that Streamlit's own page carries in its text."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
"""Sent with every answer, beside the content security policy."""


@cache
def policy() -> str:
    """The content security policy: everything from here, no evaluation of text, no frames, no foreign forms.

    Styles are inline because the browser half of Streamlit writes them so; `blob:` carries components.
    """
    scripts = INLINE_SCRIPT.findall((STREAMLIT / "index.html").read_text(encoding="utf-8"))
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' blob: {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    )


class SecurityHeaders:
    """Middleware that adds the headers to every answer over HTTP."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy()
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, send_with_headers)


STYLE = Path(__file__).parent / "style.css"
FONTS = ("public-sans-latin-wght-normal", "figtree-latin-wght-normal")
CHUNKS = ("Html", "BidiComponent", "Selectbox", "TextInput", "ArrowVegaLiteChart")
"""What is linked from the page: the style, the fonts that it is set in, and the parts of Streamlit that every page
asks for anyway, so that they come at once and not one after the other."""


def style(request: Request) -> Response:  # noqa: ARG001
    """The hub's style; its address changes with it, so it may be kept for good."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(STYLE.read_bytes(), media_type="text/css", headers=headers)


@cache
def links() -> bytes:
    """The lines that go into the head of the page."""
    version = sha256(STYLE.read_bytes()).hexdigest()[:12]
    preload = 'rel="preload" as="font" type="font/woff2" crossorigin'
    fonts = [f'<link {preload} href="./app/static/fonts/{font}.woff2" />' for font in FONTS]
    files = [path for chunk in CHUNKS for path in sorted(SCRIPTS.glob(f"{chunk}.*.js"))]
    scripts = [f'<link rel="modulepreload" crossorigin href="./static/js/{path.name}" />' for path in files]
    return "".join([*fonts, f'<link rel="stylesheet" href="./hub.css?{version}" />', *scripts]).encode()


class LinkedStyle:
    """Middleware that links our style into the page, so that it is there before anything is drawn."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the page that comes back."""
        if scope["type"] != "http" or b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
            await self._app(scope, receive, send)
            return
        # An answer that is not compressed yet is one that a line can be added to.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        started: list[Message] = []
        parts: list[bytes] = []

        async def send_linked(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await send_page(started[0], b"".join(parts), send)

        await self._app({**scope, "headers": plain}, receive, send_linked)


async def send_page(start: Message, body: bytes, send: Send) -> None:
    """Send a page with our links in its head."""
    page = body.replace(b"</head>", links() + b"</head>", 1).replace(b'<html lang="en">', b'<html lang="en-GB">', 1)
    headers = MutableHeaders(scope=start)
    if page != body:
        headers["Content-Length"] = str(len(page))
        del headers["ETag"]
        del headers["Last-Modified"]
    await send(start)
    await send({"type": "http.response.body", "body": page})
