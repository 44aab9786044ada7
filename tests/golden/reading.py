"""The golden files as text: a cell is what the file says, and each comparison decides what it means."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

Row = dict[str, str]

SUFFIXES = (".csv", ".csv.gz")
"""How a golden file may be stored; the plain one wins where both are there."""


class MissingFileError(Exception):
    """A file that a comparison needs and the folder does not have."""


@dataclass(frozen=True)
class Folder:
    """One folder of golden files, `spc` or `benchmarking`."""

    path: Path

    def names(self) -> list[str]:
        """The files by the name they have uncompressed, `NAME.csv`, in order."""
        stored = (path.name for path in self.path.iterdir())
        return sorted({name.removesuffix(".gz") for name in stored if name.endswith(SUFFIXES)})

    def rows(self, name: str) -> list[Row]:
        """Every row of `NAME.csv` or `NAME.csv.gz`, each cell as text."""
        for candidate in (self.path / name, self.path / f"{name}.gz"):
            if candidate.exists():
                opened = gzip.open if candidate.suffix == ".gz" else open
                with opened(candidate, "rt", encoding="utf-8-sig", newline="") as lines:
                    return list(csv.DictReader(lines))
        raise MissingFileError(f"{self.path} has no {name} (nor {name}.gz), which this comparison needs")
