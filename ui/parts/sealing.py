"""Making a pack of a meeting, sealing it, and its files to take away."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pmf_core.access.scope import Scope
from pmf_core.cli.places import store_folder
from pmf_core.definitions.moment import now
from pmf_core.definitions.person import Action
from pmf_core.errors import HubError
from pmf_core.packs.files import keep, make_files
from pmf_core.packs.seal import pack_of
from pmf_core.store.sealed import file_of_pack, files_of_pack
from pmf_core.views.boardroom import Room
from pmf_core.views.pack import Pack, Page
from pmf_core.views.pack.build import pack
from pmf_core.views.pack.opening import pack_is_open
from pmf_core.views.pack.readiness import PackReadiness, gaps_page, pack_readiness, require_reason
from pmf_core.views.status import Table
from ui.address import MEETING, go, here, link
from ui.parts.by import by_whom
from ui.parts.exporting import told
from ui.parts.notice import warn
from ui.parts.page import part
from ui.parts.reading import whole_table
from ui.resources import ask, hub
from ui.session import may, scope

KINDS = {".pptx": "PowerPoint", ".pdf": "PDF", ".xlsx": "Excel", ".html": "HTML"}
"""The ending of a file → what it is called."""


def make_and_seal(held: Room) -> None:
    """The pack of a meeting: its files once it is sealed, else the button that makes and seals it."""
    if held.pack is not None:
        told = f"Sealed by {held.pack.sealed_by}; the seal is {held.pack.seal}."
        part("Pack", key="pack", sentence=told)
        downloads_of(held.pack.seal, files_of_pack(hub().engine, held.pack.seal))
        return
    part("Pack", key="pack", sentence="It is a draft until it is sealed: what is sealed never changes.")
    if scope().as_at is not None or not may(Action.SEAL_PACK):
        return
    ready = _readiness(held)
    if ready.blocking:
        return
    with st.form("seal", border=False):
        by = by_whom("Sealed by")
        despite = st.text_input("Why it is sealed with gaps (printed in it)", max_chars=500) if ready.gaps else ""
        if not st.form_submit_button("Make the pack and seal it", type="primary"):
            return
    if not by.strip():
        warn("Say who seals it.")
        return
    try:
        require_reason(ready, despite)
        _seal(held, by=by.strip(), scope=scope(), gaps=gaps_page(ready, despite) if ready.gaps else None)
    except HubError as error:
        warn(str(error))
        return
    go(here())
    st.rerun()


def _readiness(held: Room) -> PackReadiness:
    """What the pack is without, each with the page on which it is mended."""
    meeting = held.meeting
    about = {"body": meeting.body, "unit": meeting.unit, "period": meeting.period.id, "product": meeting.product}
    ready: PackReadiness = ask(pack_readiness, **about)
    rows = tuple((gap.of, gap.kind + (", blocks the seal" if gap.blocks else ""), gap.why) for gap in ready.gaps)
    table = Table("Readiness", ("Of", "What is missing", "Why"), rows, note=ready.sentence)
    links = [link(gap.page, **{**dict(gap.choices), MEETING: ""}) for gap in ready.gaps]
    whole_table(table, sources=(), key="readiness", links=links, files=False)
    return ready


def _seal(held: Room, *, by: str, scope: Scope, gaps: Page | None) -> None:
    meeting = held.meeting
    made: Pack = pack(
        hub(),
        scope=scope.at(now()),
        body=meeting.body,
        unit=meeting.unit,
        period=meeting.period.id,
        product=meeting.product,
        meeting=meeting.id,
        gaps=gaps,
    )
    bar = st.progress(0.0, "Making the files …")

    def progress(what: str, done: int, of: int) -> None:
        bar.progress(done / of, f"Making {what} …")

    keep(store_folder(), made, make_files(made, progress=progress), by=by)


def downloads_of(seal: str, files: tuple[tuple[str, str], ...]) -> None:
    """Each file of a sealed pack, byte for byte as it was made, for whoever reads every figure in it."""
    if not may(Action.EXPORT):
        return
    if not ask(pack_is_open, read=pack_of, seal=seal):
        part("Its files", key="pack_files", sentence="They have figures that your role doesn't read.")
        return
    with st.container(key="downloads_pack", horizontal=True):
        for name, _ in files:
            st.download_button(
                KINDS.get(Path(name).suffix, name),
                data=told(lambda name=name: file_of_pack(hub().engine, seal, name), file=name, seal=seal),
                file_name=name,
                key=f"pack_{name}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )
