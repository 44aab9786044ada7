"""What each profile hides and rounds."""

from __future__ import annotations

import pytest

from pmf_core.disclosure import PROFILES, Hidden, Shown, profile_named, shown_ratio
from pmf_core.errors import BadInput, UnknownName


@pytest.mark.parametrize(
    ("name", "hidden"),
    [("nhs_1to7_round5_subnational", 7), ("dfe_1to5_c", 5), ("lt5_star_keep_zero", 4), ("own", 4)],
)
def test_a_profile_hides_from_one_up_to_its_largest_hidden_count(name: str, hidden: int):
    profile = PROFILES[name]

    found = [count for count in range(20) if isinstance(profile.shown(count), Hidden)]

    assert found == list(range(1, hidden + 1))


def test_halves_are_rounded_up():
    assert PROFILES["round10"].shown(25) == Shown(30)


def test_a_count_below_nought_is_refused():
    with pytest.raises(BadInput, match="count is -1"):
        PROFILES["own"].shown(-1)


def test_an_unknown_profile_is_refused_with_the_nearest_name():
    with pytest.raises(UnknownName, match="Did you mean 'round10'"):
        profile_named("round1")


def test_a_percentage_is_made_of_the_rounded_counts():
    shown = shown_ratio(12, 48, profile=PROFILES["nhs_1to7_round5_subnational"], per=100)

    assert shown == Shown(20.0)


@pytest.mark.parametrize(("numerator", "denominator"), [(3, 40), (38, 40), (2, 3)])
def test_a_ratio_is_hidden_with_either_count_or_the_rest_of_the_whole(numerator: int, denominator: int):
    assert isinstance(shown_ratio(numerator, denominator, profile=PROFILES["own"]), Hidden)


def test_nobody_at_all_and_everybody_may_be_said():
    assert shown_ratio(0, 40, profile=PROFILES["own"]) == Shown(0.0)
    assert shown_ratio(40, 40, profile=PROFILES["own"]) == Shown(1.0)
