from __future__ import annotations

import shutil
from pathlib import Path

from pmf_core.store.shipped.manifest import MANIFEST
from tools.manifest import main, manifest_text

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "config" / "sources"


def test_the_manifest_is_what_the_tool_would_write() -> None:
    assert main(["--check"]) == 0


def test_writing_it_again_changes_nothing() -> None:
    faults: list[str] = []

    written = manifest_text(ROOT / "data", SOURCES, faults=faults)

    assert faults == []
    assert written == (ROOT / "data" / MANIFEST).read_text(encoding="utf-8")


def test_a_file_without_a_line_is_told_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "send").mkdir()
    shutil.copy(ROOT / "data" / "send" / "sen2_mi.csv.gz", tmp_path / "send")
    faults: list[str] = []

    manifest_text(tmp_path, SOURCES, faults=faults)

    assert len(faults) == 1
    assert "data/send/sen2_mi.csv.gz has no line with a known source" in faults[0]
