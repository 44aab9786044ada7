"""Who acts, as far as this run of the program knows: what is written down names them."""

from __future__ import annotations

from contextvars import ContextVar

UNKNOWN = "unknown"
"""Who acts before anyone has said so."""

_who: ContextVar[str] = ContextVar("who", default=UNKNOWN)


def acting() -> str:
    """The id of whoever acts in this run."""
    return _who.get()


def act_as(who: str) -> None:
    """Say who acts from here on in this run: the page's gate and the command line do, before anything else."""
    _who.set(who)
