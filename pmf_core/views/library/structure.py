"""The tab Structure: the tree of units as it stood on a day, and how figures come to each level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.calculation import Aggregation
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import parse
from pmf_core.definitions.unit import Link, Unit
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.library.metrics import readable
from pmf_core.views.status import Table

ADDED_UP = {
    Aggregation.SUM: "added up",
    Aggregation.RATIO_OF_SUMS: "sum over sum",
    Aggregation.WEIGHTED_MEAN: "weighted by what was counted",
    Aggregation.LAST_IN_PERIOD: "added up, last of the period",
    Aggregation.NOT_AGGREGATABLE: "not added up: held as published for each unit",
}
"""How parts make a whole, as it is said."""


@dataclass(frozen=True, slots=True)
class Node:
    """A unit where it stood on the day, with what stood below it."""

    unit: str
    name: str
    level: str
    dates: str
    """Since when it stands there, and until when."""
    moves: str
    """Where it stood before and afterwards, or nothing."""
    metrics: int
    """How many metrics exist at its level."""
    illustrative: bool
    below: tuple[Node, ...]

    @property
    def all_below(self) -> int:
        """How many units stand anywhere underneath."""
        return sum(1 + node.all_below for node in self.below)


@dataclass(frozen=True, slots=True)
class Structure:
    """The tab."""

    sentence: str
    tree: tuple[Node, ...]
    table: Table
    """The same tree as a table, for reading from top to bottom and for taking away."""
    levels: Table
    added_up: Table
    """Metric by metric."""
    metric_ids: tuple[str, ...]


def structure(hub: Hub, *, scope: Scope, period: str) -> Structure:
    """The tree at the end of a period, or on the day of reading where that is earlier."""
    catalogue = hub.catalogue_at(scope.as_at)
    day = min(parse(period).end, reading_day(hub, scope))
    held = readable(catalogue, scope)
    at_level = Counter(level for metric in held for level in metric.levels)
    tree = tuple(_node(catalogue, scope, at_level, unit, day) for unit in _tops(catalogue, day))
    return Structure(
        sentence=_sentence(catalogue, tree, day),
        tree=tree,
        table=_table(tree, day),
        levels=_levels(catalogue, held, scope, day),
        added_up=_added_up(catalogue, held),
        metric_ids=tuple(metric.id for metric in held),
    )


def _tops(catalogue: Catalogue, day: date) -> list[Unit]:
    organisation = catalogue.organisation
    above = {link.parent for link in organisation.links if link.holds_on(day)}
    return [
        unit for unit in organisation.units.values() if unit.id in above and not organisation.parent(unit.id, on=day)
    ]


def _node(catalogue: Catalogue, scope: Scope, at_level: Counter[str], unit: Unit, day: date) -> Node:
    level = catalogue.framework.level(unit.level)
    children = (child for child in catalogue.organisation.children(unit.id, on=day) if scope.may_read_unit(child))
    links = links_of(catalogue, unit)
    return Node(
        unit=unit.id,
        name=unit.name,
        level=level.name if level else unit.level,
        dates=_dates(next((link for link in links if link.holds_on(day)), None)),
        moves=_moves(catalogue, links, day),
        metrics=at_level[unit.level],
        illustrative=unit.illustrative,
        below=tuple(_node(catalogue, scope, at_level, child, day) for child in children),
    )


def links_of(catalogue: Catalogue, unit: Unit) -> list[Link]:
    """Where a unit has stood, the earliest first."""
    held = (link for link in catalogue.organisation.links if link.unit == unit.id)
    return sorted(held, key=lambda link: link.effective_from)


def _dates(link: Link | None) -> str:
    if link is None:
        return ""
    until = f" until {words.day(link.effective_to)}" if link.effective_to else ""
    return f"since {words.day(link.effective_from)}{until}"


def _moves(catalogue: Catalogue, links: Sequence[Link], day: date) -> str:
    """'before: under Ageing Well until 30 September 2024; afterwards: …', or nothing."""
    told = []
    for link in links:
        name = catalogue.organisation.unit(link.parent).name
        if link.effective_to and link.effective_to < day:
            told.append(f"until {words.day(link.effective_to)} under {name}")
        elif link.effective_from > day:
            told.append(f"from {words.day(link.effective_from)} under {name}")
    return "; ".join(told)


def _sentence(catalogue: Catalogue, tree: Sequence[Node], day: date) -> str:
    many = sum(1 + node.all_below for node in tree)
    moved = sum(bool(node.moves) for node in _every(tree))
    told = f"{words.count(many, 'unit')} in the tree on {words.day(day)}; "
    told += (
        f"{words.count(moved, 'unit')} stood or will stand elsewhere. " if moved else "none stood elsewhere before. "
    )
    aside = sum(not catalogue.organisation.in_tree(unit) for unit in catalogue.organisation.units)
    return f"{told}{aside:,} bodies and areas stand beside it. Choose a Period to see the tree of another day."


def _every(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _every(node.below)


def _table(tree: Sequence[Node], day: date) -> Table:
    def lines(node: Node, depth: int) -> Iterator[tuple[str, ...]]:
        note = "; ".join(filter(None, (node.moves, "illustrative" if node.illustrative else "")))
        yield (
            "\u2003" * depth + node.name,
            node.level,
            node.unit,
            node.dates,
            str(node.metrics),
            words.capitalised(note),
        )
        for child in node.below:
            yield from lines(child, depth + 1)

    rows = tuple(line for node in tree for line in lines(node, 0))
    columns = ("Unit", "Level", "Code", "Stands there", "Metrics at its level", "Note")
    return Table(f"Structure on {words.day(day)}", columns, rows, numeric=(4,))


def _levels(catalogue: Catalogue, held: Sequence[Metric], scope: Scope, day: date) -> Table:
    """Each level with its units, its metrics, and how their figures come there."""
    seen = [u for u in catalogue.organisation.units.values() if u.exists_on(day) and scope.may_read_unit(u)]
    ends = {end for link in catalogue.organisation.links if link.holds_on(day) for end in (link.unit, link.parent)}
    units, standing = Counter(u.level for u in seen), Counter(u.level for u in seen if u.id in ends)
    rows = tuple(
        (level.name, f"{units[level.id]:,}", f"{standing[level.id]:,}", str(len(there)), _how(there))
        for level in catalogue.framework.levels
        if (there := [metric for metric in held if level.id in metric.levels]) or units[level.id]
    )
    return Table(
        "Levels",
        ("Level", "Units", "In the tree", "Metrics", "How their figures are made from parts"),
        rows,
        numeric=(1, 2, 3),
        note="A ratio is sum over sum, never the average of ratios. What can't be added up is told as published.",
    )


def _how(metrics: Sequence[Metric]) -> str:
    counts = Counter(metric.aggregation for metric in metrics)
    return words.capitalised("; ".join(f"{many} {ADDED_UP[kind]}" for kind, many in counts.most_common()))


def _added_up(catalogue: Catalogue, held: Sequence[Metric]) -> Table:
    rows = tuple(
        (
            metric.name,
            words.listed(
                [level.name if (level := catalogue.framework.level(name)) else name for name in metric.levels]
            ),
            words.capitalised(ADDED_UP[metric.aggregation]),
            metric.aggregation_reason,
        )
        for metric in held
    )
    return Table("How each metric is added up", ("Metric", "Exists for", "Added up", "Why not"), rows)
