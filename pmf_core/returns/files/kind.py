"""What a file's bytes are, whatever its name says."""

from __future__ import annotations

from enum import StrEnum

from pmf_core.errors import BadInput
from pmf_core.returns.files.archive import opened


class FileKind(StrEnum):
    """A format that the hub reads."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"
    GZIP = "gz"
    ZIP = "zip"
    """An archive that holds other files."""


ENDINGS = {
    ".xlsx": FileKind.XLSX,
    ".xlsm": FileKind.XLSX,
    ".xls": FileKind.XLS,
    ".ods": FileKind.ODS,
    ".csv": FileKind.TEXT,
    ".tsv": FileKind.TEXT,
    ".txt": FileKind.TEXT,
    ".gz": FileKind.GZIP,
    ".zip": FileKind.ZIP,
}
"""What a name promises."""

SPOKEN = {
    FileKind.XLSX: "an Excel workbook (.xlsx)",
    FileKind.XLS: "an Excel workbook of the older kind (.xls)",
    FileKind.ODS: "an OpenDocument spreadsheet (.ods)",
    FileKind.TEXT: "a text file",
    FileKind.GZIP: "a compressed file (.gz)",
    FileKind.ZIP: "a ZIP archive",
}

WAY_OUT = "save it as .xlsx, .ods or .csv and send that"

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: older Office documents, and encrypted ones."""

STRANGERS = (
    (b"%PDF", "a PDF document"),
    (b"PAR1", "a Parquet file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "a word-processor document"),
    (b"SQLite format 3", "a database"),
)
"""Beginnings of what is not read, and what to call it."""

BINARY_SHARE = 0.02
"""The control characters that a text may have among its first characters."""

CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


def kind_of(content: bytes, *, name: str) -> FileKind:
    """The format of a file by its bytes.

    >>> kind_of(b"area,value", name="figures.xlsx")
    <FileKind.TEXT: 'text'>
    """
    if not content.strip():
        raise BadInput(f"{name} is empty: send the file that holds the figures.")
    for beginning, spoken in STRANGERS:
        if content.startswith(beginning):
            raise _stranger(name, spoken)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archived(content, name=name)
    if content.startswith(OLE):
        return _compound(content, name=name)
    if content.startswith(b"\x1f\x8b"):
        return FileKind.GZIP
    return _text(content, name=name)


def misleading(kind: FileKind, *, name: str) -> str:
    """What to say about a name that promises something else; nothing if it doesn't."""
    promised = next((held for ending, held in ENDINGS.items() if name.lower().endswith(ending)), None)
    if promised is None or promised is kind:
        return ""
    return f"{name} is {SPOKEN[kind]} whatever its name says; it was read as what it is."


def _stranger(name: str, spoken: str) -> BadInput:
    return BadInput(f"{name} is {spoken}, not a spreadsheet: {WAY_OUT}.")


def _archived(content: bytes, *, name: str) -> FileKind:
    with opened(content, name=name) as archive:
        parts = {part.lstrip("/") for part in archive.namelist()}
        declared = archive.read("mimetype")[:200] if "mimetype" in parts else b""
    if "xl/workbook.bin" in parts:
        raise _stranger(name, "a binary Excel workbook (.xlsb), which the hub doesn't open")
    if "[Content_Types].xml" in parts and any(part.startswith("xl/") for part in parts):
        return FileKind.XLSX
    if "content.xml" in parts and (not declared or b"spreadsheet" in declared):
        return FileKind.ODS
    for folder, spoken in (("word/", "a Word document"), ("ppt/", "a PowerPoint presentation")):
        if any(part.startswith(folder) for part in parts):
            raise _stranger(name, spoken)
    if declared.startswith(b"application/vnd.oasis"):
        raise _stranger(name, "an OpenDocument text or drawing")
    return FileKind.ZIP


def _compound(content: bytes, *, name: str) -> FileKind:
    def holds(entry: str) -> bool:
        return entry.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise BadInput(f"{name} is protected by a password: remove the password in Excel, save it and send that.")
    if holds("Workbook") or holds("Book"):
        return FileKind.XLS
    if holds("WordDocument"):
        raise _stranger(name, "a Word document")
    raise BadInput(f"{name} is an Office file without a workbook in it, or it is cut short: {WAY_OUT}.")


def _text(content: bytes, *, name: str) -> FileKind:
    head = content[:65_536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return FileKind.TEXT
    if len(head.translate(None, CONTROLS)) < len(head) * (1 - BINARY_SHARE):
        raise BadInput(f"{name} is neither a spreadsheet nor a text file that can be read: {WAY_OUT}.")
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2_000].lower()
    if begins.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta")) or b"<html" in begins[:500]:
        raise _stranger(name, "a web page")
    if begins.startswith(b"<?xml") or b"<!doctype" in begins or b"<!entity" in begins:
        raise _stranger(name, "an XML file")
    if begins.startswith((b"{", b"[{")):
        raise _stranger(name, "a JSON file")
    return FileKind.TEXT
