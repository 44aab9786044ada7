from __future__ import annotations

from pmf_core.access.scope import local_scope
from pmf_core.charts.markup import to_html
from pmf_core.charts.multiples import HEIGHT, scale_of, small_multiples
from pmf_core.store.hub import Hub
from pmf_core.views.multiples import MOST_DRAWN, Multiples, multiples

COUNTY = "E10000024"


def drawn(hub: Hub, unit: str = COUNTY, metric: str = "rereferrals_12_months", beside: str = "") -> Multiples:
    return multiples(hub, scope=local_scope(), unit=unit, period="2026-03", metric=metric, beside=beside)


def test_the_unit_comes_first_and_no_more_are_drawn_than_can_be_taken_in(hub: Hub) -> None:
    held = drawn(hub, beside="type")

    assert held.panels[0].own
    assert len(held.panels) == MOST_DRAWN
    assert held.sentence.startswith("The first 12 of 21 units, 2012/13 to 2024/25.")


def test_every_drawing_has_the_same_periods_and_the_same_scale(hub: Hub) -> None:
    held = drawn(hub)
    low, high = scale_of(held)

    assert {len(panel.values) for panel in held.panels} == {len(held.periods)}
    assert all(low <= value <= high for panel in held.panels for value in panel.values if value is not None)


def test_a_gap_in_the_values_is_a_gap_in_the_line(hub: Hub) -> None:
    held = drawn(hub, "E10000007")

    html = to_html(small_multiples(held, link=lambda unit: unit))
    assert html.count("<svg") == len(held.panels)
    assert "nan" not in html
    assert f"0 0 220 {HEIGHT}" in html


def test_the_table_has_every_line_the_newest_first(hub: Hub) -> None:
    held = drawn(hub, "cf.family_help.ashfield", "sickness_days")

    assert held.table.columns[1] == held.panels[0].name
    assert held.table.rows[0][0] == held.periods[-1]
    assert len(held.table.values[0]) == len(held.panels) + 1


def test_where_nobody_has_a_figure_it_says_so(hub: Hub) -> None:
    held = drawn(hub, metric="ae_four_hour")

    assert held.empty is not None


def test_an_authority_that_took_over_a_whole_county_has_its_line_from_before(hub: Hub) -> None:
    (somerset,) = (panel for panel in drawn(hub).panels if panel.name == "Somerset")

    assert sum(value is not None for value in somerset.values) > 10
