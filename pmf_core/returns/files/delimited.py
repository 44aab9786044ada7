"""Text files: their encoding, their separator, and their cells, all of them as text."""

from __future__ import annotations

import codecs
import csv
import io
import struct
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.csv as arrow_csv

from pmf_core.errors import BadInput
from pmf_core.returns.files.limits import MOST_CELLS_OF_TEXT, MOST_COLUMNS
from pmf_core.returns.grid import Grid, TextColumn

SEPARATORS = (",", ";", "\t", "|")

SAMPLE = 65_536
"""Characters from which the separator is found."""

MOST_ODD_ROWS = 2_000
"""Lines of another length, such as titles and notes, up to which a file is read at once."""

CHUNK_ROWS = 20_000
"""Rows of an irregular file that are turned into columns at a time."""

PIECE = 1 << 20
"""Bytes that are re-coded at a time."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def grid_of_text(content: bytes, *, name: str) -> Grid:
    """The cells of a text file."""
    held = in_utf8(content, name=name)
    head = bytes(memoryview(held)[: SAMPLE * 2]).decode("utf-8", "ignore")
    separator = separator_of(head[:SAMPLE])
    width = _width(head, separator)
    _check_size(held, separator, width=width, name=name)
    return _regular(held, separator, width=width) or _irregular(held, separator, name=name)


def _check_size(held: bytes, separator: str, *, width: int, name: str) -> None:
    if width > MOST_COLUMNS:
        raise BadInput(f"{name} has {width:,} columns, {MOST_COLUMNS:,} are possible: send only the ones needed.")
    lines = held.count(b"\n") + 1
    cells = max(held.count(separator.encode()) + lines, width)
    if cells > MOST_CELLS_OF_TEXT:
        raise BadInput(f"{name} has about {cells:,} cells, {MOST_CELLS_OF_TEXT:,} are allowed: send the rows in parts.")


def in_utf8(content: bytes, *, name: str) -> bytes:
    """The file in UTF-8 without a mark: what is not UTF-8 is taken for Windows' Western European."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            if encoding == "utf-8":
                content = content[len(mark) :]
                break
            try:
                return content[len(mark) :].decode(encoding).encode()
            except UnicodeDecodeError:
                raise BadInput(f"{name} is cut short or damaged: save it as CSV UTF-8 and send that.") from None
    return content if _is_utf_8(content) else _from_western(content)


def _is_utf_8(content: bytes) -> bool:
    offsets = pa.py_buffer(struct.pack("<qq", 0, len(content)))
    try:
        pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(content)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _from_western(content: bytes) -> bytes:
    """Re-coded in pieces, so that the whole is never held a third time."""
    pieces = (content[start : start + PIECE].decode("cp1252", "replace") for start in range(0, len(content), PIECE))
    return b"".join(piece.encode() for piece in pieces)


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


def _width(head: str, separator: str) -> int:
    lines = head.splitlines()
    return max((_pieces(line, separator) for line in lines[:-1] or lines), default=1)


def _regular(held: bytes, separator: str, *, width: int) -> Grid | None:
    """A file of which most lines have the same number of cells, read at once; nothing if it isn't one."""
    names = [str(place) for place in range(width)]
    odd: dict[int, list[str]] = {}

    def keep(row: arrow_csv.InvalidRow) -> str:
        if row.text is None or len(odd) >= MOST_ODD_ROWS:
            return "error"
        odd[row.number - 1] = next(csv.reader([row.text], delimiter=separator), [])
        return "skip"

    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(held),
            # Row numbers are told only to one thread, which is also the cheaper way to read.
            read_options=arrow_csv.ReadOptions(column_names=names, use_threads=False),
            parse_options=arrow_csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=keep
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except (pa.ArrowInvalid, csv.Error):
        return None
    width = max([width, *map(len, odd.values())])
    columns = (_with_odd_rows(table, place, odd) for place in range(width))
    return Grid(tuple(TextColumn(column) for column in columns), table.num_rows + len(odd))


def _with_odd_rows(table: pa.Table, place: int, odd: Mapping[int, Sequence[str]]) -> pa.ChunkedArray:
    """A column with the cells of lines of another length put back where they were."""
    column = table.column(place) if place < table.num_columns else pa.chunked_array([_blanks(table.num_rows)])
    if not odd:
        return column
    parts: list[pa.Array] = []
    taken = 0
    for passed, (row, cells) in enumerate(sorted(odd.items())):
        parts += column.slice(taken, row - passed - taken).chunks
        parts.append(pa.array([cells[place] if place < len(cells) else ""], pa.string()))
        taken = row - passed
    return pa.chunked_array([pa.concat_arrays([*parts, *column.slice(taken).chunks])], type=pa.string())


def _blanks(count: int) -> pa.Array:
    return pa.repeat(pa.scalar(""), count)


def _irregular(held: bytes, separator: str, *, name: str) -> Grid:
    """A file with titles, notes or lines of different lengths."""
    chunks = list(_chunks(held, separator, name=name))
    width = max((len(chunk) for chunk in chunks), default=0)
    columns = []
    for place in range(width):
        parts = [chunk[place] if place < len(chunk) else _blanks(len(chunk[0])) for chunk in chunks if chunk]
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
