from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from pmf_core.charts.appearance import LOOKS, SURFACES
from pmf_core.views.status import StatusKind

STYLE = (Path(__file__).resolve().parents[2] / "ui" / "style.css").read_text(encoding="utf-8")
PUBLIC_STYLE = (Path(__file__).resolve().parents[2] / "pmf_core" / "packs" / "site" / "style.css").read_text(
    encoding="utf-8"
)
PAPER = {"light": ("#FFFFFF", "#F7F8FA"), "dark": ("#18232B", "#0F171D")}
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: text against its background."""


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_kind_of_status_has_a_look() -> None:
    assert set(LOOKS) == set(StatusKind)


def test_no_status_is_told_by_colour_alone() -> None:
    for one, other in combinations(LOOKS.values(), 2):
        if one.light != other.light or one.dark != other.dark:
            assert one.symbol != other.symbol


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_status_can_be_read_on_paper_and_card(mode) -> None:
    for look in LOOKS.values():
        assert min(contrast(look.colour(mode), paper) for paper in PAPER[mode]) >= LEAST_CONTRAST


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_labels_of_a_chart_can_be_read(mode) -> None:
    for colour in (SURFACES[mode].ink, SURFACES[mode].quiet):
        assert min(contrast(colour, paper) for paper in PAPER[mode]) >= LEAST_CONTRAST


@pytest.mark.parametrize("style", [STYLE, PUBLIC_STYLE], ids=["hub", "public pages"])
@pytest.mark.parametrize("kind", ["excellent", "good", "requires_improvement", "inadequate", "neutral"])
def test_the_style_paints_a_status_as_the_charts_do(kind: str, style: str) -> None:
    found = re.search(rf"--{kind}: light-dark\((#\w+), (#\w+)\)", style, re.IGNORECASE)

    assert found is not None
    assert tuple(map(str.upper, found.groups())) == (LOOKS[StatusKind(kind)].light, LOOKS[StatusKind(kind)].dark)
