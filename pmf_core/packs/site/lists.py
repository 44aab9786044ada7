"""Lists of figures on the public pages: a table to read, and beside it the file to take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pmf_core.charts.markup import Element, Markup, element
from pmf_core.charts.shapes import status
from pmf_core.charts.table import table_of
from pmf_core.charts.tiles import illustrative_tag
from pmf_core.packs.site.shell import metric_path, unit_path, up
from pmf_core.packs.table_files import csv_file
from pmf_core.views.public.figures import COLUMNS
from pmf_core.views.public.values import Line
from pmf_core.views.status import SourceLine, Table


@dataclass
class Beside:
    """The files that stand beside the pages, gathered while the pages are made."""

    sources: Sequence[SourceLine]
    files: dict[str, bytes] = field(default_factory=dict)

    def link(self, table: Table, path: str, *, page: str) -> Element:
        """Keep a table as a file and give the link to it from a page."""
        self.files[path] = csv_file(table, sources=self.sources)
        size = max(1, round(len(self.files[path]) / 1024))
        told = f"Download “{table.title}” as CSV ({size} KB)"
        return element("p", element("a", told, href=f"{up(page)}{path}", download=""), class_="file")


def by_metric(lines: Sequence[Line], *, title: str, page: str) -> Element:
    """Metrics down the side."""
    rows = [(_named(line, metric_path(line.metric), line.metric_name, page), *_cells(line)) for line in lines]
    return _table(("Metric", "Latest", "Period", "Target", "Band", "Change"), rows, title)


def by_unit(lines: Sequence[Line], *, title: str, page: str) -> Element:
    """Units down the side."""
    rows = [(element("a", line.unit_name, href=f"{up(page)}{unit_path(line.unit)}"), *_cells(line)) for line in lines]
    return _table(("Where", "Latest", "Period", "Target", "Band", "Change"), rows, title)


def _table(columns: tuple[str, ...], rows: Sequence[Sequence[Markup]], title: str) -> Element:
    shown = table_of(columns, rows, caption=title, numeric=(1, 3))
    return scrolled(shown, name=title)


def scrolled(inside: Element, *, name: str) -> Element:
    """What may be wider than a small screen scrolls by itself, with the keyboard too."""
    return element("div", inside, class_="wide", tabindex="0", role="region", aria_label=name)


def _named(line: Line, path: str, name: str, page: str) -> Element:
    link = element("a", name, href=f"{up(page)}{path}")
    return element("span", link, " ", illustrative_tag()) if line.illustrative else link


def _cells(line: Line) -> tuple[Markup, ...]:
    return line.value, line.period, line.target, status(line.band), status(line.change)


def as_table(lines: Sequence[Line], *, title: str) -> Table:
    """The same lines unrounded, for a file."""
    data = tuple(line.data for line in lines)
    return Table(title, COLUMNS, tuple(tuple(map(str, row)) for row in data), values=data, value_columns=COLUMNS)
