"""Rules about returns: what they name is there, and fits."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.returns import units_of
from pmf_core.definitions.calculation import Derived, Mean, Ratio
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.returning import MetricAsked, Part, Return, UnitsAsked
from pmf_core.errors import did_you_mean


def returns_ask_for_metrics_that_fit(catalogue: Catalogue) -> Iterator[str]:
    """A metric asked is there, has the return's grain, is not worked out from others, and has the parts asked."""
    for asked in catalogue.returns.values():
        for item in asked.metrics:
            held = catalogue.versions.get(item.metric)
            if held is None:
                hint = did_you_mean(item.metric, catalogue.versions)
                yield f"return '{asked.id}': there is no metric '{item.metric}'.{hint}"
            else:
                yield from (f"return '{asked.id}': {fault}" for fault in _misfits(asked, item, held[-1]))
        for control in asked.controls:
            if control.carried_from and control.carried_from not in asked.metric_ids:
                yield (
                    f"return '{asked.id}': its control '{control.id}' is carried from '{control.carried_from}', "
                    "which it does not ask for: name one of its metrics."
                )


def _misfits(asked: Return, item: MetricAsked, metric: Metric) -> Iterator[str]:
    if isinstance(metric.calculation, Derived):
        yield f"'{metric.id}' is worked out from other metrics: ask for its parts."
    if metric.grain is not asked.grain:
        yield f"'{metric.id}' is a figure of a {metric.grain}, and the return is sent each {asked.grain}."
    counted = isinstance(metric.calculation, Ratio | Mean)
    if counted and metric.aggregation_reason == "" and item.part(Part.NUMERATOR) is None:
        yield f"'{metric.id}' is added up as sum over sum: ask for its numerator and denominator."
    if not counted and item.part(Part.NUMERATOR) is not None:
        yield f"'{metric.id}' has no numerator: ask for its value."


def returns_name_units_that_are_there(catalogue: Catalogue) -> Iterator[str]:
    """Each unit asked exists, at a level that the metrics have, and a choice by level finds some."""
    organisation = catalogue.organisation
    for asked in catalogue.returns.values():
        for name, choice in asked.all_units_asked():
            strange = _strange_units(catalogue, choice)
            yield from (f"return '{asked.id}', units of {name}: {fault}" for fault in strange)
            if not strange and not units_of(choice, organisation, on=asked.effective_from):
                yield (
                    f"return '{asked.id}', units of {name}: there is no {choice.level} below '{choice.below}' on "
                    f"{asked.effective_from}: choose another level or unit."
                )


def _strange_units(catalogue: Catalogue, choice: UnitsAsked) -> list[str]:
    units = catalogue.organisation.units
    named = [*choice.ids, *([choice.below] if choice.below else [])]
    faults = [f"there is no unit '{name}'.{did_you_mean(name, units)}" for name in named if name not in units]
    if choice.level and catalogue.framework.level(choice.level) is None:
        levels = [level.id for level in catalogue.framework.levels]
        faults.append(f"there is no level '{choice.level}'.{did_you_mean(choice.level, levels)}")
    return faults


def returns_are_sent_and_approved_by_owners(catalogue: Catalogue) -> Iterator[str]:
    """Who sends and who approves stand among the framework's owners."""
    known = {owner.id for owner in catalogue.framework.owners}
    for asked in catalogue.returns.values():
        for role, name in (("sender", asked.sender), ("approver", asked.approver)):
            if name not in known:
                yield f"return '{asked.id}': {role} '{name}' is no owner: add it.{did_you_mean(name, known)}"


def external_returns_name_what_is_there(catalogue: Catalogue) -> Iterator[str]:
    """The owner and the metrics of an external return are there."""
    owners = {owner.id for owner in catalogue.framework.owners}
    for asked in catalogue.framework.external_returns:
        if asked.owner not in owners:
            hint = did_you_mean(asked.owner, owners)
            yield f"external return '{asked.id}': there is no owner '{asked.owner}'.{hint}"
        for metric in asked.metrics:
            if metric not in catalogue.versions:
                hint = did_you_mean(metric, catalogue.versions)
                yield f"external return '{asked.id}': there is no metric '{metric}'.{hint}"


def headings_of_a_return_are_unlike(catalogue: Catalogue) -> Iterator[str]:
    """No two columns of one return have the same heading."""
    for asked in catalogue.returns.values():
        seen: set[str] = set()
        columns = [figure.column for item in asked.metrics for figure in item.figures]
        for column in (*columns, *(control.column for control in asked.controls)):
            if column.casefold() in seen:
                yield f"return '{asked.id}': two columns are headed '{column}': say what sets them apart."
            seen.add(column.casefold())
