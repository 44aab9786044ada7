from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_core.definitions import Band, Basis, Measure, Standing, Tolerance, UnitOfMeasure
from pmf_core.views import words
from tests import small

PERCENTAGE = small.EMPTIED.model_copy(
    update={"unit": UnitOfMeasure(kind=Measure.PERCENTAGE, suffix="%"), "decimals": 1}
)
POUNDS = small.CALLS.model_copy(update={"unit": UnitOfMeasure(kind=Measure.CURRENCY, prefix="£")})


@pytest.mark.parametrize(
    ("value", "edges", "shown"),
    [
        (79.96, [80], "79.96%"),
        (79.9996, [80], "79.9996%"),
        (79.4, [80], "79.4%"),
        (80.0, [80], "80.0%"),
        (80.04, [80], "80.04%"),
        (49.97, [50, 80], "49.97%"),
    ],
)
def test_rounding_never_puts_a_figure_on_the_wrong_side_of_an_edge(
    value: float, edges: list[float], shown: str
) -> None:
    assert words.number_beside(value, PERCENTAGE, edges) == shown


@given(st.floats(0, 100), st.sampled_from([30.0, 50.0, 80.0]))
def test_what_is_read_and_what_is_judged_agree(value: float, edge: float) -> None:
    read = float(words.number_beside(value, PERCENTAGE, [edge]).removesuffix("%"))

    if abs(value - edge) > 1e-4:
        assert (read > edge) == (value > edge)
        assert (read < edge) == (value < edge)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1234, "£1,234"), (-1234, "−£1,234"), (1_234_567, "£1.2m"), (-0.2, "£0"), (0, "£0")],
)
def test_pounds_are_written_as_people_write_them(value: float, shown: str) -> None:
    assert words.number(value, POUNDS) == shown


def test_percentages_differ_by_points() -> None:
    assert words.difference(-1.25, PERCENTAGE) == "1.2 points"


def test_a_small_difference_is_not_rounded_to_nothing() -> None:
    assert words.difference(0.04, PERCENTAGE) == "0.04 points"


def test_a_band_is_told_with_the_edges_it_owns() -> None:
    good = Band(name="Good", standing=Standing.GOOD, lower=50, upper=80, owns_upper=True)
    low = Band(name="Inadequate", standing=Standing.INADEQUATE, lower=0, upper=30)

    assert words.band(good, PERCENTAGE) == "from 50.0% up to and including 80.0%"
    assert words.band(low, PERCENTAGE) == "from 0.0% to below 30.0%"


def test_a_band_about_the_target_is_told_by_its_distance() -> None:
    amber = Band(name="Amber", standing=Standing.REQUIRES_IMPROVEMENT, lower=-10, upper=0)
    about = PERCENTAGE.model_copy(update={"tolerance": Tolerance(name="RAG", basis=Basis.ABSOLUTE, bands=(amber,))})

    assert words.band(amber, about) == "short of target by up to 10.0 points"
