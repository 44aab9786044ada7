"""Every check on the figure that is shown, from which its confidence follows."""

from __future__ import annotations

from datetime import date, timedelta

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.period import MONTHS_OF, Grain, add_months, months
from pmf_core.judgement import confidence
from pmf_core.judgement.confidence import Check
from pmf_core.views.assessment import Assessment

DAYS_IN = {Grain.DAY: 1, Grain.WEEK: 7, Grain.MONTH: 31, Grain.QUARTER: 92, Grain.HALF_YEAR: 184}
"""The longest that a period of each grain lasts; a year otherwise."""


def first_due(catalogue: Catalogue, assessment: Assessment) -> date | None:
    """The day by which a metric's first figure should be there: only the council itself returns all that it defines.

    The first period is the first whole one of the definition; which other units return a metric, no definition says.
    """
    metric = assessment.metric
    if assessment.unit.id != catalogue.settings.council or metric.grain not in MONTHS_OF:
        return None
    begun, length = catalogue.versions[metric.id][0].effective_from, MONTHS_OF[metric.grain]
    under_way = add_months(begun.replace(day=1), -((begun.month - metric.year_type.first_month) % length))
    first = months(under_way if under_way >= begun else add_months(under_way, length), metric.grain)
    return first.end + timedelta(days=metric.publication_lag_days)


def has_something_to_tell(catalogue: Catalogue, assessment: Assessment) -> bool:
    """Whether a metric belongs on a unit's lists: it has a figure, or its first one is due and is not here."""
    if assessment.point is not None:
        return True
    due = first_due(catalogue, assessment)
    return due is not None and due < assessment.cut_off


def _versions_in_view(catalogue: Catalogue, assessment: Assessment) -> int:
    """How many versions of the definition the periods shown are of."""
    held, starts = catalogue.versions[assessment.metric.id], [point.period.start for point in assessment.series]
    if len(held) == 1:
        return 1
    return len({catalogue.metric(assessment.metric.id, on=start).version for start in starts})


def checks_of(catalogue: Catalogue, assessment: Assessment) -> tuple[Check, ...]:
    """Every check on the figure shown."""
    metric, point = assessment.metric, assessment.point
    if point is None:
        return (confidence.first_timeliness(due=first_due(catalogue, assessment), today=assessment.cut_off),)
    checks = [
        confidence.timeliness(
            period_end=point.period.end,
            period_days=DAYS_IN.get(point.period.grain, 365),
            lag_days=metric.publication_lag_days,
            today=assessment.cut_off,
        ),
        confidence.completeness(parts=point.parts, expected=point.parts_expected),
        confidence.stability(version=metric.version, versions_in_view=_versions_in_view(catalogue, assessment)),
        confidence.finality(status=point.status),
        confidence.traceability(has_source=point.batch is not None or point.known_from is not None),
    ]
    if point.value is not None:
        valid = confidence.validity(
            value=point.value,
            possible=metric.possible,
            numerator=point.numerator,
            denominator=point.denominator,
        )
        checks.insert(2, valid)
    return tuple(checks)
