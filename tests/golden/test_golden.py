"""Every shipped golden file, compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.reading import Folder
from tests.golden.registry import FOLDERS, compare_file, load

DATA = Path(__file__).parent / "data"
FILES = [(folder, file) for folder in FOLDERS for file in Folder(DATA / folder).names()]

load()


@pytest.mark.parametrize(("folder", "file"), FILES)
def test_the_hub_agrees_with_the_reference_implementation(folder: str, file: str):
    outcome = compare_file(DATA, folder=folder, file=file)

    assert outcome.cases > sum(outcome.skipped.values())
    assert outcome.mismatches == 0, "\n".join(outcome.examples)
