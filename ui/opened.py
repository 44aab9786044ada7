"""The hub, opened once a process."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pmf_core.cli.places import store_folder
from pmf_core.store.edition import POINTER
from pmf_core.store.hub import Hub


def hub() -> Hub:
    """The hub that everyone reads from; a rebuilt store is opened as soon as its pointer is swapped."""
    folder = store_folder()
    pointer = folder / POINTER
    named = pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""
    return _opened(folder, named)


@st.cache_resource(show_spinner=False, max_entries=2)
def _opened(folder: Path, named: str) -> Hub:  # noqa: ARG001  (the name is the key: another store is another hub)
    return Hub.open(folder)
