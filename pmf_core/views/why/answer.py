"""The answer: the change, its contributors in order, and which of them moved beyond what is ordinary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from pmf_core.definitions.calculation import Ratio
from pmf_core.definitions.metric import Metric
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.decomposition import Chance, Explained, Parts, explain, explain_gap
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.why.against import Earlier
from pmf_core.views.why.parts import Panel, Part, shares_of

FEWEST_HIDDEN = 2
"""Suppressed parts are told together, and never one alone: the rest would give it away."""


class Presence(StrEnum):
    """Whether a part was there at both moments."""

    LASTED = "lasted"
    CAME = "came"
    WENT = "went"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Contributor:
    """What one part makes of the change, in the metric's unit."""

    part: Part
    before: float | None
    after: float | None
    rate: float
    mix: float
    rate_beyond: bool
    mix_beyond: bool
    rate_score: float | None
    mix_score: float | None
    """How many times its usual size each of its two contributions is; None where it wasn't tested."""
    presence: Presence

    @property
    def together(self) -> float:
        """Rate and mix."""
        return self.rate + self.mix

    @property
    def beyond(self) -> bool:
        """Whether it moved by more than is ordinary for it."""
        return self.rate_beyond or self.mix_beyond

    @property
    def score(self) -> float | None:
        """The score of what is out of the ordinary, or else of the larger contribution."""
        share_leads = (self.mix_beyond, abs(self.mix)) > (self.rate_beyond, abs(self.rate))
        return self.mix_score if share_leads else self.rate_score


@dataclass(frozen=True, slots=True)
class Answer:
    """A change explained."""

    metric: Metric
    earlier: Earlier
    before: float
    after: float
    contributors: tuple[Contributor, ...]
    """Those that make most of the change first; those that worked against it last."""
    not_split: float
    """What parts that aren't known at both moments make of it."""
    whole_beyond: bool
    whole_score: float | None
    simpson: bool
    has_mix: bool
    by_chance: bool
    comparisons: int

    @property
    def change(self) -> float:
        """After minus before."""
        return self.after - self.before

    @property
    def is_gap(self) -> bool:
        """Whether it is a distance from others in the same period, and no change in time."""
        return not self.earlier.periods

    @property
    def causes(self) -> tuple[Contributor, ...]:
        """The contributors that moved beyond what is ordinary for them."""
        return tuple(each for each in self.contributors if each.beyond)

    @property
    def ordinary(self) -> bool:
        """Whether ordinary variation explains it."""
        return not self.causes and not self.whole_beyond


def answer(panel: Panel, earlier: Earlier, *, metric: Metric, now: int) -> Answer | NotJudged:
    """Explain the change from earlier periods to the column `now`."""
    before = [panel.column(period) for period in earlier.periods]
    pooled = _pooled(panel, [*before, now])
    if isinstance(pooled, NotJudged):
        return pooled
    chance = _chance(panel, metric)
    found = explain(pooled.amounts, now=now, before=before, chance=chance, whole=pooled.whole)
    values = shares_of(pooled.amounts), shares_of(pooled.whole)[0]
    then = _over(pooled.amounts, before)
    levels = (float(_over(pooled.whole, before)[0]), float(values[1][now]))
    return _told(pooled, found, metric, earlier, columns=(before, now), then=then, now=values[0][:, now], levels=levels)


def answer_gap(panel: Panel, reference: Sequence[float], *, metric: Metric, name: str, now: int) -> Answer | NotJudged:
    """Explain how far a ratio is from that of others, given in every period."""
    if panel.amounts.denominator is None:
        return NotJudged("amounts of units of different sizes are not compared: only rates and averages are")
    pooled = _pooled(panel, [now])
    if isinstance(pooled, NotJudged):
        return pooled
    found = explain_gap(pooled.amounts, reference, now=now)
    values = shares_of(pooled.amounts)[:, now]
    level = reference[now] + float(found.split.change)
    then = np.full(len(values), reference[now])
    return _told(
        pooled,
        found,
        metric,
        Earlier((), name),
        columns=((), now),
        then=then,
        now=values,
        levels=(reference[now], level),
    )


def _chance(panel: Panel, metric: Metric) -> Chance | None:
    if not panel.counted or not isinstance(metric.calculation, Ratio):
        return None
    within = panel.amounts.numerator <= panel.amounts.denominator  # type: ignore[operator]
    proportion = metric.calculation.per in (1, 100) and bool(within[np.isfinite(panel.amounts.numerator)].all())
    return Chance.PROPORTION if proportion else Chance.COUNT


