from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from time import time

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from pmf_core.definitions.sign_in import SignIn, TrustedProxy
from tests.ui.test_web import apart
from ui.door import Door, NotServed, require_safe
from ui.entrance import COOKIE, Entrance

ROOT = Path(__file__).resolve().parents[2]
HERE = SignIn()
BEHIND = SignIn(proxy=TrustedProxy(header="X-Email", addresses=("10.0.0.5",)))


@pytest.mark.parametrize("address", ["0.0.0.0", "10.0.0.7", "::", "hub.council.example", ""])
def test_without_a_provider_no_address_is_served_that_others_reach(address: str) -> None:
    with pytest.raises(NotServed, match="nobody would be asked to sign in"):
        require_safe(Door.LOCAL, ["127.0.0.1", address], sign_in=HERE, rewrites=True)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_machine_may_always_be_served(address: str) -> None:
    require_safe(Door.LOCAL, [address], sign_in=HERE, rewrites=True)


def test_with_a_provider_any_address_may_be_served() -> None:
    require_safe(Door.PROVIDER, ["0.0.0.0"], sign_in=HERE, rewrites=True)


def test_a_hub_that_requires_sign_in_does_not_start_without_it() -> None:
    with pytest.raises(NotServed, match="no provider is set up"):
        require_safe(Door.LOCAL, ["127.0.0.1"], sign_in=SignIn(required=True), rewrites=True)


def test_behind_a_proxy_no_header_may_say_where_a_call_comes_from() -> None:
    with pytest.raises(NotServed, match="FORWARDED_ALLOW_IPS"):
        require_safe(Door.PROXY, ["0.0.0.0"], sign_in=BEHIND, rewrites=True)


@pytest.mark.parametrize(
    "command",
    [
        ("streamlit", "run", "app.py", "--server.address", "0.0.0.0", "--server.port", "8599"),
        ("uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8599"),
    ],
)
def test_the_hub_does_not_start_where_strangers_could_come_in(command: tuple[str, ...], shipped_store: Path) -> None:
    environment = {**os.environ, "PMF_STORE": str(shipped_store)}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )

    assert done.returncode != 0
    assert "The hub does not start. The hub was asked to serve 0.0.0.0" in done.stdout + done.stderr


async def hub(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"the hub"})


def answer(door: Door, sign_in: SignIn, *, client: str, path: str = "/", kind: str = "http", **headers: str) -> Message:
    """The first message that comes back."""
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    held = {"host": "127.0.0.1:8501", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": kind,
        "path": path,
        "query_string": b"",
        "client": (client, 5000),
        "headers": [(name.encode(), value.encode()) for name, value in held.items()],
    }
    apart(Entrance(hub, door=door, sign_in=sign_in)(scope, receive, send))
    return told[0]


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "call",
    [
        {"client": "10.0.0.9"},
        {"client": "127.0.0.1", "x_forwarded_for": "10.0.0.9"},
        {"client": "127.0.0.1", "forwarded": "for=10.0.0.9"},
        {"client": "127.0.0.1", "host": "hub.evil.example"},
        {"client": "127.0.0.1", "host": ""},
    ],
)
def test_a_hub_without_sign_in_answers_its_own_machine_only(call: dict[str, str], kind: str) -> None:
    told = answer(Door.LOCAL, HERE, kind=kind, **call)

    assert told.get("status", told.get("code")) in (403, 1008)


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501"])
def test_its_own_machine_is_let_in(host: str) -> None:
    assert answer(Door.LOCAL, HERE, client="127.0.0.1", host=host)["status"] == 200


def test_behind_a_proxy_only_the_proxy_is_let_in() -> None:
    assert answer(Door.PROXY, BEHIND, client="10.0.0.5")["status"] == 200
    assert answer(Door.PROXY, BEHIND, client="10.0.0.6", x_email="chief.executive@council.example")["status"] == 403
    assert answer(Door.PROXY, BEHIND, client="127.0.0.1", x_forwarded_for="10.0.0.5")["status"] == 403


@pytest.mark.parametrize("path", ["/media/a.csv", "/base/media/a.csv", "/_stcore/upload_file/1/2"])
def test_files_on_their_way_are_kept_from_whoever_has_not_signed_in(path: str) -> None:
    assert answer(Door.PROVIDER, HERE, client="10.0.0.9", path=path)["status"] == 403
    assert answer(Door.PROVIDER, HERE, client="10.0.0.9", path=path, cookie="_streamlit_user=forged")["status"] == 403


@pytest.mark.parametrize(("hours", "status"), [(1, 200), (11, 403), (-2, 403)])
def test_files_are_kept_from_whoever_signed_in_longer_ago_than_a_sign_in_lasts(hours: int, status: int) -> None:
    began = time() - hours * 3600
    claims = {"email": "a@council.example", "iat": began, "exp": time() + 3600 if hours > 0 else time() - 1}
    signed = create_signed_value(get_cookie_secret(), COOKIE, json.dumps(claims)).decode()

    told = answer(Door.PROVIDER, HERE, client="10.0.0.9", path="/media/a.csv", cookie=f"{COOKIE}={signed}")

    assert told["status"] == status


def test_the_page_itself_is_served_to_everyone_so_that_they_can_sign_in() -> None:
    assert answer(Door.PROVIDER, HERE, client="10.0.0.9")["status"] == 200


def test_a_proxy_that_is_everybody_is_refused() -> None:
    with pytest.raises(ValueError, match="every address there is"):
        TrustedProxy(header="X-Email", addresses=("0.0.0.0/0",))
