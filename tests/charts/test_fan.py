from __future__ import annotations

from pmf_core.charts.chances import chances
from pmf_core.charts.fan import domain_of, fan_chart, key_of_fan
from pmf_core.charts.markup import to_html
from pmf_core.views.outlook.values import BandChance, Fan, FanPoint
from pmf_core.views.status import Status, StatusKind, Table

HELD = Fan(
    title="Complaints: unlikely to meet its target",
    sentence="If nothing changes …",
    alt="Line chart.",
    axis="complaints",
    points=(
        FanPoint("Jan 2026", 90.0, "90", 80.0),
        FanPoint("Feb 2026", 95.0, "95", 80.0),
        FanPoint("Mar 2026", 93.0, "93", 80.0, ahead=True, likely=(85.0, 101.0), nearly_sure=(80.0, 106.0)),
    ),
    possible=(0, 100),
    decimals=0,
    table=Table("", (), ()),
)


def test_the_fan_opens_at_the_last_month_known() -> None:
    spec = fan_chart(HELD, mode="light")

    tables = [layer["data"]["values"] for layer in spec["layer"] if "data" in layer]
    fan = next(rows for rows in tables if [row["period"] for row in rows] == ["Feb 2026", "Mar 2026"])
    assert fan[0]["sure_low"] == fan[0]["sure_high"] == 95.0


def test_months_stand_in_their_order_whatever_is_drawn_first() -> None:
    spec = fan_chart(HELD, mode="dark")

    orders = {tuple(layer["encoding"]["x"]["sort"]) for layer in spec["layer"] if "x" in layer["encoding"]}
    assert orders == {("Jan 2026", "Feb 2026", "Mar 2026")}


def test_the_axis_ends_where_nothing_more_is_possible() -> None:
    low, high = domain_of(HELD)

    assert low >= 0
    assert high == 106.0


def test_the_key_tells_known_from_foreseen_by_shape() -> None:
    told = to_html(key_of_fan(HELD))

    assert "● known" in told and "◇ foreseen" in told and "┈ target" in told


def test_a_chance_is_a_word_and_a_number_beside_its_bar() -> None:
    held = [BandChance(Status(StatusKind.GOOD, "Good"), 0.0, "less than 1%")]

    told = to_html(chances(held, title="Where 2026/27 may end"))

    assert "Good" in told and "less than 1%" in told
    assert 'style="width:0.5%"' in told and 'aria-hidden="true"' in told
