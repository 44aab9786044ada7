"""The target assistant: options with their chances, a trial of a target, and what would have to be true."""

from __future__ import annotations

import re

import numpy as np

from pmf_core.definitions.metric import Metric
from pmf_core.judgement.aims import Ambition, Doubt, Ground, ambitions, doubts, slipped_by
from pmf_core.judgement.forecast import YearOf
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.outlook.foreseen import Outlook
from pmf_core.views.outlook.months import laid_out, weights_of
from pmf_core.views.outlook.sentences import chance_words
from pmf_core.views.outlook.values import Trial
from pmf_core.views.outlook.years import MONTHS
from pmf_core.views.status import Table

WHAT_IT_ASKS = {
    Ambition.REALISTIC: "More likely than not, as it runs",
    Ambition.STRETCH: "One year in four, as it runs",
    Ambition.TRANSFORM: "Only by working in another way",
}

DOUBTS = {
    Doubt.UNIT: "It looks like a slip of the unit: the figures are about {times:,.0f} times {size}.{guess}",
    Doubt.SIGN: "It looks like a slip of the sign: every figure has been on the other side of nought.",
    Doubt.ZERO: "Nought has never been reached in a month: a target of nought is usually a gap in a form.",
    Doubt.IMPOSSIBLE: "It lies beyond what is possible: {possible}.",
    Doubt.ALREADY_MET: "It asks for nothing: {met} of the {months} months known have met it already.",
    Doubt.BACKWARDS: "It asks for less than is nearly certain: it would be met if nothing changed.",
    Doubt.OUT_OF_REACH: "No month has reached it yet, and as it runs the chance is less than 1%.",
}

NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?|[-−]?\.\d+")


def per_month(year_of: YearOf) -> float:
    """A year's target as a month's share of it."""
    return 1 / MONTHS if year_of is YearOf.SUM else 1.0


def options(held: Outlook, assessment: Assessment) -> Table | None:
    """Three targets for the twelve months to come; none where neither way is better."""
    metric = assessment.metric
    if metric.polarity.sign == 0:
        return None
    rows, values = [], []
    for each, exact in ambitions(held.landing, polarity=metric.polarity).items():
        aim = _rounded(exact, metric)
        chance = float(held.landing.chance(aim, polarity=metric.polarity)[0])
        step = aim - held.expected
        against = f"{'+' if step > 0 else '−' if step < 0 else ''}{words.difference(step, metric)}"
        cells = (words.capitalised(each.value), words.number(aim, metric), chance_words(chance), against)
        rows.append((*cells, WHAT_IT_ASKS[each]))
        values.append((each.value, aim, chance, step, WHAT_IT_ASKS[each]))
    return Table(
        title="Targets to choose from, for the twelve months to come",
        columns=("Target", "Value", "Chance if nothing changes", "Against the landing", "What it asks for"),
        rows=tuple(rows),
        values=tuple(values),
        numeric=(1, 2, 3),
        note=_year_note(held),
    )


def _year_note(held: Outlook) -> str:
    return "The values are of twelve months together." if held.year_of is YearOf.SUM else ""


def _rounded(aim: float, metric: Metric) -> float:
    """The aim as it is written, on the harder side, so that its chance is never overstated."""
    scale = 10.0**metric.decimals
    way = np.ceil if metric.polarity.sign > 0 else np.floor
    rounded = float(way(round(aim * scale, 6)) / scale)
    least, most = metric.possible
    if most is not None and metric.polarity.sign > 0 and rounded > most:
        return most
    return least if least is not None and metric.polarity.sign < 0 and rounded < least else rounded


def tried(text: str, held: Outlook, assessment: Assessment) -> Trial:
    """What can be said of a target that somebody types."""
    metric = assessment.metric
    found = NUMBER.search(text)
    if found is None:
        return Trial(text, "That is no number: write the target as digits, such as 85 or 4,250,000.", ())
    target = float(found.group().replace(",", "").replace("−", "-"))
    ground = _ground(held, assessment)
    chance = float(held.landing.chance(target, polarity=metric.polarity)[0])
    shown = words.number_beside(target, metric, [target])
    sentence = (
        f"A target of {shown} for the twelve months to come: a chance of {chance_words(chance)} if nothing changes; "
        f"they are heading for about {words.number(held.expected, metric)}."
    )
    return Trial(text, sentence, tuple(_told(doubt, target, ground, held, metric) for doubt in doubts(target, ground)))


