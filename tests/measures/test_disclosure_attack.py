"""Small numbers of people stay hidden from a reader who puts together everything that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pmf_core.access.scope import Scope, local_scope
from pmf_core.definitions import Count, Metric
from pmf_core.disclosure import PROFILES, Total, exposed
from pmf_core.errors import NotPossible
from pmf_core.measures.lineage import Row, lineage
from pmf_core.measures.read import panel
from pmf_core.measures.restatements import restatements
from tests import small
from tests.few import ABOVE, HELPED, MARCH, MISSING, SEXES, TEAMS, Pair, council, row

OWN = PROFILES["own"]
START = datetime(2025, 4, 10)

Cell = tuple[object, ...]


@dataclass(frozen=True)
class Told:
    """What teams say at a moment, and which of them stand in the second department half an hour later."""

    counts: Mapping[tuple[str, str], Pair]
    homes: frozenset[str]


def pairs() -> st.SearchStrategy[Pair]:
    one = st.one_of(st.integers(0, 6), st.integers(0, 30))
    return st.tuples(one, one)


@st.composite
def tellings(draw: st.DrawFn) -> list[Told]:
    """Some teams report, correct themselves, and change departments."""
    told: list[Told] = []
    for step in range(draw(st.integers(1, 4))):
        counts: dict[tuple[str, str], Pair] = {}
        for team in sorted(draw(st.frozensets(st.sampled_from(TEAMS), min_size=0 if step else 2))):
            women, men = draw(pairs()), draw(pairs())
            both = (women[0] + men[0], women[1] + men[1])
            counts |= dict(zip(((team, sex) for sex in SEXES), (both, women, men), strict=True))
        moved = draw(st.booleans()) or not told
        homes = draw(st.frozensets(st.sampled_from(TEAMS))) if moved else told[-1].homes
        told.append(Told(counts, homes))
    return told


def published(metric: Metric, told: Sequence[Told]) -> small.Hub:
    """A store in which all this was said, each return an hour after another."""
    homes: frozenset[str] = frozenset()
    held = council(metric, homes)
    hub = small.new_hub(held)
    for step, each in enumerate(told):
        moment = START + timedelta(hours=step)
        if each.counts:
            rows = [row(metric, team, pair) for (team, _), pair in each.counts.items()]
            sexes = [sex for _, sex in each.counts]
            hub = small.publish(hub, held, rows, known_from=moment, name=f"return {step}", breakdowns=sexes)
        if each.homes != homes:
            homes, held = each.homes, council(metric, each.homes)
            hub = small.redecide(hub, held, moment=moment + timedelta(minutes=30))
    return small.Hub(hub.engine)


@dataclass
class Attacker:
    """Every number there was, which sums they stand in, and which were seen."""

    metric: Metric
    told: Sequence[Told]
    counts: dict[Cell, float] = field(default_factory=dict)
    totals: set[Total[Cell]] = field(default_factory=set)
    seen: set[Cell] = field(default_factory=set)

    def looks(self) -> Iterator[tuple[datetime, dict[tuple[str, str], Cell]]]:
        """Each moment worth looking at, with what each unit's figure is then."""
        homes: frozenset[str] = frozenset()
        for step, each in enumerate(self.told):
            for minutes in (0, 30):
                homes = each.homes if minutes else homes
                moment = START + timedelta(hours=step, minutes=minutes)
                yield moment, {key: name for sex in SEXES for key, name in self._figures(step, sex, homes, moment)}

    def _figures(
        self, step: int, sex: str, homes: frozenset[str], moment: datetime
    ) -> Iterator[tuple[tuple[str, str], Cell]]:
        newest = {t: max((s for s in range(step + 1) if (t, sex) in self.told[s].counts), default=-1) for t in TEAMS}
        said = {t: self.told[s].counts[t, sex] for t, s in newest.items() if s >= 0}
        said = {t: pair for t, pair in said.items() if self._is_count or sum(pair)}
        for team, pair in said.items():
            yield (team, sex), self._learn((team, sex, newest[team]), pair)
        for unit in ABOVE:
            teams = [t for t in said if unit == "council" or (t in homes) == (unit == "homes")]
            if teams:
                both = tuple(sum(said[t][place] for t in teams) for place in (0, 1))
                yield (unit, sex), self._learn((unit, sex, moment), (both[0], both[1]))
                self._sum((unit, sex, moment), [(t, sex, newest[t]) for t in teams])

    @property
    def _is_count(self) -> bool:
        return isinstance(self.metric.calculation, Count)

    def _learn(self, name: Cell, pair: Pair) -> Cell:
        numbers = {"in": pair[0]} if self._is_count else {"in": pair[0], "out": pair[1], "of": sum(pair)}
        self.counts |= {(*name, part): float(number) for part, number in numbers.items()}
        if not self._is_count:
            self.totals.add(Total((*name, "of"), ((*name, "in"), (*name, "out"))))
        return name

    def _sum(self, whole: Cell, parts: Sequence[Cell]) -> None:
        for part in ("in",) if self._is_count else ("in", "out"):
            self.totals.add(Total((*whole, part), tuple((*each, part) for each in parts)))

    def look(self) -> None:
        """Read every figure as at every moment, where it is from, and what was restated."""
        hub = published(self.metric, self.told)
        units = [*ABOVE, *TEAMS]
        for moment, figures in self.looks():
            scope = local_scope(as_at=moment)
            for sex in SEXES:
                shown = panel(hub, [self.metric], units, scope=scope, breakdown=sex)
                self._see(
                    (figures[unit, sex], point.value)
                    for (_, unit), held in shown.items()
                    if (point := held.at(MARCH)) and (unit, sex) in figures
                )
            for unit in units:
                whole, parts = figures.get((unit, "all")), [figures.get((unit, sex)) for sex in SEXES[1:]]
                if whole and all(parts):
                    self._sum(whole, [part for part in parts if part])
                rows = [] if (unit, "all") not in figures else where_from(hub, self.metric, unit, scope)
                self._see((figures[r.unit, "all"], r.value) for r in rows if (r.unit, "all") in figures)
        for unit in units:
            for change in restatements(hub, self.metric.id, unit, scope=local_scope()):
                self._see(
                    (figures[unit, "all"], value)
                    for moment, figures in self.looks()
                    for known, value in ((change.known_before, change.before), (change.known_after, change.after))
                    if known == moment and (unit, "all") in figures
                )

    def _see(self, found: Iterator[tuple[Cell, float | None]]) -> None:
        for name, value in found:
            if value is not None:
                self.seen |= {(*name, part) for part in ("in", "out", "of") if (*name, part) in self.counts}

    def recovered(self) -> list[Cell]:
        """The small numbers that are shown, or can be worked out from what is."""
        small_cells = [cell for cell, count in self.counts.items() if OWN.hides(count)]
        told = [cell for cell in small_cells if cell in self.seen]
        return told + exposed(
            self.counts,
            list(self.totals),
            small=small_cells,
            guards=[cell for cell in self.counts if cell not in self.seen and cell not in small_cells],
            largest_hidden=OWN.largest_hidden,
            told_apart=False,
        )


def where_from(hub: small.Hub, metric: Metric, unit: str, scope: Scope) -> tuple[Row, ...]:
    """The rows behind a figure, if there is one."""
    try:
        return lineage(hub, metric.id, unit, period=MARCH, scope=scope).rows
    except NotPossible:
        return ()


@settings(max_examples=10, deadline=None)
@given(st.sampled_from([MISSING, HELPED]), tellings())
def test_nothing_small_can_be_worked_out_from_everything_that_is_shown(metric: Metric, told: list[Told]) -> None:
    attacker = Attacker(metric, told)

    attacker.look()

    assert attacker.recovered() == []
