"""The parts of a slide: text, facts, tables and charts, each native, editable and with alt text."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches, Length, Pt

from pmf_core.charts.appearance import LOOKS, SURFACES
from pmf_core.charts.trend_rows import domain_of
from pmf_core.packs.plain import SHAPELESS, cell_text
from pmf_core.views.metric_profile.values import Trend
from pmf_core.views.pack import Fact, PackTable
from pmf_core.views.status import StatusKind

Box = tuple[float, float, float, float]
"""Left, top, width and height, in inches."""

FACE, HEAD_FACE = "Public Sans", "Figtree"
"""The hub's faces; a machine without them shows its own."""

INK, QUIET = SURFACES["light"].ink.removeprefix("#"), SURFACES["light"].quiet.removeprefix("#")

ROW = 0.3
"""The height of a row of a table, in inches; one with long words grows."""

PERIODS_NAMED = 8
"""About how many periods are named along a chart."""

SERIES = (
    ("Value", "value", None, 2.25),
    ("Target", "target", MSO_LINE_DASH_STYLE.ROUND_DOT, 1.5),
    ("Mean", "centre", None, 1.0),
    ("Upper limit", "upper", MSO_LINE_DASH_STYLE.DASH, 1.0),
    ("Lower limit", "lower", MSO_LINE_DASH_STYLE.DASH, 1.0),
)
"""What a chart draws: the name, the field of a point, how its line is dashed and how wide it is."""

WEIGHTS = {"Why it is here": 3.2, "Why": 3.2, "What changed": 3.2, "Metric": 2.0, "Owner": 1.4}
"""How wide a column is beside one of width 1."""


def add_text(
    slide: Slide,
    text: str,
    *,
    name: str,
    at: Box,
    size: int,
    bold: bool = False,
    shape: Any = None,
    labelled: Sequence[tuple[str, str]] = (),
) -> None:
    """Text in a box; `labelled` lines have a bold beginning."""
    box: Any = shape if shape is not None else slide.shapes.add_textbox(*_inches(at))
    box.left, box.top, box.width, box.height = _inches(at)
    box.name = name
    frame = box.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    lines = labelled or [("", text)]
    for place, (label, words) in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(4)
        if label:
            _run(paragraph, label, size=size, bold=True)
        _run(paragraph, words, size=size, bold=bold)


def _run(paragraph: Any, text: str, *, size: int, bold: bool = False, colour: str = INK) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, HEAD_FACE if bold and size > 20 else FACE
    run.font.color.rgb = RGBColor.from_string(colour)


def add_facts(slide: Slide, facts: Sequence[Fact], *, at: Box) -> None:
    """Facts side by side: a small label over its word, with the shape and colour of its status."""
    left, top, width, height = at
    each = width / max(len(facts), 1)
    for place, fact in enumerate(facts):
        box: Any = slide.shapes.add_textbox(*_inches((left + place * each, top, each - 0.1, height)))
        box.name = f"Fact {fact.label}"
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_top = 0
        _run(frame.paragraphs[0], fact.label, size=10, colour=QUIET)
        look = LOOKS[fact.kind]
        told = cell_text(fact.cell)
        plain = fact.kind in SHAPELESS
        colour = INK if plain else look.light.removeprefix("#")
        _run(frame.add_paragraph(), told if plain else f"{look.symbol} {told}", size=15, bold=True, colour=colour)


def add_table(slide: Slide, table: PackTable, *, at: Box) -> None:
    """A native table; numbers stand at the right."""
    left, top, width, height = at
    tall = min(ROW * (len(table.rows) + 1), height)
    frame: Any = slide.shapes.add_table(len(table.rows) + 1, len(table.columns), *_inches((left, top, width, tall)))
    frame.name = f"Table {table.title}"
    _describe(frame, f"Table: {table.title}, {len(table.rows)} rows.")
    drawn = frame.table
    weights = [WEIGHTS.get(column, 1.0) for column in table.columns]
    for place, weight in enumerate(weights):
        drawn.columns[place].width = Inches(width * weight / sum(weights))
    for place, column in enumerate(table.columns):
        _cell(drawn.cell(0, place), column, number=place in table.numeric, head=True)
    for row, cells in enumerate(table.rows, 1):
        for place, cell in enumerate(cells):
            _cell(drawn.cell(row, place), cell_text(cell), number=place in table.numeric)


