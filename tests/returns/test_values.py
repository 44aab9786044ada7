from __future__ import annotations

from pmf_core.returns.values import UNREAD, Missing, numbers_of


def test_a_symbol_is_a_reason_and_never_a_zero() -> None:
    numbers = numbers_of([1, "c", None, "about ten"])

    assert numbers.values[0] == 1
    assert numbers.missing_at(1) == Missing("c", "suppressed")
    assert numbers.missing_at(2) == Missing("", "not_submitted")
    assert numbers.codes[3] == UNREAD
