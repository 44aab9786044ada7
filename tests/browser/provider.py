"""A sign-in provider on this machine, as small as OpenID Connect lets it be: it lets in whoever is named next."""

from __future__ import annotations

import base64
import hashlib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from time import sleep, time
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "hub", "kept-between-the-two-of-us"


@dataclass
class Provider:
    """What it says next, and what it was asked."""

    address: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    claims: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def lets_in(self, email: str, **claims: Any) -> None:
        """Say who comes next, with claims of one's own over the usual ones."""
        self.claims = {"sub": f"subject of {email}", "email": email, "name": email.partition("@")[0], **claims}

    async def metadata(self, _: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/jwks",
                "end_session_endpoint": f"{self.address}/leave",
                "code_challenge_methods_supported": ["S256"],
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    async def authorize(self, request: Request) -> Response:
        asked = request.query_params
        code = base64.urlsafe_b64encode(hashlib.sha256(asked["state"].encode()).digest()).decode()
        self.codes[code] = {"nonce": asked["nonce"], "challenge": asked["code_challenge"]}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")

    async def token(self, request: Request) -> Response:
        form = await request.form()
        held = self.codes.pop(str(form["code"]))
        digest = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != held["challenge"]:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(time())
        usual = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 3600, "nonce": held["nonce"]}
        token = jwt.encode({"alg": "RS256", "kid": "one"}, {**usual, **self.claims}, self.key)
        return JSONResponse({"access_token": "nothing", "token_type": "Bearer", "id_token": token, "expires_in": 3600})

    async def jwks(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def leave(self, request: Request) -> Response:
        return RedirectResponse(request.query_params["post_logout_redirect_uri"])

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.metadata),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/jwks", self.jwks),
                Route("/leave", self.leave),
            ]
        )


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers on a port of its own."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        provider = Provider(f"http://127.0.0.1:{held.getsockname()[1]}")
        server = uvicorn.Server(uvicorn.Config(provider.app(), log_level="error"))
        thread = Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
        thread.start()
        while not server.started:
            sleep(0.02)
        yield provider
        server.should_exit = True
        thread.join()


def secrets(provider: Provider, hub: str) -> str:
    """What the hub's secrets file says of it."""
    return f"""
[auth]
redirect_uri = "{hub}/oauth2callback"
cookie_secret = "a long text that nobody outside this test knows"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{provider.address}/.well-known/openid-configuration"
"""