def _cell(cell: Any, text: str, *, number: bool, head: bool = False) -> None:
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string("E8EDF0" if head else "FFFFFF")
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if number else PP_ALIGN.LEFT
    _run(paragraph, text, size=10, bold=head)


def add_chart(slide: Slide, held: Trend, *, at: Box) -> None:
    """A native line chart of the points, the target and the limits, with the values behind it."""
    data: Any = CategoryChartData(number_format=f"#,##0.{'0' * held.decimals}" if held.decimals else "#,##0")
    data.categories = [point.period for point in held.points]
    drawn = [held_series for held_series in SERIES if _any(held, held_series[1])]
    for name, field, _, _ in drawn:
        data.add_series(name, [getattr(point, field) for point in held.points])
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *_inches(at), data)
    frame.name = "Chart"
    _describe(frame, f"{held.alt} {held.sentence}")
    chart = frame.chart
    chart.has_legend, chart.has_title = True, False
    chart.font.size, chart.font.name = Pt(10), FACE
    assert chart.legend is not None
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _axes(chart, held)
    for series, (_, field, dash, width) in zip(chart.plots[0].series, drawn, strict=True):
        _style(series, held, field=field, dash=dash, width=width)


def _axes(chart: Any, held: Trend) -> None:
    """The same range as on screen, and only as many periods named as can be read."""
    low, high = domain_of(held)
    step = 10.0 ** floor(log10((high - low) / 2))
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = floor(low / step) * step, ceil(high / step) * step
    axis.major_unit = step
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = f"#,##0{_decimals(held)}", False
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(SURFACES["light"].grid.removeprefix("#"))
    skip = str(max(1, round(len(held.points) / PERIODS_NAMED)))
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        mark = chart.category_axis._element.makeelement(qn(tag), {"val": skip})
        chart.category_axis._element.append(mark)


def _decimals(held: Trend) -> str:
    """The decimals of a spreadsheet's number format."""
    return f".{'0' * held.decimals}" if held.decimals else ""


def _any(held: Trend, field: str) -> bool:
    return any(getattr(point, field) is not None for point in held.points)


def _style(series: Any, held: Trend, *, field: str, dash: Any, width: float) -> None:
    series.smooth = False
    line = series.format.line
    line.width = Pt(width)
    line.color.rgb = RGBColor.from_string(SURFACES["light"].line.removeprefix("#") if field == "value" else QUIET)
    if dash is not None:
        line.dash_style = dash
    series.marker.style = XL_MARKER_STYLE.NONE
    if field == "value":
        for place, point in enumerate(held.points):
            if point.kind in (StatusKind.IMPROVING, StatusKind.WORSENING):
                _mark(series.points[place].marker, point.kind)


def _mark(marker: Any, kind: StatusKind) -> None:
    """A signal by shape and colour."""
    marker.style = XL_MARKER_STYLE.TRIANGLE if kind is StatusKind.IMPROVING else XL_MARKER_STYLE.SQUARE
    marker.size = 8
    colour = RGBColor.from_string(LOOKS[kind].light.removeprefix("#"))
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour
    marker.format.line.color.rgb = colour


def _describe(frame: Any, text: str) -> None:
    """Alt text, which a screen reader reads."""
    frame._element.xpath("./p:nvGraphicFramePr/p:cNvPr")[0].set("descr", text)


def _inches(at: Box) -> tuple[Length, Length, Length, Length]:
    left, top, width, height = (Inches(each) for each in at)
    return left, top, width, height
