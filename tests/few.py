"""A council of four teams that count few people: a metric that counts them, and a share of them."""

from __future__ import annotations

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions import Count, Link, Metric, Ratio, Unit
from pmf_core.definitions.period import month
from tests import small

Pair = tuple[int, int]
"""How many, and how many not."""

MISSING = small.CALLS.model_copy(
    update={"id": "missing", "name": "Missing", "calculation": Count(counted="children"), "disclosure": "own"}
)
HELPED = small.EMPTIED.model_copy(
    update={
        "id": "helped",
        "name": "People helped",
        "calculation": Ratio(numerator="people helped", denominator="people asking"),
        "disclosure": "own",
    }
)
TEAMS = ("north", "south", "east", "west")
ABOVE = ("place", "homes", "council")
SEXES = ("all", "sex=f", "sex=m")
MARCH = month(2025, 3)


def council(metric: Metric, homes: frozenset[str] = frozenset()) -> Catalogue:
    """Four teams in two departments; those named are in the second."""
    links = [Link(unit=t, parent="homes" if t in homes else "place", effective_from=small.BEGIN) for t in TEAMS]
    extra = [Unit(id=team, name=team.capitalize(), level="team") for team in TEAMS[2:]]
    return small.catalogue(metric, links=(*small.LINKS[:2], *links), extra=extra)


def row(metric: Metric, team: str, pair: Pair) -> small.Row:
    top, bottom = float(pair[0]), float(sum(pair))
    if isinstance(metric.calculation, Count):
        return (metric.id, team, MARCH.start, MARCH.end, None, None, top)
    return (metric.id, team, MARCH.start, MARCH.end, top, bottom, top * 100 / bottom if bottom else None)
