"""What a PDF says, line by line, and the content attached to it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader

from pmf_core.packs.verify.said import Said, numbered

ATTACHED = "content.json"
"""The name under which the sealed content is attached."""


def pdf_says(content: bytes) -> Said:
    """Page by page, and on each page how everything is drawn."""
    return numbered(_places(PdfReader(BytesIO(content))))


def sealed_in_pdf(content: bytes) -> bytes | None:
    """The sealed content that is attached to a PDF, if it still is."""
    found = PdfReader(BytesIO(content)).attachments.get(ATTACHED)
    return found[0] if found else None


def _places(reader: PdfReader) -> Iterator[tuple[str, str]]:
    for number, page in enumerate(reader.pages, 1):
        for line, text in enumerate(page.extract_text().splitlines(), 1):
            yield f"page {number}, line {line}", text
