"""What a batch changes: two hubs, before it and with it, asked the same questions."""

from __future__ import annotations

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.calculation import Derived
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period, month
from pmf_core.measures.changes import Change, changes_by, hidden_since, touched_by
from pmf_core.series import missing_words
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.context import opening_month
from pmf_core.views.returns.differences import exception_changes, flips, judged, judged_first
from pmf_core.views.returns.identities import identity_changes
from pmf_core.views.returns.radar import affected_by
from pmf_core.views.returns.values import ChangedFigure, Consequences


def consequences(before: Hub, after: Hub, batch: int, *, period: Period, scope: Scope) -> Consequences:
    """Everything that a batch for a period changes on the pages of every unit that it touches."""
    catalogue = after.catalogue_at(scope.as_at)
    touched = touched_by(after, batch, scope=scope)
    changes = changes_by(after, batch, scope=scope)
    pairs = {(change.metric, change.unit) for change in changes}
    pairs |= hidden_since(before, after, {metric for metric, _ in pairs}, scope=scope)
    wanted = touched_metrics(catalogue, pairs, on=period)
    first, left = judged_first(catalogue, wanted)
    months = months_judged(after, period)
    return Consequences(
        new=sum(one.new for one in touched),
        restated=sum(one.restated for one in touched),
        unchanged=sum(one.unchanged for one in touched),
        metrics=tuple(sorted({metric.name for metrics in wanted.values() for metric in metrics})),
        restatements=tuple(changed_figure(catalogue, change) for change in changes if change.is_restated),
        flips=tuple(flip for month in months for flip in flips(before, after, wanted, period=month, scope=scope)),
        exceptions=tuple(
            change
            for month in months
            for change in exception_changes(*judged((before, after), first, period=month, scope=scope), period=month)
        ),
        identities=identity_changes(before, after, changes, scope=scope),
        affected=affected_by(after, changes, scope=scope),
        judged=tuple(month.name for month in months),
        not_judged=left,
    )


def touched_metrics(catalogue: Catalogue, pairs: set[tuple[str, str]], *, on: Period) -> dict[str, list[Metric]]:
    """The metrics that change at each unit, those worked out from them included."""
    derived = [
        (metric.id, part)
        for metric in catalogue.metrics
        if isinstance(metric.calculation, Derived)
        for part in metric.calculation.parts
    ]
    every = pairs | {(metric, unit) for metric, part in derived for held, unit in pairs if held == part}
    found: dict[str, list[Metric]] = {}
    for name, unit in sorted(every, key=lambda pair: (pair[1], pair[0])):
        metric = catalogue.metric(name, on=on.end)
        if catalogue.organisation.unit(unit).level in metric.levels:
            found.setdefault(unit, []).append(metric)
    return found


def months_judged(hub: Hub, period: Period) -> tuple[Period, ...]:
    """The month in which a period's figures appear, and the month that the hub opens on where that is later."""
    appears, opens = month(period.end.year, period.end.month), opening_month(hub)
    return (appears, opens) if appears.end < opens.end else (appears,)


def changed_figure(catalogue: Catalogue, change: Change) -> ChangedFigure:
    """A change as it is told."""
    metric = catalogue.metric(change.metric, on=change.period.end)

    def told(value: float | None, reason: str) -> str:
        return words.number(value, metric) if value is not None else missing_words(reason)

    return ChangedFigure(
        metric=metric.id,
        name=metric.name,
        unit=change.unit,
        unit_name=catalogue.organisation.unit(change.unit).name,
        period=change.period.id,
        period_name=change.period.name,
        before=words.MISSING if change.is_new else told(change.before, change.before_reason),
        after=told(change.after, change.after_reason),
        before_value=change.before,
        after_value=change.after,
        is_new=change.is_new,
    )
