from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from pydantic import ValidationError

from pmf_core.definitions.meeting import Cycle, meetings_of

EVERY_EIGHT_WEEKS = Cycle(body="ocb", product="p", units=("E1",), first=date(2026, 1, 15), every_days=56)
SECOND_TUESDAYS = Cycle(body="board", product="p", units=("a", "b"), first=date(2026, 1, 13), every_months=1)
WEEKLY = Cycle(body="clt", product="p", units=("E1",), first=date(2026, 1, 6), every_days=7, once_a_month=True)


def test_a_board_of_every_eight_weeks_meets_every_56_days() -> None:
    held = list(meetings_of(EVERY_EIGHT_WEEKS, until=date(2026, 12, 31)))

    assert {(b.on - a.on).days for a, b in pairwise(held)} == {56}
    assert all((m.on - m.cut_off).days == 10 and (m.on - m.papers).days == 5 for m in held)


def test_a_monthly_board_meets_on_the_same_weekday_of_the_month_about_each_unit() -> None:
    held = list(meetings_of(SECOND_TUESDAYS, until=date(2026, 4, 30)))

    assert [m.on for m in held if m.unit == "a"] == [
        date(2026, 1, 13), date(2026, 2, 10), date(2026, 3, 10), date(2026, 4, 14)
    ]  # fmt: skip
    assert held[1].id == "BOARD-b-2026-01-13"


def test_a_fifth_weekday_falls_back_to_the_last() -> None:
    fifth = Cycle(body="x", product="p", units=("a",), first=date(2026, 1, 29), every_months=1)

    assert [m.on for m in meetings_of(fifth, until=date(2026, 3, 1))] == [date(2026, 1, 29), date(2026, 2, 26)]


def test_moving_a_meeting_moves_its_cut_off_and_papers_and_keeps_its_name() -> None:
    moved = EVERY_EIGHT_WEEKS.model_copy(update={"moved": {date(2026, 1, 15): date(2026, 1, 22)}})
    was, now = (next(iter(meetings_of(cycle, until=date(2026, 2, 1)))) for cycle in (EVERY_EIGHT_WEEKS, moved))

    assert now.id == was.id
    assert [(a - b).days for a, b in ((now.on, was.on), (now.cut_off, was.cut_off), (now.papers, was.papers))] == [
        7
    ] * 3


def test_a_weekly_body_has_performance_on_its_agenda_once_a_month() -> None:
    held = list(meetings_of(WEEKLY, until=date(2026, 12, 29)))
    asked = [m.period for m in held if m.performance]

    assert len(held) == 52
    assert len(asked) == len(set(asked)) == len({m.period for m in held})


def test_the_period_is_the_newest_month_whose_figures_are_in_by_the_cut_off() -> None:
    first = next(iter(meetings_of(EVERY_EIGHT_WEEKS, until=date(2026, 2, 1))))

    assert (first.cut_off, first.period.id) == (date(2026, 1, 5), "2025-11")


def test_a_cycle_says_one_rhythm() -> None:
    with pytest.raises(ValidationError, match="either every_days or every_months"):
        Cycle(body="x", product="p", units=("a",), first=date(2026, 1, 1))
