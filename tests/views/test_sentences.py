from __future__ import annotations

import re
from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pmf_core.definitions import FixedTarget, HardLimit, Measure, Metric, Polarity, UnitOfMeasure
from pmf_core.definitions.period import month
from pmf_core.definitions.rule import SEVERITY, Code, Rules
from pmf_core.judgement.exceptions import judge
from pmf_core.judgement.spc import Assurance
from pmf_core.judgement.verdict import NotJudged
from pmf_core.series import Point, Series
from pmf_core.views.assessment import Assessment, assessed
from pmf_core.views.checks import checks_of
from pmf_core.views.exceptions.cases import Known, cases_of
from pmf_core.views.exceptions.listing import ExceptionRow, State, listing_of
from pmf_core.views.exceptions.sentences import sentence_of
from pmf_core.views.headline import Group, group_of, headline, ordinary_sentence
from pmf_core.views.process import Process, processes
from pmf_core.views.sentences import finding, reading, variation_status
from pmf_core.views.tile import tile
from tests import small

VALUES = st.one_of(st.none(), st.floats(0, 100).map(lambda x: round(x, 3)))
SHIFTED = st.builds(
    lambda level, jump, noise: [level + n for n in noise[:24]] + [level + jump + n for n in noise[24:]],
    st.floats(20, 80),
    st.sampled_from([-15.0, 0.0, 15.0]),
    st.lists(st.floats(-2, 2), min_size=30, max_size=36),
)
SERIES = st.one_of(st.lists(VALUES, min_size=1, max_size=40), SHIFTED)
POLARITIES = st.sampled_from([Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER, Polarity.NEUTRAL])
RULES = Rules()


def metric(polarity: Polarity, target: float | None, limit: float | None) -> Metric:
    begun = date(2010, 1, 1)
    aims = (
        ()
        if target is None or polarity is Polarity.NEUTRAL
        else (FixedTarget(value=target, effective_from=begun, approved_on=begun),)
    )
    return small.EMPTIED.model_copy(
        update={
            "polarity": polarity,
            "targets": aims,
            "tolerance": small.FOUR_BANDS.mirrored() if polarity is Polarity.LOWER_IS_BETTER else small.FOUR_BANDS,
            "unit": UnitOfMeasure(kind=Measure.PERCENTAGE, suffix="%"),
            "decimals": 1,
            "hard_limit": HardLimit(value=limit, side="at_least", reason="the law") if limit is not None else None,
        }
    )


def judged(values: list[float | None], held: Metric) -> tuple[Assessment, Process]:
    last = month(2025, 3)
    points = tuple(
        Point(last.before(len(values) - 1 - place), value, missing_reason="" if value is not None else "not_submitted")
        for place, value in enumerate(values)
    )
    unit = small.units()["council"]
    found = assessed(held, unit, Series(held.id, unit.id, points), period=last, today=date(2025, 4, 20))
    (process,) = processes([found])
    return found, process


CASES = (SERIES, POLARITIES, st.one_of(st.none(), st.floats(0, 100).map(lambda x: round(x, 1))))


LIMITS = st.one_of(st.none(), st.floats(0, 100).map(lambda x: round(x, 1)))


@settings(max_examples=300)
@given(*CASES, LIMITS)
def test_a_sentence_never_contradicts_the_chart(
    values: list, polarity: Polarity, target: float | None, limit: float | None
) -> None:
    assessment, process = judged(values, metric(polarity, target, limit))

    title, told = finding(assessment, process), reading(assessment, process)

    crossed = limit is not None and assessment.value is not None and assessment.value < limit
    assert ("below the hard limit" in title) == ("below the hard limit" in told) == crossed

    assert ("improving" in title) == process.improving
    assert ("worsening" in title) == process.worsening
    assert ("no real change" in title) == (
        not isinstance(process.variation, NotJudged) and not process.signals[process.last]
    )
    assert ("ordinary variation" in told) == ("no real change" in title)
    assert "nan" not in (title + told).casefold()
    assert "None" not in title + told
    short = assessment.short_of_target
    assert ("the wrong side" in told) == (short is not None and short > 0)
    if short is not None and short != 0:
        above = (assessment.value or 0) > (assessment.target or 0)
        assert (" above its target" in told) == above
        assert (" below its target" in told) == (not above)


@settings(max_examples=200)
@given(*CASES)
def test_a_signal_in_words_goes_the_way_the_points_go(values: list, polarity: Polarity, target: float | None) -> None:
    assessment, process = judged(values, metric(polarity, target, None))
    if isinstance(process.variation, NotJudged) or not process.signals[process.last]:
        return
    value, centre = assessment.series.points[process.last].value, process.centre[process.last]
    upper, lower = process.upper[process.last], process.lower[process.last]
    assert value is not None and centre is not None and upper is not None and lower is not None

    why = variation_status(process).reason.casefold()

    assert ("above the upper process limit" not in why) or value > upper
    assert ("below the lower process limit" not in why) or value < lower
    assert ("above the average" not in why) or value > centre
    assert ("below the average" not in why) or value < centre


