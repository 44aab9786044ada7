from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "ui" / "static" / "fonts"


def test_every_font_of_the_theme_is_in_the_repository_with_its_licence() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]

    for face in theme["fontFaces"]:
        file = FONTS / Path(face["url"]).name
        assert file.read_bytes()[:4] == b"wOF2"
        assert "SIL OPEN FONT LICENSE" in (FONTS / f"{file.name.split('-latin')[0]}-OFL.txt").read_text().upper()
