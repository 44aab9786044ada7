"""The council of the tables, once a run, and its pages as somebody sees them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from tests.access.matrix import world
from tests.pages.said import said


@pytest.fixture(scope="session")
def matrix_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with a unit of every level and a metric of every sensitivity."""
    return world.store(tmp_path_factory.mktemp("matrix") / "store")


@dataclass
class Seen:
    """A page, and everything that it draws or offers to take away."""

    test: AppTest
    charts: list[str] = field(default_factory=list)
    files: list[Callable[[], bytes]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join([said(self.test), *self.charts])

    def taken_away(self) -> str:
        return " ".join(_text_of(make()) for make in self.files)


Look = Callable[..., Seen]


@pytest.fixture
def look(matrix_store: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Open a page as somebody, and keep what it draws and offers."""
    monkeypatch.setenv("PMF_STORE", str(matrix_store))
    button, chart = st.download_button, st.vega_lite_chart

    def looked(page: str, person: str, **choices: str) -> Seen:
        seen = Seen(AppTest.from_file(str(world.ROOT / "ui" / "main.py"), default_timeout=60))

        def offer(label: str, data: Callable[[], bytes], **how: Any) -> bool:
            seen.files.append(data)
            return button(label, data=data, **how)

        def draw(spec: dict[str, Any], **how: Any) -> Any:
            seen.charts.append(json.dumps(spec, default=str))
            return chart(spec, **how)

        monkeypatch.setattr(st, "download_button", offer)
        monkeypatch.setattr(st, "vega_lite_chart", draw)
        seen.test.switch_page(str(world.ROOT / "pages" / f"{page}.py"))
        for name, value in {"as": person, **choices}.items():
            seen.test.query_params[name] = value
        seen.test.run()
        assert "Something went wrong" not in said(seen.test)
        return seen

    return looked


def _text_of(file: bytes) -> str:
    if not file.startswith(b"PK"):
        return file.decode("utf-8-sig")
    book = load_workbook(BytesIO(file))
    return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
