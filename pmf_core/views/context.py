"""The context bar: the choices of unit, period and moment that a page is asked in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from."""

    id: str
    name: str
    level: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What the bar offers and what is chosen."""

    unit: Choice
    path: tuple[Choice, ...]
    """From the top of the tree down to the unit."""
    units: tuple[Choice, ...]
    """Every unit that may be read, in tree order; other bodies after them."""
    period: Choice
    periods: tuple[Choice, ...]
    """Newest first: months."""
    as_at: datetime | None
    as_at_name: str
    """'Now', or the moment in words."""
    moments: tuple[Choice, ...]
    """'now' and the moments at which the store learnt something, newest first."""
    banner: str
    """Empty when as at is now."""
    compare: tuple[Choice, ...]
    """Empty until there is something to compare with."""
