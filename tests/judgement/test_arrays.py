"""Input that can't be judged is refused with the value, the place and the way out."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import refuse_unless_alike, refuse_where


def test_the_first_faulty_value_is_named_with_its_place_in_a_table():
    values = np.array([[1.0, 2.0], [3.0, -4.0]])

    with pytest.raises(BadInput, match=r"count is -4 at position 1, 1\. A count is 0 or more\."):
        refuse_where(values < 0, values, name="count", way_out="A count is 0 or more.")


def test_good_values_pass():
    refuse_where([False, False], [1, 2], name="count", way_out="")


def test_arrays_that_go_together_have_one_shape():
    with pytest.raises(BadInput, match="give them the same shape"):
        refuse_unless_alike(np.zeros(2), np.zeros(3), names="counts and populations")
