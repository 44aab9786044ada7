"""A flow as the tab tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pmf_core.access.reach import Reach
from pmf_core.access.scope import Scope
from pmf_core.charts.markup import to_html
from pmf_core.charts.panels import key_of_panels, panels_chart
from pmf_core.definitions import Link, Provenance, Sensitivity
from pmf_core.store.hub import Hub
from pmf_core.views.when import when
from tests import few, small
from tests.views.when.council import DONE, FLOW, MONTHS, OPEN, SPENDING, STAFF, council, flowing, published, rows, seen

CAME, WENT = np.full(MONTHS, 50.0), np.where(np.arange(MONTHS) % 2, 48.0, 52.0)


def tables(came: np.ndarray = CAME, went: np.ndarray = WENT, *, teams: tuple[str, ...] = ("north",)):
    stock = 200 + np.cumsum(came) - np.cumsum(went)
    each = {"calls": came, "done": went, "waiting": stock, "staff": np.full(MONTHS, 5.0)}
    return {name: {team: values.copy() for team in teams} for name, values in each.items()}


def test_demand_ahead_is_told_with_the_months_and_the_backlog_in_a_year() -> None:
    came = CAME.copy()
    came[-7:] += 10

    found = flowing(tables(came))

    assert found.flow is not None
    assert found.flow.told.title == "Calls: demand has outrun capacity for 7 months"
    assert "At this rate the backlog grows from" in found.flow.told.sentence
    assert "closing in every month" in found.flow.told.sentence
    assert found.broken is None


def test_balance_is_an_answer() -> None:
    found = flowing(tables())

    assert found.flow is not None
    assert found.flow.told.title == "Calls: demand and capacity are in balance"


def test_a_month_in_which_figures_do_not_add_up_is_named_with_its_gap() -> None:
    held = tables()
    held["calls"]["north"][30] -= 7

    found = flowing(held)

    assert found.flow is not None
    assert found.broken is not None
    assert "The figures don't add up in October 2023 (by −7)." in found.flow.told.sentence
    assert found.broken.rows == (("Oct 2023", "−7", "Not explained"),)


def test_a_team_that_leaves_explains_the_gap_of_its_department() -> None:
    links = (
        Link(unit="north", parent="place", effective_from=small.BEGIN, effective_to=date(2024, 6, 30)),
        Link(unit="north", parent="homes", effective_from=date(2024, 7, 1)),
        *(Link(unit=team, parent="place", effective_from=small.BEGIN) for team in few.TEAMS[1:]),
        *small.LINKS[:2],
    )
    base = few.council(small.EMPTIED)
    moved = small.catalogue(small.CALLS, DONE, OPEN, STAFF, links=links, extra=_teams(base))
    held = replace(moved, flows=(FLOW,))
    by_id = {each.id: each for each in (small.CALLS, DONE, OPEN, STAFF)}
    figures = [
        row
        for name, teams in tables(teams=("north", "south")).items()
        for team, values in teams.items()
        for row in rows(by_id[name], team, values)
    ]

    found = seen(published(held, figures), OPEN, "place")

    assert found.broken is not None
    assert [(month, why) for month, _, why in found.broken.rows] == [("Jul 2024", "North team left")]


def test_the_panels_share_one_time_axis_and_each_has_a_value_axis_of_its_own() -> None:
    found = flowing(tables())
    assert found.flow is not None

    drawn = panels_chart(found.flow, mode="light")

    assert drawn["resolve"]["scale"]["y"] == "independent"
    assert [panel.title for panel in found.flow.panels] == [
        "Comes in and goes out",
        "Open at the end",
        "Done for each full-time post",
    ]
    assert all(len(line.values) == len(found.flow.periods) for panel in found.flow.panels for line in panel.lines)
    assert "Comes in" in to_html(key_of_panels(found.flow))


def test_the_load_of_similar_teams_is_told_by_name_and_never_ranked() -> None:
    held = tables(teams=few.TEAMS)
    held["done"]["west"][-1] = 150.0

    found = flowing(held, unit="place")

    assert found.teams is not None
    assert [row[0] for row in found.teams.rows] == ["East", "North team", "South team", "West"]
    assert {row[0]: row[5] for row in found.teams.rows} == {
        "East": "Within what chance allows",
        "North team": "Within what chance allows",
        "South team": "Within what chance allows",
        "West": "More than chance allows",
    }
    assert found.teams.values[0][3] == pytest.approx(48.0 / 5)


def test_a_metric_that_is_no_part_of_a_flow_has_none() -> None:
    held = council(small.CALLS, small.EMPTIED)

    found = seen(published(held, rows(small.CALLS, "north", CAME)), small.CALLS, "north")

    assert found.flow is None
    assert found.spend is None


def test_a_flow_is_read_as_far_as_the_period_asked_for() -> None:
    found = seen_at("2024-12")

    assert found.flow is not None
    assert found.flow.periods[-1] == "Dec 2024"


def seen_at(period: str):
    held = council(small.CALLS, DONE, OPEN, STAFF, flow=FLOW)
    by_id = {each.id: each for each in (small.CALLS, DONE, OPEN, STAFF)}
    figures = [row for name, teams in tables().items() for row in rows(by_id[name], "north", teams["north"])]
    return seen(published(held, figures), OPEN, "north", period=period)


def spending_hub(sensitivity: Sensitivity = Sensitivity.PUBLIC, *, provenance: Provenance = Provenance.RETURN) -> Hub:
    changes = {"provenance": provenance, "sensitivity": sensitivity, "disclosure": "none"}
    money = small.EMPTIED.model_copy(update=changes)
    held = council(small.CALLS, money, spending=SPENDING)
    budget = [
        (money.id, "north", row[2], row[3], 1_050_000.0, 1_000_000.0, None) for row in rows(small.CALLS, "north", CAME)
    ]
    return published(held, [*rows(small.CALLS, "north", CAME), *budget])


def test_spending_stands_beside_the_outcome_with_its_budget() -> None:
    found = seen(spending_hub(), small.CALLS, "north")

    assert found.spend is not None
    assert found.spend.told.title == "Calls about bins beside spending: £50,000 (5.0%) above the budget"
    outcome, money = found.spend.panels
    assert outcome.lines[0].values == tuple(CAME)
    assert {line.name: line.values[-1] for line in money.lines} == {"Spending": 1050, "Budget": 1000}


def test_published_figures_are_never_set_beside_invented_spending() -> None:
    assert seen(spending_hub(provenance=Provenance.ILLUSTRATIVE), small.CALLS, "north").spend is None


def test_the_whole_councils_spending_is_on_everything_and_is_not_shown() -> None:
    assert seen(spending_hub(), small.CALLS, "council").spend is None


def test_whoever_may_not_read_the_money_is_not_shown_it() -> None:
    hub = spending_hub(Sensitivity.RESTRICTED)
    internal = Scope(person="somebody", reach=(Reach(Sensitivity.INTERNAL),))

    assert seen(hub, small.CALLS, "north").spend is not None
    assert when(hub, scope=internal, metric=small.CALLS.id, unit="north", period="2025-03").spend is None


def _teams(base) -> list:
    return [base.organisation.units[team] for team in few.TEAMS[2:]]
