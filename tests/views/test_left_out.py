"""Figures that are drawn and left out of everything."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from pmf_core.definitions import Baseline, Metric, Polarity
from pmf_core.definitions.ghost import Ghost
from pmf_core.definitions.period import Period, month
from pmf_core.definitions.rule import Code, Rules
from pmf_core.judgement.exceptions import judge
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.assessment import baseline_value
from pmf_core.views.checks import checks_of
from pmf_core.views.exceptions.cases import Known, cases_of
from pmf_core.views.metric_profile.header import Subject, statuses
from pmf_core.views.metric_profile.now import trend
from pmf_core.views.sentences import finding, reading
from tests import small
from tests.views.test_sentences import judged, metric

LAST = month(2025, 3)
APPROVED = date(2020, 1, 1)
HIGHER = metric(Polarity.HIGHER_IS_BETTER, 80.0, None)
STEADY = [50.0 + i % 5 for i in range(30)]


def leaving_out(*periods: Period, held: Metric = HIGHER, unit: str | None = None) -> Metric:
    ghosts = tuple(Ghost(unit=unit, period=p.id, reason="A strike", approved_on=APPROVED) for p in periods)
    return held.model_copy(update={"ghosts": ghosts})


@settings(max_examples=60)
@given(st.lists(st.floats(0, 100), min_size=14, max_size=40), st.integers(0, 13))
def test_every_verdict_is_that_of_the_series_without_the_point(values: list[float], back: int) -> None:
    place = len(values) - 1 - back
    _, with_ghost = judged(values, leaving_out(LAST.before(back)))
    _, without = judged(values[:place] + values[place + 1 :], HIGHER)

    def others(line: tuple) -> tuple:
        return line[:place] + line[place + 1 :]

    assert with_ghost.left_out == {place}
    assert with_ghost.variation == without.variation
    assert with_ghost.assurance == without.assurance
    assert others(with_ghost.labels) == without.labels
    assert others(with_ghost.signals) == without.signals
    assert others(with_ghost.upper) == without.upper
    assert with_ghost.values[place] == values[place]
    assert with_ghost.run_length == without.run_length


def test_another_units_ghost_leaves_nothing_out() -> None:
    _, process = judged(STEADY, leaving_out(LAST, unit="north"))

    assert process.left_out == frozenset()


def test_a_season_is_found_over_what_is_left_out() -> None:
    season = [0, 5, 10, 15, 20, 25, 25, 20, 15, 10, 5, 0]
    values = [40 + season[i % 12] + 0.1 * (i % 7) for i in range(48)]
    values[30] = 5.0

    _, process = judged(values, leaving_out(LAST.before(17)))

    assert "It has a season" in " ".join(process.notes)
    assert not process.signals[30]
    assert max(u or 0 for u in process.upper) - min(u or 0 for u in process.upper) > 15


def test_the_chart_and_its_table_say_what_is_left_out_and_why() -> None:
    held = leaving_out(LAST.before(3))
    assessment, process = judged(STEADY, held)

    shown = trend(Subject(small.catalogue(held), assessment, process, ()))

    assert [point.left_out for point in shown.points[-4:]] == ["A strike", "", "", ""]
    assert shown.notes[-1] == "Dec 2024 is drawn and left out of everything: A strike."
    assert shown.table is not None
    assert shown.table.rows[3][-1] == "left out: A strike"


def test_a_latest_figure_that_is_left_out_gets_no_verdict_and_every_sentence_says_so() -> None:
    held = leaving_out(LAST)
    assessment, process = judged([*STEADY, 1.0], held)
    subject = Subject(small.catalogue(held), assessment, process, checks_of(small.catalogue(held), assessment))

    assert finding(assessment, process).endswith("1.0% in March 2025; left out of every verdict")
    told = reading(assessment, process)
    assert "That is left out of every verdict: A strike. The rest is judged without it." in told
    assert "the wrong side" not in told
    assert dict(statuses(subject))["Gap to target"].word == "Left out"


def test_a_figure_left_out_is_no_exception_for_its_value() -> None:
    held = leaving_out(LAST)
    assessment, process = judged([*STEADY, 1.0], held)
    known = Known(assessment, process, *judged(STEADY, held), checks_of(small.catalogue(held), assessment))

    outcome = judge(cases_of([known], Rules())[0], Rules())

    assert not {Code.E1, Code.E2, Code.W1, Code.N} & set(outcome.fired)
    assert outcome.not_judged[Code.E1] == "its figure is left out: A strike"


def test_a_baseline_is_made_without_what_is_left_out() -> None:
    baseline = Baseline(first=month(2025, 1).start, last=LAST.end, effective_from=APPROVED, approved_on=APPROVED)
    assessment, _ = judged([10.0, 90.0, 20.0], HIGHER)

    value = baseline_value(baseline, leaving_out(month(2025, 2)), assessment.series)

    assert value == 15.0


def test_a_ghost_approved_later_is_not_seen_as_at_before() -> None:
    held = HIGHER.model_copy(
        update={"ghosts": (Ghost(period="2025-01", reason="A strike", approved_on=date(2025, 3, 10)),)}
    )
    hub = small.new_hub(small.catalogue(held))

    then, now = hub.catalogue_at(datetime(2025, 3, 1)), hub.catalogue

    assert then.metric(held.id).left_out(month(2025, 1), unit="council") is None
    assert now.metric(held.id).left_out(month(2025, 1), unit="council") is not None


def test_one_point_that_is_left_out_leaves_nothing_to_judge() -> None:
    _, process = judged([5.0], leaving_out(LAST))

    assert process.variation == NotJudged("no points")
    assert process.last == -1
