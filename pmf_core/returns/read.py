"""Bytes → a workbook, or one clear sentence why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pmf_core.errors import BadInput
from pmf_core.returns.files.apart import sheets_apart
from pmf_core.returns.files.archive import check, only_member, opened, unzipped
from pmf_core.returns.files.assembly import sheet_of
from pmf_core.returns.files.delimited import grid_of_text
from pmf_core.returns.files.kind import FileKind, kind_of, misleading
from pmf_core.returns.files.limits import LARGEST_FILE
from pmf_core.returns.files.names import shown
from pmf_core.returns.files.xls_parts import remarks
from pmf_core.returns.workbook import Sheet, Workbook

NESTED = 2
"""How often a file may be packed: a .csv.gz that is a ZIP is packed once, one in a ZIP twice."""


def read_file(path: Path) -> Workbook:
    """The workbook in a file; its size is looked at before it is opened."""
    too_large(path.stat().st_size, name=shown(path.name))
    return read_workbook(path.read_bytes(), name=path.name)


def too_large(size: int, *, name: str) -> None:
    """Refuse a file of more bytes than the hub opens."""
    if size > LARGEST_FILE:
        raise BadInput(
            f"{name} has {size / 1e6:,.0f} MB, {LARGEST_FILE / 1e6:,.0f} MB are allowed: send fewer rows at a time."
        )


def read_workbook(content: bytes, *, name: str) -> Workbook:
    """The sheets of a file.

    Raises `BadInput` with one sentence when the file can't be read; nothing of it is kept then.
    """
    clean = shown(name)
    too_large(len(content), name=clean)
    inner, held, warnings = clean, content, list[str]()
    for _ in range(NESTED + 1):
        kind = kind_of(held, name=inner)
        if said := misleading(kind, name=inner):
            warnings.append(said)
        match kind:
            case FileKind.GZIP:
                held, inner = unzipped(held, name=inner), inner.removesuffix(".gz")
            case FileKind.ZIP:
                member, held = only_member(held, name=inner)
                inner = shown(member)
            case _:
                sheets, more = _sheets(held, kind, name=inner)
                return Workbook(clean, sha256(content).hexdigest(), len(content), sheets, (*warnings, *more))
    raise BadInput(f"{clean} is packed more than {NESTED} times over: send the file itself.")


def _sheets(held: bytes, kind: FileKind, *, name: str) -> tuple[tuple[Sheet, ...], list[str]]:
    if kind is FileKind.TEXT:
        stem = re.sub(r"\.\w{1,4}$", "", name)
        return (Sheet(stem, False, grid_of_text(held, name=name)),), []
    warnings = list(_book_warnings(held, kind, name=name))
    parts = sheets_apart(held, kind, name=name)
    listed = {source for sheet in parts for source in sheet.list_sources}
    sheets = tuple(sheet_of(sheet, fills_lists=sheet.name in listed) for sheet in parts)
    return sheets, warnings


def _book_warnings(held: bytes, kind: FileKind, *, name: str) -> Iterator[str]:
    links, macros = 0, False
    if kind is FileKind.XLS:
        links, macros = remarks(held, name=name)
    else:
        with opened(held, name=name) as archive:
            check(archive, name=name)
            inside = archive.namelist()
        macros = any(part.lower().endswith("vbaproject.bin") or part.startswith("Basic/") for part in inside)
        links = sum(bool(re.fullmatch(r"xl/externalLinks/[^/]+\.xml", part)) for part in inside)
        if "xl/connections.xml" in inside:
            yield f"{name} draws on a data connection; the values are as they were when it was last saved."
    if macros:
        yield f"{name} has macros; they were not run, only the values were read."
    if links:
        files = "another file" if links == 1 else f"{links} other files"
        yield f"{name} has formulas that draw on {files}; the values are as they were when it was last saved."
