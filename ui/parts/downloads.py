"""A table as a file."""

from __future__ import annotations

import re
from collections.abc import Callable

import streamlit as st

from pmf_core.access.scope import Scope
from pmf_core.definitions.person import Action
from pmf_core.packs.table_files import SPREADSHEET, csv_file, xlsx_file
from pmf_core.views.status import SourceLine, Table
from ui.parts.exporting import told
from ui.place import about_one_person
from ui.session import may, scope


def downloads(table: Table, *, sources: tuple[SourceLine, ...], key: str) -> None:
    """The table as CSV and as XLSX, unrounded, with its sources; the file is made when it is asked for.

    Small numbers of people that are shown as they are never become a file.
    """
    if table.personal or scope().discloses or about_one_person() or not may(Action.EXPORT):
        return
    _buttons(lambda: table, title=table.title, sources=sources, key=key)


def whole_downloads(make: Callable[[Scope], Table], *, title: str, sources: tuple[SourceLine, ...], key: str) -> None:
    """A table that is longer than what the page shows, made with small numbers withheld when it is asked for."""
    if about_one_person() or not may(Action.EXPORT):
        return
    protected = scope().for_files()
    _buttons(lambda: make(protected), title=title, sources=sources, key=key)


def _buttons(make: Callable[[], Table], *, title: str, sources: tuple[SourceLine, ...], key: str) -> None:
    name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    with st.container(key=f"downloads_{key}", horizontal=True):
        st.download_button(
            "Download CSV",
            data=told(lambda: csv_file(make(), sources=sources), table=title, kind="CSV"),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"csv_{key}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
        st.download_button(
            "Download XLSX",
            data=told(lambda: xlsx_file(make(), sources=sources), table=title, kind="XLSX"),
            file_name=f"{name}.xlsx",
            mime=SPREADSHEET,
            key=f"xlsx_{key}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
