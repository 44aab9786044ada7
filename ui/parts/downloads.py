"""A table as a file."""

from __future__ import annotations

import re

import streamlit as st

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
    name = re.sub(r"[^a-z0-9]+", "-", table.title.lower()).strip("-")
    with st.container(key=f"downloads_{key}", horizontal=True):
        st.download_button(
            "Download CSV",
            data=told(lambda: csv_file(table, sources=sources), table=table.title, kind="CSV"),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"csv_{key}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
        st.download_button(
            "Download XLSX",
            data=told(lambda: xlsx_file(table, sources=sources), table=table.title, kind="XLSX"),
            file_name=f"{name}.xlsx",
            mime=SPREADSHEET,
            key=f"xlsx_{key}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
