"""The tab Why on the shipped data: what was planted is found, and what is shown adds up."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.errors import UnknownName
from pmf_core.store.hub import Hub
from pmf_core.views.status import StatusKind
from pmf_core.views.why import Why, why
from pmf_core.views.why.values import StepKind

COUNTY = "E10000024"


def asked(hub: Hub, metric: str, *, unit: str = COUNTY, against: str = "last", **more: str) -> Why:
    return why(hub, scope=local_scope(), metric=metric, unit=unit, period="2026-03", against=against, **more)


def contributions(held: Why) -> list[float]:
    assert held.table
    place = held.table.columns.index("Together" if "Together" in held.table.columns else "Change")
    return [float(row[place]) for row in held.table.values]  # type: ignore[arg-type]


@pytest.mark.parametrize("split", ["department", "service", "team"])
@pytest.mark.parametrize("against", ["last", "year", "baseline"])
def test_the_rows_add_up_to_the_change_at_every_level(hub: Hub, split: str, against: str) -> None:
    held = asked(hub, "first_contact_resolution", against=against, split=split)

    assert held.waterfall
    first, *_, last = held.waterfall.steps
    assert sum(contributions(held)) == pytest.approx(last.end - first.end, abs=1e-9)


def test_the_planted_reversal_is_warned_of(hub: Hub) -> None:
    held = asked(hub, "first_contact_resolution", split="service")

    assert held.banner.startswith("Every one of the services rose, and the whole fell")
    assert held.waterfall and "though every part moved the other way" in held.waterfall.title


def test_the_department_whose_complaints_rose_is_the_cause(hub: Hub) -> None:
    held = asked(hub, "complaints", against="baseline", split="department")

    assert held.waterfall and held.waterfall.title.startswith("Complaints received: Children and Families made +47")
    named = [step.name for step in held.waterfall.steps if step.judged is StatusKind.WORSENING]
    assert named == ["Children and Families"]


def test_a_slide_of_every_team_is_said_to_be_shared(hub: Hub) -> None:
    held = asked(hub, "assessments_on_time", against="baseline", split="team")

    assert held.waterfall and held.waterfall.title.endswith("shared by 10 of 10 teams")


def test_an_ordinary_change_is_called_ordinary(hub: Hub) -> None:
    held = asked(hub, "savings_delivered", against="year")

    assert held.waterfall and held.waterfall.title.endswith("is ordinary variation")
    assert all(step.judged is StatusKind.NEUTRAL for step in held.waterfall.steps)


def test_the_waterfall_runs_from_the_one_level_to_the_other_without_a_step_missing(hub: Hub) -> None:
    held = asked(hub, "complaints", against="year", split="team")

    assert held.waterfall
    steps = held.waterfall.steps
    moves = [step for step in steps if step.kind is StepKind.MOVE]
    assert moves[0].start == steps[0].end
    assert all(later.start == earlier.end for earlier, later in pairwise(moves))
    assert moves[-1].end == pytest.approx(steps[-1].end)
    assert len(moves) <= 9


def test_every_row_leads_to_its_unit(hub: Hub) -> None:
    held = asked(hub, "complaints", split="department")

    assert set(held.row_units) == {"asch", "cf", "cge", "fii", "ph", "place"}


def test_a_team_that_moved_is_part_of_a_service_for_as_long_as_it_was(hub: Hub) -> None:
    held = why(
        hub,
        scope=local_scope(),
        metric="assessments_on_time",
        unit="asch.ageing_well",
        period="2024-10",
        against="last",
    )

    assert held.table
    told = {row[0]: row[-1] for row in held.table.rows}
    assert told["Hospital Discharge Team"] == "No longer part of it"
    assert sum(contributions(held)) == pytest.approx(
        held.waterfall.steps[-1].end - held.waterfall.steps[0].end,
        abs=1e-9,  # type: ignore[union-attr]
    )


def test_a_breakdown_is_offered_where_the_figures_have_one(hub: Hub) -> None:
    held = why(
        hub, scope=local_scope(), metric="ae_four_hour", unit="RX1", period="2019-03", against="year", split="by_type"
    )

    assert [choice.id for choice in held.splits] == ["by_type"]
    assert held.table and len(held.table.rows) == 3
    assert set(held.row_units) == {""}


def test_a_unit_is_set_beside_its_siblings(hub: Hub) -> None:
    held = asked(hub, "sickness_days", unit="place.highways", against="siblings", split="team")

    assert held.waterfall and "the other services" in held.waterfall.title
    first, *_, last = held.waterfall.steps
    assert sum(contributions(held)) == pytest.approx(last.end - first.end, abs=1e-9)


def test_amounts_are_not_set_beside_siblings(hub: Hub) -> None:
    assert "siblings" not in [choice.id for choice in asked(hub, "complaints", unit="cf").against]


def test_a_formula_over_other_metrics_names_them(hub: Hub) -> None:
    held = asked(hub, "agency_share_of_pay")

    assert held.empty and "a formula over 'Spending on agency staff' and 'Pay bill'" in held.empty.why


def test_a_figure_without_parts_says_so(hub: Hub) -> None:
    held = asked(hub, "ehcp_20_weeks")

    assert held.empty and held.empty.what == "There is nothing to split this figure by."


def test_a_real_change_opens_against_the_baseline_and_any_other_against_the_last_period(hub: Hub) -> None:
    assert asked(hub, "assessments_on_time", against="").chosen == "baseline"
    assert asked(hub, "first_contact_resolution", against="").chosen == "last"


def test_a_comparison_that_does_not_exist_is_refused(hub: Hub) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'baseline'"):
        asked(hub, "complaints", against="baselin")
