"""What the process says, in sentences: each is made from the verdict it tells, and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from pmf_core.definitions.polarity import Polarity
from pmf_core.judgement.spc import Assurance, Rule
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.process import Process
from pmf_core.views.status import Status, StatusKind
from pmf_core.views.tile import target_text, value_text

RULE_WORDS = {
    (Rule.BEYOND_LIMITS, True): "above the upper process limit",
    (Rule.BEYOND_LIMITS, False): "below the lower process limit",
    (Rule.SHIFT, True): "part of a run above the average",
    (Rule.SHIFT, False): "part of a run below the average",
    (Rule.TREND, True): "part of a steady rise",
    (Rule.TREND, False): "part of a steady fall",
    (Rule.TWO_OF_THREE, True): "one of two in three close to the upper limit",
    (Rule.TWO_OF_THREE, False): "one of two in three close to the lower limit",
}
"""Each rule in plain English, high and low."""


IN_WORDS = (Rule.BEYOND_LIMITS, Rule.SHIFT, Rule.TREND, Rule.TWO_OF_THREE)
"""The order in which signals are told: the plainest first."""


def signal_words(process: Process, place: int, *, rules: Sequence[Rule] = IN_WORDS) -> str:
    """The signals at a point, or nothing."""
    found = sorted((s for s in process.signals[place] if s.rule in rules), key=lambda s: IN_WORDS.index(s.rule))
    return words.listed([RULE_WORDS[signal.rule, signal.high] for signal in found])


def beyond(process: Process) -> str:
    """That the last value lies beyond a limit, or nothing."""
    return signal_words(process, process.last, rules=(Rule.BEYOND_LIMITS,))


def run_words(process: Process) -> str:
    """The run that the last value is part of, or nothing."""
    return signal_words(process, process.last, rules=IN_WORDS[1:])


def hard_limit_words(assessment: Assessment) -> str:
    """That a hard limit is crossed, and what follows: 'below the hard limit of 76.0%: ...', or nothing."""
    limit, crossed = assessment.metric.hard_limit, crossed_words(assessment)
    return f"{crossed}: {limit.reason.rstrip('.')}" if limit and crossed else ""


def crossed_words(assessment: Assessment) -> str:
    """That a hard limit is crossed: 'below the hard limit of 76.0%', or nothing."""
    limit, value = assessment.metric.hard_limit, assessment.value
    if limit is None or value is None or not limit.crossed_by(value):
        return ""
    way = "below" if limit.side == "at_least" else "above"
    return f"{way} the hard limit of {words.number_beside(limit.value, assessment.metric, [limit.value])}"


def gap_sentence(assessment: Assessment) -> str:
    """The value beside its target, without a full stop: '69.7% is 14.3 points below its target of 84.0%'."""
    return f"{value_text(assessment)} is {gap_words(assessment)}"


def gap_words(assessment: Assessment) -> str:
    """How far from the target and on which side: '14.3 points below its target of 84.0%'."""
    short, metric = assessment.short_of_target or 0.0, assessment.metric
    if metric.target_range is not None:
        place = "outside" if short > 0 else "inside"
        return f"{place} its {target_words(assessment)}"
    if short == 0:
        return f"on its {target_words(assessment)}"
    above = (short > 0) == (metric.polarity is Polarity.LOWER_IS_BETTER)
    return f"{words.difference(short, metric)} {'above' if above else 'below'} its {target_words(assessment)}"


def target_words(assessment: Assessment) -> str:
    """The target inside a sentence: 'target of 84.0%'."""
    return f"target of {target_text(assessment).removeprefix('Target ')}"


def variation_status(process: Process) -> Status:
    """Whether it moved for real."""
    if isinstance(process.variation, NotJudged):
        return Status(StatusKind.NOT_JUDGED, "Not judged", process.variation.reason)
    why = words.capitalised(signal_words(process, process.last))
    if process.improving:
        return Status(StatusKind.IMPROVING, "Improving", why)
    if process.worsening:
        return Status(StatusKind.WORSENING, "Worsening", why)
    if process.signals[process.last] and why:
        return Status(StatusKind.NEUTRAL, "Changed", why)
    return Status(StatusKind.NEUTRAL, "No real change", "every rule is quiet: this is ordinary variation")


def assurance_status(process: Process, assessment: Assessment) -> Status:
    """Whether the process as it runs can meet its target."""
    if isinstance(process.assurance, NotJudged):
        return Status(StatusKind.NOT_JUDGED, "Not judged", process.assurance.reason)
    target = target_words(assessment)
    match process.assurance:
        case Assurance.CONSISTENTLY_PASSES:
            return Status(
                StatusKind.NEUTRAL,
                "Consistently meets",
                f"the {target} lies outside the limits, on the good side",
            )
        case Assurance.CONSISTENTLY_FAILS:
            return Status(
                StatusKind.NEUTRAL,
                "Consistently misses",
                f"the {target} lies outside the limits, on the bad side",
            )
        case _:
            return Status(StatusKind.NEUTRAL, "Hit and miss", f"the {target} lies inside the limits")


def finding(assessment: Assessment, process: Process) -> str:
    """The title of the chart: what is found, in a few words; a crossed limit before everything else."""
    crossed = crossed_words(assessment)
    told = [f"{value_text(assessment)}, {crossed}"] if crossed else []
    if assessment.left_out is not None:
        told = [*(told or [f"{value_text(assessment)} in {_period(assessment)}"]), "left out of every verdict"]
    elif isinstance(process.variation, NotJudged):
        told = told or [f"{value_text(assessment)} in {_period(assessment)}"]
    else:
        told.append(_movement(assessment, process))
    return f"{assessment.metric.name}: {'; '.join(told)}"


def _movement(assessment: Assessment, process: Process) -> str:
    """Whether it moved for real, and over how many periods."""
    periods = words.count(process.run_length, assessment.metric.grain.value.replace("_", "-"))
    if process.improving:
        return f"improving, a signal over {periods}"
    if process.worsening:
        return f"worsening, a signal over {periods}"
    if process.signals[process.last]:
        return f"changed, a signal over {periods}"
    return f"no real change in {periods}"


def reading(assessment: Assessment, process: Process) -> str:
    """The chart in a sentence or two: the value, whether it moved for real, and how it stands to its target."""
    value, unit = value_text(assessment), assessment.unit.name
    told = [f"{unit} was at {value} in {_period(assessment)}."]
    if breach := hard_limit_words(assessment):
        told.append(f"That is {breach}.")
    left_out, short = assessment.left_out, assessment.short_of_target
    if left_out is not None:
        told.append(f"That is left out of every verdict: {left_out.reason.rstrip('.')}. The rest is judged without it.")
    told.append(_whether_moved(process))
    if short is not None and left_out is None:
        side = "the wrong side of it" if short > 0 else "as it should be"
        told.append(f"It is {gap_words(assessment)}, {side}.")
    return " ".join(told)


def _whether_moved(process: Process) -> str:
    """Whether the last value that is judged is part of a signal."""
    status = variation_status(process)
    if status.kind is StatusKind.NOT_JUDGED:
        return f"Whether it moved for real is not judged: {status.reason}."
    if process.signals[process.last]:
        return f"{status.word}: the latest value is {status.reason[:1].lower()}{status.reason[1:]}."
    return "Its movements are within ordinary variation."


def _period(assessment: Assessment) -> str:
    return assessment.point.period.name if assessment.point else "no period"
