"""Why a ratio changed."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.errors import BadInput
from pmf_core.judgement.decomposition import Chance, Decomposition, Moment, decompose_change

PARTS = 6


def random_moment(random: np.random.Generator, *, batch: int) -> Moment:
    """Parts, some of them closed and some not known."""
    n = random.integers(0, 200, (batch, PARTS)) * (random.random((batch, PARTS)) > 0.2)
    x = random.binomial(n, random.random((batch, PARTS))).astype(float)
    unknown = random.random((batch, PARTS)) < 0.1
    return Moment.of(np.where(unknown, np.nan, x), np.where(unknown, np.nan, n.astype(float)))


def test_rate_mix_and_unknown_add_up_to_the_change_over_random_parts_opened_closed_and_missing():
    random = np.random.default_rng(11)
    before, after = random_moment(random, batch=20_000), random_moment(random, batch=20_000)
    whole = tuple(Moment.of(random.integers(1, 900, 20_000), np.full(20_000, 900.0)) for _ in range(2))

    found = decompose_change(before, after, chance=Chance.PROPORTION, whole=(whole[0], whole[1]))

    added = found.contribution.sum(axis=1) + found.unknown
    usable = ~np.isnan(found.unknown)
    assert usable.mean() > 0.99
    assert np.abs(added - found.change)[usable].max() < 1e-9
    expected = whole[1].numerator / 900 - whole[0].numerator / 900
    assert np.allclose(found.change, expected)


def test_contributions_of_a_tree_add_up_at_every_level():
    random = np.random.default_rng(12)
    n0, n1 = random.integers(1, 99, (2, 12)).astype(float)
    x0, x1 = random.binomial(n0.astype(int), 0.3), random.binomial(n1.astype(int), 0.4)

    found = decompose_change(Moment.of(x0, n0), Moment.of(x1, n1), chance=Chance.PROPORTION)

    by_service = found.contribution.reshape(4, 3).sum(axis=1)
    assert by_service.sum() == pytest.approx(x1.sum() / n1.sum() - x0.sum() / n0.sum(), abs=1e-12)


def test_swapping_before_and_after_swaps_every_sign():
    then, now = Moment.of([10, 20, 5], [50, 60, 70]), Moment.of([12, 15, 9], [40, 80, 60])

    there, back = (decompose_change(*pair, chance=Chance.COUNT) for pair in ((then, now), (now, then)))

    assert np.allclose(there.rate, -back.rate)
    assert np.allclose(there.mix, -back.mix)


def test_a_part_that_opened_or_closed_is_mix_alone():
    then, now = Moment.of([10, 20, 0], [50, 60, 0]), Moment.of([0, 15, 9], [0, 80, 60])

    found = decompose_change(then, now, chance=Chance.PROPORTION)

    assert found.rate[[0, 2]].tolist() == [0, 0]
    assert found.mix[0] != 0 != found.mix[2]


def test_both_teams_better_and_the_whole_worse_is_simpsons_paradox():
    then, now = Moment.of([90, 20], [100, 100]), Moment.of([37, 35], [40, 160])

    found = decompose_change(then, now, chance=Chance.PROPORTION)

    assert found.simpson
    assert found.rate.sum() > 0 > found.mix.sum()


def test_parts_that_move_with_the_whole_are_no_paradox():
    found = decompose_change(Moment.of([1, 2], [10, 10]), Moment.of([2, 3], [10, 10]), chance=Chance.PROPORTION)

    assert not found.simpson


def planted(shift: float, *, batch: int) -> Decomposition:
    """Five equal teams; the first one's rate moves by so many standard errors."""
    random = np.random.default_rng(13)
    n, rate = 400, 0.3
    error = np.sqrt(2 * rate * (1 - rate) / n)
    after = np.full(5, rate)
    after[0] += shift * error
    sizes = np.full((batch, 5), float(n))
    return decompose_change(
        Moment.of(random.binomial(n, rate, (batch, 5)), sizes),
        Moment.of(random.binomial(n, after, (batch, 5)), sizes),
        chance=Chance.PROPORTION,
    )


def test_noise_is_called_ordinary_variation_at_least_95_times_in_a_hundred():
    assert planted(0, batch=4000).ordinary().mean() >= 0.945


def test_noise_in_the_mix_too_is_called_ordinary_variation():
    random = np.random.default_rng(14)
    chances = np.full(5, 0.2)
    sizes = random.multinomial(1000, chances, (2, 4000)).astype(float)
    counts = random.binomial(sizes.astype(int), [0.1, 0.2, 0.3, 0.4, 0.5])

    found = decompose_change(Moment.of(counts[0], sizes[0]), Moment.of(counts[1], sizes[1]), chance=Chance.PROPORTION)

    assert found.ordinary().mean() >= 0.945


def test_a_planted_cause_is_ranked_first():
    found = planted(4.0, batch=2000)

    assert (np.argmax(found.contribution, axis=1) == 0).mean() >= 0.95


def test_a_numerator_without_a_denominator_is_refused():
    with pytest.raises(BadInput, match="denominator is 0"):
        Moment.of([1], [0])
