"""A change explained over time, and contributors beside their own past."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_core.errors import BadInput
from pmf_core.judgement.decomposition import Chance, Explained, Parts, explain, explain_gap

MONTHS, NOW = 48, 47
QUESTIONS = {"last month": [46], "last year": [35], "a baseline of a year": list(range(24, 36))}


def teams(random: np.random.Generator, parts: int, *, spread: float = 0.03) -> Parts:
    """Counts over denominators, with more variation from month to month than chance alone makes."""
    size = random.poisson(random.uniform(150, 400, (parts, 1)), (parts, MONTHS)).astype(float)
    rate = random.uniform(0.5, 0.8, (parts, 1)) + spread * random.normal(size=(parts, MONTHS))
    return Parts.of(random.binomial(size.astype(int), np.clip(rate, 0.01, 0.99)).astype(float), size)


def moved(held: Parts, *, part: int, by: float) -> Parts:
    """The same with one part's rate higher in the last month."""
    assert held.denominator is not None
    top = held.numerator.copy()
    top[part, NOW] += by * held.denominator[part, NOW]
    return Parts(top, held.denominator)


def first_of(found: Explained) -> int:
    """The part that makes most of the change, in the way the whole went."""
    return int(np.argmax(found.split.contribution * np.sign(found.split.change)))


@pytest.mark.parametrize("before", QUESTIONS.values(), ids=QUESTIONS)
def test_pure_noise_names_a_cause_at_most_five_times_in_a_hundred(before: list[int]):
    random = np.random.default_rng(31)

    named = [
        explain(teams(random, parts), now=NOW, before=before, chance=Chance.PROPORTION).names_a_cause
        for parts in (3, 10, 40)
        for _ in range(250)
    ]

    assert np.mean(named) <= 0.05


@pytest.mark.parametrize("parts", [4, 12, 40])
def test_what_moves_the_whole_by_three_of_its_sigmas_is_ranked_first_and_named(parts: int):
    random = np.random.default_rng(32)
    first, named = [], []

    for _ in range(150):
        held = teams(random, parts)
        assert held.denominator is not None
        whole = held.numerator.sum(axis=0) / held.denominator.sum(axis=0)
        share = held.denominator[2, NOW] / held.denominator[:, NOW].sum()
        planted = moved(held, part=2, by=-3 * whole[:NOW].std(ddof=1) / share)
        found = explain(planted, now=NOW, before=QUESTIONS["a baseline of a year"], chance=Chance.PROPORTION)
        first.append(first_of(found) == 2)
        named.append(bool(found.rate.beyond[2]))

    assert np.mean(first) >= 0.95
    assert np.mean(named) >= 0.8


@given(st.integers(0, 10_000))
def test_contributions_and_what_is_not_split_add_up_to_the_change(seed: int):
    random = np.random.default_rng(seed)
    parts, periods = random.integers(1, 12), random.integers(3, 30)
    size = random.integers(0, 300, (parts, periods)) * (random.random((parts, periods)) > 0.2)
    top = random.binomial(size, random.random((parts, 1))).astype(float)
    unknown = random.random((parts, periods)) < 0.1
    held = Parts(np.where(unknown, np.nan, top), np.where(unknown, np.nan, size.astype(float)))
    now = int(random.integers(1, periods))
    before = sorted({int(column) for column in random.integers(0, now, 4)})
    whole = Parts.of(top.sum(axis=0), size.sum(axis=0).astype(float))

    found = explain(held, now=now, before=before, whole=whole).split

    if np.isfinite(found.unknown):
        assert found.contribution.sum() + found.unknown == pytest.approx(float(found.change), abs=1e-9)


@given(st.integers(0, 10_000))
def test_amounts_add_up_too(seed: int):
    random = np.random.default_rng(seed)
    amounts = random.normal(1e6, 1e5, (8, 20))
    amounts[random.random(amounts.shape) < 0.1] = np.nan
    whole = Parts.of(np.nansum(amounts, axis=0))

    found = explain(Parts(amounts), now=19, before=[7, 8, 9], whole=whole).split

    assert found.contribution.sum() + found.unknown == pytest.approx(float(found.change), abs=1e-9 * 1e7)


def test_a_part_that_opened_or_closed_is_not_tested_and_adds_up_as_mix():
    random = np.random.default_rng(34)
    held = teams(random, 4)
    assert held.denominator is not None
    held.numerator[0, :NOW] = held.denominator[0, :NOW] = 0.0
    held.numerator[1, NOW:] = held.denominator[1, NOW:] = 0.0

    found = explain(held, now=NOW, before=[46])

    assert np.isnan(found.rate.score[:2]).all() and np.isnan(found.mix.score[:2]).all()
    assert (found.split.rate[:2] == 0).all()
    assert found.split.contribution.sum() == pytest.approx(float(found.split.change))


def test_a_season_that_comes_back_is_no_cause_against_last_year():
    random = np.random.default_rng(35)
    wave = 40 * np.cos(np.arange(MONTHS) * np.pi / 6)
    named = []

    for _ in range(200):
        counts = np.array([[200.0], [150.0]]) + wave + random.normal(0, 5, (2, MONTHS))
        named.append(explain(Parts(counts), now=NOW, before=[35]).names_a_cause)

    assert np.mean(named) <= 0.05


def test_without_a_past_counts_are_tested_against_chance():
    held = Parts.of([[300, 150], [100, 101]], [[400, 400], [400, 400]])

    found = explain(held, now=1, before=[0], chance=Chance.PROPORTION)

    assert found.by_chance
    assert found.rate.beyond.tolist() == [True, False]


def test_without_a_past_amounts_are_not_tested():
    found = explain(Parts.of([[300.0, 150.0], [100.0, 101.0]]), now=1, before=[0])

    assert np.isnan(found.rate.score).all()
    assert not found.names_a_cause


def test_no_cause_is_named_that_chance_alone_would_make():
    steady = np.tile([50.0, 51.0], 24)
    held = Parts.of([np.append(steady[:47], 57.0), np.append(steady[:47], 50.0)], np.full((2, 48), 100.0))

    by_past = explain(held, now=47, before=[46])
    by_both = explain(held, now=47, before=[46], chance=Chance.PROPORTION)

    assert by_past.rate.beyond.tolist() == [True, False]
    assert not by_both.names_a_cause


def test_a_gap_from_others_is_shared_out_exactly():
    random = np.random.default_rng(36)
    held = teams(random, 5)
    assert held.denominator is not None
    others = np.full(MONTHS, 0.4)

    found = explain_gap(held, others, now=NOW)

    own = held.numerator[:, NOW].sum() / held.denominator[:, NOW].sum()
    assert float(found.split.change) == pytest.approx(own - 0.4)
    assert found.split.rate.sum() == pytest.approx(own - 0.4, abs=1e-12)
    assert found.rate.beyond.any()


@pytest.mark.parametrize("before", [[], [3], [5]])
def test_a_comparison_without_an_earlier_period_is_refused(before: list[int]):
    with pytest.raises(BadInput, match="earlier columns"):
        explain(Parts.of(np.ones((2, 6))), now=3, before=before)
