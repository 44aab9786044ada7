from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions.document import Document
from pmf_core.definitions.target import FixedTarget
from pmf_core.store.hub import Hub
from pmf_core.views.library.guide import example, glossary
from pmf_core.views.library.reviews import review_register
from pmf_core.views.library.targets import targets_and_tolerances
from tests import small

TODAY = date(2025, 4, 20)


def target(value: float, first: date, *, unit: str | None = None, last: date | None = None) -> FixedTarget:
    return FixedTarget(
        value=value,
        effective_from=first,
        effective_to=last,
        unit=unit,
        approved_on=first,
        approved_by="Board",
        rationale="As agreed",
    )


def shelf(*targets: FixedTarget):
    metric = small.EMPTIED.model_copy(update={"targets": targets, "tolerance": small.FOUR_BANDS})
    return targets_and_tolerances(small.new_hub(small.catalogue(metric, small.CALLS)), scope=local_scope())


def test_the_target_in_force_is_told_and_those_before_stay_in_the_list() -> None:
    held = shelf(target(80, date(2023, 4, 1), last=date(2024, 3, 31)), target(85, date(2024, 4, 1)))

    assert [row[1] for row in held.tables[0].rows] == ["85"]
    assert [row[1] for row in held.folded[0].rows] == ["85", "80"]


def test_a_target_that_has_not_begun_is_not_in_force() -> None:
    assert shelf(target(85, TODAY + timedelta(days=1))).tables[0].rows == ()


def test_a_units_own_target_stands_beside_the_common_one() -> None:
    held = shelf(target(80, date(2025, 4, 1)), target(70, date(2025, 4, 1), unit="north"))

    assert [row[1] for row in held.tables[0].rows] == ["80", "70 (North team)"]
    assert held.metric_ids == ("emptied", "emptied")


def test_approval_reason_and_version_stand_beside_the_target() -> None:
    (row,) = shelf(target(80, date(2025, 4, 1))).tables[0].rows

    assert row[3:] == ("As agreed", "1 April 2025, Board", "Version 1, from 1 January 2020")


def test_approvals_of_more_than_a_year_are_counted() -> None:
    assert "1 target was approved more than a year before" in shelf(target(80, date(2024, 4, 1))).sentence
    assert "more than a year" not in shelf(target(80, date(2025, 4, 1))).sentence


def documents(*due: date) -> Hub:
    held = small.catalogue()
    listed = tuple(
        Document(id=f"d{n}", name=f"Document {n}", owner="waste", approved_by="Board", approved_on=day)
        for n, day in enumerate(due)
    )
    return small.new_hub(replace(held, framework=held.framework.model_copy(update={"documents": listed})))


@pytest.mark.parametrize(
    ("approved", "state"),
    [
        (date(2024, 4, 19), "Overdue by 1 day"),
        (date(2024, 4, 20), "Due in 0 days"),
        (date(2024, 6, 19), "Due in 60 days"),
        (date(2024, 6, 20), "In order"),
    ],
)
def test_a_document_is_due_sixty_days_before_its_year_is_over(approved: date, state: str) -> None:
    held = review_register(documents(approved), scope=local_scope())

    assert held.tables[0].rows[0][-1] == state


def test_the_most_urgent_document_stands_first() -> None:
    held = review_register(documents(date(2025, 1, 1), date(2023, 1, 1), date(2024, 5, 1)), scope=local_scope())

    assert [row[0] for row in held.tables[0].rows] == ["Document 1", "Document 2", "Document 0"]


def test_every_term_says_where_it_is_from_and_stands_in_order() -> None:
    rows = glossary().rows

    assert all(len(row) == 3 and all(row) for row in rows)
    assert [row[0].casefold() for row in rows] == sorted(row[0].casefold() for row in rows)


def test_the_example_obeys_the_rules_that_it_explains() -> None:
    points = example().points
    above = [p for p in points if p.value is not None and p.centre is not None and p.value > p.centre]
    values = [p.value for p in points[:16] if p.value is not None]
    moving = sum(abs(b - a) for a, b in pairwise(values)) / (len(values) - 1)

    assert points[0].centre == pytest.approx(sum(values) / len(values), abs=0.05)
    assert points[0].upper == pytest.approx(sum(values) / len(values) + 2.66 * moving, abs=0.05)
    assert all(point in above for point in points[16:])
    assert all(point.signal for point in points[16:])
