"""Where a year is heading, in words."""

from __future__ import annotations

from pmf_core.judgement.forecast import YearOf
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.outlook.foreseen import Outlook, outlooks
from pmf_core.views.status import Status, StatusKind

SURE, UNSURE = 0.995, 0.005
"""Chances beyond these are told as nearly certain: a model is never surer than that."""


def chance_words(chance: float) -> str:
    """A chance as it is said.

    >>> chance_words(0.1234), chance_words(0.9999), chance_words(0.0)
    ('12%', 'more than 99%', 'less than 1%')
    """
    if chance > SURE:
        return "more than 99%"
    return "less than 1%" if chance < UNSURE else f"{chance:.0%}"


def outturn_text(value: float, assessment: Assessment) -> str:
    """A year's figure as it is written."""
    return words.number(value, assessment.metric)


def span_text(span: tuple[float, float], assessment: Assessment) -> str:
    """Two ends: '70.1% to 72.3%'."""
    low, high = (words.number(end, assessment.metric) for end in span)
    return f"{low} to {high}"


def target_text(held: Outlook, assessment: Assessment) -> str:
    """The year's target as it is written, or nothing."""
    wanted = assessment.metric.target_range
    if wanted is not None:
        return span_text((wanted.lower, wanted.upper), assessment)
    return "" if held.target is None else words.number_beside(held.target, assessment.metric, [held.expected])


def outlook_sentence(held: Outlook, assessment: Assessment) -> str:
    """The landing with the chance of the target: what stands on the list of exceptions and on the tab Next."""
    told = f"If nothing changes, {_what(held)} ends at about {outturn_text(held.expected, assessment)}"
    told += f" (likely {span_text(held.likely, assessment)})"
    if isinstance(held.chance, NotJudged):
        return f"{told}."
    target = target_text(held, assessment)
    return f"{told}: a chance of {chance_words(held.chance)} of meeting the year's target of {target}."


def outlook_title(held: Outlook, assessment: Assessment) -> str:
    """The finding: whether the year's target is likely to be met."""
    name, year = assessment.metric.name, held.year.period.name
    if isinstance(held.chance, NotJudged):
        return f"{name}: {year} is heading for about {outturn_text(held.expected, assessment)}"
    return f"{name}: {_likely(held.chance)} to meet its target in {year}"


LIKELY = ((0.9, "very likely"), (0.66, "likely"), (0.34, "about as likely as not"), (0.1, "unlikely"))
"""From which chance which word (as the IPCC uses them)."""


def _likely(chance: float) -> str:
    return next((word for least, word in LIKELY if chance >= least), "very unlikely")


def outlook_status(assessment: Assessment) -> Status:
    """The chance of the year's target as a status word, its reason the landing."""
    (found,) = outlooks([assessment], onward=True)
    if isinstance(found, NotJudged):
        return Status(StatusKind.NOT_JUDGED, "No forecast", found.reason)
    about = f"{_what(found)} ends at about {outturn_text(found.expected, assessment)} if nothing changes"
    if isinstance(found.chance, NotJudged):
        return Status(StatusKind.NEUTRAL, "No target", about)
    word = words.capitalised(f"{_likely(found.chance)} to meet target")
    return Status(StatusKind.NEUTRAL, word, f"a chance of {chance_words(found.chance)}: {about}")


def _what(held: Outlook) -> str:
    year = held.year.period.name
    return f"{year}'s last month" if held.year_of is YearOf.LAST else year
