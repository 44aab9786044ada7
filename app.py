"""The way in: `streamlit run app.py`, or any ASGI server with `app:app`.

The main script is `ui/main.py` and not this file, so that `pages/` is never beside it: Streamlit would
serve such pages without the gate.
"""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from ui.web import LinkedStyle, SecurityHeaders, style

app = st.App(
    "ui/main.py",
    routes=[Route("/hub.css", style)],
    middleware=[Middleware(SecurityHeaders), Middleware(LinkedStyle)],
)
