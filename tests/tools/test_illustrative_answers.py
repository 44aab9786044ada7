"""What the answer key says is planted is there, and nothing else looks as if it were."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.catalogue.yaml_file import read
from pmf_core.definitions import Polarity, Sensitivity
from pmf_core.judgement.spc import Assurance
from pmf_core.judgement.tolerance import bands
from tests.tools.board import told
from tests.tools.reckoning import CONFIG, LAST, MONTHS, PERIODS, first_published, key_of, metrics, restated, series
from tools.illustrative.answer_key import lag_one

EXCEPTIONAL = {"E1", "E2", "E4"}

CONTACTS = "first_contact_resolution"


def planted(kind: str) -> list[str]:
    return [line["metric"] for line in key_of(kind)]


def kinds(*names: str) -> set[str]:
    return {metric for name in names for metric in planted(name)}


EXPECTED = kinds("adverse_shift", "consistent_miss", "hard_limit_breach", "backlog_grows")
MOVED_UP = kinds("improvement", "definition_change", "demand_outruns_capacity")
STABLE = sorted(set(metrics()) - EXPECTED - MOVED_UP)


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("adverse_shift", 4),
        ("improvement", 3),
        ("seasonal", 2),
        ("year_to_date", 1),
        ("autocorrelated", 1),
        ("simpson_reversal", 3),
        ("consistent_miss", 1),
        ("lucky_green", 1),
        ("hard_limit_breach", 2),
        ("reorganisation", 1),
        ("definition_change", 1),
        ("demand_outruns_capacity", 1),
        ("backlog_grows", 2),
        ("broken_identity", 1),
        ("small_cell", 5),
        ("restatement", 20),
    ],
)
def test_the_key_has_as_many_of_each_kind_as_it_should(kind: str, count: int):
    assert len(key_of(kind)) == count


@pytest.mark.parametrize("metric", planted("adverse_shift"))
def test_an_adverse_shift_is_an_exception_for_its_signal(metric: str):
    verdict = told(metric)

    assert verdict.codes & {"E1", "E2"}
    assert verdict.signals


@pytest.mark.parametrize("metric", planted("improvement"))
def test_an_improvement_is_good_and_no_exception(metric: str):
    assert told(metric).codes == {"G1"}


@pytest.mark.parametrize("metric", STABLE)
def test_stable_noise_raises_nothing(metric: str):
    verdict = told(metric)

    assert verdict.codes == set()
    assert verdict.signals == set()


def test_the_exceptions_of_the_last_month_are_exactly_those_planted():
    raised = {metric for metric in metrics() if told(metric).codes & EXCEPTIONAL}

    assert raised == EXPECTED


@pytest.mark.parametrize("metric", planted("consistent_miss"))
def test_the_consistent_miss_is_stable_and_can_not_meet_its_target(metric: str):
    verdict = told(metric)

    assert verdict.codes == {"E1"}
    assert verdict.signals == set()
    assert verdict.assurance is Assurance.CONSISTENTLY_FAILS


@pytest.mark.parametrize("metric", planted("lucky_green"))
def test_the_lucky_green_meets_a_target_that_it_mostly_misses(metric: str):
    target = metrics()[metric].targets[0].value_on(metrics()[metric].targets[0].effective_from)

    met = series(metric) >= target

    assert met[-1]
    assert not met[-2]
    assert met.mean() < 1 / 3
    assert told(metric).assurance is Assurance.HIT_OR_MISS


@pytest.mark.parametrize("metric", planted("hard_limit_breach"))
def test_a_hard_limit_is_crossed_inside_the_process_limits(metric: str):
    verdict = told(metric)

    assert verdict.codes == {"E4"}
    assert verdict.lower < verdict.value < verdict.upper


@pytest.mark.parametrize("metric", planted("seasonal"))
def test_a_season_comes_back_each_year(metric: str):
    years = np.log(series(metric).reshape(4, 12))

    alike = np.corrcoef(years)

    assert alike.min() > 0.8


def test_the_year_to_date_grows_all_year_and_begins_anew_in_april():
    years = series("savings_delivered").reshape(4, 12)

    assert metrics()["savings_delivered"].cumulative
    assert (np.diff(years, axis=1) > 0).all()
    assert (years[1:, 0] < years[:-1, -1] / 5).all()


def test_about_half_of_a_months_backlog_is_carried_over():
    values = series("service_desk_backlog")

    assert 0.4 < lag_one(values) < 0.6
    assert lag_one(values[:24]) > 0.3


@pytest.mark.parametrize("before", ["2025-03", "2026-02"])
def test_the_total_falls_while_every_part_of_it_improves(before: str):
    place = MONTHS.index(before)
    teams = sorted({unit for metric, unit, _ in first_published() if metric == CONTACTS})

    def change(where: str) -> float:
        values = series(CONTACTS, where=where)
        return values[-1] - values[place]

    assert change("") < -1
    assert all(change(service) > 0.5 for service in ("cge.customers", "asch.access"))
    assert all(change(team) > 0 for team in teams)


def test_the_definition_change_lifts_the_figures_from_its_first_day():
    (line,) = key_of("definition_change")
    metric = metrics()[line["metric"]]
    values, place = series(metric.id), MONTHS.index(line["period"])

    assert metric.version == 2
    assert f"{metric.effective_from:%Y-%m}" == line["period"]
    assert values[place:].mean() - values[:place].mean() == pytest.approx(float(line["size"]), abs=0.01)


def test_the_reorganised_team_has_one_parent_on_each_day():
    (line,) = key_of("reorganisation")
    links = [link for link in read(CONFIG / "organisation.yaml").values["links"] if link["unit"] == line["unit"]]

    assert [link["parent"] for link in links] == ["asch.ageing_well", "asch.independence"]
    assert (links[0]["effective_to"], links[1]["effective_from"]) == ("2024-09-30", "2024-10-01")
    assert links[1]["known_from"] < links[1]["effective_from"]


def test_the_small_cells_are_the_only_counts_from_1_to_4_of_people_in_need():
    metrics_counting_people = kinds("small_cell")
    small = {
        key
        for key, row in first_published().items()
        if key[0] in metrics_counting_people and row["value"] and 1 <= float(row["value"]) <= 4
    }

    assert small == {(line["metric"], line["unit"], line["period"]) for line in key_of("small_cell")}
    assert sum(period == LAST for _, _, period in small) == 3
    assert all(metrics()[name].sensitivity >= Sensitivity.INTERNAL for name in metrics_counting_people)


def flow_of(inflow: str, outflow: str, stock: str, *, part: str = "value") -> dict[tuple[str, str], float]:
    """For each team and month but the first: opening plus in less out, less closing."""
    rows = first_published()
    stocks = {(unit, period): float(row["value"]) for (name, unit, period), row in rows.items() if name == stock}
    return {
        (unit, period): stocks[unit, MONTHS[MONTHS.index(period) - 1]]
        + float(rows[inflow, unit, period]["value"])
        - float(rows[outflow, unit, period][part])
        - closing
        for (unit, period), closing in stocks.items()
        if period != MONTHS[0]
    }


def test_what_comes_in_less_what_goes_out_is_what_the_backlog_moves_by_but_where_the_key_says_so():
    care = flow_of("assessments_requested", "assessments_on_time", "assessments_waiting", part="denominator")
    desk = flow_of("service_desk_requests", "service_desk_settled", "service_desk_backlog")
    broken = {key: gap for key, gap in (care | desk).items() if gap}

    (line,) = key_of("broken_identity")
    assert broken == {(line["unit"], line["period"]): float(line["size"])}


def test_what_a_team_settled_is_one_number_in_both_metrics_that_say_it():
    rows = first_published()
    settled = {key: row["denominator"] for key, row in rows.items() if key[0] == "service_desk_on_time"}

    assert settled
    assert all(rows["service_desk_settled", unit, p]["value"] == held for (_, unit, p), held in settled.items())


def test_demand_outruns_capacity_for_exactly_the_last_seven_months():
    (line,) = key_of("demand_outruns_capacity")
    finished = np.array(
        [
            sum(
                float(row["denominator"])
                for (name, unit, when), row in first_published().items()
                if (name, when) == ("assessments_on_time", period) and ".worker_" not in unit
            )
            for period in MONTHS
        ]
    )

    more = series("assessments_requested") - finished

    assert MONTHS.index(line["period"]) == len(MONTHS) - 7
    assert (more[-7:] > 0).all()
    assert more[-8] < 0
    assert more[-7:].mean() == pytest.approx(float(line["size"]), abs=0.01)


@pytest.mark.parametrize("metric", planted("backlog_grows"))
def test_a_backlog_that_grows_is_a_sustained_negative_direction(metric: str):
    assert told(metric).codes == {"E2"}


def test_every_restatement_changes_a_figure_of_an_earlier_file():
    assert len(restated()) == 20
    assert all(first_published()[key] != row for key, row in restated().items())


def test_the_restatements_that_change_the_councils_band_are_those_the_key_names():
    changed = set()
    for name, unit, period in restated():
        metric, place = metrics()[name], MONTHS.index(period)
        if metric.tolerance is not None and metric.polarity is not Polarity.IN_RANGE:
            values = [series(name, corrected=corrected)[place] for corrected in (False, True)]
            target = metric.target_on(PERIODS[place].end, unit="E10000024")
            aimed = np.nan if target is None else target
            before, after = bands(values, metric.tolerance, polarity=metric.polarity, targets=aimed)
            if before != after:
                changed.add((name, unit, period))

    named = {(r["metric"], r["unit"], r["period"]) for r in key_of("restatement") if "band changes" in r["what"]}
    assert named
    assert changed == named
