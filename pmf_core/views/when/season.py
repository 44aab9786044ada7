"""Whether the months of the year differ, which are highest, and the series without them."""

from __future__ import annotations

from calendar import month_abbr, month_name
from collections.abc import Iterator, Sequence

import numpy as np

from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Grain, YearType, year
from pmf_core.judgement.season import MONTHS, SIGNIFICANCE, STRONG_ENOUGH, Season, season_of
from pmf_core.judgement.verdict import NotJudged
from pmf_core.series import missing_words
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.process.material import SEASON_STRENGTH, material_of, without_ghosts
from pmf_core.views.sentences import signal_words
from pmf_core.views.status import Table
from pmf_core.views.tile import mark_kind
from pmf_core.views.when.values import Adjusted, Shape, Told

SURELY = 0.001
"""A p below this is told as 'fewer than one in a thousand'."""


def season_found(assessment: Assessment) -> Season | NotJudged:
    """The season of what is charted: the same test, on the same figures, as before the verdict is given."""
    if assessment.metric.grain is not Grain.MONTH:
        return NotJudged(f"a season needs monthly figures, and these come by the {assessment.metric.grain.value}")
    held = material_of([assessment])
    values = without_ghosts(held.values, held.ghosted)[0, : len(assessment.series)]
    found = season_of(values.tolist(), first_month=assessment.series.points[0].period.start.month)
    if isinstance(found, NotJudged):
        return NotJudged(found.reason.replace("points", "months"))
    return found


def taken_out(found: Season) -> bool:
    """Whether the season is taken out before the verdict is given."""
    return found.seasonal and found.strength >= SEASON_STRENGTH


def shape_of(held: Subject, found: Season) -> Shape:
    """What each month adds, with the single years behind it."""
    metric, assessment = held.assessment.metric, held.assessment
    months = months_of(metric.year_type)
    years = tuple(_apart(held, found))
    adds = tuple(found.indices[month - 1] for month in months)
    return Shape(
        told=Told(
            title=_title(found, metric),
            sentence=" ".join(_sentences(found, metric)),
            alt=f"What each month of the year adds to {metric.name} at {assessment.unit.name}.",
            notes=tuple(_notes(found, assessment)),
            table=_shape_table(metric, months, adds, years),
        ),
        axis="Above or below the trend",
        months=tuple(month_abbr[month] for month in months),
        adds=adds,
        years=years,
        decimals=metric.decimals,
    )


def months_of(kind: YearType) -> tuple[int, ...]:
    """The numbers of the months, from the first of the year on."""
    return tuple((kind.first_month - 1 + step) % MONTHS + 1 for step in range(MONTHS))


def year_name(metric: Metric, first: int) -> str:
    """The year that begins in a calendar year, as it is called."""
    return year(first, metric.year_type).name


def _apart(held: Subject, found: Season) -> Iterator[tuple[str, tuple[float | None, ...]]]:
    """Each year's own distance from the trend, in the order of the months."""
    metric, values = held.assessment.metric, held.process.values
    rows: dict[int, list[float | None]] = {}
    for point, value, trend in zip(held.assessment.series, values, found.trend, strict=True):
        first = first_year(point.period.start.year, point.period.start.month, metric.year_type)
        place = (point.period.start.month - metric.year_type.first_month) % MONTHS
        row = rows.setdefault(first, [None] * MONTHS)
        row[place] = None if value is None or not np.isfinite(trend) else value - trend
    yield from ((year_name(metric, first), tuple(row)) for first, row in sorted(rows.items()))


def first_year(calendar_year: int, month: int, kind: YearType) -> int:
    """The calendar year in which the year of a month began.

    >>> first_year(2026, 3, YearType.FINANCIAL)
    2025
    """
    return calendar_year if month >= kind.first_month else calendar_year - 1


def _title(found: Season, metric: Metric) -> str:
    if not found.seasonal:
        return f"{metric.name}: no clear season"
    high, low = _ends(found)
    return f"{metric.name}: highest in {month_name[high]}, lowest in {month_name[low]}"


def _ends(found: Season) -> tuple[int, int]:
    return int(np.argmax(found.indices)) + 1, int(np.argmin(found.indices)) + 1


def _sentences(found: Season, metric: Metric) -> Iterator[str]:
    if found.p >= SIGNIFICANCE:
        yield f"The months of the year differ no more than chance makes them: {_by_chance(found.p)}."
        return
    if not found.seasonal:
        yield (
            f"The months of the year are not all alike ({_by_chance(found.p)}), but what they have in common from "
            f"year to year is too little to be called a season: {found.strength:.2f} of 1, where "
            f"{STRONG_ENOUGH:.2f} would be enough."
        )
        return
    high, low = _ends(found)
    above = words.difference(found.indices[high - 1], metric)
    below = words.difference(found.indices[low - 1], metric)
    yield (
        f"{month_name[high]} is usually {above} above the trend of the year and {month_name[low]} {below} below it: "
        f"{_by_chance(found.p)}."
    )
    if not taken_out(found):
        yield "The season is too weak to be taken out, so the verdict is given on the published figures."


