"""Pages on the shipped data, run without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]

Open = Callable[..., AppTest]


@pytest.fixture
def open_page(shipped_store: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page of the hub at an address: the page's file and its choices."""
    monkeypatch.setenv("PMF_STORE", str(shipped_store))

    def opened(page: str = "", **choices: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=30)
        if page:
            test.switch_page(str(ROOT / "pages" / f"{page}.py"))
        for name, value in choices.items():
            test.query_params[name] = value
        return test.run()

    return opened