@settings(max_examples=200)
@given(*CASES)
def test_a_change_has_a_colour_only_as_part_of_a_signal(values: list, polarity: Polarity, target: float | None) -> None:
    assessment, process = judged(values, metric(polarity, target, None))

    kind = tile(assessment, process).change.kind.value

    assert kind != "improving" or process.improving
    assert kind != "worsening" or process.worsening


@settings(max_examples=200)
@given(*CASES, LIMITS)
def test_each_code_has_its_sentence_with_the_value_in_it(
    values: list, polarity: Polarity, target: float | None, limit: float | None
) -> None:
    row = row_of(values, metric(polarity, target, limit))
    shown = tile(row.assessment, row.process)

    assert bool(row.sentence) == bool(row.outcome.fired)
    if {Code.E1, Code.E4, Code.N} & set(row.outcome.fired):
        assert shown.value in row.sentence
    if Code.E2 in row.outcome.fired:
        assert "getting worse for real" in row.sentence and row.process.worsening
    if Code.E1 in row.outcome.fired and row.process.assurance is Assurance.CONSISTENTLY_FAILS:
        assert "can't reach it" in row.sentence
    if Code.N in row.outcome.fired:
        assert not set(row.outcome.fired) & set(SEVERITY)
        assert ("ordinary variation" in row.sentence) == (not isinstance(row.process.variation, NotJudged))
    assert ("below the hard limit" in row.sentence) == (Code.E4 in row.outcome.fired)
    assert ("getting worse for real" in row.sentence) == (Code.E2 in row.outcome.fired)
    assert ("getting better for real" in row.sentence) == (Code.G1 in row.outcome.fired and row.process.improving)
    assert "nan" not in row.sentence.casefold() and "None" not in row.sentence


@settings(max_examples=200)
@given(*CASES, LIMITS)
def test_a_codes_sentence_goes_the_way_the_points_go(
    values: list, polarity: Polarity, target: float | None, limit: float | None
) -> None:
    row = row_of(values, metric(polarity, target, limit))
    assessment, process = row.assessment, row.process
    if {Code.E1, Code.N} & set(row.outcome.fired):
        above = (assessment.value or 0) > (assessment.target or 0)
        assert (" above its target" in row.sentence) == above
        assert (" below its target" in row.sentence) == (not above)
    if process.last < 0 or isinstance(process.variation, NotJudged):
        return
    value, centre = process.values[process.last], process.centre[process.last]
    upper, lower = process.upper[process.last], process.lower[process.last]
    assert value is not None and centre is not None and upper is not None and lower is not None
    assert ("above the upper process limit" not in row.sentence) or value > upper
    assert ("below the lower process limit" not in row.sentence) or value < lower
    assert ("a run above the average" not in row.sentence) or value > centre
    assert ("a run below the average" not in row.sentence) or value < centre


@settings(max_examples=40)
@given(st.lists(st.tuples(*CASES), min_size=1, max_size=6))
def test_the_headline_counts_what_the_lists_hold(cases: list) -> None:
    listing = listing_of([row_of(values, metric(polarity, target, None)) for values, polarity, target in cases])

    total, *groups, raised = [int(found) for found in re.findall(r"\d+", headline(listing))]

    rows = listing.everything
    assert total == len(rows) == sum(groups)
    assert groups[:2] == [sum(row.process.worsening for row in rows), sum(row.process.improving for row in rows)]
    counts = Counter(group_of(row) for row in rows)
    later = (Group.CHANGED, Group.MISSES, Group.ORDINARY, Group.NOT_JUDGED)
    assert groups[2:] == [counts[group] for group in later if counts[group]]
    assert raised == len(listing.exceptions)
    assert counts[Group.NOT_JUDGED] == sum(isinstance(row.process.variation, NotJudged) for row in rows)
    assert ordinary_sentence(listing).startswith(f"{counts[Group.ORDINARY]} vital sign")
    assert {id(row) for row in listing.below_target}.isdisjoint(id(row) for row in listing.exceptions)


def row_of(values: list, held: Metric) -> ExceptionRow:
    assessment, process = judged(values, held)
    earlier, before = judged(values[:-1] or values, held)
    known = Known(assessment, process, earlier, before, checks_of(small.catalogue(held), assessment))
    outcome = judge(cases_of([known], RULES)[0], RULES)
    return ExceptionRow(held, assessment, process, outcome, State.NEW, sentence_of(known, outcome, None))
