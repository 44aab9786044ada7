from __future__ import annotations

import numpy as np
import pytest

from pmf_core.errors import BadInput
from pmf_core.judgement.forecast import calibration


def test_honest_chances_come_true_as_often_as_they_say():
    random = np.random.default_rng(61)
    chances = random.random(20_000)

    found = calibration(chances, random.random(20_000) < chances)

    assert np.abs(found.stated - found.came_true).max() < 0.03
    assert found.slope == pytest.approx(1, abs=0.03)
    assert found.brier < found.base


def test_overconfident_chances_show_in_the_slope():
    random = np.random.default_rng(62)
    truth = random.random(20_000)

    found = calibration(np.clip(truth + 0.3 * np.sign(truth - 0.5), 0, 1), random.random(20_000) < truth)

    assert found.slope < 0.8


def test_each_edge_belongs_to_the_bin_above_it_and_one_to_the_last():
    assert calibration([0.0, 0.1, 0.9, 1.0], [0, 0, 1, 1]).count.tolist() == [1, 1, 0, 0, 0, 2]


def test_what_is_not_known_is_left_out_and_an_empty_record_has_no_score():
    assert calibration([np.nan, 0.5], [1, np.nan]).count.sum() == 0
    assert np.isnan(calibration([], []).brier)


def test_a_chance_beyond_one_is_refused():
    with pytest.raises(BadInput, match="chance is 1"):
        calibration([1.2], [1])
