"""Which metrics deserve the board's time, by coded rules.

What a rule needs and does not have makes it *not judged*, with the reason: it never fires by default, and it never
passes in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pmf_core.definitions.rule import SEVERITY, Code, Rules
from pmf_core.judgement.verdict import NotJudged

Told = bool | NotJudged
"""Yes, no, or why it can't be told."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one metric at one unit in one period."""

    short: Told
    """On the bad side of its target."""
    consistently_misses: Told
    beyond_bad_limit: Told
    bands_below: tuple[int, ...]
    """How many bands below the target's own, latest first; negative is above it; empty where it has no bands."""
    significance: float | NotJudged
    """For few points: how likely so bad a figure is if the target were met (proportion test)."""
    sustained: Told
    """A shift, trend or two of three for the worse, whose latest point is still worse than the mean."""
    forecast_chance: float | NotJudged
    hard_limit_crossed: Told
    changed_since_report: Told
    """A new signal either way since the last report, or a restatement that flips the band."""
    missing_at_cut_off: Told
    low_confidence: Told
    improving: Told
    newly_meets: Told
    clearly_better: Told
    drift_crosses: Told
    """Whether the drift of the latest points would cross the target in the periods ahead."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The codes that fired, and those that could not be judged, each with its reason."""

    fired: tuple[Code, ...]
    not_judged: Mapping[Code, str]

    @property
    def is_exception(self) -> bool:
        """Whether it stands on the exceptions list."""
        return any(code in SEVERITY for code in self.fired)

    @property
    def severity(self) -> int:
        """How grave the gravest of its codes is; 0 without one."""
        return max((SEVERITY[code] for code in self.fired if code in SEVERITY), default=0)


def judge(case: Case, rules: Rules) -> Outcome:
    """Apply every rule to a case."""
    told = {code: rule(case, rules) for code, rule in RULES.items()}
    exceptional = any(told[code] is True for code in SEVERITY)
    told[Code.W1] = _early_warning(case, rules) if not exceptional else False
    listed = exceptional or told[Code.W1] is True or told[Code.G1] is True
    told[Code.N] = False if listed else case.short
    return Outcome(
        fired=tuple(code for code in Code if told[code] is True),
        not_judged={code: held.reason for code, held in told.items() if isinstance(held, NotJudged)},
    )


def any_of(answers: Sequence[Told]) -> Told:
    """Yes if one is yes; otherwise the first that can't be told; otherwise no."""
    if any(answer is True for answer in answers):
        return True
    return next((answer for answer in answers if isinstance(answer, NotJudged)), False)


def _significantly_off_target(case: Case, rules: Rules) -> Told:
    if not rules.e1.on:
        return NotJudged("switched off")
    if case.short is not True:
        return case.short
    if isinstance(case.consistently_misses, NotJudged) and not isinstance(case.significance, NotJudged):
        return case.significance < rules.e1.few_points_significance
    return any_of((far_below(case, rules), case.consistently_misses, case.beyond_bad_limit))


def far_below(case: Case, rules: Rules) -> bool:
    """Whether it has been that many bands below the target's band for that many periods running."""
    latest = case.bands_below[: rules.e1.periods_running]
    return len(latest) == rules.e1.periods_running and all(below >= rules.e1.bands_below for below in latest)


def _sustained(case: Case, rules: Rules) -> Told:
    return case.sustained if rules.e2.on else NotJudged("switched off")


def _forecast(case: Case, rules: Rules) -> Told:
    if not rules.e3.on:
        return NotJudged("switched off")
    if isinstance(case.forecast_chance, NotJudged):
        return case.forecast_chance
    return case.forecast_chance < rules.e3.least_chance


def _hard_limit(case: Case, rules: Rules) -> Told:
    return case.hard_limit_crossed if rules.e4.on else NotJudged("switched off")


def _changed(case: Case, rules: Rules) -> Told:
    return case.changed_since_report if rules.e5.on else NotJudged("switched off")


def _missing(case: Case, rules: Rules) -> Told:
    return case.missing_at_cut_off if rules.e6.on else NotJudged("switched off")


def _low_confidence(case: Case, rules: Rules) -> Told:
    return case.low_confidence if rules.e7.on else NotJudged("switched off")


def _good(case: Case, rules: Rules) -> Told:
    if not rules.g1.on:
        return NotJudged("switched off")
    return any_of((case.improving, case.newly_meets, case.clearly_better))


def _early_warning(case: Case, rules: Rules) -> Told:
    return case.drift_crosses if rules.w1.on else NotJudged("switched off")


RULES: Mapping[Code, Callable[[Case, Rules], Told]] = {
    Code.E1: _significantly_off_target,
    Code.E2: _sustained,
    Code.E3: _forecast,
    Code.E4: _hard_limit,
    Code.E5: _changed,
    Code.E6: _missing,
    Code.E7: _low_confidence,
    Code.G1: _good,
}
"""The rules that stand by themselves; W1 and N ask first whether one of them fired."""
