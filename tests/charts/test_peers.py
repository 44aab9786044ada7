from __future__ import annotations

import pytest

from pmf_core.charts.markup import to_html
from pmf_core.charts.peers import MOST_NAMED, domain_of, key_of_peers, peers_chart
from pmf_core.views.metric_profile.peer_values import Dot, Line, Plot


def dot(name: str, value: float, *, own: bool = False, reach: float | None = 2.0) -> Dot:
    lower, upper = (None, None) if reach is None else (value - reach, value + reach)
    return Dot(name, f"{value:g}%", value, lower, upper, "1 of 3", own)


def plot(*dots: Dot) -> Plot:
    return Plot(
        title="Collected: can't be told apart from its statistical neighbours",
        sentence="It was at 50%.",
        alt="Dot plot.",
        axis="per cent",
        dots=dots,
        lines=(Line("Average 47%", 47.0), Line("England 99%", 99.0)),
        possible=(0, 100),
        decimals=1,
        notes=(),
    )


HELD = plot(dot("Aford", 60), dot("Beford", 50, own=True), dot("Ceford", 40))


def layers(spec: dict, mark: str) -> list[dict]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def test_units_stand_in_the_order_they_are_given() -> None:
    (points,) = layers(peers_chart(HELD, mode="light"), "point")

    assert points["encoding"]["y"]["sort"] == ["Aford", "Beford", "Ceford"]


def test_the_unit_itself_differs_by_shape_and_has_a_word() -> None:
    spec = peers_chart(HELD, mode="light")

    (points,) = layers(spec, "point")
    shapes = {row["name"]: row["shape"] for row in points["data"]["values"]}
    words = [row["text"] for layer in layers(spec, "text") for row in layer["data"]["values"] if "text" in row]
    assert shapes == {"Aford": "circle", "Beford": "diamond", "Ceford": "circle"}
    assert words == ["This unit 50%"]


def test_the_axis_reaches_round_everything_and_stays_inside_what_is_possible() -> None:
    low, high = domain_of(HELD)

    assert 0 <= low < 38
    assert 99 < high <= 100


def test_averages_are_named_one_above_the_other_and_differ_by_dashes() -> None:
    spec = peers_chart(HELD, mode="light")

    names = [layer for layer in layers(spec, "text") if layer["data"]["values"][0].get("name", "").endswith("%")]
    dashes = [layer["mark"]["strokeDash"] for layer in layers(spec, "rule") if "strokeDash" in layer["mark"]]
    heights = [layer["encoding"]["y"]["value"] for layer in names]
    assert len(set(heights)) == len(dashes) == 2
    assert dashes[0] != dashes[1]
    assert max(heights) < 0


def test_a_long_list_names_the_first_the_last_and_the_unit_itself() -> None:
    many = [dot(f"Unit {number:03}", number / 2, own=number == 20) for number in range(MOST_NAMED + 1)]

    (points,) = layers(peers_chart(plot(*many), mode="dark"), "point")

    assert points["encoding"]["y"]["axis"]["values"] == ["Unit 000", "Unit 020", "Unit 040"]


@pytest.mark.parametrize(("reach", "told"), [(2.0, True), (None, False)])
def test_the_key_speaks_of_intervals_only_where_there_are_some(reach: float | None, *, told: bool) -> None:
    key = to_html(key_of_peers(plot(dot("Aford", 60, reach=reach), dot("Beford", 50, own=True, reach=reach))))

    assert ("95% interval" in key) is told
    assert "Beford, this unit" in key
