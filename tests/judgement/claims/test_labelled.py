"""How often the checker is right, over sentences that a reader has labelled."""

from __future__ import annotations

from pmf_core.judgement.claims import Kind, Mark
from tests.judgement.claims.labelled import Labelled, labelled


def flagged(kind: Kind) -> list[Labelled]:
    return [each for each in labelled() if Mark.NOT_SUPPORTED in each.marks(kind)]


def test_there_are_enough_sentences_of_every_kind() -> None:
    held = labelled()

    assert len(held) >= 200
    assert sum(each.says_improved for each in held) >= 30
    assert sum(each.number == "N" for each in held) >= 50


def test_a_number_that_is_flagged_is_wrong_19_times_in_20() -> None:
    found = flagged(Kind.NUMBER)

    assert sum(each.number == "N" for each in found) / len(found) >= 0.95


def test_most_wrong_numbers_are_flagged() -> None:
    wrong = [each for each in labelled() if each.number == "N"]

    assert sum(Mark.NOT_SUPPORTED in each.marks(Kind.NUMBER) for each in wrong) / len(wrong) >= 0.85


def test_an_improvement_that_no_signal_bears_out_is_flagged_however_it_is_said() -> None:
    said = [each for each in labelled() if each.says_improved]

    assert sum(Mark.NOT_SUPPORTED in each.marks(Kind.DIRECTION) for each in said) / len(said) >= 0.85


def test_a_direction_that_is_flagged_is_wrong_19_times_in_20() -> None:
    found = flagged(Kind.DIRECTION)

    assert sum(each.direction == "N" for each in found) / len(found) >= 0.95
