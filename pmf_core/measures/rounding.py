"""Counts rounded as a disclosure profile says: what is left after suppression, before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from pmf_core.access.scope import Scope
from pmf_core.definitions.calculation import Ratio
from pmf_core.definitions.metric import Metric
from pmf_core.disclosure import Profile, Shown, profile_named
from pmf_core.series import Series
from pmf_core.store.hub import Hub


class Counts(NamedTuple):
    """A figure's numbers."""

    numerator: float | None
    denominator: float | None
    value: float | None


def rounding(hub: Hub, metric: Metric, *, scope: Scope) -> Profile | None:
    """The profile by which the metric's counts are rounded for this reader, if they are: today's, at every moment."""
    today = hub.catalogue.versions.get(metric.id, (metric,))[-1]
    profile = profile_named(today.protection)
    return profile if profile.rounded_to > 1 and not scope.discloses else None


def rounded_panel(
    hub: Hub, panel: Mapping[tuple[str, str], Series], metrics: Mapping[str, Metric], *, scope: Scope
) -> dict[tuple[str, str], Series]:
    """The series of the metrics whose counts are rounded for this reader, rounded."""
    profiles = {name: rounding(hub, metric, scope=scope) for name, metric in metrics.items()}
    return {
        key: rounded_series(held, metrics[key[0]], profile)
        for key, held in panel.items()
        if (profile := profiles[key[0]]) is not None
    }


def rounded_series(held: Series, metric: Metric, profile: Profile) -> Series:
    """The series with its counts rounded."""
    points = []
    for point in held.points:
        shown = rounded(Counts(point.numerator, point.denominator, point.value), metric, profile)
        points.append(point._replace(**shown._asdict()))
    return replace(held, points=tuple(points))


def rounded(given: Counts, metric: Metric, profile: Profile) -> Counts:
    """The counts rounded, a share made of the rounded ones.

    Small numbers are gone already: they are withheld where figures are read from.
    """
    if given.value is None:
        return given
    if not isinstance(metric.calculation, Ratio):
        return given._replace(value=_count(given.value, profile))
    if given.numerator is None or not given.denominator:
        return given
    top, bottom = _count(given.numerator, profile), _count(given.denominator, profile)
    return Counts(top, bottom, top / bottom * metric.calculation.per)


def _count(number: float, profile: Profile) -> float:
    shown = profile.shown(number)
    assert isinstance(shown, Shown), f"{number} is withheld and can't be rounded"
    return shown.count
