"""What an HTML file says, section by section, and the content sealed in it."""

from __future__ import annotations

from html.parser import HTMLParser

from pmf_core.packs.page_file import CONTENT_ID
from pmf_core.packs.verify.said import Said, numbered

SILENT = frozenset({"style", "script"})
"""Tags whose text nobody reads."""

SPOKEN = ("aria-label", "d", "transform", "href")
"""Attributes that say something too: descriptions, and how a drawing runs."""


def page_says(content: bytes) -> Said:
    """Section by section, in the order of reading."""
    reader = _Reader()
    reader.feed(content.decode("utf-8", errors="replace"))
    return numbered(iter(reader.places))


def sealed_in_page(content: bytes) -> bytes | None:
    """The sealed content that lies in an HTML file, if it still does."""
    reader = _Reader()
    reader.feed(content.decode("utf-8", errors="replace"))
    return reader.content.replace("\\u003c", "<").encode() if reader.content else None


class _Reader(HTMLParser):
    """Walks a file and writes down every text with where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[tuple[str, str]] = []
        self.content = ""
        self._section = "top"
        self._tags: list[str] = []
        self._sealed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "section":
            self._section = held.get("id") or "unnamed"
        self._tags.append(tag)
        self._sealed = held.get("id") == CONTENT_ID
        for name in SPOKEN:
            if held.get(name):
                self.places.append((f"page '{self._section}', {tag} {name}", held[name] or ""))

    def handle_endtag(self, tag: str) -> None:
        while self._tags and self._tags.pop() != tag:
            pass
        self._sealed = False

    def handle_data(self, data: str) -> None:
        if self._sealed:
            self.content += data
        elif data.strip() and not SILENT.intersection(self._tags):
            inside = self._tags[-1] if self._tags else "text"
            self.places.append((f"page '{self._section}', {inside}", data.strip()))
