from __future__ import annotations

import numpy as np

from pmf_core.returns.staged import Checked, Coded, Finding, Proposal, Severity, Staged, Step, counted


def staged(count: int = 2) -> Staged:
    days = np.full(count, np.datetime64("2026-03-01"))
    return Staged(
        metric=Coded.of(["bins", "calls"][:count]),
        unit=Coded.same("north", count),
        breakdown=Coded.same("all", count),
        period_start=days,
        period_end=days + 30,
        grain=Coded.same("month", count),
        amounts=np.array([[90.0, np.nan], [100.0, np.nan], [90.0, 12.0]])[:, :count],
        missing_reason=Coded.same("", count),
        status=Coded.same("final", count),
        sheet=Coded.same("March", count),
        rows=np.array([[7, 0], [7, 0], [0, 7]], dtype=np.int32)[:, :count],
        columns=np.array([[2, 0], [3, 0], [0, 28]], dtype=np.int32)[:, :count],
    )


def test_an_observation_is_told_to_come_from_its_numerator_or_its_value() -> None:
    held = staged()

    assert held.source_row.tolist() == [7, 7]
    assert held.source_column.text.tolist() == ["B", "AB"]


def test_taking_rows_keeps_every_column_in_step() -> None:
    held = staged().take(np.array([False, True]))

    assert (len(held), held.metric[0], held.value[0], held.rows[2, 0]) == (1, "calls", 12.0, 7)


def test_a_column_of_words_comes_back_as_it_went_in() -> None:
    assert Coded.of(["b", "a", "b"]).text.tolist() == ["b", "a", "b"]
    assert Coded.of([]).text.tolist() == []


def test_an_error_keeps_a_return_from_being_submitted_and_a_warning_does_not() -> None:
    proposal = Proposal("text_number", "Read as a number.", (Step("March", 7, 2, "1O4", "104"),))
    warning = Finding(Severity.WARNING, "text_number", "March", "B7", "1O4", "why", "fix", proposal)
    error = Finding(Severity.ERROR, "zero", "March", "B8", "0", "why", "fix")

    assert Checked(staged(), (warning,), None).may_be_submitted
    assert not Checked(staged(), (warning, error), None).may_be_submitted
    assert not Checked(staged(0), (), None).may_be_submitted
    assert Checked(staged(), (warning, error), None).proposals == (proposal,)
    assert (proposal.id, proposal.cell, proposal.after) == ("text_number March!B7", "B7", "104")
    assert counted((warning, error))[Severity.NOTE] == 0
