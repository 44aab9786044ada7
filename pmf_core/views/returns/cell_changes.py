"""A corrected file beside the one that was published: what changed, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.period import Period
from pmf_core.definitions.submission import State, Submission
from pmf_core.measures.read import period
from pmf_core.returns.cells import texts_of
from pmf_core.store.hub import Hub
from pmf_core.store.returned.cleansing import CleansingStep, steps_of
from pmf_core.store.returned.events import submission, submissions
from pmf_core.store.returned.figures import FigureCells, cells_of
from pmf_core.store.returned.files import original
from pmf_core.views import words
from pmf_core.views.returns.preview import Sending
from pmf_core.views.status import Table

MOST_SHOWN = 200
"""How many changed cells are listed; the rest are counted."""

NOTHING = ("", "not sent")
"""What is told of a cell that one of the files does not have."""

COLUMNS = ("Metric", "Unit", "Figure", "Was", "In cell", "Becomes", "In cell now")

Key = tuple[str, str, str, Period, str]
"""Metric, unit, breakdown, period, and part of the figure."""

Cells = Mapping[Key, tuple[str, str]]
"""Each part of each figure → its cell and what it counts as."""


@dataclass(frozen=True, slots=True)
class CellChanges:
    """What a corrected file changes in the one that it corrects."""

    earlier: str
    """The submission that is corrected."""
    changed: int
    added: int
    left_out: int
    """Cells that the earlier file had and this one has not: their figures stay as they were."""
    table: Table

    @property
    def sentence(self) -> str:
        """The whole in one sentence."""
        told = f"{words.count(self.changed, 'cell differs', 'cells differ')} from the file that was published"
        more = f", {self.added:,} are new" * bool(self.added)
        fewer = f", {self.left_out:,} are left out and stay as they were" * bool(self.left_out)
        return f"{told}{more}{fewer}."


def changes_of(hub: Hub, submission_id: str, *, scope: Scope) -> CellChanges | None:
    """A submitted file beside the published one of its return and period; None where it is the first."""
    held = submission(hub.engine, submission_id)
    earlier = _published(hub, held.return_id, held.period, but=held.id)
    return _beside(hub, earlier, _of_submission(hub, held), scope=scope) if earlier else None


def changes_in(hub: Hub, sending: Sending, *, scope: Scope) -> CellChanges | None:
    """The same for a checked file that has not been submitted yet, with its figures as they are mended."""
    earlier = _published(hub, sending.return_id, sending.period)
    if earlier is None:
        return None
    names = ("metric_id", "unit_id", "breakdown", "period_start", "period_end", "grain", "source_sheet")
    parts = ("numerator_cell", "denominator_cell", "value_cell")
    columns = [sending.figures[name] for name in (*names, *parts)]
    figures = [FigureCells(*row) for row in zip(*columns, strict=True)]
    later = _cells(figures, sending.content, name=sending.name, steps=sending.steps)
    return _beside(hub, earlier, later, scope=scope)


def _published(hub: Hub, return_id: str, about: Period, *, but: str = "") -> Submission | None:
    held = submissions(hub.engine, return_id=return_id, period=about)
    return next((one for one in held if one.state is State.PUBLISHED and one.id != but), None)


def _of_submission(hub: Hub, held: Submission) -> Cells:
    file = original(hub.engine, held.sha256)
    figures = cells_of(hub.engine, held.id)
    return _cells(figures, file.content or b"", name=file.name, steps=steps_of(hub.engine, held.id))


def _cells(figures: Iterable[FigureCells], content: bytes, *, name: str, steps: Iterable[CleansingStep]) -> Cells:
    """What each cell counts as: as it was sent, or as it was mended."""
    held = tuple(figures)
    places = {(one.sheet, cell) for one in held for _, cell in one.parts()}
    counts_as = texts_of(content, name=name, cells=places) | {(step.sheet, step.cell): step.after for step in steps}
    return {
        (one.metric, one.unit, one.breakdown, period(one.period_start, one.period_end, one.grain), part): (
            f"{one.sheet}!{cell}",
            counts_as[one.sheet, cell],
        )
        for one in held
        for part, cell in one.parts()
    }


def _beside(hub: Hub, earlier: Submission, later: Cells, *, scope: Scope) -> CellChanges:
    before, catalogue = _of_submission(hub, earlier), hub.catalogue_at(scope.as_at)
    differing = [key for key in before.keys() & later.keys() if before[key][1] != later[key][1]]
    added, gone = later.keys() - before.keys(), before.keys() - later.keys()
    rows = [
        (*_told(catalogue, key), *reversed(before.get(key, NOTHING)), *reversed(later.get(key, NOTHING)))
        for key in sorted((*differing, *added, *gone), key=str)
    ]
    left = len(rows) - MOST_SHOWN
    return CellChanges(
        earlier=earlier.id,
        changed=len(differing),
        added=len(added),
        left_out=len(gone),
        table=Table(
            "Changed cells",
            COLUMNS,
            tuple(rows[:MOST_SHOWN]),
            note=f"{words.count(left, 'more cell')}." if left > 0 else "" if rows else "No cell differs.",
        ),
    )


def _told(catalogue: Catalogue, key: Key) -> tuple[str, str, str]:
    metric, unit, breakdown, about, part = key
    where = "" if breakdown == "all" else f", {breakdown.replace('=', ': ')}"
    told = f"{words.capitalised(part)}, {about.name}{where}"
    return catalogue.metric(metric).name, catalogue.organisation.unit(unit).name, told
