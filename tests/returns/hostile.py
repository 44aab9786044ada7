"""Files that mean harm, or that accident made so: built from bytes, because no spreadsheet program writes them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
ROOT = (
    f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
SHEET_START = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>'
SHEET_END = "</sheetData></worksheet>"

SHEET = "xl/worksheets/sheet1.xml"


def xlsx(parts: dict[str, str | bytes], *, sheet: str = "") -> bytes:
    """A workbook of one sheet from its XML."""
    held = io.BytesIO()
    given = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>Area</t></si></sst>',
        SHEET: SHEET_START + sheet + SHEET_END,
    }
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (given | parts).items():
            archive.writestr(name, content)
    return held.getvalue()


def clean() -> bytes:
    """An ordinary workbook: a title, a header, five authorities."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Returns"
    sheet.append(["Assessments, April 2025"])
    sheet.append([])
    sheet.append(["Local authority", "Code", "Assessments", "On time", "%"])
    for code, name, made, on_time in (
        (831, "Derby", 120, 100),
        (830, "Derbyshire", 310, 290),
        (856, "Leicester", 150, 120),
        (892, "Nottingham", 200, 190),
        (891, "Nottinghamshire", 400, 360),
    ):
        sheet.append([name, code, made, on_time, on_time / made])
        sheet.cell(sheet.max_row, 5).number_format = "0.0%"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def with_parts(content: bytes, extra: dict[str, bytes]) -> bytes:
    """A workbook with more parts in its archive."""
    held = io.BytesIO(content)
    with zipfile.ZipFile(held, "a") as archive:
        for name, part in extra.items():
            archive.writestr(name, part)
    return held.getvalue()


def bomb(size: int, *, told: int | None = None, name: str = SHEET) -> bytes:
    """An archive with a part of `size` bytes of nothing; its directory may tell another size."""
    block = 1 << 20
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = machine.compress(b" " * block) + machine.flush(zlib.Z_FULL_FLUSH)
    packed = first * (size // block) + machine.flush(zlib.Z_FINISH)
    listed = told if told is not None else size
    check = zlib.crc32(b" " * min(listed, block))
    path = name.encode()
    told_size = listed & 0xFFFFFFFF
    local = struct.pack(
        "<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, check, len(packed), listed & 0xFFFFFFFF, len(path), 0
    )
    entry = struct.pack(
        "<IHHHHHHIIIHHHHHII",
        *(0x02014B50, 20, 20, 0, 8, 0, 33, check, len(packed), told_size, len(path), 0, 0, 0, 0, 0, 0),
    )
    rest = xlsx({})
    with zipfile.ZipFile(io.BytesIO(rest)) as archive:
        others = {part: archive.read(part) for part in archive.namelist() if part != name}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for part, content in others.items():
            archive.writestr(part, content)
    return _joined(held.getvalue(), local + path + packed, entry, path)


def _joined(archive: bytes, member: bytes, entry: bytes, path: bytes) -> bytes:
    """An archive with one more member, its directory written anew."""
    end = archive.rindex(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<HII", archive, end + 10)
    placed = entry[:42] + struct.pack("<I", start) + path
    directory = archive[start : start + size] + placed
    tail = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count + 1, count + 1, len(directory), start + len(member), 0)
    return archive[:start] + member + directory + tail


def entities(where: str = SHEET) -> bytes:
    """Nine entities, each ten times the one before: a thousand million laughs."""
    names = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "laugh"}">' for n in range(10)]
    laughing = f'<?xml version="1.0"?><!DOCTYPE w [{"".join(names)}]><worksheet xmlns="{MAIN}"><sheetData><row r="1">'
    laughing += '<c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'
    return xlsx({where: laughing})


def entities_in_utf_16() -> bytes:
    """The same in an encoding in which a search for its letters finds nothing."""
    laughing = (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY l0 "laugh">]><worksheet><sheetData/></worksheet>'
    )
    return xlsx({SHEET: laughing.encode("utf-16")})


def ods(rows: str, *, before: str = "") -> bytes:
    """An OpenDocument spreadsheet of one sheet."""
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Data">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return held.getvalue()


def ods_cell(value: str, *, repeated: int = 1) -> str:
    """A number that may stand for many."""
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}" '
        f'table:number-columns-repeated="{repeated}"><text:p>{value}</text:p></table:table-cell>'
    )


def repeated_ods() -> bytes:
    """One number that stands for seventeen thousand million."""
    return ods(
        f'<table:table-row table:number-rows-repeated="1048576">{ods_cell("1", repeated=16_384)}</table:table-row>'
    )


