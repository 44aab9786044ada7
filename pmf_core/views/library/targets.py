"""The tab Targets & tolerances: where each metric aims, how its values are categorised, and who decided that when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.target import SteppedTarget, Target
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.library.metrics import readable
from pmf_core.views.library.values import Shelf
from pmf_core.views.metric_profile.trust import targets as targets_of
from pmf_core.views.sources import source_lines
from pmf_core.views.status import Table

YEAR = timedelta(days=366)
"""After which an approval is told as more than a year old: the framework reviews targets every year."""

COLUMNS = ("Metric", "Target in force", "Bands", "Why this target", "Approved", "Definition")


def targets_and_tolerances(hub: Hub, *, scope: Scope) -> Shelf:
    """Every target in force on the day of reading, the profiles of bands, and every target there has been."""
    catalogue, day = hub.catalogue_at(scope.as_at), reading_day(hub, scope)
    held = readable(catalogue, scope)
    aimed = [metric for metric in held if metric.target_range or list(_in_force(metric, day))]
    return Shelf(
        sentence=_sentence(held, aimed, day),
        tables=(_now(catalogue, aimed, day), _profiles(catalogue)),
        folded=(_ever(held),),
        metric_ids=tuple(metric.id for metric in aimed for _ in _lines(metric, day)),
        sources=source_lines(hub, aimed, scope=scope),
    )


def _sentence(held: Sequence[Metric], aimed: Sequence[Metric], day: date) -> str:
    dates = [target.approved_on for metric in aimed for target in _in_force(metric, day)]
    old = sum(day - approved > YEAR for approved in dates)
    told = f"{len(aimed)} of {words.count(len(held), 'metric')} have a target on {words.day(day)}."
    if old:
        told += f" {words.count(old, 'target')} {'was' if old == 1 else 'were'} approved more than a year before."
    return told


def _in_force(metric: Metric, day: date) -> Iterator[Target]:
    """The targets of a day: the common one first, then those that units have of their own."""
    newest: dict[str | None, Target] = {}
    for target in sorted(metric.targets, key=lambda target: target.effective_from):
        if target.holds_on(day):
            newest[target.unit] = target
    yield from (newest[unit] for unit in sorted(newest, key=lambda unit: unit or ""))


def _lines(metric: Metric, day: date) -> list[Target | None]:
    """A line a target; a range stands in the definition itself."""
    return [None] if metric.target_range else list(_in_force(metric, day))


def _now(catalogue: Catalogue, aimed: Sequence[Metric], day: date) -> Table:
    rows = tuple(
        (
            metric.name,
            _aim(catalogue, metric, target, day),
            _bands(catalogue, metric),
            target.rationale if target else metric.rationale,
            _approval(metric, target, day),
            _version(metric),
        )
        for metric in aimed
        for target in _lines(metric, day)
    )
    return Table(f"Targets in force on {words.day(day)}", COLUMNS, rows, note="" if rows else "No target is in force.")


def _aim(catalogue: Catalogue, metric: Metric, target: Target | None, day: date) -> str:
    if target is None:
        wanted = metric.target_range
        assert wanted is not None
        low, high = (words.number_beside(edge, metric, [edge]) for edge in (wanted.lower, wanted.upper))
        return f"{low} to {high}"
    value = target.value_on(day)
    told = words.number_beside(value, metric, [value])
    if metric.unit.words and not (metric.unit.suffix or metric.unit.prefix):
        told += f" {metric.unit.words}"
    return f"{told} ({catalogue.organisation.unit(target.unit).name})" if target.unit else told


def _bands(catalogue: Catalogue, metric: Metric) -> str:
    """A profile by its name, the metric's own bands one by one, or why there are none."""
    if metric.tolerance is None:
        return "No bands: neither direction is better" if metric.polarity.sign == 0 else "No bands are set"
    if metric.tolerance.name in {profile.name for profile in catalogue.framework.tolerances.values()}:
        return f"{metric.tolerance.name}, as below"
    return "; ".join(f"{band.name}: {words.band(band, metric)}" for band in metric.tolerance.bands)


def _approval(metric: Metric, target: Target | None, day: date) -> str:
    """When, and by whom where that was written down."""
    if target is None:
        return words.day(metric.approved_on) if metric.approved_on else "With the definition"
    approved = target.approved_on
    if isinstance(target, SteppedTarget):
        begun = [step for step in target.steps if step.first <= day]
        approved = (begun[-1].approved_on if begun else None) or approved
    return f"{words.day(approved)}, {target.approved_by}" if target.approved_by else words.day(approved)


def _version(metric: Metric) -> str:
    return f"Version {metric.version}, from {words.day(metric.effective_from)}"


def _profiles(catalogue: Catalogue) -> Table:
    rows = tuple(
        (profile.name, band.name, band.words, profile.basis.value.capitalize())
        for profile in catalogue.framework.tolerances.values()
        for band in profile.bands
    )
    return Table(
        "Profiles of bands",
        ("Profile", "Band", "From and to", "Measured on"),
        rows,
        note="A square bracket owns its edge, a round one does not. Unrounded values are compared.",
    )


def _ever(held: Sequence[Metric]) -> Table:
    rows = tuple((m.name, *row) for m in held for row in targets_of(m).rows)
    return Table("Every target there has been", ("Metric", "Target", "From", "To", "Approved", "Why"), rows)
