"""Why a metric is on the list, in one sentence a code, with the numbers in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pmf_core.definitions.plan import Plan
from pmf_core.definitions.rule import Code
from pmf_core.judgement import confidence
from pmf_core.judgement.exceptions import Outcome
from pmf_core.judgement.spc import Assurance
from pmf_core.judgement.verdict import NotJudged
from pmf_core.series import missing_words
from pmf_core.views import words
from pmf_core.views.exceptions.cases import Known, bands_below
from pmf_core.views.outlook.foreseen import Outlook
from pmf_core.views.outlook.sentences import outlook_sentence
from pmf_core.views.sentences import beyond, gap_sentence, hard_limit_words, run_words, signal_words
from pmf_core.views.tile import band_status, value_text


def sentence_of(known: Known, outcome: Outcome, plan: Plan | None) -> str:
    """Everything that fired, in the order of its gravity."""
    told = [SENTENCES[code](known) for code in outcome.fired]
    if plan is not None:
        told.append(f"Plan running since {words.day(plan.discussed_on)}; next check {words.day(plan.check_date)}.")
    return " ".join(told)


def _off_target(known: Known) -> str:
    assessment, process = known.assessment, known.process
    gap = gap_sentence(assessment)
    if process.assurance is Assurance.CONSISTENTLY_FAILS:
        return f"{gap}, and as it runs it can't reach it: the target lies outside its process limits."
    if beyond(process):
        return f"{gap}, and {beyond(process)}."
    if isinstance(process.variation, NotJudged) and not any(bands_below(assessment, periods=1)):
        return f"{gap}, further than chance would put it."
    return f"{gap}, well below the band its target is in."


def _sustained(known: Known) -> str:
    process = known.process
    centre = process.centre[process.last]
    average = "" if centre is None else f" (average {words.number(centre, known.assessment.metric)})"
    return f"It is getting worse for real: {run_words(process)}{average}."


def _forecast(known: Known) -> str:
    assert isinstance(known.outlook, Outlook)
    return outlook_sentence(known.outlook, known.assessment)


def _hard_limit(known: Known) -> str:
    return f"{value_text(known.assessment)} is {hard_limit_words(known.assessment)}."


def _changed(known: Known) -> str:
    reported = known.reported
    if reported is not None and reported.flipped:
        was, now = band_status(reported.then).word, band_status(reported.now).word
        return f"The figure that was reported last has been restated: it was {was} and is now {now}."
    way = "better" if known.process.improving else "worse"
    return f"Since the last report it has changed for the {way}: {signal_words(known.process, known.process.last)}."


def _missing(known: Known) -> str:
    (late,) = (c for c in known.checks if c.name == "Timeliness")
    point = known.assessment.point
    if point is None:
        return f"{words.capitalised(late.reason)}."
    if late.confidence is confidence.Confidence.LOW:
        return f"The newest figure is for {point.period.name}: {late.reason}."
    return f"There is no figure for {point.period.name}: {missing_words(point.missing_reason)}."


def _low_confidence(known: Known) -> str:
    weak = [c for c in known.checks if c.confidence is confidence.Confidence.LOW and c.name != "Timeliness"]
    return f"Confidence is low: {words.listed([c.reason for c in weak])}."


def _good(known: Known) -> str:
    if known.process.improving:
        return f"It is getting better for real: {signal_words(known.process, known.process.last)}."
    return "It now meets its target consistently: the target lies outside its process limits."


def _warning(known: Known) -> str:
    return f"{value_text(known.assessment)} meets the target, and at its present drift will soon miss it."


def _ordinary(known: Known) -> str:
    if isinstance(known.process.variation, NotJudged):
        return f"{gap_sentence(known.assessment)}; whether it moved for real can't be judged yet."
    return f"{gap_sentence(known.assessment)}, by ordinary variation."


SENTENCES: Mapping[Code, Callable[[Known], str]] = {
    Code.E1: _off_target,
    Code.E2: _sustained,
    Code.E3: _forecast,
    Code.E4: _hard_limit,
    Code.E5: _changed,
    Code.E6: _missing,
    Code.E7: _low_confidence,
    Code.G1: _good,
    Code.W1: _warning,
    Code.N: _ordinary,
}
"""Code → its sentence."""
