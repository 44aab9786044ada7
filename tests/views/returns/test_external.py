"""The register of returns owed to others."""

from __future__ import annotations

from datetime import date

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions.external import ExternalDue, ExternalReturn
from pmf_core.views.metric_profile import now
from pmf_core.views.returns.external import due_now, external, state_of
from pmf_core.views.status import StatusKind

TODAY = date(2026, 4, 20)


@pytest.mark.parametrize(
    ("due", "kind", "word"),
    [
        (ExternalDue(period="a", due_on=date(2026, 4, 19)), StatusKind.INADEQUATE, "Overdue by 1 day"),
        (ExternalDue(period="a", due_on=TODAY), StatusKind.REQUIRES_IMPROVEMENT, "Due today"),
        (ExternalDue(period="a", due_on=date(2026, 6, 30)), StatusKind.NOT_JUDGED, "Due in 71 days"),
        (ExternalDue(period="a", due_on=TODAY, sent_on=TODAY), StatusKind.GOOD, "Sent 20 April 2026"),
    ],
)
def test_an_overdue_return_is_red_and_one_that_was_sent_is_not(due: ExternalDue, kind: StatusKind, word: str) -> None:
    assert (state_of(due, today=TODAY).kind, state_of(due, today=TODAY).word) == (kind, word)


def test_the_first_period_that_was_not_sent_counts() -> None:
    asked = ExternalReturn(
        id="a",
        name="A",
        collected_by="B",
        owner="c",
        due=(
            ExternalDue(period="late", due_on=date(2026, 6, 1)),
            ExternalDue(period="sent", due_on=date(2026, 1, 1), sent_on=TODAY),
            ExternalDue(period="next", due_on=date(2026, 5, 1)),
        ),
    )

    assert due_now(asked).period == "next"


def test_a_figure_behind_a_return_is_the_one_on_the_metrics_page(hub) -> None:
    scope = local_scope()
    held = external(hub, scope=scope)

    shown = dict(zip(held.metrics, held.figures.rows, strict=True))["ehcp_20_weeks"][3]

    page = now(hub, metric="ehcp_20_weeks", unit="E10000024", period="2026-03", scope=scope)
    assert page.trend is not None
    assert shown in f"{page.trend.title} {page.trend.sentence}"
