"""What a page says, wherever it says it."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

TAG = re.compile(r"<[^>]+>")


def said(test: AppTest) -> str:
    """All the text of a page: written, drawn and in widgets."""
    written = [unescape(TAG.sub(" ", held.proto.body)) for held in test.get("html")]
    drawn = [" ".join(_texts(json.loads(held.proto.json))) for held in test.get("bidi_component")]
    return " ".join(" ".join([*written, *drawn]).split())


def links(test: AppTest) -> list[str]:
    """Every address that a page links to."""
    written = [unescape(found) for held in test.get("html") for found in re.findall(r'href="([^"]*)"', held.proto.body)]
    drawn = [href for held in test.get("bidi_component") for href in _hrefs(json.loads(held.proto.json))]
    return written + drawn


def _texts(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    return [text for child in node[2] for text in _texts(child)] if isinstance(node, list) else []


def _hrefs(node: Any) -> list[str]:
    if not isinstance(node, list):
        return []
    own = [node[1]["href"]] if "href" in node[1] else []
    return own + [href for child in node[2] for href in _hrefs(child)]
