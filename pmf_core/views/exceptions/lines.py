"""An exception as a line on a page."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.views.exceptions.listing import ExceptionRow
from pmf_core.views.sentences import variation_status
from pmf_core.views.status import Spark, Status
from pmf_core.views.tile import band_status, spark, target_text, value_text


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """What a row of the list says."""

    metric: str
    name: str
    codes: tuple[tuple[str, str], ...]
    """(code, its words)."""
    sentence: str
    value: str
    period: str
    target: str
    band: Status
    variation: Status
    spark: Spark
    owner: str
    state: str
    """'new', 'continuing' or 'known, plan running'."""
    illustrative: bool
    raised: str = ""
    """That it has been escalated, to whom and until when."""
    narrative: Status | None = None
    """How far its narrative is; none where nobody asked."""
    action: Status | None = None
    """What is done about it."""


def line_of(
    row: ExceptionRow,
    catalogue: Catalogue,
    *,
    raised: str = "",
    narrative: Status | None = None,
    action: Status | None = None,
) -> ExceptionLine:
    """The row in words, with how far its narrative and its action are."""
    assessment = row.assessment
    return ExceptionLine(
        metric=row.metric.id,
        name=row.metric.name,
        codes=tuple((code.value, code.words) for code in row.outcome.fired),
        sentence=row.sentence,
        value=value_text(assessment),
        period=assessment.point.period.short_name if assessment.point else "",
        target=target_text(assessment),
        band=band_status(assessment),
        variation=variation_status(row.process),
        spark=spark(assessment, row.process),
        owner=catalogue.owner(row.metric.owner).name,
        state=row.state.value,
        illustrative=row.metric.illustrative,
        raised=raised,
        narrative=narrative,
        action=action,
    )
