"""The season and the years as the tab tells them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np
import pytest

from pmf_core.charts.appearance import Mode
from pmf_core.charts.markup import to_html
from pmf_core.charts.season import adjusted_chart, key_of_adjusted, shape_chart, years_chart
from pmf_core.definitions import Grain
from pmf_core.views.status import StatusKind
from tests import few, small
from tests.views.when.council import MONTHS, alone, council, published, rows, seen

TIME = np.arange(MONTHS)
NOISE = np.random.default_rng(71).normal(0, 4, MONTHS)
WINTER = 100 + 30 * np.cos((TIME - 9) * np.pi / 6)
"""Highest in January: the months begin with April."""


def test_a_planted_winter_peak_is_found_and_named() -> None:
    found = alone(WINTER + NOISE)

    assert found.shape is not None
    assert found.shape.told.title == "Calls about bins: highest in January, lowest in July"
    assert "chance alone would do so in fewer than 1 of 1,000" in found.shape.told.sentence
    assert found.shape.months[0] == "Apr"
    assert int(np.argmax(found.shape.adds)) == 9


def test_noise_has_no_clear_season_and_no_series_without_one() -> None:
    found = alone(100 + NOISE)

    assert found.shape is not None
    assert found.shape.told.title == "Calls about bins: no clear season"
    assert "no more than chance makes them" in found.shape.told.sentence
    assert found.adjusted is None


def test_the_signals_shown_are_those_of_the_verdict() -> None:
    values = WINTER + NOISE
    values[-1] += 60

    found = alone(values)

    assert found.adjusted is not None
    assert found.adjusted.kinds[-1] is StatusKind.WORSENING
    assert dict(found.header.statuses)["Variation"].kind is StatusKind.WORSENING
    assert "March 2025 is above the upper process limit" in found.adjusted.told.sentence
    assert "the ones that the verdict on the metric uses" in found.adjusted.told.notes[0]


def test_the_series_without_its_season_is_the_published_one_less_what_the_month_adds() -> None:
    found = alone(WINTER + NOISE)

    assert found.adjusted is not None
    table = found.adjusted.told.table
    assert table is not None
    assert all(row[1] - row[3] == pytest.approx(row[2]) for row in table.values)
    assert np.ptp(found.adjusted.lower) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (WINTER[-30:] + NOISE[-30:], "30 months, 36 needed"),
        (np.where(TIME == 20, np.nan, WINTER + NOISE), "a month is missing: a season needs every month"),
    ],
)
def test_what_can_not_be_judged_says_why(values: np.ndarray, why: str) -> None:
    found = alone(values)

    assert found.season == why
    assert found.shape is None


def test_yearly_figures_have_no_season() -> None:
    yearly = small.CALLS.model_copy(update={"grain": Grain.YEAR})
    held = council(yearly)
    figures = [(yearly.id, "north", *_year(first), None, None, 40.0 + first % 5) for first in range(2018, 2024)]
    hub = small.publish(small.new_hub(held), held, figures, known_from=NOW, grain="year")

    found = seen(hub, yearly, "north")

    assert found.empty is not None
    assert found.empty.why == "A season needs monthly figures, and these come by the year."
    assert found.years is None


def test_a_small_number_that_is_withheld_is_a_month_that_is_missing() -> None:
    held = council(few.MISSING)
    figures = [row for team in few.TEAMS for row in _counts(team)]

    found = seen(published(held, figures), few.MISSING, "north")

    assert found.season == "a month is missing: a season needs every month"
    assert found.years is not None
    assert found.years.lines[-1][1][-1] is None
    assert "March 2025 is suppressed to protect people." in found.years.told.sentence


def test_a_year_that_is_higher_by_more_than_its_months_differ_is_told() -> None:
    values = WINTER + NOISE
    values[-12:] += 20

    found = alone(values)

    assert found.years is not None
    assert found.years.told.title == "Calls about bins: higher in 2024/25 than in 2023/24"
    assert "and worse" in found.years.told.sentence
    assert [name for name, _ in found.years.lines] == ["2021/22", "2022/23", "2023/24", "2024/25"]


def test_a_year_like_the_last_one_is_called_so() -> None:
    found = alone(100 + NOISE)

    assert found.years is not None
    assert found.years.told.title == "Calls about bins: no detectable difference between 2024/25 and 2023/24"


def test_months_are_set_beside_the_same_months_of_other_years() -> None:
    values = np.arange(48.0)

    found = alone(values)

    assert found.years is not None
    table = found.years.told.table
    assert table is not None
    assert table.values[0][:5] == ("April", 0, 12, 24, 36)
    assert all(row[5] == 12 for row in table.values)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_chart_draws_all_its_points(mode: Mode) -> None:
    values = WINTER + NOISE
    values[-1] += 60
    found = alone(values)
    assert found.shape and found.adjusted and found.years

    shape, adjusted, years = (
        shape_chart(found.shape, mode=mode),
        adjusted_chart(found.adjusted, mode=mode),
        years_chart(found.years, mode=mode),
    )

    assert len(rows_of(shape, "nought")) == 12 + 1
    assert [row["published"] for row in rows_of(adjusted, "published")] == list(found.adjusted.published)
    assert len(rows_of(years, "year")) == MONTHS
    assert "Signal of worsening" in to_html(key_of_adjusted(found.adjusted))


NOW = datetime(2025, 4, 10)


def rows_of(drawn: dict[str, Any], column: str) -> list[dict[str, Any]]:
    """The rows of a drawing that have a column, each set of rows once."""
    tables = [drawn.get("data", {}), *(layer.get("data", {}) for layer in drawn["layer"])]
    sets = {str(held.get("values")): held.get("values", []) for held in tables}
    return [row for rows in sets.values() for row in rows if column in row]


def _year(first: int) -> tuple[date, date]:
    return date(first, 4, 1), date(first + 1, 3, 31)


def _counts(team: str) -> list[small.Row]:
    values = WINTER.round() + few.TEAMS.index(team)
    if team == "north":
        values[[20, -1]] = 2
    return rows(few.MISSING, team, values)
