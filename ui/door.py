"""By which door people come in: this machine only, a sign-in provider, or a proxy that signs them in."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from ipaddress import ip_address
from pathlib import Path

import streamlit as st
from streamlit import config

from pmf_core.catalogue.people import sign_in_of
from pmf_core.cli.places import config_folder
from pmf_core.definitions.sign_in import SignIn
from pmf_core.errors import HubError

EVERYWHERE = "0.0.0.0"
"""Where a server listens that was told no address."""

HOST_OPTIONS = ("--host", "--bind", "-b")
"""How servers other than Streamlit's own are told their address on the command line."""

UNREWRITTEN = "FORWARDED_ALLOW_IPS"
"""Set to nothing, it keeps the server from believing a header about where a call comes from."""


class Door(StrEnum):
    """How people come in."""

    LOCAL = "local"
    PROVIDER = "provider"
    PROXY = "proxy"


class NotServed(HubError):
    """The hub would be open to people whom nobody asked who they are."""


@cache
def sign_in() -> SignIn:
    """How people sign in to this installation."""
    return sign_in_of(config_folder())


@cache
def door() -> Door:
    """The door of this process: settled when it starts, so that a file that vanishes later opens nothing."""
    has_provider = st.secrets.load_if_toml_exists() and "auth" in st.secrets
    if has_provider and sign_in().proxy:
        raise NotServed("Sign-in is set up twice, by a provider and by a proxy: take one of them out.")
    return Door.PROVIDER if has_provider else Door.PROXY if sign_in().proxy else Door.LOCAL


def require_safe_start() -> None:
    """Refuse to start, and say why, where strangers could come in."""
    _require_readable_secrets(Path(file) for file in config.get_option("secrets.files"))
    addresses = [config.get_option("server.address") or EVERYWHERE, *told_addresses(sys.argv, os.environ)]
    require_safe(door(), addresses, sign_in=sign_in(), rewrites=os.environ.get(UNREWRITTEN) != "")


def require_safe(held: Door, addresses: Sequence[str], *, sign_in: SignIn, rewrites: bool) -> None:
    """Refuse an address that others reach while nobody is asked to sign in, and a proxy that could be imitated."""
    if held is Door.PROXY and rewrites:
        raise NotServed(
            f"Behind a proxy the hub must see where calls really come from: start it with {UNREWRITTEN}= (nothing)."
        )
    if held is not Door.LOCAL:
        return
    if sign_in.required:
        raise NotServed(
            "config/people.yaml says that sign-in is required, and no provider is set up: "
            "put [auth] into .streamlit/secrets.toml (see docs/sign-in.md)."
        )
    for address in addresses:
        if not is_loopback(address):
            raise NotServed(
                f"The hub was asked to serve {address}, where others reach it, and nobody would be asked to sign in. "
                "Set up a sign-in provider (docs/sign-in.md), or serve this machine only: --server.address 127.0.0.1"
            )


def told_addresses(arguments: Sequence[str], environment: Mapping[str, str]) -> Iterator[str]:
    """The addresses that another server than Streamlit's own was told.

    >>> list(told_addresses(["uvicorn", "app:app", "--host", "0.0.0.0"], {}))
    ['0.0.0.0']
    """
    if environment.get("UVICORN_HOST"):
        yield environment["UVICORN_HOST"]
    for place, argument in enumerate(arguments):
        name, given, value = argument.partition("=")
        if name in HOST_OPTIONS:
            value = value if given else (*arguments, "")[place + 1]
            yield value.rpartition(":")[0].strip("[]") if name != "--host" and ":" in value else value


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1"), is_loopback("10.0.0.5")
    (True, True, True, False)
    """
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _require_readable_secrets(files: Iterator[Path]) -> None:
    for file in files:
        if file.is_file():
            try:
                tomllib.loads(file.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise NotServed(f"{file} can't be read, and with it how people sign in: {error}") from error