def two_corners() -> bytes:
    """A cell in the first corner and one in the last, with seventeen thousand million between."""
    return xlsx(
        {}, sheet='<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    )


def row_of(number: int, text: str, figure: str) -> str:
    """A row of a text and of a second cell that is given as XML."""
    return f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{text}</t></is></c>{figure}</row>'


NAMES = row_of(1, "Area", '<c r="B1" t="inlineStr"><is><t>Count</t></is></c>')


def million_formatted_rows() -> bytes:
    """Three rows of data above a million that have a format and nothing else."""
    data = NAMES + row_of(2, "Derby", '<c r="B2"><v>4</v></c>') + row_of(3, "Leeds", '<c r="B3"><v>5</v></c>')
    empty = (f'<row r="{row}" s="1"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(4, 1_048_577))
    return xlsx({}, sheet=data + "".join(empty))


def shared_text_bomb() -> bytes:
    """One long text to which many cells refer."""
    long = "x" * 1_000_000
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 100_001))
    return xlsx({"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>{long}</t></si></sst>'}, sheet=cells)


def many_cells() -> bytes:
    """More cells than any return has."""
    row = "".join("<c><v>1</v></c>" for _ in range(1_000))
    return xlsx({}, sheet=f"<row>{row}</row>" * 9_000)


def encrypted() -> bytes:
    """What Excel makes of a workbook with a password, as far as its beginning."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(4_096)


def gzip_bomb(size: int) -> bytes:
    """A .gz of nothing but one letter."""
    machine = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"x" * (1 << 20)
    return b"".join(machine.compress(block) for _ in range(size >> 20)) + machine.flush()


def uncalculated() -> bytes:
    """Formulas: one with its value, one saved by a program that doesn't calculate, one that went wrong."""
    cells = NAMES + row_of(2, "Derby", '<c r="B2"><f>2+2</f><v>4</v></c>')
    cells += row_of(3, "Leeds", '<c r="B3"><f>2+3</f></c>')
    return xlsx({}, sheet=cells + row_of(4, "York", '<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c>'))


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive of files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a bomb that tells its size": ("bomb.xlsx", lambda: bomb(5_000_000_000, told=4_000_000_000), "unpacks to 4,000 MB"),
    "a bomb that lies about its size": ("bomb.xlsx", lambda: bomb(3 << 30, told=4_000), "bomb.xlsx"),
    "entities in a sheet": ("laughs.xlsx", entities, "defines XML entities"),
    "entities in the book": ("laughs.xlsx", lambda: entities("xl/workbook.xml"), "defines XML entities"),
    "entities in UTF-16": ("laughs.xlsx", entities_in_utf_16, "defines XML entities"),
    "entities in an .ods": ("l.ods", lambda: ods("", before='<!DOCTYPE d [<!ENTITY a "b">]>'), "defines XML entities"),
    "one .ods cell for thousands of millions": ("many.ods", repeated_ods, "more than 8,000,000 cells"),
    "two cells in far corners": ("corners.xlsx", two_corners, "corners.xlsx"),
    "one long text in many cells": ("long.xlsx", shared_text_bomb, "memory"),
    "many cells": ("many.xlsx", many_cells, "many.xlsx"),
    "a password": ("secret.xlsx", encrypted, "protected by a password"),
    "a .gz bomb": ("data.csv.gz", lambda: gzip_bomb(400 << 20), "unpacks to more than the 150 MB"),
    "an archive of many files": ("two.zip", lambda: zipped({"a.csv": b"a,b", "b.csv": b"a,b"}), "archive of 2 files"),
    "a PDF with another name": ("figures.xlsx", lambda: b"%PDF-1.7 ...", "is a PDF document"),
    "a web page with another name": ("figures.xls", lambda: b"<html><table></table></html>", "is a web page"),
    "a Word document": ("figures.xlsx", lambda: zipped({"word/document.xml": b"<w/>"}), "is a Word document"),
    "nothing": ("empty.csv", lambda: b" \n", "is empty"),
    "noise": ("noise.csv", lambda: bytes(range(256)) * 40, "neither a spreadsheet nor a text file"),
    "a quotation mark without end": ("open.csv", lambda: b'a,b\n"x' + b"y" * 200_000, "quotation mark"),
    "a line of a million columns": ("wide.csv", lambda: b"," * 1_000_000, "columns"),
}
"""What → the file's name, how it is made, and what its sentence must say."""


def cut_short(content: bytes) -> Iterator[bytes]:
    """A file cut at several places."""
    return (content[: len(content) * part // 12] for part in range(1, 12))