def _ground(held: Outlook, assessment: Assessment) -> Ground:
    metric = assessment.metric
    months = laid_out(assessment, held.year).values
    sums = held.year_of is YearOf.SUM
    return Ground(
        months=months[np.isfinite(months)],
        landing=held.landing,
        polarity=metric.polarity,
        possible=(metric.possible[0], None) if sums else metric.possible,
        per_month=per_month(held.year_of),
    )


def _told(doubt: Doubt, target: float, ground: Ground, held: Outlook, metric: Metric) -> str:
    """A doubt in words, with what it is about."""
    met = metric.polarity.sign * (ground.months - target * ground.per_month) >= 0
    least, most = (None if end is None else words.number(end, metric) for end in ground.possible)
    smaller = abs(target) < abs(held.expected)
    ratio = max(abs(held.expected / target), abs(target / held.expected)) if target and held.expected else 1.0
    slip = slipped_by(target, held.expected)
    meant = "" if slip is None else words.number(target * slip if smaller else target / slip, metric)
    return DOUBTS[doubt].format(
        times=ratio if slip is None else slip,
        size="larger" if smaller else "smaller",
        guess=f" Is {meant} meant?" if meant else " Is it the target of another metric, or of another span of time?",
        possible=f"from {least or 'any value'} to {most or 'any value'}",
        met=int(met.sum()),
        months=len(ground.months),
    )


def needed(held: Outlook, assessment: Assessment) -> Table | None:
    """What the months to come would have to be for the target to be met, beside what has been."""
    target, metric = held.target, assessment.metric
    if target is None or metric.polarity.sign == 0:
        return None
    laid = laid_out(assessment, held.year)
    weights = _weights_ahead(held, weights_of(laid))
    so_far = float(held.landing.expected[0]) - float((weights * held.months.mean[0]).sum())
    wanted = (target - so_far) / float(weights.sum())
    known = laid.values[np.isfinite(laid.values)]
    reached = metric.polarity.sign * (known - wanted) >= 0
    months = 1 if held.year_of is YearOf.LAST else held.year.left
    lately = float(known[-MONTHS:].mean())
    best = _best_run(known, months, sign=metric.polarity.sign)
    spoken = "in the last month" if months == 1 else f"on average in the {months} months to come"
    rows = [
        (f"Needed {spoken}", words.number(wanted, metric), wanted),
        ("The last twelve months, on average", words.number(lately, metric), lately),
        (f"The best {words.count(months, 'month')} in a row so far", words.number(best, metric), best),
        ("Months so far that reached what is needed", f"{int(reached.sum())} of {len(known)}", int(reached.sum())),
    ]
    return Table(
        title=f"What would have to be true for {held.year.period.name} to meet its target",
        columns=("What", "Value"),
        rows=tuple(row[:2] for row in rows),
        values=tuple((row[0], row[2]) for row in rows),
        numeric=(1,),
        note=_impossible(wanted, metric),
    )


def _impossible(wanted: float, metric: Metric) -> str:
    """That what is needed can't be, where that is so."""
    least, most = metric.possible
    beyond = (most is not None and wanted > most) or (least is not None and wanted < least)
    return "What is needed lies beyond what is possible: the year's target can't be met any more." if beyond else ""


def _weights_ahead(held: Outlook, year: np.ndarray) -> np.ndarray:
    left = held.year.left
    match held.year_of:
        case YearOf.SUM:
            return np.ones(left)
        case YearOf.MEAN:
            return np.full(left, 1 / MONTHS)
        case YearOf.LAST:
            return np.eye(left)[-1]
        case YearOf.RATIO:
            return year[-left:] / year.sum()


def _best_run(known: np.ndarray, months: int, *, sign: int) -> float:
    """The best average of so many months in a row."""
    span = min(months, len(known))
    means = np.convolve(known, np.full(span, 1 / span), mode="valid")
    return float(sign * np.max(sign * means))
