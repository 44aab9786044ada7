from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from pmf_core.charts.markup import to_html
from pmf_core.charts.trend import happened, key_of, trend_chart
from pmf_core.charts.trend_rows import domain_of, held_bands, name_rows, pin_rows, point_rows
from pmf_core.views.metric_profile.values import BandEdge, EventPin, Trend, TrendPoint
from pmf_core.views.status import StatusKind


def point(month: int, value: float | None, **more) -> TrendPoint:
    return TrendPoint(
        start=date(2025, month, 1),
        end=date(2025, month, 28),
        period=f"{month} 2025",
        value=value,
        text="–" if value is None else str(value),
        target=95.0,
        lower=88.0,
        upper=103.0,
        centre=95.5,
        **more,
    )


TREND = Trend(
    title="Collected: no real change",
    sentence="It was at 97%.",
    alt="Line chart.",
    axis="per cent",
    points=(
        point(1, 96.0),
        point(2, None, missing="not submitted"),
        point(3, 97.0, kind=StatusKind.IMPROVING, signal="above the upper limit"),
        point(4, 97.5, provisional=True),
    ),
    bands=(
        BandEdge("Requires improvement", StatusKind.REQUIRES_IMPROVEMENT, 30, 50),
        BandEdge("Good", StatusKind.GOOD, 50, 90),
        BandEdge("Excellent", StatusKind.EXCELLENT, 90, None),
    ),
    pins=(EventPin(date(2025, 3, 9), "New definition"),),
    possible=(0, 100),
    decimals=1,
    suffix="%",
)


def marks(spec: dict) -> list[str]:
    return [layer["mark"]["type"] for layer in spec["layer"]]


def test_a_missing_value_stays_a_row_so_that_the_line_breaks() -> None:
    rows = point_rows(TREND)

    assert [row["value"] for row in rows] == [96.0, None, 97.0, 97.5]
    assert rows[1]["text"] == "– (not submitted)"


def test_limits_are_drawn_inside_what_is_possible() -> None:
    assert {row["upper_line"] for row in point_rows(TREND)} == {100}
    assert domain_of(TREND)[1] < 101


def test_a_signal_has_a_shape_and_a_colour_of_its_own() -> None:
    ordinary, _, signal, _ = point_rows(TREND)

    assert signal["shape"] != ordinary["shape"]
    assert signal["colour"] != ordinary["colour"]


def test_a_provisional_point_is_hollow() -> None:
    *_, final, provisional = point_rows(TREND)

    assert final["inside"] == final["colour"]
    assert provisional["inside"] != provisional["colour"]


def test_names_of_lines_never_lie_on_each_other() -> None:
    places = [row["place"] for row in name_rows(TREND, domain_of(TREND))]
    low, high = domain_of(TREND)

    assert all(after - before >= 0.05 * (high - low) for before, after in pairwise(places))


def test_a_clipped_limit_does_not_say_an_impossible_value() -> None:
    told = " ".join(row["text"] for row in name_rows(TREND, domain_of(TREND)))

    assert "103" not in told
    assert "Target 95.0%" in told


def test_bands_are_cut_to_the_range_shown() -> None:
    low, high = domain_of(TREND)

    rows = held_bands(TREND, (low, high))

    assert [row["name"] for row in rows] == ["Good", "Excellent"]
    assert (rows[0]["lower"], rows[-1]["upper"]) == (low, high)


def test_an_event_stands_in_the_period_that_it_falls_in() -> None:
    assert pin_rows(TREND) == [{"period": "3 2025", "number": "1", "text": "New definition"}]


def test_a_hard_limit_is_drawn_named_and_inside_the_picture() -> None:
    limited = replace(TREND, hard_limit=76.0)

    without, with_limit = (marks(trend_chart(held, mode="light")) for held in (TREND, limited))

    assert with_limit.count("rule") == without.count("rule") + 1
    assert "Hard limit 76.0%" in [row["text"] for row in name_rows(limited, domain_of(limited))]
    assert domain_of(limited)[0] < 76 < domain_of(TREND)[0]


def test_an_event_in_a_period_without_a_point_stands_at_the_next_one() -> None:
    gap = replace(TREND, points=(TREND.points[0], TREND.points[2]), pins=(EventPin(date(2025, 2, 9), "Flood"),))

    assert [row["period"] for row in pin_rows(gap)] == ["3 2025"]


def test_events_of_one_period_share_a_line_and_keep_their_numbers() -> None:
    both = replace(TREND, pins=(EventPin(date(2025, 3, 2), "A law"), EventPin(date(2025, 3, 9), "A move")))

    assert pin_rows(both) == [{"period": "3 2025", "number": "1, 2", "text": "A law; A move"}]
    told = to_html(happened(both) or "")
    assert told.index("A law") < told.index("A move")
    assert "<b>2 March 2025</b>" in told


def test_a_point_left_out_is_hollow_with_a_broken_outline_and_says_why() -> None:
    *others, ghost = point_rows(
        replace(TREND, points=(*TREND.points[:3], replace(TREND.points[3], left_out="A strike")))
    )

    assert ghost["inside"] != ghost["colour"]
    assert ghost["dash"] not in [row["dash"] for row in others]
    assert ghost["why"] == "left out: A strike"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_chart_draws_itself_on_any_background(mode) -> None:
    spec = trend_chart(TREND, mode=mode)

    assert spec["config"]["background"] == "transparent"
    assert spec["config"]["axis"]["labelColor"]
    assert {"line", "point", "rect", "rule", "text"} <= set(marks(spec))


def test_without_target_limits_and_bands_only_the_line_is_left() -> None:
    bare = tuple(replace(held, target=None, lower=None, upper=None, centre=None) for held in TREND.points)

    spec = trend_chart(replace(TREND, points=bare, bands=(), pins=()), mode="light")

    assert marks(spec) == ["line", "point", "text"]


def test_the_key_names_only_what_is_on_the_chart() -> None:
    told = to_html(key_of(TREND))

    assert "Signal of improvement" in told
    assert "Signal of worsening" not in told
    assert "Provisional" in told
