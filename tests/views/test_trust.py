from __future__ import annotations

from datetime import date, datetime

from pmf_core.definitions import SteppedTarget
from pmf_core.definitions.target import Step
from pmf_core.views.metric_profile.trust import targets
from tests import small

STEPPED = SteppedTarget(
    steps=(
        Step(first=date(2024, 4, 1), value=80),
        Step(first=date(2025, 4, 1), value=82, approved_on=date(2025, 3, 10), rationale="After the inspection"),
    ),
    effective_from=date(2024, 4, 1),
    approved_on=date(2024, 3, 1),
    rationale="As agreed",
)
HELD = small.EMPTIED.model_copy(update={"targets": (STEPPED,)})


def test_each_step_of_a_target_has_its_dates_its_approval_and_its_reason() -> None:
    assert targets(HELD).rows == (
        ("82", "1 April 2025", "until changed", "10 March 2025", "After the inspection"),
        ("80", "1 April 2024", "31 March 2025", "1 March 2024", "As agreed"),
    )


def test_a_step_approved_later_is_not_seen_as_at_before() -> None:
    hub = small.new_hub(small.catalogue(HELD))

    then = hub.catalogue_at(datetime(2025, 3, 1)).metric("emptied")

    assert then.target_on(date(2025, 5, 1), unit="council") == 80
    assert hub.catalogue.metric("emptied").target_on(date(2025, 5, 1), unit="council") == 82
