"""The command that compares: every file gets a line, and a difference is never quiet."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from tests.golden.__main__ import main
from tests.golden.reading import Folder, MissingFileError

DATA = Path(__file__).parent / "data" / "spc"


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    """A directory with one folder of one file."""
    (tmp_path / "spc").mkdir()
    (tmp_path / "spc" / "anhoej_limits.csv.gz").write_bytes((DATA / "anhoej_limits.csv.gz").read_bytes())
    return tmp_path


def _rewritten(golden: Path, **changes: str) -> None:
    """The same file uncompressed, its last row changed."""
    zipped = golden / "spc" / "anhoej_limits.csv.gz"
    rows = Folder(golden / "spc").rows("anhoej_limits.csv")
    rows[-1] |= changes
    zipped.unlink()
    with (golden / "spc" / "anhoej_limits.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_a_file_that_agrees_exits_with_nothing(golden: Path, capsys: pytest.CaptureFixture[str]):
    assert main([str(golden)]) == 0
    assert capsys.readouterr().out == "anhoej_limits.csv 200 0 0\n"


def test_a_plain_file_reads_like_a_zipped_one(golden: Path, capsys: pytest.CaptureFixture[str]):
    _rewritten(golden)

    assert main([str(golden)]) == 0
    assert capsys.readouterr().out == "anhoej_limits.csv 200 0 0\n"


def test_one_difference_exits_with_one_and_is_shown(golden: Path, capsys: pytest.CaptureFixture[str]):
    _rewritten(golden, longest_run_max="99")

    assert main([str(golden)]) == 1
    assert "n = 200: longest_run_max at n: ours 11, theirs 99" in capsys.readouterr().out


def test_a_file_nobody_compares_is_not_passed_over_in_silence(golden: Path, capsys: pytest.CaptureFixture[str]):
    with gzip.open(golden / "spc" / "news.csv.gz", "wt") as file:
        file.write("a,b\n1,2\n")

    assert main([str(golden)]) == 0
    assert "news.csv 1 0 1 (1 no comparison is registered for this file)" in capsys.readouterr().out


def test_a_file_whose_companion_is_missing_is_a_mismatch(golden: Path, capsys: pytest.CaptureFixture[str]):
    (golden / "spc" / "mdc_series.csv.gz").write_bytes((DATA / "mdc_series.csv.gz").read_bytes())

    assert main([str(golden)]) == 1
    assert "has no xmr_series.csv" in capsys.readouterr().out


def test_a_directory_without_golden_files_says_what_it_wants(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main([str(tmp_path)]) == 2
    assert "where DIR has a folder spc or benchmarking" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(MissingFileError, match=r"has no nowhere\.csv"):
        Folder(tmp_path).rows("nowhere.csv")
