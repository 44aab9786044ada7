"""A narrative as a whole: what is missing, what is left out, ranks, causes and the words around numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmf_core.judgement.claims import Kind, Mark, check, check_sentence, sentences
from pmf_core.judgement.claims.text import numbers_in
from tests.judgement.claims.labelled import ABOUT

CALLS, CONTACTS, COMPLAINTS = ABOUT["calls"], ABOUT["contacts"], ABOUT["complaints"]
WHOLE = {"what": "It was 71.9%.", "why": "Five agents left.", "so_what": "Callers wait.", "action": "Recruit by June."}


def marks(sentence: str, kind: Kind, facts=CALLS) -> list[Mark]:
    return [claim.mark for claim in check_sentence(sentence, facts) if claim.kind is kind]


@pytest.mark.parametrize("part", ["so_what", "action"])
def test_a_missing_part_is_said(part: str) -> None:
    found = check({**WHOLE, part: "  "}, CALLS)

    assert [claim.said for claim in found if claim.kind is Kind.GAP] == [
        {"so_what": "So what", "action": "Action"}[part]
    ]


def test_a_worsening_that_nobody_mentions_is_said_to_be_left_out() -> None:
    worse = replace(CALLS, adverse=("it is getting worse for real", "it misses its target of 81%"))

    silent = check(WHOLE, worse)
    admitted = check({**WHOLE, "what": "Answering has deteriorated and misses its target."}, worse)

    assert len([claim for claim in silent if claim.kind is Kind.GAP]) == 2
    assert not [claim for claim in admitted if claim.kind is Kind.GAP]


def test_an_action_may_hope_for_what_it_likes() -> None:
    found = check({**WHOLE, "action": "Improve to 90% by June. Performance improved."}, CALLS)

    assert not [claim for claim in found if claim.kind is Kind.DIRECTION]


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("We ranked 4th of 16 county councils.", Mark.SUPPORTED),
        ("We came 2nd out of 16.", Mark.NOT_SUPPORTED),
        ("We are fourth of 16.", Mark.SUPPORTED),
        ("We are in the top quartile.", Mark.SUPPORTED),
        ("We are in the bottom quarter.", Mark.NOT_SUPPORTED),
    ],
)
def test_a_place_is_held_against_the_rank(sentence: str, mark: Mark) -> None:
    assert marks(sentence, Kind.RANK, replace(CONTACTS, rank=(4, 16))) == [mark]


def test_a_place_can_not_be_checked_without_a_rank() -> None:
    assert marks("We ranked 4th of 16.", Kind.RANK) == [Mark.CANNOT_CHECK]


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("This was driven by Children and Families.", Mark.SUPPORTED),
        ("This was due to Place.", Mark.NOT_SUPPORTED),
        ("This was caused by the snow.", Mark.CANNOT_CHECK),
    ],
)
def test_a_cause_is_held_against_what_moved_beyond_the_ordinary(sentence: str, mark: Mark) -> None:
    assert marks(sentence, Kind.CAUSE, COMPLAINTS) == [mark]


@pytest.mark.parametrize(
    "sentence",
    [
        "The board met on 12 March 2026.",
        "In 2025/26 phase 2 of the plan began.",
        "Calls are answered within 60 seconds, 24/7.",
        "Twenty weeks is the limit in law.",
        "We took on 12 agents and lost 5.",
    ],
)
def test_dates_names_and_other_counts_are_no_claims(sentence: str) -> None:
    assert marks(sentence, Kind.NUMBER) == []


def test_a_stale_figure_is_named_as_such() -> None:
    (claim,) = [c for c in check_sentence("It now stands at 70.7%.", CALLS) if c.kind is Kind.NUMBER]

    assert claim.mark is Mark.NOT_SUPPORTED
    assert claim.reason == "that was the figure of February 2026; it is 71.9%"


@pytest.mark.parametrize("told", ["71.9%", "72%", "about 71%", "more than 70%", "71.9 per cent"])
def test_a_figure_is_borne_out_as_precisely_as_it_is_told(told: str) -> None:
    assert marks(f"Performance was {told}.", Kind.NUMBER) == [Mark.SUPPORTED]


@pytest.mark.parametrize("told", ["71.8%", "71%", "72.0%", "more than 72%", "about 80%"])
def test_a_figure_that_rounding_does_not_give_is_not(told: str) -> None:
    assert marks(f"Performance was {told}.", Kind.NUMBER) == [Mark.NOT_SUPPORTED]


def test_a_question_claims_nothing() -> None:
    assert check_sentence("Has performance improved?", CONTACTS) == ()


def test_where_movement_is_not_judged_better_can_not_be_checked() -> None:
    assert marks("Performance improved.", Kind.DIRECTION, replace(CALLS, signal=None)) == [Mark.CANNOT_CHECK]


def test_a_text_is_taken_apart_into_sentences_and_its_decimals_stay_whole() -> None:
    assert sentences("It was 71.9%. That is low, e.g. North.\nWhy?") == [
        "It was 71.9%.",
        "That is low, e.g. North.",
        "Why?",
    ]


def test_millions_and_thousands_are_read() -> None:
    (number,) = numbers_in("We spent £4.35m.")

    assert (number.value, number.unit) == (4_350_000.0, "money")
    assert number.step == pytest.approx(10_000)
