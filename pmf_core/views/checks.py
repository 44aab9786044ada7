"""Every check on the figure that is shown, from which its confidence follows."""

from __future__ import annotations

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.period import Grain
from pmf_core.judgement import confidence
from pmf_core.judgement.confidence import Check, Confidence
from pmf_core.views.assessment import Assessment

DAYS_IN = {Grain.DAY: 1, Grain.WEEK: 7, Grain.MONTH: 31, Grain.QUARTER: 92, Grain.HALF_YEAR: 184}
"""The longest that a period of each grain lasts; a year otherwise."""


def checks_of(catalogue: Catalogue, assessment: Assessment) -> tuple[Check, ...]:
    """Every check on the figure shown."""
    metric, point = assessment.metric, assessment.point
    if point is None:
        return (Check("Figure", Confidence.LOW, "there is no figure"),)
    starts = [held.period.start for held in assessment.series]
    versions = {catalogue.metric(metric.id, on=start).version for start in starts}
    checks = [
        confidence.timeliness(
            period_end=point.period.end,
            period_days=DAYS_IN.get(point.period.grain, 365),
            lag_days=metric.publication_lag_days,
            today=assessment.cut_off,
        ),
        confidence.completeness(parts=point.parts, expected=point.parts_expected),
        confidence.stability(version=metric.version, versions_in_view=len(versions)),
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
