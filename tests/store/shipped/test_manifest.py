from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pmf_core.errors import StoreError
from pmf_core.store.shipped.manifest import MANIFEST, check_files, checksum, lines_of, read_manifest

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "data"
DEMONSTRATION = date(2026, 4, 20)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A data folder of one file with its line."""
    line = next(line for line in lines_of(DATA) if line.file.startswith("recycling/"))
    (tmp_path / "recycling").mkdir()
    shutil.copy(DATA / line.file, tmp_path / line.file)
    head, *lines = (DATA / MANIFEST).read_text(encoding="utf-8").splitlines()
    kept = [text for text in lines if text.startswith(line.file)]
    (tmp_path / MANIFEST).write_text("\n".join([head, *kept]) + "\n", encoding="utf-8")
    return tmp_path


def test_the_shipped_files_are_as_their_lines_say() -> None:
    assert check_files(DATA) == []


def test_one_changed_byte_is_refused_with_what_was_expected_and_found(copied: Path) -> None:
    (line,) = read_manifest(copied)
    file = copied / line.file
    held = bytearray(file.read_bytes())
    held[-1] ^= 1
    file.write_bytes(bytes(held))

    with pytest.raises(StoreError) as refused:
        read_manifest(copied)

    assert line.file in str(refused.value)
    assert line.sha256 in str(refused.value)
    assert checksum(file) in str(refused.value)


def test_a_file_without_a_line_and_a_line_without_a_file_are_told_at_once(copied: Path) -> None:
    (line,) = read_manifest(copied)
    (copied / line.file).unlink()
    (copied / "new.csv").write_text("a\n1\n")

    faults = check_files(copied)

    assert len(faults) == 2
    assert faults[0].startswith(line.file)
    assert faults[1].startswith("new.csv has no line")


def test_a_line_that_cannot_be_read_is_told_with_its_number(copied: Path) -> None:
    text = (copied / MANIFEST).read_text(encoding="utf-8")
    (copied / MANIFEST).write_text(text.replace(",published,", ",invented,"), encoding="utf-8")

    with pytest.raises(StoreError, match=r"manifest\.csv:2"):
        lines_of(copied)


def test_no_file_is_dated_after_the_demonstration_and_each_says_how_its_date_was_found() -> None:
    for line in lines_of(DATA):
        assert line.published_on <= DEMONSTRATION
        assert line.published_on_basis
        assert line.edition


def test_the_data_stay_small() -> None:
    assert sum(line.bytes for line in lines_of(DATA)) < 12_000_000
