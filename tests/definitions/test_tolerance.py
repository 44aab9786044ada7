from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pmf_core.definitions import Band, Basis, Polarity, Standing, Tolerance
from pmf_core.judgement.tolerance import NO_BAND, bands
from tests import small

FOUR = small.FOUR_BANDS


def named(
    values: list[float], tolerance: Tolerance = FOUR, polarity: Polarity = Polarity.HIGHER_IS_BETTER
) -> list[str]:
    found = bands(values, tolerance, polarity=polarity)
    return ["none" if index == NO_BAND else tolerance.bands[index].name for index in found]


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0, "Inadequate"),
        (29.99, "Inadequate"),
        (30, "Requires improvement"),
        (49.999999, "Requires improvement"),
        (50, "Good"),
        (80, "Good"),
        (80.01, "Excellent"),
        (100, "Excellent"),
        (100.01, "none"),
        (-0.01, "none"),
        (float("nan"), "none"),
    ],
)
def test_each_edge_belongs_to_the_band_that_owns_it(value: float, band: str) -> None:
    assert named([value]) == [band]


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (20, "Good"),
        (19.99, "Excellent"),
        (50, "Good"),
        (50.01, "Requires improvement"),
        (70, "Requires improvement"),
        (70.01, "Inadequate"),
    ],
)
def test_lower_is_better_sees_the_bands_in_a_mirror_with_their_owned_edges(value: float, band: str) -> None:
    mirrored = FOUR.mirrored()

    assert named([value], mirrored, Polarity.LOWER_IS_BETTER) == [band]


@given(st.floats(0, 100))
def test_a_value_and_its_mirror_image_stand_in_the_same_band(value: float) -> None:
    straight, mirrored = named([100 - value]), named([value], FOUR.mirrored(), Polarity.LOWER_IS_BETTER)

    if (100 - (100 - value)) == value:
        assert straight == mirrored


def test_a_band_about_the_target_counts_what_is_short_of_it_either_way_up() -> None:
    about = Tolerance(
        name="RAG",
        basis=Basis.ABSOLUTE,
        bands=(
            Band(name="Red", standing=Standing.INADEQUATE, upper=-3),
            Band(name="Amber", standing=Standing.REQUIRES_IMPROVEMENT, lower=-3, upper=0),
            Band(name="Green", standing=Standing.GOOD, lower=0),
        ),
    )

    up = bands([91.9, 92, 95], about, polarity=Polarity.HIGHER_IS_BETTER, targets=95)
    down = bands([8.1, 8, 5], about, polarity=Polarity.LOWER_IS_BETTER, targets=5)

    assert up.tolist() == down.tolist() == [0, 1, 2]


def test_a_relative_band_is_a_fraction_of_the_target_and_survives_a_negative_one() -> None:
    about = Tolerance(
        name="Within ten per cent",
        basis=Basis.RELATIVE,
        bands=(
            Band(name="Red", standing=Standing.INADEQUATE, upper=-0.1),
            Band(name="Green", standing=Standing.GOOD, lower=-0.1),
        ),
    )

    found = bands([-105, -111], about, polarity=Polarity.HIGHER_IS_BETTER, targets=-100)

    assert found.tolist() == [1, 0]


def test_without_a_target_there_is_no_band_about_it() -> None:
    about = Tolerance(name="RAG", basis=Basis.ABSOLUTE, bands=(Band(name="All", standing=Standing.GOOD),))

    assert bands([1.0], about, polarity=Polarity.HIGHER_IS_BETTER, targets=np.nan).tolist() == [NO_BAND]


@pytest.mark.parametrize(
    ("below", "above", "told"),
    [
        ({"upper": 30}, {"lower": 31}, "give both the same edge"),
        ({"upper": 31}, {"lower": 30}, "give both the same edge"),
        ({"upper": 30, "owns_upper": True}, {"lower": 30}, "belongs to both bands"),
        ({"upper": 30}, {"lower": 30, "owns_lower": False}, "belongs to neither band"),
    ],
)
def test_a_gap_an_overlap_or_an_edge_without_one_owner_is_refused(below: dict, above: dict, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Tolerance(
            name="broken",
            bands=(
                Band(name="low", standing=Standing.INADEQUATE, **below),
                Band(name="high", standing=Standing.GOOD, **above),
            ),
        )
