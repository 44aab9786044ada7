"""Precision and what was found, code by code and body by body, with how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from pmf_core.definitions.rule import SEVERITY, Code
from pmf_core.judgement.intervals import proportion_intervals
from pmf_core.views import words
from pmf_core.views.exception_record.confirmed import Confirmed, Real
from pmf_core.views.exception_record.episodes import Episode
from pmf_core.views.exception_record.followed import Followed
from pmf_core.views.exception_record.missed import FINDS, Worsening
from pmf_core.views.status import Table

FEWEST_JUDGED = 10
"""With fewer verdicts the interval spans about half of all answers: too few to say."""

BY_CODE = (
    "Code", "Raised", "Seen", "Decided", "Closed", "Real", "Precision", "95% from", "to", "Real worsenings found",
    "Days to decide",
)  # fmt: skip
BY_BODY = ("Body", "Seen", "Decided", "Real", "Precision", "95% from", "to")


@dataclass(frozen=True, slots=True)
class Row:
    """One exception with everything that is told of it."""

    episode: Episode
    confirmed: Confirmed
    followed: Followed
    days: int | None
    """From being raised to the first decision."""


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of those that could be tested were real."""

    real: int
    tested: int

    @property
    def is_told(self) -> bool:
        """Whether there are enough to say."""
        return self.tested >= FEWEST_JUDGED

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """Counts, share and interval as they are written."""
        counted = f"{self.real} of {self.tested}" if self.tested else words.MISSING
        if not self.is_told:
            few = "Too few to say" if self.tested else "Not tested"
            return counted, few, words.MISSING, words.MISSING
        share, low, high = self.limits
        return counted, f"{share:.0%}", f"{low:.0%}", f"{high:.0%}"

    @property
    def limits(self) -> tuple[float, float, float]:
        """The share with its 95% limits (Wilson)."""
        found = proportion_intervals([self.real], [self.tested])
        return float(found.value[0]), float(found.lower[0]), float(found.upper[0])


def precision(rows: Iterable[Row]) -> Precision:
    """Real ones among those tested; what is too early or a fact is in neither."""
    told = [row.confirmed.real for row in rows if row.confirmed.real in (Real.REAL, Real.NOT_REAL)]
    return Precision(sum(each is Real.REAL for each in told), len(told))


def by_code(rows: Sequence[Row], real: Sequence[Worsening]) -> Table:
    """Each rule with how often it was right, and how much of what turned out real it had found."""
    told = [(code, [row for row in rows if row.episode.code is code]) for code in Code if code in SEVERITY]
    return Table(
        "Precision of each rule",
        BY_CODE,
        tuple(_code(code, mine, real) for code, mine in told),
        numeric=tuple(range(1, len(BY_CODE))),
        note=f"Real and not real are told from later figures and limits frozen when it was raised; fewer than "
        f"{FEWEST_JUDGED} verdicts are too few to say. A real worsening is a level 1σ or more worse for six months; "
        "it is found where the code stood on the list within those six."
        f"{_made_up(rows)}",
    )


def _made_up(rows: Sequence[Row]) -> str:
    many = _count(rows, lambda row: row.episode.known.assessment.metric.illustrative)
    return f" {many} of the {len(rows)} exceptions rest on illustrative figures." if many else ""


def _code(code: Code, rows: Sequence[Row], real: Sequence[Worsening]) -> tuple[str, ...]:
    found = sum(code in worsening.found_by for worsening in real)
    days = [row.days for row in rows if row.days is not None]
    return (
        f"{code.value} {code.words}",
        str(len(rows)),
        *_followed(rows),
        str(_count(rows, lambda row: row.episode.closed is not None)),
        *precision(rows).cells,
        f"{found} of {len(real)}" if real and code in FINDS else words.MISSING,
        f"{median(days):.0f}" if days else words.MISSING,
    )


def _followed(rows: Sequence[Row]) -> tuple[str, str]:
    return (
        str(_count(rows, lambda row: bool(row.followed.seen))),
        str(_count(rows, lambda row: bool(row.followed.decided))),
    )


def _count(rows: Sequence[Row], holds: Callable[[Row], bool]) -> int:
    return sum(holds(row) for row in rows)


def by_body(rows: Sequence[Row], name_of: Callable[[str], str]) -> Table:
    """Each body with what it saw, what it decided about, and how much of what it saw was real."""
    bodies = dict.fromkeys(showing.body for row in rows for showing in row.followed.seen)
    told = tuple(
        (name_of(body), str(len(mine)), str(_decided(mine, body)), *precision(mine).cells)
        for body in bodies
        if (mine := [row for row in rows if body in {showing.body for showing in row.followed.seen}])
    )
    note = "" if told else "No report of this unit has been sealed or cut in these months."
    return Table("What each body saw", BY_BODY, told, numeric=tuple(range(1, len(BY_BODY))), note=note)


def _decided(rows: Sequence[Row], body: str) -> int:
    return _count(rows, lambda row: any(decision.body_id == body for decision in row.followed.decided))
