"""Two packs beside each other: each figure unchanged, restated, redefined or retargeted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pmf_core.views import words
from pmf_core.views.pack.values import Figure, Pack


class Became(StrEnum):
    """What a figure of the first pack is in the second."""

    UNCHANGED = "unchanged"
    RESTATED = "restated"
    REDEFINED = "redefined"
    RETARGETED = "retargeted"
    GONE = "no longer shown"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Change:
    """One figure in both packs."""

    figure: str
    metric: str
    name: str
    was: str
    now: str
    became: Became


@dataclass(frozen=True, slots=True)
class Difference:
    """Every figure of two packs."""

    changes: tuple[Change, ...]

    def those(self, became: Became) -> tuple[Change, ...]:
        """The figures that something became of."""
        return tuple(change for change in self.changes if change.became is became)

    @property
    def sentence(self) -> str:
        """How many of each."""
        told = [f"{len(self.those(became))} {became.value}" for became in Became if self.those(became)]
        return f"{words.count(len(self.changes), 'figure')}: {words.listed(told)}." if told else "No figure in either."


def difference(before: Pack, after: Pack) -> Difference:
    """What has become of each figure of a pack, by its id."""
    was, now = _figures(before), _figures(after)
    versions = [{held.metric: (held.version, held.definition) for held in pack.definitions} for pack in (before, after)]
    names = {held.metric: held.name for pack in (after, before) for held in pack.definitions}
    redefined = {
        metric for metric in versions[0].keys() & versions[1].keys() if versions[0][metric] != versions[1][metric]
    }
    return Difference(tuple(_changes(was, now, names, redefined)))


def _definitions(pack: Pack) -> dict[str, tuple[int, str]]:
    return {held.metric: (held.version, held.definition) for held in pack.definitions}


def _figures(pack: Pack) -> dict[str, Figure]:
    return {figure.id: figure for _, figure in pack.figures()}


def _changes(
    was: dict[str, Figure], now: dict[str, Figure], names: dict[str, str], redefined: set[str]
) -> Iterator[Change]:
    for figure in dict.fromkeys([*was, *now]):
        metric, what = figure.split("/")[0], figure.rsplit("/", 1)[-1]
        before, after = was.get(figure), now.get(figure)
        yield Change(
            figure=figure,
            metric=metric,
            name=names.get(metric, metric),
            was=before.text if before else "",
            now=after.text if after else "",
            became=_became(before, after, what=what, redefined=metric in redefined),
        )


def _became(before: Figure | None, after: Figure | None, *, what: str, redefined: bool) -> Became:
    if before is None:
        return Became.NEW
    if after is None:
        return Became.GONE
    if before == after:
        return Became.UNCHANGED
    if what == "target":
        return Became.RETARGETED
    return Became.REDEFINED if redefined else Became.RESTATED
