"""Rules across definitions: each a function from the catalogue to what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.chart_checks import events_are_about_something, ghosts_are_figures_that_can_be
from pmf_core.catalogue.flow_checks import flows_are_made_of_figures, spending_is_made_of_figures
from pmf_core.catalogue.people import grants_are_of_something, identities_are_unique
from pmf_core.catalogue.publication_checks import documents_have_owners, publication_names_what_is_there
from pmf_core.catalogue.return_checks import (
    external_returns_name_what_is_there,
    headings_of_a_return_are_unlike,
    returns_are_sent_and_approved_by_owners,
    returns_ask_for_metrics_that_fit,
    returns_name_units_that_are_there,
)
from pmf_core.definitions.calculation import Aggregation, Derived, Mean, Ratio
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.tolerance import Basis
from pmf_core.disclosure import PROFILES
from pmf_core.errors import did_you_mean

Rule = Callable[[Catalogue], Iterator[str]]


def check(catalogue: Catalogue) -> list[str]:
    """Every fault that shows only when definitions are seen together."""
    return [fault for rule in RULES for fault in rule(catalogue)]


def _where(metric: Metric) -> str:
    version = f" version {metric.version}" if metric.version > 1 else ""
    return f"metric '{metric.id}'{version}"


def owners_are_known(catalogue: Catalogue) -> Iterator[str]:
    """Every owner and steward stands in the framework profile or is an organisation with a source."""
    known = {owner.id for owner in catalogue.framework.owners} | {
        owner for source in catalogue.sources.values() for owner in source.owners
    }
    for metric in catalogue.all_versions():
        for role, name in (("owner", metric.owner), ("steward", metric.steward)):
            if name and name not in known:
                yield f"{_where(metric)}: {role} '{name}' is unknown: add it to the owners.{did_you_mean(name, known)}"


def names_are_unique(catalogue: Catalogue) -> Iterator[str]:
    """No two metrics of one source share a name."""
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for versions in catalogue.versions.values():
        newest = versions[-1]
        seen[newest.source, newest.name.casefold()].append(newest.id)
    for (_, name), metrics in seen.items():
        if len(metrics) > 1:
            yield f"metrics {', '.join(metrics)} share the name '{name}': say in the name what sets them apart."


def themes_levels_and_sources_exist(catalogue: Catalogue) -> Iterator[str]:
    """What a metric names, the framework or the sources have."""
    themes = {theme.id for theme in catalogue.framework.themes}
    levels = {level.id for level in catalogue.framework.levels}
    for metric in catalogue.all_versions():
        named = [("theme", metric.theme, themes), ("source", metric.source, set(catalogue.sources))]
        named += [("level", level, levels) for level in metric.levels]
        for key, name, known in named:
            if name not in known:
                yield f"{_where(metric)}: there is no {key} '{name}'.{did_you_mean(name, known)}"


def targets_are_on_the_scale(catalogue: Catalogue) -> Iterator[str]:
    """A target lies between the lowest and highest value there can be."""
    for metric in catalogue.all_versions():
        low, high = metric.possible
        for target in metric.targets:
            aimed = target.value_on(target.effective_from)
            if (low is not None and aimed < low) or (high is not None and aimed > high):
                yield (
                    f"{_where(metric)}: target {aimed:g} is outside what is possible ({low} to {high}): "
                    "is it in the metric's unit?"
                )


def tolerances_fit_the_metric(catalogue: Catalogue) -> Iterator[str]:
    """Bands on a scale are for metrics of that scale; bands about a target need a target."""
    for metric in catalogue.all_versions():
        tolerance = metric.tolerance
        if tolerance is None:
            continue
        if tolerance.scale and metric.possible != tolerance.scale:
            yield (
                f"{_where(metric)}: the tolerance '{tolerance.name}' is for values from {tolerance.scale[0]:g} to "
                f"{tolerance.scale[1]:g}: state bands of its own, or 'none'."
            )
        if tolerance.basis is not Basis.VALUE and not metric.targets:
            yield f"{_where(metric)}: bands about a target need a target: add one, or bands on the value."


def aggregation_fits_the_calculation(catalogue: Catalogue) -> Iterator[str]:
    """A ratio is rolled up as sum over sum, or not at all."""
    fitting = {
        Ratio: {Aggregation.RATIO_OF_SUMS, Aggregation.NOT_AGGREGATABLE},
        Mean: {Aggregation.WEIGHTED_MEAN, Aggregation.NOT_AGGREGATABLE},
        Derived: {Aggregation.NOT_AGGREGATABLE, Aggregation.RATIO_OF_SUMS},
    }
    for metric in catalogue.all_versions():
        allowed = fitting.get(type(metric.calculation))
        if allowed and metric.aggregation not in allowed:
            kind, choices = metric.calculation.kind, " or ".join(sorted(allowed))
            yield f"{_where(metric)}: a {kind} can't be rolled up by {metric.aggregation}: use {choices}."


def parts_of_derived_metrics_exist(catalogue: Catalogue) -> Iterator[str]:
    """A derived metric's parts are metrics."""
    for metric in catalogue.all_versions():
        if isinstance(metric.calculation, Derived):
            for part in metric.calculation.parts:
                if part not in catalogue.versions:
                    hint = did_you_mean(part, catalogue.versions)
                    yield f"{_where(metric)}: its part '{part}' is no metric.{hint}"


