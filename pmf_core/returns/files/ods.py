"""OpenDocument spreadsheets, read as a stream: values, merged cells, hidden parts, per-cent cells.

Written out here because the reader that serves the Excel formats gives no merged cells for this one, and refuses
files without the optional `mimetype` part, which publishers do send.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from xml.parsers import expat

from pmf_core.errors import BadInput
from pmf_core.returns.files.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from pmf_core.returns.files.message import SheetParts, packed
from pmf_core.returns.workbook import cell_name

CHUNK_ROWS = 5_000
PIECE = 1_048_576

ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d+")
"""What a formula that went wrong shows."""

DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")

ASIDE = ("office:annotation", "draw:", "table:shapes", "office:forms")
"""Elements in a cell whose text is not the cell's."""


class Reader:
    """Takes the elements of `content.xml` one by one and hands over sheets."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sheets: list[SheetParts] = []
        self.cells_held = 0
        self._known: dict[object, object] = {}
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._aside = 0
        self._tables = 0
        self._rows: list[list[object]] = []
        self._begin_row(1)
        self._column = 0
        self._attributes: dict[str, str] = {}
        self._texts: list[str] | None = None
        self._per_cent: dict[int, int] = {}
        self._numbers: dict[int, int] = {}
        self._formulas = 0
        self._first_formula = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._aside or tag.startswith(ASIDE):
            self._aside += 1
            return
        match tag:
            case "style:style":
                self._style = attributes.get("style:name", "")
            case "style:table-properties" if attributes.get("table:display") == "false":
                self._hidden_styles.add(self._style)
            case "table:table":
                self._begin_table(attributes)
            case "table:table-column":
                self._columns(attributes)
            case "table:table-row":
                self._begin_row(_count(attributes, "table:number-rows-repeated"))
                self._row_hidden = attributes.get("table:visibility") in {"collapse", "filter"}
            case "table:table-cell" | "table:covered-table-cell":
                self._attributes, self._texts = attributes, []
            case _ if self._texts is not None:
                self._texts.append(_white_space(tag, attributes, first=not self._texts))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._aside:
            self._aside -= 1
            return
        match tag:
            case "table:table-cell":
                self._cell()
            case "table:covered-table-cell":
                self._place(None, _count(self._attributes, "table:number-columns-repeated"))
                self._texts = None
            case "table:table-row":
                self._end_row()
            case "table:table":
                self._end_table()

    def text(self, text: str) -> None:
        """Characters between elements."""
        if self._texts is not None and not self._aside:
            self._texts.append(text)

    def _begin_table(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("table:style-name", "") in self._hidden_styles
        self.sheets.append(SheetParts(attributes.get("table:name", ""), hidden))
        self._rows, self._column_count, self._blank_rows = [], 0, 0
        self._per_cent, self._numbers = {}, {}
        self._formulas, self._first_formula = 0, ""

    def _columns(self, attributes: dict[str, str]) -> None:
        count = min(_count(attributes, "table:number-columns-repeated"), MOST_COLUMNS)
        if attributes.get("table:visibility") in {"collapse", "filter"} and self.sheets:
            self.sheets[-1].hidden_columns += range(self._column_count + 1, self._column_count + count + 1)
        self._column_count += count

    def _begin_row(self, repeated: int) -> None:
        self._repeated, self._row, self._blanks, self._row_hidden = repeated, [], 0, False

    def _cell(self) -> None:
        attributes, text = self._attributes, "".join(self._texts or ())
        self._texts = None
        kind = attributes.get("office:value-type") or attributes.get("calcext:value-type") or ""
        value = _value(kind, attributes, text)
        row, column = self._row_number, len(self._row) + self._blanks + 1
        sheet = self.sheets[-1]
        if ERROR.fullmatch(text) and ("table:formula" in attributes or kind == "error"):
            sheet.errors.append((row, column, text))
            value = None
        if "table:formula" in attributes:
            self._formulas += 1
            self._first_formula = self._first_formula or cell_name(row, column)
            if value is None and not ERROR.fullmatch(text):
                sheet.uncalculated.append((row, column))
        if isinstance(value, float):
            self._numbers[column] = self._numbers.get(column, 0) + 1
            self._per_cent[column] = self._per_cent.get(column, 0) + (kind == "percentage")
        wide, high = (_count(attributes, f"table:number-{what}-spanned") for what in ("columns", "rows"))
        if wide > 1 or high > 1:
            sheet.merged.append((row, column, row + high - 1, column + wide - 1))
        self._place(value, _count(attributes, "table:number-columns-repeated"))

    def _place(self, value: object, repeated: int) -> None:
        if value is None:
            self._blanks += repeated
            return
        if len(self._row) + self._blanks + repeated > MOST_COLUMNS:
            raise BadInput(
                f"{self.name} has more than {MOST_COLUMNS:,} columns: send only the columns that are needed."
            )
        self._row += [None] * self._blanks + [value] * repeated
        self._blanks = 0

    @property
    def _row_number(self) -> int:
        sheet = self.sheets[-1]
        return sheet.height + len(self._rows) + self._blank_rows + 1

    def _end_row(self) -> None:
        sheet, first = self.sheets[-1], self._row_number
        if self._row_hidden and self._repeated < MOST_ROWS // 2:
            sheet.hidden_rows += range(first, first + self._repeated)
        if not self._row:
            self._blank_rows += self._repeated
            return
        rows = self._blank_rows + self._repeated
        self.cells_held += rows * len(self._row)
        if first + self._repeated > MOST_ROWS + 1 or self.cells_held > MOST_CELLS:
            raise BadInput(f"{self.name} has more than {MOST_CELLS:,} cells: send the rows in parts, or as .csv.")
        self._rows += [[]] * self._blank_rows + [self._row] * self._repeated
        self._blank_rows = 0
        if len(self._rows) >= CHUNK_ROWS:
            self._pack()

    def _pack(self) -> None:
        sheet, width = self.sheets[-1], max((len(row) for row in self._rows), default=0)
        rows = [row + [None] * (width - len(row)) for row in self._rows]
        sheet.chunks.append((len(rows), packed(rows, self._known)))
        sheet.height += len(rows)
        self._rows = []

    def _end_table(self) -> None:
        if self._rows:
            self._pack()
        sheet = self.sheets[-1]
        sheet.percentages = [column for column, held in self._per_cent.items() if held * 2 > self._numbers[column]]
        sheet.formulas, sheet.first_formula = self._formulas, self._first_formula


def _value(kind: str, attributes: dict[str, str], text: str) -> object:
    try:
        match kind:
            case "float" | "percentage" | "currency":
                return float(attributes.get("office:value", ""))
            case "date":
                return _moment(attributes.get("office:date-value", ""))
            case "boolean":
                return attributes.get("office:boolean-value") == "true"
            case "time" if found := DURATION.fullmatch(attributes.get("office:time-value", "")):
                hours, minutes, seconds = (int(part) for part in found.groups())
                return time(hours, minutes, seconds) if hours < 24 else (hours + minutes / 60 + seconds / 3600) / 24
    except ValueError:
        pass
    return text or None


def _white_space(tag: str, attributes: dict[str, str], *, first: bool) -> str:
    """What an element stands for in a cell's text: a new paragraph, blanks, a tab, a new line."""
    match tag:
        case "text:p":
            return "" if first else "\n"
        case "text:s":
            return " " * min(_count(attributes, "text:c"), 1_000)
        case "text:tab":
            return "\t"
        case "text:line-break":
            return "\n"
    return ""


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(1, min(int(text), MOST_ROWS)) if text.isdecimal() else 1


def sheets_of(archive: zipfile.ZipFile, *, name: str) -> Iterator[SheetParts]:
    """The sheets of an OpenDocument file."""
    reader = Reader(name)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse(name)
    try:
        with archive.open("content.xml") as part:
            while piece := part.read(PIECE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):
        raise BadInput(f"{name} is cut short or damaged: save it again and send the whole file.") from None
    yield from reader.sheets


def _refuse(name: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise BadInput(f"{name} defines XML entities, which no spreadsheet needs: save it again and send that.")

    return refuse
