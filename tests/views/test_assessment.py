from __future__ import annotations

from datetime import date, datetime

from pmf_core.access.scope import local_scope
from pmf_core.definitions import Baseline, FixedTarget
from pmf_core.definitions.period import month
from pmf_core.judgement.direction import Way
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.assessment import Assessment, assess
from pmf_core.views.vital_signs import vital_signs
from tests import small

APPROVED = date(2020, 1, 1)
EMPTIED = small.EMPTIED.model_copy(
    update={
        "targets": (FixedTarget(value=80, effective_from=APPROVED, approved_on=APPROVED),),
        "baselines": (
            Baseline(first=date(2024, 1, 1), last=date(2024, 2, 29), effective_from=APPROVED, approved_on=APPROVED),
        ),
    }
)
ROWS = [
    ("emptied", "north", month(2024, 1).start, month(2024, 1).end, 10, 100, None),
    ("emptied", "north", month(2024, 2).start, month(2024, 2).end, 50, 60, None),
    ("emptied", "north", month(2024, 3).start, month(2024, 3).end, 60, 100, None),
    ("emptied", "north", month(2025, 2).start, month(2025, 2).end, 79, 100, None),
    ("emptied", "north", month(2025, 3).start, month(2025, 3).end, 78, 100, None),
]


def assessment() -> Assessment:
    held = small.catalogue(EMPTIED)
    hub = small.publish(small.new_hub(held), held, ROWS, known_from=datetime(2025, 4, 10))
    (found,) = assess(hub, [EMPTIED], "council", period=month(2025, 3), scope=local_scope())
    return found


def test_the_value_is_compared_with_target_last_period_last_year_and_baseline() -> None:
    found = assessment()

    assert found.short_of_target == 2
    assert not isinstance(found.since_last, NotJudged)
    assert (found.since_last.way, found.since_last.difference) == (Way.WORSE, -1)
    assert not isinstance(found.since_last_year, NotJudged)
    assert found.since_last_year.way is Way.BETTER


def test_a_baseline_of_counts_is_sum_over_sum() -> None:
    since = assessment().since_baseline

    assert not isinstance(since, NotJudged)
    assert since.before == (10 + 50) / (100 + 60) * 100


def test_a_month_that_is_not_there_is_not_compared_and_says_so() -> None:
    held = small.catalogue(EMPTIED)
    hub = small.publish(small.new_hub(held), held, ROWS[:3], known_from=datetime(2025, 4, 10))

    (found,) = assess(hub, [EMPTIED], "council", period=month(2024, 3), scope=local_scope())

    assert found.since_last_year == NotJudged("nothing is held for March 2023")


def test_the_figure_shown_is_the_latest_that_ends_by_the_chosen_month() -> None:
    held = small.catalogue(EMPTIED)
    hub = small.publish(small.new_hub(held), held, ROWS, known_from=datetime(2025, 4, 10))

    (found,) = assess(hub, [EMPTIED], "council", period=month(2024, 12), scope=local_scope())

    assert found.point is not None
    assert found.point.period == month(2024, 12)
    assert found.point.missing_reason == "not_received"


def test_a_past_month_is_not_late_by_the_clock_of_today() -> None:
    held = small.catalogue(EMPTIED)
    hub = small.publish(small.new_hub(held), held, ROWS, known_from=datetime(2025, 4, 10))

    page = vital_signs(hub, scope=local_scope(), unit="council", period="2024-03")

    assert "E6" not in {code for line in page.exceptions for code, _ in line.codes}


def test_vital_signs_counts_agree_with_its_tiles() -> None:
    held = small.catalogue(EMPTIED)
    hub = small.publish(small.new_hub(held), held, ROWS, known_from=datetime(2025, 4, 10))

    page = vital_signs(hub, scope=local_scope(), unit="council", period="2025-03")

    assert page.headline.startswith("1 vital sign:")
    assert (
        page.below_target[0].sentence
        == "78 is 2 below its target of 80; whether it moved for real can't be judged yet."
    )
    assert [len(section.tiles) for section in page.sections] == [1]