def _per(metric: Metric) -> float:
    return metric.calculation.per if isinstance(metric.calculation, Ratio) else 1.0


def _over(parts: Parts, columns: Sequence[int]) -> Numbers:
    """Each part's value over several periods together."""
    top, bottom = parts.over(np.array([columns]))
    if bottom is None:
        return top[0]
    return np.divide(top[0], bottom[0], out=np.full(len(top[0]), np.nan), where=bottom[0] > 0)


def _pooled(panel: Panel, columns: Sequence[int]) -> Panel | NotJudged:
    """The panel with the parts that are suppressed in one of the columns as one part together.

    Their sum is the whole less the others: with one suppressed part in a period that would be its own figure.
    """
    hidden = np.asarray(panel.hidden[:, list(columns)])
    many = hidden.sum(axis=0)
    if not many.any():
        return panel
    if (many[many > 0] < FEWEST_HIDDEN).any():
        return NotJudged("one part alone is suppressed to protect people, and a split would give its figure away")
    inside = np.asarray(hidden.any(axis=1))
    pool = Part(f"{int(inside.sum())} others, suppressed to protect people")
    amounts = Parts(*(_with_rest(table, whole, inside, columns) for table, whole in _tables(panel)))
    parts = (*(part for part, gone in zip(panel.parts, inside, strict=True) if not gone), pool)
    none = np.zeros((1, len(panel.periods)), dtype=bool)
    absent = np.concatenate([panel.absent[~inside], none])
    return replace(panel, parts=parts, amounts=amounts, absent=absent, hidden=np.zeros_like(absent))


def _tables(panel: Panel) -> list[tuple[Numbers, Numbers]]:
    tables = [(panel.amounts.numerator, panel.whole.numerator)]
    if panel.amounts.denominator is not None and panel.whole.denominator is not None:
        tables.append((panel.amounts.denominator, panel.whole.denominator))
    return tables


def _with_rest(table: Numbers, whole: Numbers, inside: np.ndarray, columns: Sequence[int]) -> Numbers:
    """The parts that are shown, and in the columns asked for the rest of the whole as one more."""
    rest = np.full((1, table.shape[1]), np.nan)
    rest[0, columns] = whole[0, columns] - np.nansum(table[~inside][:, columns], axis=0)
    return np.concatenate([table[~inside], rest])


def _told(
    panel: Panel,
    found: Explained,
    metric: Metric,
    earlier: Earlier,
    *,
    columns: tuple[Sequence[int], int],
    then: Numbers,
    now: Numbers,
    levels: tuple[float, float],
) -> Answer:
    scale = _per(metric)
    split = found.split
    contributors = [
        Contributor(
            part=part,
            before=_value(then[row] * scale),
            after=_value(now[row] * scale),
            rate=float(split.rate[row]) * scale,
            mix=float(split.mix[row]) * scale,
            rate_beyond=bool(found.rate.beyond[row]),
            mix_beyond=bool(found.mix.beyond[row]),
            rate_score=_value(abs(found.rate.score[row])),
            mix_score=_value(abs(found.mix.score[row])),
            presence=_presence(bool(split.known[row]), panel.absent[row], columns),
        )
        for row, part in enumerate(panel.parts)
    ]
    way = 1.0 if split.change >= 0 else -1.0
    there = [each for each in contributors if each.before is not None or each.after is not None]
    return Answer(
        metric=metric,
        earlier=earlier,
        before=levels[0] * scale,
        after=levels[1] * scale,
        contributors=tuple(sorted(there, key=lambda each: (-way * each.together, each.part.name))),
        not_split=float(split.unknown) * scale,
        whole_beyond=bool(found.whole.beyond.any()),
        whole_score=_value(float(found.whole.score[0])),
        simpson=bool(split.simpson),
        has_mix=bool(np.any(split.mix != 0)),
        by_chance=found.by_chance,
        comparisons=found.whole.comparisons,
    )


def _value(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def _presence(known: bool, absent: np.ndarray, columns: tuple[Sequence[int], int]) -> Presence:
    """Whether a part was there before (in any of the periods) and now."""
    before, now = columns
    if len(before) and absent[list(before)].all():
        return Presence.CAME if not absent[now] else Presence.UNKNOWN
    if absent[now]:
        return Presence.WENT
    return Presence.LASTED if known else Presence.UNKNOWN
