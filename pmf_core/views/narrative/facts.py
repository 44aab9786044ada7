"""What a narrative is held against: figures, target, signals, forecast, ranks and causes, from the pages' own code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from pmf_core.access.scope import Scope
from pmf_core.definitions.calculation import Count, Ratio, Sum
from pmf_core.definitions.metric import Measure, Metric
from pmf_core.definitions.period import Grain
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.claims import Facts, Figure, cues
from pmf_core.judgement.claims.facts import Measured
from pmf_core.judgement.claims.text import named
from pmf_core.judgement.direction import Direction
from pmf_core.judgement.spc import Assurance
from pmf_core.judgement.verdict import NotJudged
from pmf_core.measures.read import panel
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import Assessment, reading_day
from pmf_core.views.comparison import compare, offered, settled
from pmf_core.views.comparison.comparators import compared_on
from pmf_core.views.context import Choice
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.outlook.foreseen import Outlook, outlooks
from pmf_core.views.process import Process
from pmf_core.views.sentences import crossed_words, target_words
from pmf_core.views.why.against import Against, earlier_of, opening
from pmf_core.views.why.answer import Answer
from pmf_core.views.why.page import Question, explained
from pmf_core.views.why.parts import COHORT, splits

MEASURED = {Measure.PERCENTAGE: Measured.PERCENT, Measure.CURRENCY: Measured.MONEY, Measure.DAYS: Measured.DAYS}
"""How a figure is marked in a text, by what it is measured in; the others by nothing."""

UNLIKELY = 0.3
"""Below this chance the year's target is off, and a fair account says so (as exceptions do, E3)."""


def facts_of(hub: Hub, held: Subject, *, scope: Scope, told: str | None = None) -> Facts | NotJudged:
    """What is known of the figure; `told` is what was written, and saves asking for what it doesn't speak of."""
    value = held.assessment.value
    if value is None:
        return NotJudged("there is no figure to hold it against")
    (outlook,) = outlooks([held.assessment], onward=True)
    facts = _own_facts(held, value, outlook)
    wanted = told is None
    if (
        wanted
        or cues.RANKED.search(told or "")
        or cues.SPELLED_RANK.search(told or "")
        or cues.QUARTER.search(told or "")
    ):
        facts = _with_ranks(hub, facts, held, scope=scope)
    below = figures_below(hub, held, scope=scope)
    facts = replace(facts, parts={unit.name: value for unit, value in reversed(below.items())})
    if wanted or cues.CAUSE.search(told or "") or any(named(part, told or "") for part in facts.parts):
        facts = _with_causes(hub, facts, held, below, scope=scope, told=told or "")
    return facts


def _own_facts(held: Subject, value: float, outlook: Outlook | NotJudged) -> Facts:
    assessment, metric = held.assessment, held.assessment.metric
    short = assessment.short_of_target
    return Facts(
        measured=MEASURED.get(metric.unit.kind, Measured.PLAIN),
        value=value,
        figures=tuple(_figures(assessment)),
        sign=metric.polarity.sign,
        signal=_signal(assessment, held.process),
        target=assessment.target,
        other_targets=tuple(_other_targets(metric, outlook)),
        limit=metric.hard_limit.value if metric.hard_limit else None,
        last=_before(assessment.since_last),
        year_ago=_before(assessment.since_last_year),
        baseline=_before(assessment.since_baseline),
        expected=None if isinstance(outlook, NotJudged) else outlook.expected,
        likely=() if isinstance(outlook, NotJudged) else outlook.likely,
        chance=_chance(outlook),
        nouns=nouns_of(metric),
        adverse=tuple(_adverse(assessment, held.process, outlook)),
        within=None if short is None else short <= 0,
        decimals=metric.decimals,
        suffix=metric.unit.suffix,
    )


def _other_targets(metric: Metric, outlook: Outlook | NotJudged) -> Iterator[float]:
    """The year's target, and the ends of a target that is a span."""
    if not isinstance(outlook, NotJudged) and outlook.target is not None:
        yield outlook.target
    if metric.target_range is not None:
        yield from (metric.target_range.lower, metric.target_range.upper)


def _figures(assessment: Assessment) -> Iterator[Figure]:
    for point in assessment.series:
        if point.value is not None:
            period = point.period
            month = period.end.month if period.grain is Grain.MONTH else 0
            yield Figure(period.end.year, month, point.value, "" if month else period.name)


def _signal(assessment: Assessment, process: Process) -> int | None:
    """A signal of the figure shown; a change with no better side is neither, and can't be checked by these words."""
    if isinstance(process.variation, NotJudged) or assessment.left_out is not None:
        return None
    if process.improving or process.worsening:
        return 1 if process.improving else -1
    return None if process.signals[process.last] else 0


def _before(since: Direction | NotJudged) -> float | None:
    return None if isinstance(since, NotJudged) else since.before


def _chance(outlook: Outlook | NotJudged) -> float | None:
    return None if isinstance(outlook, NotJudged) or isinstance(outlook.chance, NotJudged) else outlook.chance


