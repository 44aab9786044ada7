"""The way in: `streamlit run app.py`, or any ASGI server with `app:app`.

The main script is `ui/main.py` and not this file, so that `pages/` is never beside it: Streamlit would
serve such pages without the gate.
"""

from __future__ import annotations

import sys

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from pmf_core.errors import HubError
from ui.door import door, require_safe_start, sign_in
from ui.entrance import Entrance
from ui.web import LinkedStyle, SecurityHeaders, style

try:
    require_safe_start()
except HubError as refusal:
    sys.exit(f"The hub does not start. {refusal}")

app = st.App(
    "ui/main.py",
    routes=[Route("/hub.css", style)],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(Entrance, door=door(), sign_in=sign_in()),
        Middleware(LinkedStyle),
    ],
)
