"""Returns: what publishing one would change, as it is told."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.views import words
from pmf_core.views.status import Status


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """One figure, before and after."""

    metric: str
    name: str
    unit: str
    unit_name: str
    period: str
    """The period's id."""
    period_name: str
    before: str
    """As written on a page, or why there is none; '–' when the period was not known."""
    after: str
    before_value: float | None
    after_value: float | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class Flip:
    """A metric whose band at a unit is another one afterwards."""

    metric: str
    name: str
    unit: str
    unit_name: str
    period: str
    period_name: str
    before: Status
    after: Status
    value_before: str
    value_after: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class ExceptionChange:
    """An exception that is raised, cleared, or has other codes or another sentence."""

    kind: str
    """'raised', 'cleared' or 'changed'."""
    metric: str
    name: str
    unit: str
    unit_name: str
    period: str
    period_name: str
    codes_before: tuple[str, ...]
    codes_after: tuple[str, ...]
    sentence: str
    """What the list says afterwards; for a cleared one, what it said before."""


@dataclass(frozen=True, slots=True)
class IdentityChange:
    """Figures that must fit each other and don't any more, or do again."""

    kind: str
    """'broken' or 'mended'."""
    unit: str
    unit_name: str
    period: str
    period_name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AffectedReport:
    """A report, pack, plan or decision that rests on a figure which is told otherwise."""

    kind: str
    """'report', 'pack', 'plan' or 'decision'."""
    name: str
    when: str
    """The day on which it was made, in words."""
    figures: int
    """How many of the figures that it shows are told otherwise."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Consequences:
    """Everything that publishing a return changes."""

    new: int
    restated: int
    unchanged: int
    metrics: tuple[str, ...]
    """The names of the metrics whose figures change."""
    restatements: tuple[ChangedFigure, ...]
    """Every figure that was known and is told otherwise."""
    flips: tuple[Flip, ...]
    exceptions: tuple[ExceptionChange, ...]
    identities: tuple[IdentityChange, ...]
    affected: tuple[AffectedReport, ...]
    judged: tuple[str, ...]
    """The periods in which bands and exceptions were judged, by name."""
    not_judged: tuple[str, ...] = ()
    """The units of which bands are told and exceptions are not, because there are too many: '119 teams'."""

    @property
    def sentence(self) -> str:
        """The whole in one sentence."""
        raised = sum(change.kind == "raised" for change in self.exceptions)
        cleared = sum(change.kind == "cleared" for change in self.exceptions)
        counts = (
            f"{words.count(self.new, 'new figure')} and {words.count(self.restated, 'restated figure')}: "
            f"{words.count(len(self.flips), 'band flips', 'bands flip')}, "
            f"{words.count(raised, 'exception')} raised and {cleared:,} cleared"
        )
        broken = sum(change.kind == "broken" for change in self.identities)
        if broken:
            counts += f", {words.count(broken, 'identity', 'identities')} broken"
        told = [held for held in self.affected if held.kind in ("report", "pack")]
        rest = f"; {words.count(len(told), 'report')} told these figures otherwise" if told else ""
        left = f" Exceptions of {words.listed(self.not_judged)} are too many to work out beforehand."
        return f"{counts}{rest}.{left if self.not_judged else ''}"

    @property
    def is_quiet(self) -> bool:
        """Whether no band, exception or past figure changes."""
        return not (self.flips or self.exceptions or self.restatements or self.identities or self.affected)