def _adverse(assessment: Assessment, process: Process, outlook: Outlook | NotJudged) -> Iterator[str]:
    """What a fair account may not leave out."""
    if process.worsening and assessment.left_out is None:
        yield "it is getting worse for real"
    if crossed := crossed_words(assessment):
        yield f"it is {crossed}"
    if (assessment.short_of_target or 0) > 0:
        always = process.assurance is Assurance.CONSISTENTLY_FAILS
        yield f"it {'consistently ' if always else ''}misses its {target_words(assessment)}"
    elif (chance := _chance(outlook)) is not None and chance < UNLIKELY:
        yield "it is unlikely to meet the year's target"


def nouns_of(metric: Metric) -> tuple[str, ...]:
    """What the figure is called and what it counts, in small letters: by these words a text speaks of it.

    >>> from pmf_core.definitions.calculation import Count
    >>> _counted(Count(counted="missed bins"))
    ('missed bins', 'bins')
    """
    called = [metric.name, *metric.synonyms]
    own = [word for name in called for word in name.lower().split() if cues.OTHERS.search(word)]
    return tuple(dict.fromkeys([*(name.lower() for name in called), *_counted(metric.calculation), *own]))


def _counted(calculation: object) -> tuple[str, ...]:
    match calculation:
        case Count(counted=words) | Sum(summed=words) | Ratio(numerator=words):
            return (words.lower(), words.lower().split()[-1])
        case _:
            return ()


def figures_below(hub: Hub, held: Subject, *, scope: Scope) -> dict[Unit, float]:
    """The units below with their figures of the same period, level by level; single people are never among them."""
    point, unit, metric = held.assessment.point, held.assessment.unit, held.assessment.metric
    if point is None:
        return {}
    seen = scope.without_people()
    below = [u for u in held.catalogue.organisation.below(unit.id, on=point.period.end) if seen.may_read(metric, u)]
    first, last = point.period.start, point.period.end
    read = panel(hub, [metric], [u.id for u in below], scope=seen, since=first, until=last) if below else {}
    shown = {u: series.at(point.period) for u in below if (series := read.get((metric.id, u.id))) is not None}
    return {u: one.value for u, one in shown.items() if one is not None and one.value is not None}


def _with_ranks(hub: Hub, facts: Facts, held: Subject, *, scope: Scope) -> Facts:
    """Its place in the group that it is compared with first, and in the country."""
    assessment = held.assessment
    day, then = reading_day(hub, scope), compared_on(assessment)
    groups = offered(held.catalogue, assessment.metric, assessment.unit, on=day, then=then)
    if not groups:
        return facts
    found = compare(hub, assessment, settled(hub, groups[0], assessment, scope=scope), scope=scope)
    own = None if found.own.rank is None else (found.own.rank, len(found.ranked))
    country = () if found.national_rank is None else ((found.national_rank, found.national_count),)
    return replace(facts, rank=own or next(iter(country), None), other_ranks=country)


ASKED = {Against.YEAR: cues.LAST_YEAR, Against.BASELINE: cues.BASELINE, Against.LAST: cues.LAST_MONTH}
"""The words by which a text speaks of a comparison."""


def _with_causes(
    hub: Hub, facts: Facts, held: Subject, below: Mapping[Unit, float], *, scope: Scope, told: str
) -> Facts:
    """The parts, and which of them moved beyond what is ordinary in the comparisons that the text speaks of."""
    answers = list(answers_of(hub, held, below, scope=scope, wanted=lambda each: bool(ASKED[each].search(told))))
    if not answers:
        return facts
    after = {each.part.name: each.after for one in answers for each in one.contributors if each.after is not None}
    made = {each.part.name: each.together for each in answers[0].contributors}
    causes = frozenset(each.part.name for one in answers for each in one.causes)
    return replace(facts, parts={**after, **facts.parts}, causes=causes, contributions=made)


def answers_of(
    hub: Hub,
    held: Subject,
    below: Mapping[Unit, float],
    *,
    scope: Scope,
    wanted: Callable[[Against], bool] = lambda _: False,
) -> Iterator[Answer]:
    """The change explained as the tab Why opens, and then against whatever else is wanted."""
    first = opening(held)
    split = _split(hub, held, below, scope=scope)
    for each in (first, *(each for each in ASKED if each is not first and wanted(each))):
        if split is None or isinstance(earlier_of(held.assessment, each), NotJudged):
            continue
        found = explained(hub, held, Question(each, split), scope=scope)
        if not isinstance(found, NotJudged):
            yield found


def _split(hub: Hub, held: Subject, below: Mapping[Unit, float], *, scope: Scope) -> Choice | None:
    """The highest level that has more than one part, or a breakdown: a lone part explains nothing."""
    many = Counter(unit.level for unit in below)
    offered = splits(hub, held, scope=scope)
    better = (each for each in offered if each.id.startswith(COHORT) or many[each.id] > 1)
    return next(better, offered[0] if offered else None)
