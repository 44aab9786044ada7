from __future__ import annotations

from datetime import date
from pathlib import Path

from pmf_core.access.scope import local_scope
from pmf_core.definitions.reminder import ReminderStep
from pmf_core.store.hub import Hub
from pmf_core.store.returned.approving import withdraw
from pmf_core.store.returned.receiving import receive
from pmf_core.store.returned.reminders import record_reminders
from pmf_core.store.returned.submitting import Check, record_check
from pmf_core.views.returns.calendar import Due, calendar
from pmf_core.views.returns.chasing import reminders_due
from pmf_core.views.returns.lateness import likelihoods
from pmf_core.views.returns.queries import open_queries
from pmf_core.views.returns.readiness import readiness
from tests.sending import ANN, MARCH, published, store, submitted

SCOPE = local_scope()


def march(folder: Path, *, on: date | None = None) -> Due:
    hub = Hub.open(folder)
    (found,) = (due for due in calendar(hub, scope=SCOPE, on=on) if due.period == MARCH.id)
    hub.close()
    return found


def steps(folder: Path, on: date) -> list[tuple[str, ReminderStep, str]]:
    hub = Hub.open(folder)
    found = [(one.period, one.step, one.to) for one in reminders_due(hub, scope=SCOPE, on=on)]
    hub.close()
    return [one for one in found if one[0] == MARCH.id]


def test_what_was_not_sent_is_late_once_its_day_has_passed(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")

    assert [march(folder, on=date(2025, 4, day)).state.word for day in (10, 11)] == ["not started", "late"]
    assert march(folder, on=date(2025, 3, 20)).state.word == "not over yet"
    late = march(folder)
    assert (late.days, late.state.reason) == (-10, "due 10 days ago, and nothing has been sent")


def test_what_is_with_its_approver_is_not_late_and_what_is_withdrawn_is(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")

    held = submitted(folder, {"north": 10})
    with_approver = march(folder)
    withdraw(folder, held.id, actor=ANN, reason="the wrong file")

    assert (with_approver.state.word, with_approver.is_late, with_approver.was_late) == ("with approver", False, True)
    assert march(folder).is_late


def test_a_draft_that_failed_its_checks_is_still_late_and_says_what_lies_there(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    held = receive(folder, b"march", name="bins.xlsx", return_id="bins", period=MARCH, actor=ANN).submission
    record_check(folder, held.id, Check({"error": 2}), actor=ANN)

    due = march(folder)

    assert due.state.reason == "due 10 days ago, and a file lies there: failed checks"
    assert march(folder, on=date(2025, 4, 5)).state.word == "failed checks"


def test_reminders_come_five_days_before_on_the_day_two_days_late_and_then_to_the_approver(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    waste, place = "waste@example.org", "place@example.org"

    assert steps(folder, date(2025, 4, 4)) == []
    assert steps(folder, date(2025, 4, 5)) == [("2025-03", ReminderStep.SOON, waste)]
    assert steps(folder, date(2025, 4, 10)) == [("2025-03", ReminderStep.DUE, waste)]
    assert steps(folder, date(2025, 4, 12)) == [("2025-03", ReminderStep.LATE, waste)]
    assert steps(folder, date(2025, 4, 13)) == [("2025-03", ReminderStep.ESCALATED, place)]


def test_a_reminder_is_sent_once_and_none_once_the_return_is_in(tmp_path: Path) -> None:
    folder, day = store(tmp_path / "store"), date(2025, 4, 12)
    hub = Hub.open(folder)
    found = [one for one in reminders_due(hub, scope=SCOPE, on=day) if one.period == MARCH.id]
    hub.close()

    record_reminders(folder, [one.sent("file") for one in found])

    assert steps(folder, day) == []
    submitted(folder, {"north": 10})
    assert steps(folder, date(2025, 4, 13)) == []


def test_the_likelihood_rests_on_what_was_due_and_says_so(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    published(folder, {"north": 10})
    hub = Hub.open(folder)

    found = likelihoods(calendar(hub, scope=SCOPE))["bins"]

    # Sent today for March, and never for the eleven months before: every one of them was late.
    assert (found.late, found.due) == (12, 12)
    assert found.sentence.startswith("96% likely late: 12 of 12 were (90% interval")
    board = readiness(hub, scope=SCOPE)
    assert board.periods[0] == ("2025-03", "March 2025")
    assert [due.state.word if due else "" for due in board.rows[0].cells][:2] == ["published", "late"]
    hub.close()


def test_open_queries_are_told_with_whose_turn_it_is_the_oldest_first(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    submitted(folder, {"north": 10})
    hub = Hub.open(folder)

    found = open_queries(hub, scope=SCOPE)

    assert found[0].days >= found[-1].days
    (waits,) = [query for query in found if query.period == MARCH.id]
    assert (waits.what, waits.who) == ("Waits for approval", "Director of Place")
    hub.close()
