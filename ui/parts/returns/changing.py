"""What a return will change, before it is submitted and before it is approved."""

from __future__ import annotations

import streamlit as st

from pmf_core.views.returns.cell_changes import CellChanges, changes_in
from pmf_core.views.returns.desk import Draft
from pmf_core.views.returns.desk import sending as outgoing
from pmf_core.views.returns.preview import preview_sending
from pmf_core.views.returns.tables import consequence_tables
from pmf_core.views.returns.values import Consequences
from ui.parts.page import part
from ui.parts.reading import whole_table
from ui.resources import hub
from ui.session import scope

_CHANGES = "changes"


def drafted_changes(draft: Draft) -> None:
    """What a draft will change; kept with it, and worked out again only when something has changed."""
    key = (draft.submission.id, len(draft.submission.acts), hub().data_version, scope().key)
    held = st.session_state.get(_CHANGES)
    if held is None or held[0] != key:
        with st.spinner("Working out what it will change …"):
            would_send = outgoing(hub(), draft)
            changed = changes_in(hub(), would_send, scope=scope())
            held = (key, preview_sending(hub(), would_send, scope=scope()), changed)
        st.session_state[_CHANGES] = held
    cell_changes(held[2])
    consequences(held[1])


def cell_changes(changed: CellChanges | None) -> None:
    """What a corrected file changes in the one that was published, cell by cell; nothing for a first file."""
    if changed is not None:
        part("What was sent before", key="cell_changes", sentence=changed.sentence)
        whole_table(changed.table, sources=(), key="changed_cells", heading=False, files=False)


def consequences(changed: Consequences) -> None:
    """What publishing will change, in a sentence and as tables."""
    part("What it will change", key="consequences", sentence=changed.sentence)
    for place, table in enumerate(consequence_tables(changed)):
        whole_table(table, sources=(), key=f"consequence_{place}", files=False)
