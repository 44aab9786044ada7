"""The public site as files by their paths, looked over before anybody else sees them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from html import unescape
from pathlib import Path

from pmf_core.definitions.moment import in_london
from pmf_core.errors import NotPossible
from pmf_core.packs.drawings import FONTS
from pmf_core.packs.site.about import accessibility_page, data_page, reading_page
from pmf_core.packs.site.lists import Beside
from pmf_core.packs.site.pages import index, metric_page, theme_page, unit_page, units_page
from pmf_core.packs.site.shell import STYLE, Document, rendered
from pmf_core.views.public.values import Site

MANIFEST = "manifest.json"
"""The record of every file, beside them."""

STYLE_SHEET = Path(__file__).parent / STYLE
FACES = ("public-sans-400.ttf", "public-sans-700.ttf", "figtree-700.ttf", "public-sans-OFL.txt", "figtree-OFL.txt")

Files = dict[str, bytes]


def make_files(site: Site, *, made_at: datetime) -> Files:
    """Every file of the site; refuses what has a name that must not get out."""
    beside = Beside(site.sources)
    documents = list(_documents(site, beside))
    files: Files = {held.path: rendered(held, site) for held in documents}
    files |= beside.files
    require_nothing_hidden(files, site)
    files[STYLE] = STYLE_SHEET.read_bytes()
    files |= {f"fonts/{name}": (FONTS / name).read_bytes() for name in FACES}
    return {**files, MANIFEST: _manifest(site, files, [held.path for held in documents], made_at)}


def _documents(site: Site, beside: Beside) -> Iterator[Document]:
    """Every page that is approved, and none besides."""
    yield index(site)
    yield from (theme_page(theme, beside) for theme in site.themes)
    yield from (metric_page(metric, site, beside) for metric in site.metrics)
    yield units_page(site)
    yield from (unit_page(unit, beside) for unit in site.units)
    yield from (reading_page(), data_page(site), accessibility_page(site))


def require_nothing_hidden(files: Files, site: Site) -> None:
    """Refuse a site of which any file names a metric that isn't public, a single person, or what is exempt.

    A name that a published definition uses itself ('staff turnover') was approved with it.
    """
    texts = {path: unescape(content.decode("utf-8-sig")) for path, content in files.items()}
    whole = "\n".join(texts.values())
    approved = "\n".join(f"{m.name} {m.definition} {' '.join(map(' '.join, m.record.rows))}" for m in site.metrics)
    hidden = [name for name in site.forbidden if name in whole and not _named(name).search(approved)]
    named = [_named(name) for name in hidden]
    named += [_named(held, re.IGNORECASE) for held in site.exempt_words if held.casefold() in whole.casefold()]
    for path, text in texts.items() if named else ():
        for name in named:
            if said := name.search(text):
                raise NotPossible(
                    f"{path} would say '{said.group(0)}', which is not for the public, so nothing was published: "
                    "take it out of the text that has it."
                )


def _named(name: str, flags: int = 0) -> re.Pattern[str]:
    """The name as a word of its own: 'Worker 1' isn't in 'Worker 14'."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", flags)


def _manifest(site: Site, files: Files, pages: list[str], made_at: datetime) -> bytes:
    told = {
        "title": site.title,
        "made_at": in_london(made_at).isoformat(timespec="seconds"),
        "data_to": site.data_date.isoformat(),
        "known_on": site.known_on.isoformat(),
        "data_version": site.data_version,
        "approved_by": site.approved_by,
        "approved_on": site.approved_on.isoformat(),
        "licence": site.licence,
        "illustrative": site.illustrative,
        "pages": sorted(pages),
        "files": {path: sha256(content).hexdigest() for path, content in sorted(files.items())},
    }
    return json.dumps(told, indent=1, ensure_ascii=False).encode() + b"\n"
