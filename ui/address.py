"""All that a page shows is in its address: read it, choose from it, link to it.

Nothing is written into the address unless somebody chooses something, so that Back always goes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

UNIT, PERIOD, AS_AT, COMPARE, VIEW_AS, EXACT = "u", "p", "asat", "cmp", "as", "exact"
METRIC, TAB, SEARCH, SHOW, AGAINST, SPLIT, MODE, BESIDE = "m", "tab", "q", "show", "vs", "by", "mode", "beside"
TRY = "try"
MEETING, DECIDE, KEYS, SLIDE, EDIT, WRITE = "meeting", "decide", "keys", "slide", "edit", "write"
RAISE, FOLLOWS = "raise", "follows"
KEEP, CARD, EDIT, COLUMNS = "keep", "card", "edit", "cols"
"""The names of choices in an address."""

CONTEXT = (UNIT, PERIOD, AS_AT, COMPARE, MEETING, KEYS, VIEW_AS, EXACT)
"""The choices that go along from page to page."""

NOW = "now"
"""What the choice of moment is called when nothing is looked back to."""

_ON_THE_WAY = "on_the_way"
_PAGE = "page"


def asked(name: str, otherwise: str = "") -> str:
    """A choice in the address."""
    return st.query_params.get(name, otherwise)


def current_page() -> str:
    """The page that is shown, as it is called in addresses."""
    return st.session_state.get(_PAGE, "")


def arrive(page: str) -> None:
    """Remember which page is shown."""
    st.session_state[_PAGE] = page


def href(page: str, choices: Mapping[str, str]) -> str:
    """A page's address, relative to the hub's own; what is empty is left out.

    >>> href("metric", {"m": "missed_bins", "u": "E10000024", "asat": ""})
    'metric?m=missed_bins&u=E10000024'
    >>> href("", {})
    './'
    """
    told = urlencode({name: value for name, value in choices.items() if value})
    return f"{page or './'}{'?' if told else ''}{told}"


def read(address: str) -> tuple[str, dict[str, str]]:
    """The page and the choices of an address of ours.

    >>> read("metric?m=missed_bins&u=E10000024")
    ('metric', {'m': 'missed_bins', 'u': 'E10000024'})
    >>> read("./?u=E10000024")
    ('', {'u': 'E10000024'})
    """
    parts = urlsplit(address)
    return parts.path.strip("./"), dict(parse_qsl(parts.query))


def context() -> dict[str, str]:
    """The unit, period and moment in the address."""
    return {name: asked(name) for name in CONTEXT if asked(name)}


def link(page: str, **choices: str) -> str:
    """The address of a page for the same unit, period and moment, with choices of its own."""
    return href(page, {**context(), **choices})


def here(**changes: str) -> str:
    """This page's own address, with some choices changed; an empty one is taken out."""
    return href(current_page(), {**st.query_params.to_dict(), **changes})


def go(address: str) -> None:
    """Go to an address in the same session: from a widget, where there is no link to follow."""
    st.session_state[_ON_THE_WAY] = address


def on_the_way() -> str:
    """The address to go to, once."""
    return st.session_state.pop(_ON_THE_WAY, "")


def choose(label: str, name: str, *, options: Mapping[str, str], chosen: str, along: Sequence[str] = ()) -> None:
    """A list to choose from: what the address says is chosen, and what is chosen goes into the address.

    `along` names choices that no longer hold once this one changes.
    """
    key = f"choose_{name}"
    offered = options if chosen in options else {**options, chosen: chosen}
    st.session_state[key] = chosen

    def push() -> None:
        value = st.session_state[key]
        go(here(**dict.fromkeys(along, ""), **{name: "" if (name, value) == (AS_AT, NOW) else value}))

    st.selectbox(label, list(offered), format_func=lambda held: str(offered.get(held, held)), key=key, on_change=push)