def _by_chance(p: float) -> str:
    """A p value as it is said.

    >>> _by_chance(0.234), _by_chance(0.00001)
    ('chance alone would do so in 23 of 100 such series', 'chance alone would do so in fewer than 1 of 1,000')
    """
    if p < SURELY:
        return "chance alone would do so in fewer than 1 of 1,000"
    told = f"{p * 1000:.0f} of 1,000" if p < 0.01 else f"{p * 100:.0f} of 100"
    return f"chance alone would do so in {told} such series"


def _notes(found: Season, assessment: Assessment) -> Iterator[str]:
    points = [p for p, trend in zip(assessment.series, found.trend, strict=True) if np.isfinite(trend)]
    p = "p below 0.001" if found.p < SURELY else f"p = {found.p:.2g}"
    yield (
        f"Kruskal and Wallis's test on the {len(points)} months from {points[0].period.short_name} to "
        f"{points[-1].period.short_name}, with the trend taken out: {p}. Strength of the season: {found.strength:.2f} "
        f"of 1. It is a season with p below {SIGNIFICANCE:g} and a strength of {STRONG_ENOUGH:.2f}, and is taken out "
        f"before judging from {SEASON_STRENGTH:.2f} on."
    )
    if assessment.metric.cumulative:
        yield "Year-to-date figures are taken apart first: each month is what it added."


def _shape_table(
    metric: Metric, months: Sequence[int], adds: Sequence[float], years: Sequence[tuple[str, tuple[float | None, ...]]]
) -> Table:
    values = [
        (month_name[month], add, *(row[place] for _, row in years))
        for place, (month, add) in enumerate(zip(months, adds, strict=True))
    ]
    return Table(
        title=f"What each month adds to {metric.name}",
        columns=("Month", "Usually", *(name for name, _ in years)),
        rows=tuple((row[0], *(signed(number, metric) for number in row[1:])) for row in values),
        values=tuple(values),
        numeric=tuple(range(1, len(years) + 2)),
        note="Above or below the trend of the year." + (f" In {metric.unit.words}." if metric.unit.words else ""),
    )


def signed(amount: float | None, metric: Metric) -> str:
    """An amount with its sign, or that there is none."""
    if amount is None:
        return words.MISSING
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{words.difference(amount, metric)}"


def adjusted_of(held: Subject, found: Season) -> Adjusted:
    """The published series beside the one that is judged."""
    assessment, process = held.assessment, held.process
    metric, points = assessment.metric, assessment.series.points
    season = [found.indices[point.period.start.month - 1] for point in points]
    adjusted, lower, upper = (_less(line, season) for line in (process.values, process.lower, process.upper))
    signals = tuple(signal_words(process, place) for place in range(len(points)))
    return Adjusted(
        told=Told(
            title=_adjusted_title(signals, metric),
            sentence=_adjusted_sentence(signals, assessment),
            alt=f"Line chart of {metric.name} at {assessment.unit.name}, as published and without its season.",
            notes=("The signals on this line are the ones that the verdict on the metric uses.",),
            table=_adjusted_table(assessment, process.values, adjusted, season, signals),
        ),
        axis=metric.unit.words or metric.name,
        periods=tuple(point.period.short_name for point in points),
        published=process.values,
        adjusted=adjusted,
        lower=lower,
        upper=upper,
        kinds=tuple(mark_kind(label) for label in process.labels),
        possible=metric.possible,
        decimals=metric.decimals,
    )


def _less(line: Sequence[float | None], season: Sequence[float]) -> tuple[float | None, ...]:
    return tuple(None if value is None else value - add for value, add in zip(line, season, strict=True))


def _adjusted_title(signals: Sequence[str], metric: Metric) -> str:
    many = sum(map(bool, signals))
    if not many:
        return f"{metric.name} without its season: no signal"
    return f"{metric.name} without its season: {words.count(many, 'month')} with a signal"


def _adjusted_sentence(signals: Sequence[str], assessment: Assessment) -> str:
    told = latest_words(assessment, signals[-1], ordinary="is within ordinary variation")
    return f"A rise that comes every year is no news, so what is judged is the figure without its season: {told}."


def latest_words(assessment: Assessment, signal: str, *, ordinary: str) -> str:
    """What there is to say of the latest month, without a full stop: missing, a signal, or nothing of the kind."""
    point = assessment.series.points[-1]
    if point.value is None:
        return f"{point.period.name} is {missing_words(point.missing_reason)}"
    return f"{point.period.name} is {signal}" if signal else f"{point.period.name} {ordinary}"


def _adjusted_table(
    assessment: Assessment,
    published: Sequence[float | None],
    adjusted: Sequence[float | None],
    season: Sequence[float],
    signals: Sequence[str],
) -> Table:
    metric = assessment.metric
    rows, values = [], []
    for place in reversed(range(len(published))):
        name = assessment.series.points[place].period.short_name
        told = tuple(
            words.MISSING if value is None else words.number(value, metric)
            for value in (published[place], adjusted[place])
        )
        rows.append((name, *told, signed(season[place], metric), words.capitalised(signals[place])))
        values.append((name, published[place], adjusted[place], season[place], signals[place]))
    return Table(
        title=f"{metric.name}, {assessment.unit.name}: as published and without its season",
        columns=("Month", "Published", "Without its season", "The season adds", "Signal"),
        rows=tuple(rows),
        values=tuple(values),
        numeric=(1, 2, 3),
    )
