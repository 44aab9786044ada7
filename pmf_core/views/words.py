"""Numbers, periods and verdicts as plain English. Every sentence on a page is made here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from pmf_core.definitions.metric import Measure, Metric
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.tolerance import Band, Basis
from pmf_core.judgement.direction import Direction, Way

MISSING = "–"
"""What stands where there is no value; its reason stands beside it."""

MILLION = 1_000_000
MAXIMUM_EXTRA_DECIMALS = 4
"""How many decimals are added at most where rounding would make a figure look on the wrong side of an edge."""


def number(value: float, metric: Metric, *, decimals: int | None = None) -> str:
    """A value as it is written on a page, with its unit.

    A minus sign is a real one, and thousands have commas; pounds beyond a million are told in millions.
    """
    places = metric.decimals if decimals is None else decimals
    unit = metric.unit
    sign = "−" if value < 0 and round(value, places) != 0 else ""
    size = abs(value)
    if unit.kind is Measure.CURRENCY and size >= MILLION:
        return f"{sign}{unit.prefix}{size / MILLION:,.1f}m"
    return f"{sign}{unit.prefix}{size:,.{places}f}{unit.suffix}"


def number_beside(value: float, metric: Metric, edges: Iterable[float]) -> str:
    """A value with as many decimals as it takes to stand on the right side of every edge.

    79.96 with an edge at 80 and one decimal would read "80.0%, below 80%".
    """
    held = [edge for edge in edges if edge is not None]
    for extra in range(MAXIMUM_EXTRA_DECIMALS + 1):
        places = metric.decimals + extra
        shown = round(value, places)
        if all(_side(shown, edge) == _side(value, edge) for edge in held):
            return number(value, metric, decimals=places)
    return number(value, metric, decimals=metric.decimals + MAXIMUM_EXTRA_DECIMALS)


def _side(value: float, edge: float) -> int:
    return (value > edge) - (value < edge)


def difference(amount: float, metric: Metric) -> str:
    """A difference of two values, without its sign: percentages differ by points."""
    places = metric.decimals
    if 0 < abs(amount) < 0.5 * 10**-places:
        places += 1
    if metric.unit.kind is Measure.PERCENTAGE:
        return f"{abs(amount):,.{places}f} points"
    return number(abs(amount), metric, decimals=places)


def band(held: Band, metric: Metric) -> str:
    """Where a band lies, in words: 'from 50% up to and including 80%', 'up to 10 points short of target'."""
    basis = metric.tolerance.basis if metric.tolerance else Basis.VALUE
    if basis is Basis.VALUE:
        return _between(held, lambda edge: number_beside(edge, metric, [edge]))
    if held.upper is not None and held.upper <= 0:
        near, far = _distance(held.upper, metric, basis), held.lower
        if far is None:
            return f"more than {near} short of target"
        start = "short of target by up to " if held.upper == 0 else f"short of target by {near} to "
        return start + _distance(far, metric, basis)
    if held.lower is not None and held.lower >= 0:
        return (
            "on target or better" if held.lower == 0 else f"{_distance(held.lower, metric, basis)} better than target"
        )
    return "near the target"


def _distance(edge: float, metric: Metric, basis: Basis) -> str:
    return f"{abs(edge):.0%}" if basis is Basis.RELATIVE else difference(edge, metric)


def _between(held: Band, told: Callable[[float], str]) -> str:
    if held.lower is None or held.upper is None:
        edge, below = (held.upper, True) if held.lower is None else (held.lower, False)
        if edge is None:
            return "every value"
        owns = held.owns_upper if below else held.owns_lower
        return (
            f"{told(edge)} or {'less' if below else 'more'}"
            if owns
            else f"{'below' if below else 'above'} {told(edge)}"
        )
    start = f"from {told(held.lower)}" if held.owns_lower else f"above {told(held.lower)}"
    return (
        f"{start} up to and including {told(held.upper)}" if held.owns_upper else f"{start} to below {told(held.upper)}"
    )


def moved(direction: Direction, metric: Metric) -> str:
    """A movement in words: 'up 1.2 points'."""
    if direction.way is Way.SAME:
        return "no change"
    shown = round(direction.after, metric.decimals) - round(direction.before, metric.decimals)
    return f"{'up' if direction.difference > 0 else 'down'} {difference(shown or direction.difference, metric)}"


def moved_and_whether_better(direction: Direction, metric: Metric) -> str:
    """A movement with what it means: 'up 1.2 points, which is better'."""
    meaning = {Way.BETTER: ", which is better", Way.WORSE: ", which is worse"}.get(direction.way, "")
    return moved(direction, metric) + meaning


def count(many: int, one: str, several: str = "") -> str:
    """A count with its noun.

    >>> count(1, "metric"), count(3, "metric"), count(2, "body", "bodies")
    ('1 metric', '3 metrics', '2 bodies')
    """
    return f"{many:,} {one if many == 1 else several or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Words in a row.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def capitalised(text: str) -> str:
    """The same with its first letter large; the rest is left as it is."""
    return text[:1].upper() + text[1:]


def day(moment: date | datetime) -> str:
    """A day as it is said.

    >>> day(date(2026, 3, 5))
    '5 March 2026'
    """
    here = in_london(moment).date() if isinstance(moment, datetime) else moment
    return f"{here.day} {here:%B %Y}"


def moment(when: datetime) -> str:
    """A moment as it is said, on the council's clock; the end of a day is the day.

    >>> moment(datetime(2025, 3, 12, 9, 0))
    '12 March 2025, 09:00'
    """
    here = in_london(when)
    return day(here.date()) if (here.hour, here.minute) == (23, 59) else f"{day(here.date())}, {here:%H:%M}"


def age(days: int) -> str:
    """How old something is, in the unit in which people would say it.

    >>> age(0), age(1), age(20), age(75), age(800)
    ('today', '1 day old', '3 weeks old', '2 months old', '2 years old')
    """
    if days <= 0:
        return "today"
    for size, name in ((365, "year"), (30, "month"), (7, "week")):
        if days >= 2 * size or (size == 365 and days >= size):
            return f"{count(round(days / size), name)} old"
    return f"{count(days, 'day')} old"


def size(count: int) -> str:
    """How large a file is.

    >>> size(812), size(48_300), size(12_400_000)
    ('812 bytes', '48 kB', '12.4 MB')
    """
    if count < 1_000:
        return f"{count} bytes"
    return f"{count / 1_000:,.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"
