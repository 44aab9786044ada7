"""The manifest: every file of `data/`, where it is from, and the checksum it must have."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from pmf_core.definitions.metric import Provenance
from pmf_core.definitions.moment import start_of_day
from pmf_core.errors import StoreError

MANIFEST = "manifest.csv"
"""Its name in the data folder."""

FIGURES = "figures"
"""The kind of a line whose file is read into the store; the others are read as reference."""


@dataclass(frozen=True, slots=True)
class Line:
    """One file of the manifest."""

    file: str
    source: str
    kind: str
    title: str
    publisher: str
    licence: str
    attribution: str
    provenance: Provenance
    published_on: date
    published_on_basis: str
    edition: str
    sha256: str
    bytes: int
    rows: int

    @property
    def known_from(self) -> datetime:
        """The moment from which its figures count as known."""
        return start_of_day(self.published_on)


COLUMNS = tuple(Line.__dataclass_fields__)
"""The manifest's columns, in their order."""


LISTS = frozenset({MANIFEST, "illustrative/files.csv"})
"""Files that list others and have no line themselves."""


def read_manifest(data: Path) -> tuple[Line, ...]:
    """Every line; a file that isn't there or has other bytes than its line says is refused."""
    lines = lines_of(data)
    for line in lines:
        require_bytes(data, line)
    return lines


def check_files(data: Path) -> list[str]:
    """Everything in which the data folder and its manifest differ, told at once."""
    try:
        lines = lines_of(data)
    except StoreError as error:
        return [str(error)]
    faults = []
    for line in lines:
        try:
            require_bytes(data, line)
        except StoreError as error:
            faults.append(str(error))
    listed = {line.file for line in lines} | LISTS
    found = (path.relative_to(data).as_posix() for path in sorted(data.rglob("*")) if path.is_file())
    return faults + [
        f"{name} has no line in {MANIFEST}: add one, or take the file out." for name in found if name not in listed
    ]


def lines_of(data: Path) -> tuple[Line, ...]:
    """The manifest as it is written, its files not yet looked at."""
    path = data / MANIFEST
    if not path.exists():
        raise StoreError(f"There is no {path}: run 'python -m tools.manifest' to write it.")
    with path.open(encoding="utf-8", newline="") as opened:
        return tuple(_line(row, number) for number, row in enumerate(csv.DictReader(opened), 2))


def require_bytes(data: Path, line: Line) -> None:
    """Refuse a file that is not the one in the manifest."""
    path = data / line.file
    if not path.exists():
        raise StoreError(f"{line.file} stands in {MANIFEST} and is not there: put it back or take its line out.")
    found = checksum(path)
    if found != line.sha256:
        raise StoreError(
            f"{line.file} is not the file in {MANIFEST}: expected {line.sha256}, found {found}. "
            "Put the published file back, or give the new edition a name and a line of its own."
        )


def checksum(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    return sha256(path.read_bytes()).hexdigest()


def _line(row: dict[str, str], number: int) -> Line:
    try:
        return Line(
            **{name: row[name] for name in COLUMNS if name not in {"provenance", "published_on", "bytes", "rows"}},
            provenance=Provenance(row["provenance"]),
            published_on=date.fromisoformat(row["published_on"]),
            bytes=int(row["bytes"]),
            rows=int(row["rows"]),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise StoreError(f"{MANIFEST}:{number}: a column is missing or not readable: {error}.") from error
