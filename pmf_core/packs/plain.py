"""Cells of a pack as text."""

from __future__ import annotations

from pmf_core.views.pack import Cell, Figure
from pmf_core.views.status import StatusKind

MADE_UP = "Illustrative: figures made up for demonstration"
"""Said on every page that shows one."""

SHAPELESS = (StatusKind.NEUTRAL, StatusKind.NOT_JUDGED)
"""A neutral word needs no shape: beside a number it would read as a sign."""


def cell_text(cell: Cell) -> str:
    """What a cell says.

    >>> cell_text(Figure("a/b/2026-03/value", "4.5%", 4.508)), cell_text("Good")
    ('4.5%', 'Good')
    """
    return cell.text if isinstance(cell, Figure) else cell
