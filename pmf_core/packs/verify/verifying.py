"""Verifying: the content must be the one that was sealed, and the file must say what that content says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmf_core.errors import BadInput
from pmf_core.packs.page_file import page_file
from pmf_core.packs.pdf import pdf_file
from pmf_core.packs.seal import pack_of, seal_of
from pmf_core.packs.slides import slides_file
from pmf_core.packs.verify.pages import page_says, sealed_in_page
from pmf_core.packs.verify.pdfs import pdf_says, sealed_in_pdf
from pmf_core.packs.verify.said import Said
from pmf_core.packs.verify.slides import sealed_in_slides, slides_say
from pmf_core.packs.verify.workbooks import sealed_in_workbook, workbook_says
from pmf_core.packs.workbook_file import workbook_file
from pmf_core.views.pack import Pack

NOTHING = "nothing"
"""Said where a text is missing on one side."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how it is made, what it says, and where the content lies in it."""

    make: Callable[[Pack], bytes]
    says: Callable[[bytes], Said]
    sealed: Callable[[bytes], bytes | None]
    repeats: bool
    """Whether the same content always makes the same bytes."""


KINDS = {
    ".pptx": Kind(slides_file, slides_say, sealed_in_slides, repeats=False),
    ".pdf": Kind(pdf_file, pdf_says, sealed_in_pdf, repeats=True),
    ".xlsx": Kind(workbook_file, workbook_says, sealed_in_workbook, repeats=False),
    ".html": Kind(page_file, page_says, sealed_in_page, repeats=True),
}
"""The ending of a file → its kind."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place at which a file does not say what was sealed."""

    file: str
    place: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, the seal of its content, and everything found."""

    seal: str
    files: tuple[str, ...]
    findings: tuple[Finding, ...]


def verify(file: Path, *, content: bytes | None = None) -> Verified:
    """Look at one file; `content` is what was sealed, where it is known from elsewhere (a record, `pack.json`)."""
    kind = KINDS.get(file.suffix.lower())
    if kind is None:
        raise BadInput(f"{file.name} is no pack: give a {', '.join(KINDS)} file that 'pack build' wrote.")
    found = file.read_bytes()
    inside = _read(file, lambda: kind.sealed(found))
    sealed = content or inside
    if sealed is None:
        raise BadInput(f"{file.name} carries no sealed content: give the folder that 'pack build' wrote it in.")
    findings = list(_differences(file, kind, found, pack_of(sealed)))
    if inside is not None and inside != sealed:
        findings.append(Finding(file.name, "the sealed content inside the file", seal_of(sealed), seal_of(inside)))
    return Verified(seal_of(sealed), (file.name,), tuple(findings))


def _differences(file: Path, kind: Kind, found: bytes, pack: Pack) -> Iterator[Finding]:
    made = kind.make(pack)
    if made == found:
        return
    expected, says = kind.says(made), _read(file, lambda: kind.says(found))
    differing = [place for place in dict.fromkeys([*expected, *says]) if expected.get(place) != says.get(place)]
    for place in differing:
        yield Finding(file.name, place, expected.get(place, NOTHING), says.get(place, NOTHING))
    if kind.repeats and not differing:
        yield Finding(file.name, "the file as a whole", "the bytes that were sealed", "other bytes with the same words")


def _read(file: Path, reading: Callable[[], Any]) -> Any:
    """What a file says; one that can't be opened is not what was sealed."""
    try:
        return reading()
    except BadInput:
        raise
    except Exception as error:
        raise BadInput(
            f"{file.name} can't be opened as what its name says: {type(error).__name__}: {error}."
        ) from error
