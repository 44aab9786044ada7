from __future__ import annotations

from pmf_core.charts.markup import to_html
from pmf_core.charts.peer_trend import key_of_peer_trend, peer_trend_chart, trend_domain
from pmf_core.views.metric_profile.peer_values import PeerTrend, TrendRow
from pmf_core.views.status import Table


def row(
    period: str, own: float | None, average: float | None, *others: float | None, half: float | None = 5.0
) -> TrendRow:
    lower, upper = (None, None) if average is None or half is None else (average - half, average + half)
    return TrendRow(period, own, str(own), average, str(average), lower, upper, others)


def trend(*rows: TrendRow) -> PeerTrend:
    return PeerTrend(
        title="The gap has widened",
        sentence="It was above.",
        alt="Line chart.",
        axis="per cent",
        own_name="Aford",
        average_name="Average",
        other_names=("England",),
        rows=rows,
        possible=(0, 100),
        decimals=1,
        table=Table("t", (), ()),
    )


HELD = trend(row("2022/23", 50, 40, 45), row("2023/24", None, 41, 46), row("2024/25", 52, 42, 47))


def test_a_missing_value_stays_a_row_so_that_the_line_breaks() -> None:
    spec = peer_trend_chart(HELD, mode="light")

    rows = next(layer["data"]["values"] for layer in spec["layer"] if "data" in layer)
    assert [held["own"] for held in rows] == [50, None, 52]


def test_lines_differ_by_dashes_and_the_unit_by_shape() -> None:
    spec = peer_trend_chart(HELD, mode="dark")

    dashes = [tuple(layer["mark"]["strokeDash"]) for layer in spec["layer"] if "strokeDash" in layer["mark"]]
    assert len(set(dashes)) == len(dashes) == 2
    assert [layer["mark"]["shape"] for layer in spec["layer"] if layer["mark"]["type"] == "point"] == ["diamond"]


def test_each_line_is_named_at_its_end_apart_from_the_others() -> None:
    spec = peer_trend_chart(trend(row("2023/24", 50, 50, 50), row("2024/25", 50, 50, 50)), mode="light")

    (names,) = (layer["data"]["values"] for layer in spec["layer"] if layer["mark"]["type"] == "text")
    places = sorted(held["place"] for held in names)
    assert {held["text"] for held in names} == {"Aford", "Average", "England"}
    assert places[0] < places[1] < places[2]


def test_the_axis_reaches_round_everything_and_stays_inside_what_is_possible() -> None:
    low, high = trend_domain(trend(row("2024/25", 99, 2, None, half=None)))

    assert 0 <= low < 2
    assert 99 < high <= 100


def test_the_key_names_only_what_is_drawn() -> None:
    assert "middle half" in to_html(key_of_peer_trend(HELD))
    assert "middle half" not in to_html(key_of_peer_trend(trend(row("2024/25", 50, None, 45))))
