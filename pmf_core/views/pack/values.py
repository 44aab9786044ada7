"""A pack as frozen values: pages of facts, charts, tables and words, every figure with an id of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pmf_core.definitions.moment import parse_moment
from pmf_core.views.metric_profile.values import Trend
from pmf_core.views.status import SourceLine, StatusKind


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the pack: as it is written, unrounded, and the id by which it is found again."""

    id: str
    """'missed_bins/E10000024/2026-03/value'."""
    text: str
    value: float | None


Cell = str | Figure


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact under a page's title."""

    label: str
    cell: Cell
    kind: StatusKind = StatusKind.NEUTRAL


@dataclass(frozen=True, slots=True)
class PackTable:
    """Rows under their columns; figures keep their ids."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words with their label: 'Why', 'So what', 'Decision'."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its finding as title, one sentence, and what shows it."""

    id: str
    title: str
    lead: str = ""
    facts: tuple[Fact, ...] = ()
    chart: Trend | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[PackTable, ...] = ()
    lineage: tuple[str, ...] = ()
    """Where its figures come from: the speaker's notes."""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Defined:
    """The version of a metric's definition that the pack rests on."""

    metric: str
    name: str
    version: int
    definition: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that a body is shown at one meeting, as known at one moment."""

    product: str
    title: str
    body: str
    body_name: str
    unit: str
    unit_name: str
    period: str
    period_name: str
    meeting: str
    """The meeting's id, or empty for a pack that is for none."""
    as_at: str
    """The moment of knowledge, ISO on the council's clock."""
    as_at_name: str
    headline: str
    pages: tuple[Page, ...]
    definitions: tuple[Defined, ...]
    sources: tuple[SourceLine, ...]

    @property
    def moment(self) -> datetime:
        """The moment of knowledge, in the store's form."""
        return parse_moment(self.as_at)

    @property
    def illustrative(self) -> bool:
        """Whether any figure in it is made up for demonstration."""
        return any(page.illustrative for page in self.pages)

    def figures(self) -> Iterator[tuple[Page, Figure]]:
        """Every figure with the page that it stands on; one that stands twice comes twice."""
        for page in self.pages:
            cells = [fact.cell for fact in page.facts]
            cells += [cell for table in page.tables for row in table.rows for cell in row]
            yield from ((page, cell) for cell in cells if isinstance(cell, Figure))
