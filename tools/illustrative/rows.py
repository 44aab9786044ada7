"""A row of the monthly files, and the figures of every metric as such rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tools.illustrative.draw import Drawn, Numbers, draw
from tools.illustrative.months import LAST, MONTHS
from tools.illustrative.recipes import Recipe, recipes
from tools.illustrative.units import team_of, units_of

NOT_CLOSED = frozenset({"agency_spend", "pay_bill", "budget_variance", "debt_over_90_days", "savings_delivered"})
"""Their last month is provisional: the year's accounts are not closed on the demonstration date."""


@dataclass(frozen=True)
class Row:
    """One figure: a numerator and denominator, a value, or the reason why there is none."""

    metric: str
    unit: str
    period: str
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    missing_reason: str = ""
    status: str = "final"

    @property
    def key(self) -> tuple[str, str, str]:
        """What no two rows of a file share."""
        return (self.metric, self.unit, self.period)

    def without_figures(self, reason: str) -> Row:
        """The row with its figures taken out, and why."""
        return replace(self, numerator=None, denominator=None, value=None, missing_reason=reason)


def drawn_rows() -> list[Row]:
    """Every figure before anything is left out: teams, workers, and teams as the sums of their workers."""
    teams, workers = units_of("team"), units_of("individual")
    return [row for recipe in recipes() for row in _rows_of(recipe, teams, workers)]


def _rows_of(recipe: Recipe, teams: Sequence[str], workers: Sequence[str]) -> Iterator[Row]:
    own = [team for team in teams if recipe.covers(team)]
    if recipe.of == "team":
        yield from _rows(recipe, own, draw(recipe, own))
        return
    members = [worker for worker in workers if team_of(worker) in own]
    rows = list(_rows(recipe, members, draw(recipe, members)))
    yield from rows
    yield from team_sums(rows)


def _rows(recipe: Recipe, units: Sequence[str], drawn: Drawn) -> Iterator[Row]:
    for unit_place, unit in enumerate(units):
        for month_place, period in enumerate(MONTHS):
            here = (unit_place, month_place)
            yield Row(
                recipe.metric,
                unit,
                period,
                _at(drawn.numerator, here),
                _at(drawn.denominator, here),
                _at(drawn.value, here),
                status="provisional" if period == LAST and recipe.metric in NOT_CLOSED else "final",
            )


def _at(figures: Numbers | None, here: tuple[int, int]) -> float | None:
    return None if figures is None else float(figures[here])


def team_sums(rows: Iterable[Row]) -> list[Row]:
    """The workers' rows added up to their teams.

    >>> team_sums([Row("m", "a.b.worker_1", "2026-03", value=2), Row("m", "a.b.worker_2", "2026-03", value=3)])[0].value
    5
    """
    by_team: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_team[row.metric, team_of(row.unit), row.period].append(row)
    return [
        Row(*key, _total(r.numerator for r in held), _total(r.denominator for r in held), _total(r.value for r in held))
        for key, held in by_team.items()
    ]


def _total(figures: Iterable[float | None]) -> float | None:
    held = [figure for figure in figures if figure is not None]
    return sum(held) if held else None
