"""A pack as a tagged PDF (PDF/UA-1), set by Typst from the sealed content itself."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from pmf_core.charts.appearance import LOOKS
from pmf_core.packs.drawings import FONTS, trend_svg
from pmf_core.packs.plain import SHAPELESS
from pmf_core.packs.seal import content_of, seal_of
from pmf_core.views.pack import Pack

TEMPLATE = Path(__file__).parent / "pack.typ"
"""How the pages are set; it adds no word of its own to what is sealed but labels."""


def pdf_file(pack: Pack) -> bytes:
    """The PDF; the same content makes the same bytes, and lies attached inside it."""
    content = content_of(pack)
    drawings = {page.id: trend_svg(page.chart) for page in pack.pages if page.chart is not None}
    looks = {
        kind.value: {"symbol": "" if kind in SHAPELESS else look.symbol, "colour": look.light}
        for kind, look in LOOKS.items()
    }
    made = typst.compile(
        str(TEMPLATE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=0,
        sys_inputs={
            "pack": content.decode(),
            "drawings": json.dumps(drawings),
            "looks": json.dumps(looks),
            "seal": seal_of(content),
        },
    )
    assert isinstance(made, bytes)
    return made
