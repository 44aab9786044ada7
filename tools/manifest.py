"""Write data/manifest.csv anew, or check it: `python -m tools.manifest [--check]`.

What people know about a file (its title, source, date) is kept from the manifest; the checksum, the size, the
rows and what the source says about publisher and licence are made again. Illustrative files come from
data/illustrative/files.csv.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pyarrow.parquet import read_metadata

from pmf_core.catalogue.sources import load_sources
from pmf_core.definitions.source import Source
from pmf_core.store.shipped.manifest import COLUMNS, FIGURES, LISTS, MANIFEST, checksum

ROOT = Path(__file__).resolve().parents[1]

ILLUSTRATIVE = "illustrative"
"""The folder of the illustrative set; its files.csv says what is in it."""


def main(arguments: list[str]) -> int:
    """Write the manifest, or with --check say how it differs."""
    data = ROOT / "data"
    faults: list[str] = []
    written = manifest_text(data, ROOT / "config" / "sources", faults=faults)
    held = (data / MANIFEST).read_text(encoding="utf-8") if (data / MANIFEST).exists() else ""
    if "--check" in arguments:
        faults += _differences(held, written)
    elif not faults:
        (data / MANIFEST).write_text(written, encoding="utf-8", newline="")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def manifest_text(data: Path, sources: Path, *, faults: list[str]) -> str:
    """The manifest as it should be; a file without a line is a fault."""
    known = load_sources(sources, faults=faults)
    kept = {row["file"]: row for row in _rows(data / MANIFEST)}
    kept |= {row["file"]: row for row in _illustrative(data, known)}
    lines = []
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        name = path.relative_to(data).as_posix()
        if name in LISTS:
            continue
        row = kept.get(name)
        if row is None or row["source"] not in known:
            faults.append(
                f"data/{name} has no line with a known source in {MANIFEST}: "
                "add one with file, source, title, published_on, published_on_basis and edition."
            )
            continue
        lines.append(_line(path, row, known[row["source"]]))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue()


def _line(path: Path, row: dict[str, str], source: Source) -> dict[str, str]:
    return {
        "file": row["file"],
        "source": source.id,
        "kind": FIGURES if source.holds(row["file"]) else "reference",
        "title": row["title"],
        "publisher": source.publisher,
        "licence": source.licence,
        "attribution": source.attribution,
        "provenance": source.provenance.value,
        "published_on": date.fromisoformat(row["published_on"]).isoformat(),
        "published_on_basis": row["published_on_basis"],
        "edition": row["edition"],
        "sha256": checksum(path),
        "bytes": str(path.stat().st_size),
        "rows": str(_row_count(path)),
    }


def _illustrative(data: Path, known: dict[str, Source]) -> Iterator[dict[str, str]]:
    source = next((source for source in known.values() if source.provenance.value == ILLUSTRATIVE), None)
    if source is None:
        return
    for row in _rows(data / ILLUSTRATIVE / "files.csv"):
        name = Path(row["file"]).name
        yield {
            "file": f"{ILLUSTRATIVE}/{name}",
            "source": source.id,
            "title": f"{source.name}, {name.removesuffix('.csv.gz')}",
            "published_on": row["published_on"],
            "published_on_basis": "chosen by the generator, as a return would have arrived",
            "edition": name.removesuffix(".csv.gz"),
        }
    key = data / ILLUSTRATIVE / "answer_key.csv"
    if key.exists():
        yield {
            "file": f"{ILLUSTRATIVE}/{key.name}",
            "source": source.id,
            "title": f"{source.name}, answer key",
            "published_on": "2022-04-01",
            "published_on_basis": "no figures: it describes the set",
            "edition": "answer key",
        }


def _rows(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _row_count(path: Path) -> int:
    """The data rows of a table; 0 for what is not one."""
    if path.suffix == ".parquet":
        return read_metadata(path).num_rows
    name = path.name.removesuffix(".gz")
    if not name.endswith(".csv"):
        return 0
    held = path.read_bytes()
    text = (gzip.decompress(held) if path.suffix == ".gz" else held).decode("utf-8-sig")
    return sum(1 for _ in csv.reader(io.StringIO(text, newline=""))) - 1


def _differences(held: str, written: str) -> list[str]:
    before, after = held.splitlines(), written.splitlines()
    changed = [line for line in after if line not in set(before)] + [line for line in before if line not in set(after)]
    names = sorted({line.split(",", 1)[0] for line in changed})
    return [
        f"{MANIFEST}: the line of {name} is not what it should be: run 'python -m tools.manifest'." for name in names
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
