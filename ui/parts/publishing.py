"""The boardroom's tab Publish: what everybody may read, when it was last made, and making it anew."""

from __future__ import annotations

import streamlit as st

from pmf_core.charts.markup import element
from pmf_core.cli.places import public_folder, store_folder
from pmf_core.definitions.person import Action
from pmf_core.errors import HubError
from pmf_core.packs.site.publishing import publish
from pmf_core.views.public.standing import Standing, standing
from ui.address import go, here
from ui.parts import notice, states
from ui.parts.drawing import write
from ui.parts.reading import whole_table
from ui.resources import hub
from ui.session import visitor


def the_publishing() -> str:
    """Asked anew each time: publishing is written in the log, and changes nothing in the store."""
    held: Standing = standing(hub(), rights=visitor().rights)
    write(element("p", held.last), key="last_published")
    if held.empty or held.themes is None:
        if held.empty:
            states.empty(held.empty)
        return held.sentence
    if held.may_publish:
        _publish()
    whole_table(held.themes, sources=(), key="approved")
    if held.kept_back:
        whole_table(held.kept_back, sources=(), key="kept_back")
    return held.sentence


def _publish() -> None:
    """Make the pages in their folder; refused to whoever lost the right since the page was drawn."""
    where = public_folder().name
    told = f"The pages are made in the folder “{where}” beside the hub; a web server that serves it needs nothing else."
    write(element("p", told, class_="sentence"), key="publish_where")
    if not st.button("Publish now", key="publish"):
        return
    with st.spinner("Making the pages …"):
        try:
            visitor().rights.require(Action.PUBLISH)
            publish(hub(), store_folder(), public_folder(), by=visitor().own.person.id)
        except HubError as refusal:
            notice.warn(str(refusal))
            return
    go(here())
    st.rerun()
