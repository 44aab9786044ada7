"""The ways to narrow the list: by what a metric is, by which parts have it, and by how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.tolerance import Band, Standing
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.assessment import Assessment
from pmf_core.views.explore.values import Facet
from pmf_core.views.process import Process
from pmf_core.views.sentences import variation_status
from pmf_core.views.words import capitalised

Choice = tuple[str, str]
"""(id, name)."""

PART = "part"
"""The facet of the parts of a unit that have figures: departments of a council, teams of a service."""

BAND_NAMES = {held: capitalised(held.value.replace("_", " ")) for held in Standing}


@dataclass(frozen=True, slots=True)
class Found:
    """A metric with all that it can be narrowed by."""

    metric: Metric
    assessment: Assessment
    process: Process
    parts: tuple[Choice, ...] = ()
    """The parts of the unit that have figures of it."""


def _theme(catalogue: Catalogue, metric: Metric) -> Choice:
    name = next((theme.name for theme in catalogue.framework.themes if theme.id == metric.theme), metric.theme)
    return metric.theme, name


FACETS: Mapping[str, tuple[str, Callable[[Catalogue, Metric], Choice]]] = {
    "theme": ("Theme", _theme),
    "topic": ("Topic", lambda _, metric: (metric.topic, metric.topic)),
    "family": ("Type", lambda _, metric: (metric.family, metric.family.capitalize())),
    "result": ("Output or outcome", lambda _, metric: (metric.result, metric.result.capitalize())),
    "source": ("Source", lambda catalogue, metric: (metric.source, catalogue.source(metric.source).name)),
    "provenance": ("Provenance", lambda _, metric: (metric.provenance, metric.provenance.capitalize())),
}
"""Facet → its name, and the choice that a metric falls under by its definition."""


def _band(found: Found) -> Choice:
    band = found.assessment.band
    return (band.standing.value, BAND_NAMES[band.standing]) if isinstance(band, Band) else ("none", "No band")


def _status(found: Found) -> Choice:
    short, value = found.assessment.short_of_target, found.assessment.value
    if value is None:
        return "no_figure", "No figure"
    if short is None:
        return "no_target", "No target"
    return ("short", "Short of target") if short > 0 else ("met", "Meets target")


def _variation(found: Found) -> Choice:
    if isinstance(found.process.variation, NotJudged):
        return "not_judged", "Not judged"
    word = variation_status(found.process).word
    return word.lower().replace(" ", "_"), word


JUDGED_FACETS: Mapping[str, tuple[str, Callable[[Found], Choice]]] = {
    "status": ("Status", _status),
    "band": ("Band", _band),
    "variation": ("Variation", _variation),
}
"""Facet → its name, and the choice that a metric falls under by how it stands at the unit."""


def closest_first(metric: Metric) -> tuple[bool, bool, str]:
    """The board's own metrics before the others, and those with a target before those without."""
    return not metric.vital_sign, not metric.targets, metric.name.casefold()


def fits(catalogue: Catalogue, metric: Metric, chosen: Mapping[str, str], *, but: str = "") -> bool:
    """Whether a metric's definition falls under every choice."""
    return all(
        FACETS[facet][1](catalogue, metric)[0] == value
        for facet, value in chosen.items()
        if value and facet != but and facet in FACETS
    )


def choices_of(catalogue: Catalogue, found: Found, facet: str) -> Iterable[Choice]:
    """What a metric falls under in a facet: one choice, or several parts."""
    if facet == PART:
        return found.parts
    if facet in FACETS:
        return (FACETS[facet][1](catalogue, found.metric),)
    return (JUDGED_FACETS[facet][1](found),)


def all_fit(catalogue: Catalogue, found: Found, chosen: Mapping[str, str], *, but: str = "") -> bool:
    """Whether a metric falls under every choice, also of how it stands."""
    return all(
        any(choice == value for choice, _ in choices_of(catalogue, found, facet))
        for facet, value in chosen.items()
        if value and facet != but and (facet in FACETS or facet in JUDGED_FACETS or facet == PART)
    )


def facets_of(
    catalogue: Catalogue, found: Sequence[Found], chosen: Mapping[str, str], *, part: str
) -> tuple[Facet, ...]:
    """Every facet with its choices and their counts; `part` is what the parts of the unit are called."""
    named = {
        **({PART: part} if part else {}),
        **{name: told for name, (told, _) in FACETS.items()},
        **{name: told for name, (told, _) in JUDGED_FACETS.items()},
    }
    return tuple(_facet(catalogue, name, told, found, chosen) for name, told in named.items())


def _facet(catalogue: Catalogue, facet: str, name: str, found: Sequence[Found], chosen: Mapping[str, str]) -> Facet:
    fitting = (held for held in found if all_fit(catalogue, held, chosen, but=facet))
    counts = Counter(choice for held in fitting for choice in choices_of(catalogue, held, facet))
    choices = sorted(((i, n, many) for (i, n), many in counts.items() if n), key=lambda choice: (-choice[2], choice[1]))
    return Facet(facet, name, tuple(choices))
