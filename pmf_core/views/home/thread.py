"""My thread: from what the council is for down to the metrics at hand, as far as the catalogue knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.target import Target
from pmf_core.definitions.unit import Unit
from pmf_core.views import words
from pmf_core.views.exceptions import ExceptionRow
from pmf_core.views.tile import target_text, value_text

THREADS = 5
"""How many metrics are followed: those with most at stake."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One metric's place in the plan."""

    metric: str
    name: str
    theme: str
    aim: str
    """The target, who decided it and why."""
    stands: str
    plan: str
    """The plan that runs, or that there is none."""


def threads(rows: Sequence[ExceptionRow], catalogue: Catalogue, unit: Unit, *, today: date) -> tuple[Thread, ...]:
    """The threads of a unit's weightiest metrics that have an aim."""
    aimed = (row for row in rows if row.assessment.target is not None or row.metric.target_range is not None)
    weightiest = sorted(aimed, key=lambda row: (-row.metric.risk.score, row.metric.name))
    return tuple(_threads(weightiest[:THREADS], catalogue, unit, today=today))


def _threads(rows: Sequence[ExceptionRow], catalogue: Catalogue, unit: Unit, *, today: date) -> Iterator[Thread]:
    themes = {theme.id: theme.name for theme in catalogue.framework.themes}
    for row in rows:
        plan = next(
            (p for p in catalogue.plans if (p.metric, p.unit) == (row.metric.id, unit.id) and p.runs_on(today)), None
        )
        yield Thread(
            metric=row.metric.id,
            name=row.metric.name,
            theme=themes.get(row.metric.theme, row.metric.theme),
            aim=_aim(row, unit),
            stands=value_text(row.assessment),
            plan=f"{plan.what}; next check {words.day(plan.check_date)}" if plan else "None recorded",
        )


def _aim(row: ExceptionRow, unit: Unit) -> str:
    told = target_text(row.assessment)
    held = _target(row.metric, unit, row.assessment.today)
    if held is None:
        return told
    why = f": {held.rationale.rstrip('.')}" if held.rationale else ""
    by = f", decided by the {held.approved_by} on {words.day(held.approved_on)}" if held.approved_by else ""
    return f"{told}{by}{why}"


def _target(metric: Metric, unit: Unit, day: date) -> Target | None:
    held = [target for target in metric.targets if target.applies_to(unit.id) and target.holds_on(day)]
    return max(held, key=lambda target: (target.unit == unit.id, target.effective_from), default=None)
