"""ZIP archives from strangers: opened only if what they unpack to is within bounds."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pmf_core.errors import BadInput
from pmf_core.returns.files.limits import LARGEST_EXPANDED, LARGEST_FILE, MOST_PARTS

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the archive reader raises when bytes are not what they should be."""

ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
"""A definition of XML's own shorthand: no spreadsheet program writes one, and it can stand for gigabytes."""

HEAD = 4_096
"""Where in a part such a definition must stand, if there is one."""

ENCRYPTED = 0x1
"""The bit of a member's flags that says it is encrypted."""


@contextmanager
def opened(content: bytes, *, name: str) -> Iterator[zipfile.ZipFile]:
    """An archive to read from; what is wrong with its bytes becomes one sentence."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except DAMAGED:
        raise BadInput(f"{name} is cut short or damaged: save it again and send the whole file.") from None


def check(archive: zipfile.ZipFile, *, name: str) -> None:
    """Refuse an archive that unpacks to too much, is locked or defines XML entities."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise BadInput(f"{name} has {len(parts):,} parts inside, {MOST_PARTS:,} are allowed: save it again in Excel.")
    expanded = sum(part.file_size for part in parts)
    if expanded > LARGEST_EXPANDED:
        raise BadInput(
            f"{name} unpacks to {expanded / 1e6:,.0f} MB, more than the {LARGEST_EXPANDED / 1e6:,.0f} MB that are "
            "opened: send only the sheets with figures, or send them as .csv."
        )
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise BadInput(f"{name} is protected by a password: remove the password, save it and send that.")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and _defines_entities(archive, part):
            raise BadInput(
                f"{name} defines XML entities in {part.filename}, which no spreadsheet needs and which can be used "
                "to do harm: save it again in Excel."
            )


def _defines_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as held:
        head = held.read(HEAD)
    return bool(ENTITIES.search(head.replace(b"\0", b"")))


def only_member(content: bytes, *, name: str) -> tuple[str, bytes]:
    """The name and the bytes of the one file in an archive."""
    with opened(content, name=name) as archive:
        members = [member for member in archive.infolist() if not member.is_dir() and not _is_litter(member.filename)]
        if len(members) != 1:
            raise BadInput(f"{name} is a ZIP archive of {len(members)} files: send one file at a time.")
        if members[0].flag_bits & ENCRYPTED:
            raise BadInput(f"{name} is protected by a password: remove the password and send it again.")
        with archive.open(members[0]) as held:
            return members[0].filename.rsplit("/", 1)[-1], _within_bounds(held.read(LARGEST_FILE + 1), name=name)


def unzipped(content: bytes, *, name: str) -> bytes:
    """What a .gz file holds."""
    machine = zlib.decompressobj(wbits=31)
    try:
        held = machine.decompress(content, LARGEST_FILE + 1)
    except zlib.error:
        raise BadInput(f"{name} is cut short or damaged: compress it again and send the whole file.") from None
    if len(held) <= LARGEST_FILE and not machine.eof:
        raise BadInput(f"{name} is cut short: compress it again and send the whole file.")
    return _within_bounds(held, name=name)


def _within_bounds(held: bytes, *, name: str) -> bytes:
    if len(held) > LARGEST_FILE:
        raise BadInput(
            f"{name} unpacks to more than the {LARGEST_FILE / 1e6:,.0f} MB that are opened: send fewer rows at a time."
        )
    return held


def _is_litter(member: str) -> bool:
    return member.startswith("__MACOSX/") or member.rsplit("/", 1)[-1].startswith(".")
