"""Why an authority has no figure in a period, in words: reorganisations are read by date."""

from __future__ import annotations

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.period import Period
from pmf_core.definitions.unit import Unit
from pmf_core.series import Point, missing_words
from pmf_core.views import words


def why_missing(catalogue: Catalogue, unit: Unit, point: Point | None, period: Period) -> str:
    """The publisher's reason; without a row, whether the authority existed at all."""
    ended = unit.effective_to is not None and unit.effective_to < period.end
    begun_later = unit.effective_from is not None and unit.effective_from > period.start
    if ended or (begun_later and (point is None or point.missing_reason == "not_available")):
        return existence(catalogue, unit, period)
    if point is not None:
        return missing_words(point.missing_reason)
    return f"nothing is published for {period.name}"


def existence(catalogue: Catalogue, unit: Unit, period: Period) -> str:
    """When the authority ended and who followed it, or when it began and what was there before."""
    named = catalogue.organisation.units
    if unit.effective_to is not None and unit.effective_to < period.end:
        successors = words.listed([named[code].label for code in unit.replaced_by if code in named])
        followed = f", replaced by {successors}" if successors else ""
        return f"ended on {words.day(unit.effective_to)}{followed}"
    if unit.effective_from is not None:
        former = [held for held in named.values() if unit.id in held.replaced_by and held.level == unit.level]
        was = f"; its area was in {words.listed([held.label for held in former])} before" if former else ""
        return f"began on {words.day(unit.effective_from)}{was}"
    return ""


def standing_in(catalogue: Catalogue, other: str) -> str:
    """Said of a figure that was published for the former, or the later, authority of the same area."""
    unit = catalogue.organisation.unit(other)
    if unit.effective_to is not None:
        return f"published for the former {unit.kind.lower()}, which ended on {words.day(unit.effective_to)}"
    told = f" of {words.day(unit.effective_from)}" if unit.effective_from else ""
    return f"published for the {unit.kind.lower()}{told} that took over the same area"
