"""The pages that exist, in the order of the navigation: see, understand, act, run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pmf_core.access.rights import Rights

ROOT = Path(__file__).resolve().parents[1]
"""The project's folder: `pages/` is there, not beside the main script."""


@dataclass(frozen=True, slots=True)
class HubPage:
    """A page with its address, its name and the outline of its sign."""

    address: str
    name: str
    file: str
    sign: str

    @property
    def id(self) -> str:
        """What the page is called in the table of roles."""
        return self.file.removesuffix(".py")


PAGES = (
    HubPage("", "Home", "home.py", "M3 9.5 10 4l7 5.5V17h-4.5v-4.5h-5V17H3Z"),
    HubPage("vital_signs", "Vital Signs", "vital_signs.py", "M2 10h4l2.5-6 3.5 12 2.5-6H18"),
    HubPage("explore", "Explore", "explore.py", "M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3ZM13.5 13.5 18 18"),
    HubPage("metric", "Metric", "metric.py", "M3 3v14h14M6 13l3.5-4 3 2.5L17 6"),
    HubPage("deep_dive", "Deep Dive", "deep_dive.py", "M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3ZM13.5 13.5 18 18M9 6v6M6 9h6"),
    HubPage("boardroom", "Boardroom", "boardroom.py", "M3 8.5h14M5 8.5v7M15 8.5v7M6.5 5.5h7M10 2.5v3"),
    HubPage("returns", "Returns", "returns.py", "M4 3h8l4 4v10H4ZM12 3v4h4M10 15V9.5M7.5 12 10 9.5l2.5 2.5"),
    HubPage("library", "Library", "library.py", "M4 3h9.5L16 5.5V17H4ZM7 8h6M7 11.5h6"),
)
"""Pages that don't exist yet are absent."""


def registered(*, rights: Rights | None, otherwise: Callable[[], None]) -> list[st.Page]:
    """Every address as Streamlit knows it: the page for whoever has it, and for anyone else what says why not."""
    return [
        st.Page(
            ROOT / "pages" / page.file if rights and rights.may_open(page.id) else otherwise,
            title=page.name,
            url_path=page.address or None,
            default=not page.address,
        )
        for page in PAGES
    ]
