"""What people, files and definitions write is text on every page and in every file, and nothing else."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from string import punctuation
from typing import Any
from zipfile import ZipFile

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from tests import planted
from tests.pages.said import said

ROOT = Path(__file__).resolve().parents[2]
ABOUT = {"m": planted.METRIC, "u": planted.UNIT}
SENT = "trapped.2026-03.1"

VISITS = (
    ("home", {"u": planted.UNIT}),
    ("home", {"as": "officer"}),
    ("vital_signs", {"u": planted.UNIT}),
    ("vital_signs", {"u": planted.UNIT, "raise": "concern"}),
    ("explore", {"u": planted.UNIT}),
    ("explore", {"u": planted.UNIT, "q": planted.TRAP}),
    ("explore", {"u": planted.UNIT, "mode": "compare"}),
    *(("metric", {**ABOUT, "tab": tab}) for tab in ("now", "why", "where", "peers", "next", "map", "trust")),
    ("metric", {**ABOUT, "as": "officer", "u": "own.ann"}),
    ("metric", {"m": planted.TRAP, "u": planted.UNIT}),
    ("metric", {"m": planted.METRIC, "u": planted.TRAP}),
    ("metric", {**ABOUT, "p": planted.TRAP}),
    ("metric", {**ABOUT, "asat": planted.TRAP}),
    ("deep_dive", {"u": planted.UNIT}),
    ("deep_dive", ABOUT),
    *(("boardroom", {"tab": tab}) for tab in ("calendar", "ledger", "time")),
    ("boardroom", {"tab": "meeting", "on": planted.TRAP}),
    *(("returns", {"tab": tab}) for tab in ("mine", "send", "approve", "readiness", "queries", "history")),
    ("returns", {"tab": "send", "s": SENT}),
    ("returns", {"tab": "approve", "s": SENT}),
    *(("library", {"tab": tab}) for tab in ("metrics", "targets", "structure", "people", "audit", "sources", "rules",
                                            "events", "left_out", "reviews", "guide", "system")),
    ("library", {"tab": planted.TRAP}),
)  # fmt: skip
"""Every page that shows words of others, and addresses that are words themselves."""

WRITTEN_BY_US = frozenset(
    [
        "p",
        "div",
        "span",
        "section",
        "header",
        "footer",
        "ul",
        "ol",
        "li",
        "a",
        "h1",
        "h2",
        "h3",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "nav",
        "dl",
        "dt",
        "dd",
        "b",
        "strong",
        "button",
        "kbd",
        "details",
        "summary",
        "svg",
        "path",
        "rect",
        "circle",
        "line",
        "polygon",
        "polyline",
        "q",
        "mark",
        "g",
        "text",
        "title",
        "style",
    ]
)
"""The tags of the hub's own markup: none of them is an image, a script or a form."""


@pytest.fixture(scope="session")
def planted_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted.store(tmp_path_factory.mktemp("planted") / "store")


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], bytes]]:
    """What the pages offer to take away."""
    held: list[Callable[[], bytes]] = []
    button = st.download_button

    def offer(label: str, data: Callable[[], bytes], **how: Any) -> bool:
        held.append(data)
        return button(label, data=data, **how)

    monkeypatch.setattr(st, "download_button", offer)
    return held


def opened(page: str, choices: dict[str, str]) -> AppTest:
    test = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=60)
    test.switch_page(str(ROOT / "pages" / f"{page}.py"))
    for name, value in choices.items():
        test.query_params[name] = value
    return test.run()


class Found(HTMLParser):
    """The tags and addresses of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [
            value or "" for name, value in attrs if name in ("href", "src", "action", "onerror", "style")
        ]


def nodes(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from nodes(child)


def read_as_markdown(test: AppTest) -> Iterator[str]:
    """Every text that Streamlit reads as Markdown: labels of any kind, and bodies that are not HTML."""
    for node in nodes(test._tree):
        proto = getattr(node, "proto", None)
        if proto is None:
            continue
        if hasattr(proto, "expandable"):
            yield proto.expandable.label
        for name in ("label", "help", "caption", "text"):
            yield str(getattr(proto, name, ""))
        if node.type != "html":
            yield str(getattr(proto, "body", ""))


@pytest.mark.parametrize(("page", "choices"), VISITS, ids=lambda held: held if isinstance(held, str) else "")
def test_words_of_others_are_text(
    planted_store: Path, monkeypatch: pytest.MonkeyPatch, files: list, page: str, choices: dict[str, str]
) -> None:
    monkeypatch.setenv("PMF_STORE", str(planted_store))

    test = opened(page, choices)

    told = said(test)
    assert "Something went wrong" not in told
    assert planted.HEAD not in told or "**bold** :material/home: $x^2$ `code`" in told
    for text in read_as_markdown(test):
        unescaped = re.sub(r"\\[^\w\s]", "", text)
        assert planted.HEAD not in text or not set(unescaped) & set(punctuation), text
        assert planted.HEAD not in text or not re.search(r":\w", text), text
    for held in test.get("html"):
        assert "<b>fat" not in held.proto.body
        found = Found(held.proto.body)
        assert found.tags <= WRITTEN_BY_US, found.tags
        assert not [a for a in found.addresses if a.casefold().startswith(("javascript:", "data:", "http:", "https:"))]
    for held in test.get("bidi_component"):
        assert planted.HEAD not in held.proto.html_content
        json.loads(held.proto.json)
    for make in files:
        _require_plain(make())


def _require_plain(file: bytes) -> None:
    """No cell of a file is a formula or begins like one, and no page of it has a tag that is not ours."""
    if file.startswith(codecs.BOM_UTF8):
        for cell in file.decode("utf-8-sig").replace("\n", ",").split(","):
            assert not cell.strip('"').lstrip().startswith(("=", "@")), cell
    elif file.startswith(b"PK") and "xl/workbook.xml" in ZipFile(BytesIO(file)).namelist():
        for sheet in load_workbook(BytesIO(file)):
            assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    elif b"<html" in file[:200].lower():
        # The sealed content lies in a block of data: a trap can't end it.
        assert file.count(b"<script") == file.count(b"</script>") == 1
        assert not Found(file.decode()).tags & {"img", "form", "iframe"}
