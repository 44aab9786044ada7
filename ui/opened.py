"""The hub, opened once a process."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import streamlit as st

from pmf_core.cli.places import store_folder
from pmf_core.errors import HubError
from pmf_core.store.edition import POINTER
from pmf_core.store.hub import Hub
from pmf_core.store.returned.approving import has_due, publish_due


def hub() -> Hub:
    """The hub that everyone reads from; a rebuilt store is opened as soon as its pointer is swapped."""
    folder = store_folder()
    held = _opened(folder, _named(folder))
    if _published_today(folder, held.data_version, held.today):
        return _opened(folder, _named(folder))
    return held


def _named(folder: Path) -> str:
    pointer = folder / POINTER
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""


@st.cache_resource(show_spinner=False, max_entries=2)
def _opened(folder: Path, named: str) -> Hub:  # noqa: ARG001  (the name is the key: another store is another hub)
    return Hub.open(folder)


@st.cache_resource(show_spinner=False, max_entries=2)
def _published_today(folder: Path, version: str, today: date) -> bool:  # noqa: ARG001  (a day and a store are asked once)
    """Publish the approved returns whose cut-off has come by today, if there are any."""
    # The hub opens all the same where that fails: `python -m pmf_core returns publish` says why.
    with suppress(HubError):
        return has_due(_opened(folder, _named(folder))) and bool(publish_due(folder, today=today))
    return False
