"""What is said of the target is held against the figure, and what is hoped against the chance of the year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmf_core.judgement.claims import Kind, Mark, check, check_sentence
from tests.judgement.claims.labelled import ABOUT

CALLS, IT, COMPLAINTS, BREACH = ABOUT["calls"], ABOUT["it"], ABOUT["complaints"], ABOUT["contacts"]
S, N, C = Mark.SUPPORTED, Mark.NOT_SUPPORTED, Mark.CANNOT_CHECK


def marks(sentence: str, facts, kind: Kind = Kind.TARGET) -> list[Mark]:
    return [claim.mark for claim in check_sentence(sentence, facts) if claim.kind is kind]


@pytest.mark.parametrize(
    ("sentence", "short", "met"),
    [
        ("We met our target.", N, S),
        ("We have missed the target again.", S, N),
        ("Performance is above target.", N, S),
        ("We did not meet the target.", S, N),
        ("The target has been met.", N, S),
        ("We are ahead of target.", N, S),
        ("Answering fell short of the standard.", S, N),
        ("We are exceeding our target.", N, S),
    ],
)
def test_meeting_and_missing_are_held_against_the_figure(sentence: str, short: Mark, met: Mark) -> None:
    assert marks(sentence, CALLS) == [short]
    assert marks(sentence, IT) == [met]


def test_above_target_is_bad_where_lower_is_better() -> None:
    assert marks("Complaints are above target.", COMPLAINTS) == [S]
    assert marks("Complaints are below target.", COMPLAINTS) == [N]


@pytest.mark.parametrize(
    ("sentence", "likely", "unlikely"),
    [
        ("We are on track to meet the target.", S, N),
        ("We are unlikely to meet the target.", N, S),
        ("We expect to meet our target.", S, N),
        ("We are not on track to meet the target.", N, S),
    ],
)
def test_a_hope_is_held_against_the_chance_of_the_year(sentence: str, likely: Mark, unlikely: Mark) -> None:
    assert marks(sentence, replace(CALLS, chance=0.8)) == [likely]
    assert marks(sentence, replace(CALLS, chance=0.1)) == [unlikely]
    assert marks(sentence, CALLS) == [C]


@pytest.mark.parametrize(
    "sentence",
    ["Have we met the target?", "We need to meet the target by June.", "The target is 81%.", "It is in place."],
)
def test_questions_wishes_and_the_target_itself_claim_nothing(sentence: str) -> None:
    assert marks(sentence, CALLS) == []


def test_a_chance_is_held_against_the_forecast() -> None:
    known = replace(CALLS, chance=0.36, expected=70.8, likely=(70.1, 71.5), other_targets=(81.0,))
    told = "If nothing changes, 2026/27 ends at about 70.8% (likely 70.1% to 71.5%): a chance of {} of meeting it."

    assert marks(told.format("36%"), known, Kind.NUMBER) == [S] * 4
    assert marks(told.format("63%"), known, Kind.NUMBER) == [S, S, S, N]


def test_what_a_part_makes_of_the_change_is_known() -> None:
    known = replace(COMPLAINTS, contributions={"Children and Families": 49.0})

    assert marks("Children and Families made +49 of it.", known, Kind.NUMBER) == [S]
    assert marks("Children and Families made +30 of it.", known, Kind.NUMBER) == [N]


def test_a_one_word_unit_is_named_only_as_it_is_written() -> None:
    assert marks("A plan is in place because of the snow.", COMPLAINTS, Kind.CAUSE) == [C]
    assert marks("Place fell because of the snow.", COMPLAINTS, Kind.CAUSE) == [N]


@pytest.mark.parametrize(
    "sentence",
    ["It is in the band 'Requires improvement'.", "It is close to the lower limit.", "It is part of a steady rise."],
)
def test_the_names_of_bands_and_limits_say_nothing_of_a_direction(sentence: str) -> None:
    found = [c.said for c in check_sentence(sentence, CALLS) if c.kind is Kind.DIRECTION]

    assert not {"improvement", "lower", "steady"} & set(found)


def test_naming_the_target_without_admitting_the_miss_leaves_it_out() -> None:
    missed = replace(CALLS, adverse=("it misses its target of 81%",))
    parts = {"what": "Our target is 81%.", "why": "x", "so_what": "y", "action": "z"}

    assert [c.kind for c in check(parts, missed) if c.mark is N] == [Kind.GAP]
    assert not [c for c in check({**parts, "what": "We are below our target."}, missed) if c.kind is Kind.GAP]


def test_a_place_in_the_country_counts_beside_the_one_in_the_group() -> None:
    known = replace(CALLS, rank=(4, 16), other_ranks=((61, 151),))

    assert marks("We ranked 61st of 151.", known, Kind.RANK) == [S]
    assert marks("We ranked 61st of 16.", known, Kind.RANK) == [N]


def test_a_hard_limit_is_known() -> None:
    known = replace(BREACH, limit=76.0)

    assert marks("It is below the hard limit of 76%.", known, Kind.NUMBER) == [S]
    assert marks("It is below the hard limit of 70%.", known, Kind.NUMBER) == [N]
