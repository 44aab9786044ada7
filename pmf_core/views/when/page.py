"""The tab When of a metric at a unit."""

from __future__ import annotations

from pmf_core.access.scope import Scope
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.metric_profile.header import Subject, header, nothing_held, subject
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState
from pmf_core.views.when.flow import broken, flow_panels, flowing
from pmf_core.views.when.season import adjusted_of, season_found, shape_of, taken_out
from pmf_core.views.when.spending import spend_panels
from pmf_core.views.when.values import Adjusted, Shape, When
from pmf_core.views.when.workload import workload
from pmf_core.views.when.years import years_of


def when(hub: Hub, *, scope: Scope, metric: str, unit: str, period: str) -> When:
    """The season, this year beside earlier ones, the flow it is part of, and what the unit spends."""
    held = subject(hub, metric, unit, period=period, scope=scope)
    top, lines = header(held), source_lines(hub, [held.assessment.metric], scope=scope)
    if held.assessment.point is None:
        return When(top, "", None, None, None, None, None, (), None, None, lines, nothing_held(held))
    season, shape, adjusted = _season(held)
    flow = flowing(hub, held, scope=scope)
    teams, team_units = workload(hub, flow, scope=scope) if flow else (None, ())
    years, spend = years_of(held), spend_panels(hub, held, scope=scope)
    if season and not (years or flow or spend):
        return When(top, "", None, None, None, None, None, (), None, None, lines, _nothing_over_time(season))
    return When(
        header=top,
        season=season,
        shape=shape,
        adjusted=adjusted,
        years=years,
        flow=flow_panels(flow) if flow else None,
        teams=teams,
        team_units=team_units,
        broken=broken(flow) if flow else None,
        spend=spend,
        sources=lines,
    )


def _nothing_over_time(season: str) -> EmptyState:
    return EmptyState(
        what="There is no season to look for, and no months to set beside each other.",
        why=f"{words.capitalised(season)}.",
        way_out="Look at the tab Now for how it moved from one figure to the next.",
    )


def _season(held: Subject) -> tuple[str, Shape | None, Adjusted | None]:
    """Why there is no verdict on the season, or the season, and the series without it where it is taken out."""
    found = season_found(held.assessment)
    if isinstance(found, NotJudged):
        return found.reason, None, None
    return "", shape_of(held, found), adjusted_of(held, found) if taken_out(found) else None