def figures_and_metrics_name_each_other(catalogue: Catalogue) -> Iterator[str]:
    """What a source's mapping reads is a metric of that source, and no published metric is left unread."""
    read: set[str] = set()
    for source in catalogue.sources.values():
        for name in (figure.metric for figure in source.figures if figure.metric):
            read.add(name)
            held = catalogue.versions.get(name)
            if held is None:
                yield f"source '{source.id}': its figure '{name}' is no metric.{did_you_mean(name, catalogue.versions)}"
            elif held[-1].source != source.id:
                yield f"source '{source.id}': its figure '{name}' is a metric of '{held[-1].source}': name one source."
    named = {source.id for source in catalogue.sources.values() if any(f.metric for f in source.figures)}
    for metric in catalogue.metrics:
        if metric.source in named and metric.id not in read and not isinstance(metric.calculation, Derived):
            yield f"{_where(metric)}: no figure of the source '{metric.source}' is read into it: add one."


def plans_are_about_something(catalogue: Catalogue) -> Iterator[str]:
    """A plan names a metric, a unit and an owner that are there."""
    owners = {owner.id for owner in catalogue.framework.owners}
    for plan in catalogue.plans:
        named = (("metric", plan.metric, set(catalogue.versions)), ("owner", plan.owner, owners))
        for key, name, known in (*named, ("unit", plan.unit, set(catalogue.organisation.units))):
            if name not in known:
                yield f"plan '{plan.id}': there is no {key} '{name}'.{did_you_mean(name, known)}"


def models_of_likeness_are_of_metrics(catalogue: Catalogue) -> Iterator[str]:
    """What authorities are alike in are metrics that other authorities have too."""
    for group in catalogue.peers.values():
        for variable in group.model.variables if group.model else ():
            held = catalogue.versions.get(variable.metric)
            if held is None:
                hint = did_you_mean(variable.metric, catalogue.versions)
                yield f"peers '{group.id}': its variable '{variable.metric}' is no metric.{hint}"
            elif not held[-1].comparators:
                yield f"peers '{group.id}': '{variable.metric}' is nobody else's: take a metric with comparators."


def small_numbers_can_be_kept(catalogue: Catalogue) -> Iterator[str]:
    """A disclosure profile is one that there is, on a metric that counts people."""
    for metric in catalogue.all_versions():
        if metric.disclosure is None:
            continue
        profile = PROFILES.get(metric.disclosure)
        kind = metric.calculation.kind
        if profile is None:
            hint = did_you_mean(metric.disclosure, PROFILES)
            yield f"{_where(metric)}: there is no disclosure profile '{metric.disclosure}'.{hint}"
        elif profile.largest_hidden and kind not in ("count", "ratio", "mean"):
            yield f"{_where(metric)}: a {kind} counts nobody: put the profile on what it is made of."
        elif profile.rounded_to > 1 and kind not in ("count", "ratio"):
            yield f"{_where(metric)}: a {kind} can't be made of rounded counts: use a profile that doesn't round."


RULES: tuple[Rule, ...] = (
    owners_are_known,
    names_are_unique,
    themes_levels_and_sources_exist,
    targets_are_on_the_scale,
    tolerances_fit_the_metric,
    aggregation_fits_the_calculation,
    parts_of_derived_metrics_exist,
    plans_are_about_something,
    ghosts_are_figures_that_can_be,
    events_are_about_something,
    flows_are_made_of_figures,
    spending_is_made_of_figures,
    small_numbers_can_be_kept,
    figures_and_metrics_name_each_other,
    grants_are_of_something,
    identities_are_unique,
    returns_ask_for_metrics_that_fit,
    returns_name_units_that_are_there,
    returns_are_sent_and_approved_by_owners,
    external_returns_name_what_is_there,
    headings_of_a_return_are_unlike,
    publication_names_what_is_there,
    documents_have_owners,
)
"""In the order in which they are told."""
