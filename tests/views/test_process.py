from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pmf_core.definitions import Polarity
from pmf_core.definitions.period import month
from pmf_core.judgement.verdict import NotJudged
from pmf_core.series import Point, Series
from pmf_core.views.assessment import Assessment, assessed
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.metric_profile.now import trend
from pmf_core.views.process import processes
from tests import small
from tests.views.test_sentences import judged, metric

LAST = month(2025, 3)
HIGHER = metric(Polarity.HIGHER_IS_BETTER, 80.0, None)


def counted(pairs: list[tuple[float, float]], *, cumulative: bool = False, starts: tuple[date, ...] = ()) -> Assessment:
    """A ratio's series of numerators and denominators."""
    points = tuple(
        Point(LAST.before(len(pairs) - 1 - i), top / bottom * 100 if bottom else None, top, bottom)
        for i, (top, bottom) in enumerate(pairs)
    )
    held = HIGHER.model_copy(update={"cumulative": cumulative})
    series = Series(held.id, "council", points)
    unit = small.units()["council"]
    return assessed(held, unit, series, period=LAST, today=date(2025, 4, 20), phase_starts=starts)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([], "no points"),
        ([None, None], "no points"),
        ([50.0], "1 point, 12 needed"),
        ([50.0] * 11, "11 points, 12 needed"),
        ([float("inf")] * 3, "no points"),
        ([50.0, None] * 12, "no two points next to each other, so no limits"),
    ],
)
def test_what_cannot_be_judged_says_why(values: list, reason: str) -> None:
    _, process = judged(values, HIGHER)

    assert process.variation == NotJudged(reason)


def test_a_constant_series_is_ordinary_and_meets_or_misses_by_comparison() -> None:
    _, process = judged([70.0] * 30, HIGHER)

    assert not process.worsening and not process.improving
    assert process.lower[-1] == process.upper[-1] == process.centre[-1] == 70.0
    assert process.assurance.name == "CONSISTENTLY_FAILS"  # type: ignore[union-attr]


def test_a_zero_denominator_is_a_gap_and_not_a_zero() -> None:
    (process,) = processes([counted([(50, 100)] * 14 + [(0, 0)] + [(52, 100)] * 3)])

    assert process.values[14] is None
    assert not isinstance(process.variation, NotJudged)


def test_uneven_denominators_go_on_a_chart_of_counts_and_say_so() -> None:
    (process,) = processes([counted([(n // 2 + i % 3, n) for i, n in enumerate([40, 400, 90, 250] * 6)])])

    assert process.chart in ("p", "p′")
    assert process.upper[0] != process.upper[1]
    assert process.notes[0].startswith(f"{process.chart} chart: ")


def test_alike_denominators_go_on_xmr() -> None:
    (process,) = processes([counted([(50 + i % 3, 100 + i % 2) for i in range(24)])])

    assert process.chart == "XmR"
    assert "denominators are all alike" in process.notes[0]


def test_year_to_date_figures_are_taken_apart() -> None:
    monthly = [10.0 + i % 2 for i in range(36)]
    year_to_date = [sum(monthly[i - i % 12 : i + 1]) for i in range(36)]
    held = HIGHER.model_copy(update={"cumulative": True, "calculation": small.CALLS.calculation})
    _, process = judged(year_to_date, held)

    assert [round(v, 9) for v in process.values if v is not None] == monthly
    assert process.assurance == NotJudged("its target is for the year to date")


def test_a_season_is_followed_by_the_limits() -> None:
    season = [0, 5, 10, 15, 20, 25, 25, 20, 15, 10, 5, 0]
    noise = [0.3, -0.2, 0.1, -0.4, 0.2, 0.0, -0.1, 0.4, -0.3, 0.2, -0.2, 0.1, 0.25, -0.15]
    values = [40 + season[i % 12] + noise[i % 14] for i in range(48)]

    _, process = judged(values, HIGHER)

    assert "It has a season" in " ".join(process.notes)
    assert max(v or 0 for v in process.upper) - min(v or 0 for v in process.upper) > 15
    assert not process.worsening and not process.improving


def test_a_new_phase_has_limits_of_its_own() -> None:
    pairs = [(50 + i % 2, 100) for i in range(24)] + [(70 + i % 2, 100) for i in range(14)]

    (one,) = processes([counted(pairs)])
    (two,) = processes([counted(pairs, starts=(LAST.before(13).start,))])

    assert one.improving
    assert set(two.phases) == {0, 1}
    assert not two.improving


def test_the_same_series_judged_alone_or_among_others_is_the_same() -> None:
    first = counted([(50 + i % 5, 100) for i in range(30)])
    second = counted([(n // 2, n) for n in [40, 400, 90, 250] * 6])

    together = processes([first, second])

    assert together == (*processes([first]), *processes([second]))


def test_the_trend_chart_says_which_chart_it_is() -> None:
    held = small.catalogue(HIGHER)
    assessment = counted([(50 + i % 3, 100) for i in range(9)])
    (process,) = processes([assessment])

    shown = trend(Subject(held, replace(assessment), process, ()))

    assert shown.notes[0].startswith("XmR chart:")
    assert shown.notes[-1] == "Limits are on trial and judge nothing yet: 9 points, 12 needed."
