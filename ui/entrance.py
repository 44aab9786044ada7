"""Who gets as far as the hub at all: middleware in front of everything that is served."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address, ip_network
from time import monotonic
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks, get_redirect_uri, get_secrets_auth_section
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from pmf_core.access.identity import ends
from pmf_core.cli.places import store_folder
from pmf_core.definitions.moment import now
from pmf_core.definitions.sign_in import SignIn
from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from ui.door import Door, is_loopback

COOKIE = "_streamlit_user"
"""The signed cookie of whoever has signed in with the provider."""

CALLBACK = "/oauth2callback"
"""Where the provider sends people back to."""

KEPT_APART = ("/media/", "/_stcore/upload_file")
"""What Streamlit serves to anyone who knows the address: files on their way down, and up."""

FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")
"""Headers that a proxy adds: whoever comes through one is not at this machine."""

SELDOM = 60.0
"""Seconds between two refused sign-ins from one address that are both written down."""


class Entrance:
    """Lets through what the door allows; everything else gets one sentence."""

    def __init__(self, app: ASGIApp, *, door: Door, sign_in: SignIn) -> None:
        self._app = app
        self._door, self._sign_in = door, sign_in
        self._proxies = [ip_network(held, strict=False) for held in (sign_in.proxy.addresses if sign_in.proxy else ())]
        self._told: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused:
            await _refuse(refused, scope, receive, send)
        elif self._door is Door.PROVIDER and scope["type"] == "http":
            await self._signing(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refused(self, scope: Scope) -> str:
        client = (scope.get("client") or ("", 0))[0]
        headers = Headers(scope=scope)
        match self._door:
            case Door.LOCAL if not is_loopback(client) or any(name in headers for name in FORWARDED):
                return "This hub serves its own machine only, because nobody is asked to sign in."
            case Door.LOCAL if not _is_local_name(headers.get("host", "")):
                return "This hub answers to localhost and 127.0.0.1 only, because nobody is asked to sign in."
            case Door.PROXY if not self._is_proxy(client):
                return "This hub is reached through its proxy only."
            case Door.PROVIDER if scope["type"] == "http" and _apart(scope["path"]) and not self._is_signed_in(headers):
                return "Sign in to the hub first."
        return ""

    def _is_proxy(self, client: str) -> bool:
        try:
            return any(ip_address(client) in network for network in self._proxies)
        except ValueError:
            return False

    def _is_signed_in(self, headers: Headers) -> bool:
        claims = signed_claims(headers)
        return bool(claims) and ends(claims, self._sign_in) > now()

    async def _signing(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Keep the sign-in's cookie to encrypted connections, and write down a sign-in that came to nothing."""
        returned = scope["path"].endswith(CALLBACK) and b"state=" in scope["query_string"]
        accepted = False

        async def send_on(message: Message) -> None:
            nonlocal accepted
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                accepted = any(
                    held.startswith(f"{COOKIE}=") and "Max-Age=0" not in held for held in headers.getlist("set-cookie")
                )
                _keep_encrypted(headers)
            await send(message)

        await self._app(scope, receive, send_on)
        if returned and not accepted:
            await run_in_threadpool(self._tell_refused, (scope.get("client") or ("", 0))[0])

    def _tell_refused(self, client: str) -> None:
        if monotonic() - self._told.get(client, -SELDOM) < SELDOM:
            return
        self._told = {**dict(list(self._told.items())[-999:]), client: monotonic()}
        reason = "the provider's answer was not accepted"
        AuditLog(store_folder()).record("unknown", Deed.SIGN_IN_REFUSED, address=client, reason=reason)


def signed_claims(headers: Headers) -> Mapping[str, Any]:
    """What the provider said of whoever sends a signed cookie; nothing for anyone else."""
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return {}

    def one(name: str) -> bytes | None:
        held = cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, held.value.encode("latin-1")) if held else None

    try:
        claims = json.loads(get_cookie_with_chunks(one, COOKIE) or b"{}")
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}


def _apart(path: str) -> bool:
    return any(part in path for part in KEPT_APART)


def _is_local_name(host: str) -> bool:
    name = host.rpartition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
    return is_loopback(name)


def _keep_encrypted(headers: MutableHeaders) -> None:
    if not (get_redirect_uri(get_secrets_auth_section()) or "").startswith("https://"):
        return
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for held in cookies:
        headers.append("set-cookie", held if "secure" in held.casefold().split("; ") else f"{held}; Secure")


async def _refuse(why: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": why[:120]})
        return
    await PlainTextResponse(why, status_code=403)(scope, receive, send)
