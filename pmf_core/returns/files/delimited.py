"""Text files: their encoding, their separator, and their cells, all of them as text."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.csv as arrow_csv

from pmf_core.errors import BadInput
from pmf_core.returns.files.limits import MOST_COLUMNS
from pmf_core.returns.grid import Grid, TextColumn

SEPARATORS = (",", ";", "\t", "|")

SAMPLE = 65_536
"""Characters from which the separator is found."""

CHUNK_ROWS = 20_000
"""Rows of an irregular file that are turned into columns at a time."""

LONGEST_CELL = 131_072
"""Characters that a cell of a text file may have; a longer one is a quotation mark that is never closed."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def grid_of_text(content: bytes, *, name: str) -> Grid:
    """The cells of a text file."""
    held = in_utf8(content, name=name)
    separator = separator_of(held[: SAMPLE * 2].decode("utf-8", "ignore")[:SAMPLE])
    width = _width(held[: SAMPLE * 2], separator)
    if width > MOST_COLUMNS:
        raise BadInput(f"{name} has {width:,} columns, {MOST_COLUMNS:,} are possible: send only the ones needed.")
    return _regular(held, separator, width=width) or _irregular(held, separator, name=name)


def in_utf8(content: bytes, *, name: str) -> bytes:
    """The file in UTF-8 without a mark: what is not UTF-8 is taken for Windows' Western European."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            held = content[len(mark) :]
            if encoding == "utf-8":
                return held
            try:
                return held.decode(encoding).encode()
            except UnicodeDecodeError:
                raise BadInput(f"{name} is cut short or damaged: save it as CSV UTF-8 and send that.") from None
    try:
        pa.array([content], pa.binary()).cast(pa.string())
    except pa.ArrowInvalid:
        return content.decode("cp1252", "replace").encode()
    return content


def separator_of(text: str) -> str:
    """What stands between the cells: the separator that cuts most lines into the same number of parts.

    >>> separator_of("Area;Share\\nDerby;1,5\\nLeeds;2,5")
    ';'
    """
    lines = [line for line in text.splitlines()[:200] if line.strip()]

    def agreement(separator: str) -> tuple[int, int]:
        widths = Counter(width for width in (_pieces(line, separator) for line in lines) if width > 1)
        width, count = widths.most_common(1)[0] if widths else (1, 0)
        return (count, width)

    return max(SEPARATORS, key=agreement)


def _pieces(line: str, separator: str) -> int:
    outside = "".join(line.split('"')[::2]) if '"' in line else line
    return outside.count(separator) + 1


def _width(head: bytes, separator: str) -> int:
    lines = head.decode("utf-8", "ignore").splitlines()
    return max((_pieces(line, separator) for line in lines[:-1] or lines), default=1)


def _regular(held: bytes, separator: str, *, width: int) -> Grid | None:
    """A file whose lines have the same number of cells, read at once; nothing if it isn't one."""
    names = [str(place) for place in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(held),
            read_options=arrow_csv.ReadOptions(column_names=names, use_threads=True),
            parse_options=arrow_csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    return Grid(tuple(TextColumn(column) for column in table.columns), table.num_rows)


def _irregular(held: bytes, separator: str, *, name: str) -> Grid:
    """A file with titles, notes or lines of different lengths."""
    chunks = list(_chunks(held, separator, name=name))
    width = max((len(chunk) for chunk in chunks), default=0)
    columns = []
    for place in range(width):
        parts = [
            chunk[place] if place < len(chunk) else pa.repeat(pa.scalar(""), len(chunk[0])) for chunk in chunks if chunk
        ]
        columns.append(TextColumn(pa.chunked_array(parts, type=pa.string())))
    return Grid(tuple(columns), len(columns[0]) if columns else 0)


def _chunks(held: bytes, separator: str, *, name: str) -> Iterator[list[pa.Array]]:
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(held), encoding="utf-8", newline=""), delimiter=separator)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) == CHUNK_ROWS:
                yield _columns(rows, name=name)
                rows = []
    except csv.Error:
        raise BadInput(
            f"{name} has a quotation mark before line {reader.line_num} that is never closed: close it or delete it."
        ) from None
    if rows:
        yield _columns(rows, name=name)


def _columns(rows: list[list[str]], *, name: str) -> list[pa.Array]:
    width = max(map(len, rows)) or 1
    if width > MOST_COLUMNS:
        raise BadInput(f"{name} has {width:,} columns, {MOST_COLUMNS:,} are possible: send only the ones needed.")
    even = [row + [""] * (width - len(row)) for row in rows]
    return [pa.array(column, pa.string()) for column in zip(*even, strict=True)]
