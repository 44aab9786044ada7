"""Rules for flows and spending: they are made of figures that there are, of one grain, at a common level."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.calculation import Aggregation, Mean, Ratio
from pmf_core.definitions.flow import Figure, Flow, metric_of, part_of
from pmf_core.definitions.metric import Metric
from pmf_core.errors import did_you_mean


def flows_are_made_of_figures(catalogue: Catalogue) -> Iterator[str]:
    """Every figure of a flow is there, and all are of one grain and share a level."""
    for flow in catalogue.flows:
        where = f"flow '{flow.id}'"
        found = [(key, figure, _faults(catalogue, f"{where}: its {key}", figure)) for key, figure in flow.figures]
        faults = [fault for _, _, told in found for fault in told]
        yield from faults
        if not faults:
            yield from _together(catalogue, flow, where)


def spending_is_made_of_figures(catalogue: Catalogue) -> Iterator[str]:
    """Every figure of spending and its budget is there."""
    for key, figure in catalogue.spending.figures if catalogue.spending else ():
        yield from _faults(catalogue, f"spending: its {key}", figure)


def _faults(catalogue: Catalogue, where: str, figure: Figure) -> Iterator[str]:
    versions = catalogue.versions.get(metric_of(figure))
    if not versions:
        hint = did_you_mean(metric_of(figure), catalogue.versions)
        yield f"{where} '{metric_of(figure)}' is no metric.{hint}"
    elif part_of(figure) != "value" and not isinstance(versions[-1].calculation, Ratio | Mean):
        yield f"{where} '{figure}' asks for a {part_of(figure)}, and a {versions[-1].calculation.kind} has none."


def _together(catalogue: Catalogue, flow: Flow, where: str) -> Iterator[str]:
    held: dict[str, Metric] = {key: catalogue.versions[metric_of(figure)][-1] for key, figure in flow.figures}
    grains = {metric.grain for metric in held.values()}
    if len(grains) > 1:
        yield f"{where}: its figures are of {', '.join(sorted(grains))}: give figures of one grain."
    if not set.intersection(*(set(metric.levels) for metric in held.values())):
        yield f"{where}: its figures share no level, so no unit has them all."
    if held["stock"].aggregation is not Aggregation.LAST_IN_PERIOD:
        yield (
            f"{where}: its stock '{flow.stock}' is added up by {held['stock'].aggregation}: what is open at the end of "
            f"a period is {Aggregation.LAST_IN_PERIOD}."
        )
