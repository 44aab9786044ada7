"""The tab Next and the record of forecasts on the shipped data."""

from __future__ import annotations

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.store.hub import Hub
from pmf_core.views.metric_profile import now
from pmf_core.views.outlook.page import ahead
from pmf_core.views.outlook.track import forecast_record
from pmf_core.views.outlook.values import Ahead

COUNTY = "E10000024"


def asked(hub: Hub, metric: str, *, period: str = "2026-03", unit: str = COUNTY, target: str = "") -> Ahead:
    return ahead(hub, scope=local_scope(), metric=metric, unit=unit, period=period, target=target)


def test_the_fan_goes_on_from_the_last_month_known_to_the_end_of_the_year(hub: Hub) -> None:
    held = asked(hub, "complaints", period="2025-12")

    assert held.fan
    to_come = [point for point in held.fan.points if point.ahead]
    assert [point.period for point in to_come] == ["Jan 2026", "Feb 2026", "Mar 2026"]
    for point in to_come:
        assert point.likely and point.nearly_sure and point.value is not None
        assert point.nearly_sure[0] < point.likely[0] < point.value < point.likely[1] < point.nearly_sure[1]
    assert len(held.fan.table.rows) == len(held.fan.points) == 27


def test_nothing_is_foreseen_beyond_what_is_possible(hub: Hub) -> None:
    held = asked(hub, "building_compliance")

    assert held.fan
    assert max(point.nearly_sure[1] for point in held.fan.points if point.nearly_sure) <= 100


def test_the_chances_of_the_bands_stand_best_first_and_add_up(hub: Hub) -> None:
    held = asked(hub, "complaints")

    assert [each.band.word for each in held.bands] == ["Excellent", "Good", "Requires improvement", "Inadequate"]
    assert sum(each.chance for each in held.bands) == pytest.approx(1)


def test_what_is_needed_and_not_possible_is_said(hub: Hub) -> None:
    held = asked(hub, "ehc_advice_on_time", period="2025-12")

    assert held.needed and held.needed.note.endswith("can't be met any more.")
    assert dict(held.needed.rows)["Months so far that reached what is needed"] == "0 of 45"


def test_what_is_needed_makes_exactly_the_target(hub: Hub) -> None:
    held = asked(hub, "complaints", period="2025-12")

    assert held.needed
    months = [point.value for point in held.fan.points if not point.ahead][-9:]  # type: ignore[union-attr]
    needed = dict(held.needed.values)["Needed on average in the 3 months to come"]
    assert sum(v for v in months if v is not None) + 3 * needed == pytest.approx(12 * 205)  # type: ignore[operator]


def test_each_target_offered_has_its_chance_and_asks_for_more_than_the_one_before(hub: Hub) -> None:
    held = asked(hub, "bus_punctuality")

    assert held.options
    aims = [row[1] for row in held.options.values]
    chances = [row[2] for row in held.options.values]
    assert aims == sorted(aims)  # type: ignore[type-var]
    assert chances == sorted(chances, reverse=True)  # type: ignore[type-var]
    assert chances[0] <= 0.6 and chances[2] <= 0.02  # type: ignore[operator]


@pytest.mark.parametrize(
    ("metric", "target", "told"),
    [
        ("bus_punctuality", "0.85", "the figures are about 100 times larger. Is 85.0% meant?"),
        ("bus_punctuality", "-85", "It looks like a slip of the sign"),
        ("bus_punctuality", "120", "It lies beyond what is possible: from 0.0% to 100.0%."),
        ("bus_punctuality", "70", "It asks for nothing: 48 of the 48 months known have met it already."),
        ("complaints", "4,000", "It asks for nothing: 48 of the 48 months known have met it already."),
        ("complaints", "1,000", "No month has reached it yet"),
        ("savings_delivered", "4.2", "about 1,000,000 times larger. Is £4.2m meant?"),
    ],
)
def test_a_mistaken_target_is_caught_in_words(hub: Hub, metric: str, target: str, told: str) -> None:
    held = asked(hub, metric, target=target)

    assert held.trial and told in " ".join(held.trial.doubts)


def test_a_sound_target_has_its_chance_and_no_doubt(hub: Hub) -> None:
    held = asked(hub, "bus_punctuality", target="83.5%")

    assert held.trial and held.trial.doubts == ()
    assert held.trial.sentence.startswith("A target of 83.5% for the twelve months to come: a chance of")


def test_what_is_no_number_is_told_plainly(hub: Hub) -> None:
    held = asked(hub, "bus_punctuality", target="as many as we can")

    assert held.trial and held.trial.sentence.startswith("That is no number")


def test_a_metric_without_a_better_side_has_a_landing_and_no_target_to_try(hub: Hub) -> None:
    held = asked(hub, "home_visits", target="20000")

    assert held.fan and "2026/27 is heading for about" in held.fan.title
    assert (held.may_try, held.options, held.trial, held.needed) == (False, None, None, None)


def test_the_record_of_a_metric_says_what_came(hub: Hub) -> None:
    held = asked(hub, "complaints")

    assert held.record
    said = [row[0] for row in held.record.rows]
    assert said[0] == "2025/26, 3 months to come" and "2024/25, 6 months to come" in said
    assert {row[5] for row in held.record.rows} == {"2,652", "2,505"}


def test_what_is_not_foreseen_stands_with_its_reason(hub: Hub) -> None:
    held = asked(hub, "missed_bins")

    assert held.empty and "no closer than repeating" in held.empty.why


def test_the_status_strip_tells_the_year_end(hub: Hub) -> None:
    header = now(hub, scope=local_scope(), metric="complaints", unit=COUNTY, period="2026-03").header

    told = dict(header.statuses)["Year end"]
    assert told.word == "Very unlikely to meet target"
    assert told.reason.startswith("a chance of 3%")


def test_the_chances_that_the_hub_would_have_stated_came_true_as_often_as_they_say(hub: Hub) -> None:
    held = forecast_record(hub, scope=local_scope(), unit=COUNTY)

    assert "slope of" in held.bins.note
    slope = float(held.bins.note.split("slope of ")[1].split(";")[0])
    assert 0.8 < slope < 1.2
    counted = sum(row[1] for row in held.bins.values)  # type: ignore[misc]
    assert counted > 500
    hits = sum(row[3] * row[1] for row in held.bins.values)  # type: ignore[operator]
    stated = sum(row[2] * row[1] for row in held.bins.values)  # type: ignore[operator]
    assert hits / counted == pytest.approx(stated / counted, abs=0.07)
    assert len(held.metric_ids) == len(held.metrics.rows) > 50


def test_a_unit_without_a_year_to_look_back_on_says_so(hub: Hub) -> None:
    held = forecast_record(hub, scope=local_scope(), unit="E10000007")

    assert held.empty and "no record of forecasts at Derbyshire" in held.empty.what
