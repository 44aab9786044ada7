from __future__ import annotations

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.charts.area_map import box_of, key_of_map, map_drawing
from pmf_core.charts.markup import to_html
from pmf_core.store.hub import Hub
from pmf_core.views.metric_profile.area_map import AreaMap, area_map

COUNTY = "E10000024"


def drawn(hub: Hub, metric: str, unit: str = COUNTY, layer: str = "") -> AreaMap:
    return area_map(hub, scope=local_scope(), metric=metric, unit=unit, period="2026-03", layer=layer)


def test_the_county_is_drawn_by_its_districts_first(hub: Hub) -> None:
    held = drawn(hub, "employment_rate")

    assert held.chosen == "boundaries"
    assert len(held.areas) == 7
    assert [layer.id for layer in held.layers] == ["boundaries", "authorities", "districts"]
    assert "from 64.4% in Ashfield to 83.3% in Broxtowe" in held.title


def test_england_is_drawn_by_hexagon_with_the_unit_outlined(hub: Hub) -> None:
    held = drawn(hub, "rereferrals_12_months")

    assert held.chosen == "authorities"
    assert [area.unit for area in held.areas if area.own] == [COUNTY]
    assert "beyond chance against all shown together" in held.sentence


def test_a_measure_without_counts_is_told_by_quarters(hub: Hub) -> None:
    held = drawn(hub, "lait_excessyr6")

    own = next(area for area in held.areas if area.own)
    assert own.standing.word == "3rd quarter"
    assert "among all authorities of England" in held.sentence


def test_the_table_says_the_same_the_highest_first_and_why_a_figure_is_missing(hub: Hub) -> None:
    held = drawn(hub, "ehcp_20_weeks")

    assert held.table is not None
    values = [row[1] for row in held.table.values if row[1] is not None]
    assert values == sorted(values, reverse=True)
    assert len(held.row_units) == len(held.table.rows) == len(held.areas)
    assert all(row[3] for row in held.table.rows if row[1] == "–")


@pytest.mark.parametrize("metric", ["missed_bins", "ae_four_hour"])
def test_what_has_no_places_has_no_map_and_says_why(hub: Hub, metric: str) -> None:
    held = drawn(hub, metric, unit="RX1" if metric == "ae_four_hour" else COUNTY)

    assert held.empty is not None
    assert "a map needs places" in held.empty.why


def test_every_area_is_a_link_with_its_value_in_words(hub: Hub) -> None:
    held = drawn(hub, "employment_rate")

    html = to_html(map_drawing(held.areas, alt=held.title, link=lambda unit: f"metric?u={unit}"))
    assert html.count("<a ") == 7
    assert 'aria-label="Ashfield: 64.4%, worst quarter"' in html
    assert "■ 64.4%" in html


def test_shapes_stand_in_the_hexagons_so_that_no_colour_is_needed(hub: Hub) -> None:
    held = drawn(hub, "rereferrals_12_months")

    html = to_html(map_drawing(held.areas, alt=held.title, link=lambda unit: unit))
    better = sum(area.standing.word == "Better" for area in held.areas)
    assert html.count(">▲<") == better > 20
    assert "Within chance" in to_html(key_of_map(held.areas))


def test_the_whole_map_lies_in_its_box(hub: Hub) -> None:
    held = drawn(hub, "lait_excessyr6")
    left, top, width, height = box_of(held.areas)

    assert all(left < area.x < left + width and top < area.y < top + height for area in held.areas)


def test_the_outlines_have_their_source(hub: Hub) -> None:
    assert "Hex maps of local authorities" in [line.title for line in drawn(hub, "lait_excessyr6").sources]
