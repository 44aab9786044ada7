"""Faulty returns made by code from clean ones: each knows what is wrong with it, and at which cell.

python -m tests.returns.corpus        prints what is caught, what is not, and how many clean files are blocked
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from openpyxl import Workbook as Book
from openpyxl import load_workbook

from pmf_core.definitions.period import month
from pmf_core.returns.check import check
from pmf_core.returns.mapping import Mapping
from pmf_core.returns.plan import HEADER_ROW, plan
from pmf_core.returns.read import read_workbook
from pmf_core.returns.request import Request
from pmf_core.returns.staged import Checked, Finding
from pmf_core.returns.template import template
from pmf_core.returns.workbook import cell_name
from tests.returns import forms

FEBRUARY = month(2026, 2)


@dataclass
class Sent:
    """A clean return on its way to being spoilt: its sheets as rows, and what is done to the file at the end."""

    held: Request
    numbers: dict[tuple[int, int], float]
    sheets: dict[str, forms.Rows]
    name: str = "return.xlsx"
    remembered: Mapping | None = None
    finish: list[Callable[[Book], None]] = field(default_factory=list)
    content: bytes = b""

    @property
    def sheet(self) -> str:
        return next(iter(self.sheets))

    @property
    def rows(self) -> forms.Rows:
        return self.sheets[self.sheet]

    def at(self, unit: int, term: int) -> tuple[int, int]:
        """The row and column of a number in a wide sheet, counted from 1."""
        return unit + 2, term + 2 + (self.rows[0][1] == "Month")

    def asked(self, term: int, *, nth: int = 0) -> int:
        """The n-th unit that is asked for a term."""
        return [unit for unit in range(len(self.held.units)) if self.held.asks[unit, term]][nth]

    def put(self, row: int, column: int, value: Any) -> str:
        self.rows[row - 1][column - 1] = value
        return f"{self.sheet}!{cell_name(row, column)}"

    def spoil(self, term: int, value: Any, *, nth: int = 0) -> str:
        """Put a value, or what a function makes of the value there, in the n-th unit's cell of a term."""
        row, column = self.at(self.asked(term, nth=nth), term)
        held = self.rows[row - 1][column - 1]
        return self.put(row, column, value(held) if callable(value) else value)

    def file(self) -> bytes:
        if self.content or self.name.endswith(".csv"):
            return self.content or forms.csv_of(self.rows)
        book = load_workbook(io.BytesIO(forms.file_of(self.sheets)))
        for step in self.finish:
            step(book)
        held = io.BytesIO()
        book.save(held)
        return held.getvalue()

    def checked(self) -> Checked:
        return check(read_workbook(self.file(), name=self.name), self.held, remembered=self.remembered)


def clean(return_id: str, *, seed: int = 1, form: str = "") -> Sent:
    bare = forms.asked(return_id)
    held = replace(bare, history=forms.history(bare))
    numbers = forms.figures(held, seed=seed)
    laid = {"long": forms.long, "measures_down": forms.measures_down, "wide": forms.wide}
    sheets = {"Data": laid[form](held, numbers)} if form else forms.laid_out(held, numbers)
    return Sent(held, numbers, sheets)


Spoil = Callable[[Sent], str]
"""Spoils a return; the cell that is at fault comes back as `Sheet!B7`."""


@dataclass(frozen=True)
class Fault:
    """A kind of fault, the code it should be found by, and how it is made."""

    name: str
    code: str
    return_id: str
    form: str
    spoil: Spoil

    def made(self) -> tuple[Sent, str]:
        sent = clean(self.return_id, form=self.form)
        return sent, self.spoil(sent)


FAULTS: list[Fault] = []


def fault(code: str, *, of: str = "waste_monthly", form: str = "") -> Callable[[Spoil], Spoil]:
    def added(spoil: Spoil) -> Spoil:
        FAULTS.append(Fault(spoil.__name__, code, of, form, spoil))
        return spoil

    return added


def at_cells(code: str, cells: dict[str, tuple[int, Any]], *, of: str = "waste_monthly", form: str = "") -> None:
    """Faults of a code that spoil a cell each: its term, and what stands there or is made of what stood there."""
    for name, (term, value) in cells.items():
        FAULTS.append(Fault(name, code, of, form, lambda sent, term=term, value=value: sent.spoil(term, value)))


def covers(finding: Finding, where: str) -> bool:
    """Whether a finding points at a cell, itself or within its range; a fault of the whole file has no cell."""
    sheet, _, cell = where.partition("!")
    if finding.sheet != sheet and sheet:
        return False
    if not cell:
        return True
    spots = [_spot(part) for part in finding.cell.split(":") if part]
    if not spots:
        return False
    row, column = _spot(cell)
    rows, columns = [spot[0] for spot in spots], [spot[1] for spot in spots]
    return min(rows) <= row <= max(rows) and min(columns) <= column <= max(columns)


def _spot(cell: str) -> tuple[int, int]:
    found = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    assert found
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), number


def caught(fault_: Fault) -> tuple[bool, tuple[Finding, ...]]:
    """Whether a fault is found by its code at its cell, and everything that is found."""
    sent, where = fault_.made()
    findings = sent.checked().findings
    return any(finding.code == fault_.code and covers(finding, where) for finding in findings), findings


# What stands where a number is due

at_cells(
    "not_a_number",
    {
        "a_word": (1, "see note"),
        "a_letter_for_a_nought": (1, "28O"),
        "an_estimate": (2, "about 40"),
        "a_range": (2, "12-13"),
        "two_numbers": (2, "45 / 60"),
        "a_date_for_a_number": (2, date(2026, 2, 1)),
    },
)
at_cells(
    "formula_error",
    {
        "nothing_to_divide_by": (0, "#DIV/0!"),
        "a_lost_reference": (6, "#REF!"),
    },
)


@fault("rounded_number")
def millions_in_letters(sent: Sent) -> str:
    return sent.spoil(1, "£1.2m")


@fault("not_a_number", form="long")
def a_word_in_long_form(sent: Sent) -> str:
    return sent.put(4, 5, "unknown yet")


@fault("formula_error", of="customer_contact")
def a_failed_look_up(sent: Sent) -> str:
    return sent.put(5, 3, "#N/A")


@fault("text_number")
def a_number_as_text(sent: Sent) -> str:
    return sent.spoil(1, lambda held: f"{held:,.0f}")


@fault("per_cent_for_count")
def a_per_cent_for_a_count(sent: Sent) -> str:
    return sent.spoil(2, "82%")


# What a number can't be

at_cells(
    "impossible",
    {
        "a_negative_count": (2, -5),
        "a_negative_denominator": (3, lambda held: -held),
    },
)


@fault("impossible", of="finance_monthly")
def more_than_all(sent: Sent) -> str:
    return sent.spoil(2, 132.4)


@fault("not_whole")
def half_a_bin(sent: Sent) -> str:
    return sent.spoil(2, lambda held: held + 0.5)


@fault("not_whole", of="customer_contact")
def part_of_a_call(sent: Sent) -> str:
    return sent.put(3, 3, 88.25)


# The unit of measure

at_cells(
    "wrong_scale",
    {
        "a_fraction_for_a_per_cent": (2, lambda held: held / 100),
        "pounds_for_thousands": (3, lambda held: held * 1000),
    },
    of="finance_monthly",
)


@fault("wrong_scale", of="workforce_monthly")
def thousands_for_pounds(sent: Sent) -> str:
    row = next(n for n, row in enumerate(sent.rows, start=1) if row[2] == "Spending on agency staff")
    return sent.put(row, 5, sent.rows[row - 1][4] / 1000)


@fault("wrong_scale")
def a_whole_column_in_thousands(sent: Sent) -> str:
    for nth in range(3):
        where = sent.spoil(3, lambda held: round(held / 1000, 3), nth=nth)
    return where


# Numerator and denominator


@fault("zero_denominator")
def none_to_divide_by(sent: Sent) -> str:
    return sent.spoil(1, 0)


@fault("numerator_over_denominator")
def more_cleared_than_reported(sent: Sent) -> str:
    return sent.spoil(4, sent.numbers[sent.asked(4), 5] + 7)


@fault("numerator_over_denominator")
def columns_changed_over(sent: Sent) -> str:
    unit = sent.asked(4)
    row, column = sent.at(unit, 4)
    sent.put(row, column + 1, sent.numbers[unit, 4])
    return sent.put(row, column, sent.numbers[unit, 5])


@fault("half_pair", of="workforce_monthly")
def a_denominator_left_out(sent: Sent) -> str:
    row = next(n for n, row in enumerate(sent.rows, start=1) if row[3] == "Denominator")
    del sent.rows[row - 1]
    return f"{sent.sheet}!{cell_name(row - 1, 5)}"


@fault("value_unlike_counts", of="finance_monthly")
def a_share_that_its_counts_do_not_give(sent: Sent) -> str:
    return sent.spoil(2, lambda held: round(held - 4.3, 1))


# What must hold between numbers


@fault("balance", of="adult_care_teams")
def a_list_that_does_not_close(sent: Sent) -> str:
    return sent.spoil(4, lambda held: held + 9, nth=2)


@fault("balance", of="adult_care_teams")
def more_left_than_were_said(sent: Sent) -> str:
    sent.spoil(7, lambda held: held + 5, nth=4)
    row, column = sent.at(sent.asked(4, nth=4), 4)
    return f"{sent.sheet}!{cell_name(row, column)}"


@fault("not_carried", of="adult_care_teams")
def an_opening_unlike_the_closing_before(sent: Sent) -> str:
    sent.spoil(4, lambda held: held + 11, nth=1)
    return sent.spoil(5, lambda held: held + 11, nth=1)


@fault("parts_of_total", of="finance_monthly")
def debts_that_are_not_all_debt(sent: Sent) -> str:
    return sent.spoil(6, lambda held: held + 25)


@fault("parts_of_total", of="finance_monthly")
def a_part_mistyped(sent: Sent) -> str:
    sent.spoil(4, lambda held: held + 300)
    row, column = sent.at(sent.asked(6), 6)
    return f"{sent.sheet}!{cell_name(row, column)}"


# Once too often, or not at all


@fault("repeated")
def a_row_twice(sent: Sent) -> str:
    sent.rows.append(list(sent.rows[1]))
    return f"{sent.sheet}!{cell_name(len(sent.rows), sent.at(0, 2)[1])}"


@fault("contradiction")
def a_row_twice_with_another_number(sent: Sent) -> str:
    sent.rows.append(list(sent.rows[1]))
    return sent.put(len(sent.rows), sent.at(0, 2)[1], 12)


@fault("contradiction", of="customer_contact")
def a_measure_twice(sent: Sent) -> str:
    sent.rows.append([*sent.rows[1][:2], 3])
    return f"{sent.sheet}!{cell_name(len(sent.rows), 3)}"


@fault("missing_unit")
def a_team_left_out(sent: Sent) -> str:
    del sent.rows[2]
    return sent.sheet


@fault("missing_unit", of="workforce_monthly")
def a_team_left_out_of_a_long_file(sent: Sent) -> str:
    name = sent.rows[8][0]
    sent.sheets[sent.sheet] = [row for row in sent.rows if row[0] != name]
    return sent.sheet


@fault("blank")
def a_blank(sent: Sent) -> str:
    return sent.spoil(2, None)


@fault("blank", of="adult_care_teams")
def a_blank_among_many(sent: Sent) -> str:
    return sent.spoil(3, None, nth=6)


@fault("blank", form="long")
def a_blank_without_its_reason(sent: Sent) -> str:
    return sent.put(3, 5, None)


@fault("missing_figure", of="customer_contact")
def a_measure_left_out(sent: Sent) -> str:
    del sent.rows[3]
    return f"{sent.sheet}!A2"


@fault("missing_column")
def a_column_left_out(sent: Sent) -> str:
    for row in sent.rows:
        del row[3]
    return f"{sent.sheet}!A1"


# Whose and of what


@fault("unknown_unit")
def a_name_misspelt(sent: Sent) -> str:
    return sent.put(2, 1, "Colection Mid Team")


@fault("unknown_unit")
def a_name_of_nobody(sent: Sent) -> str:
    return sent.put(3, 1, "Harbour Patrol")


@fault("unknown_unit", of="workforce_monthly")
def a_name_misspelt_in_one_row_of_many(sent: Sent) -> str:
    return sent.put(12, 1, sent.rows[11][0].replace("Team", "Taem"))


@fault("unit_not_asked")
def a_team_of_another_service(sent: Sent) -> str:
    sent.rows.append(["Street Lighting Team", forms.period_text(sent.held.period), *sent.rows[1][2:]])
    return f"{sent.sheet}!A{len(sent.rows)}"


@fault("no_unit")
def a_row_without_a_name(sent: Sent) -> str:
    return sent.put(3, 1, None)


@fault("not_asked")
def a_number_in_the_wrong_row(sent: Sent) -> str:
    row, column = sent.at(sent.asked(6), 2)
    return sent.put(row, column, 14)


@fault("unknown_measure", form="long")
def a_measure_that_is_not_asked(sent: Sent) -> str:
    return sent.put(5, 3, "Potholes filled")


@fault("unknown_measure", of="customer_contact")
def a_measure_of_another_name(sent: Sent) -> str:
    return sent.put(2, 2, "Average handling time")


# Of which period


@fault("wrong_period")
def the_month_before(sent: Sent) -> str:
    for row in range(2, len(sent.rows) + 1):
        where = sent.put(row, 2, forms.period_text(FEBRUARY))
    return where


@fault("wrong_period")
def one_row_of_the_month_before(sent: Sent) -> str:
    return sent.put(3, 2, forms.period_text(FEBRUARY))


@fault("wrong_period", form="long")
def last_year(sent: Sent) -> str:
    for row in range(2, len(sent.rows) + 1):
        where = sent.put(row, 2, forms.period_text(month(2025, 3)))
    return where


@fault("future_period")
def a_month_to_come(sent: Sent) -> str:
    return sent.put(4, 2, forms.period_text(month(2026, 12)))


@fault("not_a_period")
def a_period_that_is_none(sent: Sent) -> str:
    return sent.put(2, 2, "Marzo")


@fault("no_period")
def a_row_without_its_month(sent: Sent) -> str:
    return sent.put(2, 2, None)


@fault("wrong_grain")
def a_year_for_a_month(sent: Sent) -> str:
    for row in range(2, len(sent.rows) + 1):
        where = sent.put(row, 2, "2025-26")
    return where


@fault("wrong_period", of="highways_monthly")
def a_sheet_of_another_month(sent: Sent) -> str:
    sent.sheets = {forms.period_text(FEBRUARY): sent.rows}
    return f"{sent.sheet}!A1"


@fault("wrong_period", of="highways_monthly")
def a_title_of_another_month(sent: Sent) -> str:
    sent.sheets = {"Return": [["Highways return"], [forms.period_text(FEBRUARY)], [], *sent.rows]}
    return "Return!A2"


@fault("wrong_period", of="customer_contact")
def a_heading_of_another_month(sent: Sent) -> str:
    return sent.put(1, 3, forms.period_text(FEBRUARY))


@fault("day_month_swap")
def a_date_that_became_american(sent: Sent) -> str:
    for row in range(2, len(sent.rows) + 1):
        where = sent.put(row, 2, date(2026, 1, 3))
    return where


@fault("day_month_swap", form="long")
def an_american_date_as_text(sent: Sent) -> str:
    return sent.put(3, 2, "03/01/2026")


# Against what is known


@fault("sent_again")
def last_month_again(sent: Sent) -> str:
    before = forms.figures(sent.held, seed=0)
    sent.sheets = forms.laid_out(sent.held, before)
    return sent.sheet


@fault("sent_again", of="workforce_monthly")
def a_long_file_of_last_month_again(sent: Sent) -> str:
    sent.sheets = forms.laid_out(sent.held, forms.figures(sent.held, seed=0))
    return sent.sheet


@fault("row_again", of="adult_care_teams")
def a_row_copied_from_last_month(sent: Sent) -> str:
    before = forms.wide(sent.held, forms.figures(sent.held, seed=0))
    sent.rows[4] = before[4]
    return f"{sent.sheet}!{cell_name(5, 3)}"


@fault("surprise")
def twice_as_many(sent: Sent) -> str:
    return sent.spoil(2, lambda held: held * 2)


@fault("surprise", of="adult_care_teams")
def a_digit_dropped(sent: Sent) -> str:
    return sent.spoil(0, lambda held: held // 10, nth=3)


@fault("surprise", of="workforce_monthly")
def a_digit_too_many(sent: Sent) -> str:
    row = next(n for n, row in enumerate(sent.rows, start=1) if row[2] == "Spending on agency staff")
    return sent.put(row, 5, sent.rows[row - 1][4] * 10)


@fault("nought_for_unknown")
def a_nought_for_not_known_yet(sent: Sent) -> str:
    return sent.spoil(4, 0)


@fault("filled_down", of="adult_care_teams")
def a_number_filled_down(sent: Sent) -> str:
    first = sent.rows[2][5]
    for row in range(3, 8):
        where = sent.put(row, 6, max(first, 900))
    return where


@fault("total")
def a_total_that_the_rows_do_not_give(sent: Sent) -> str:
    rows = sent.rows
    sums = [sum(row[place] or 0 for row in rows[1:]) for place in range(2, len(rows[0]))]
    rows.append(["Total", forms.period_text(sent.held.period), *sums])
    return sent.put(len(rows), 5, sums[2] + 50)


# What the sender may not see


@fault("hidden_row")
def a_hidden_row(sent: Sent) -> str:
    def hide(book: Book) -> None:
        book[sent.sheet].row_dimensions[3].hidden = True

    sent.finish.append(hide)
    return f"{sent.sheet}!{cell_name(3, sent.at(1, 2)[1])}"


@fault("hidden_column")
def a_hidden_column(sent: Sent) -> str:
    def hide(book: Book) -> None:
        book[sent.sheet].column_dimensions["D"].hidden = True

    sent.finish.append(hide)
    return f"{sent.sheet}!D1"


@fault("hidden_sheet", of="highways_monthly")
def a_hidden_sheet(sent: Sent) -> str:
    rows = [list(row) for row in sent.rows]
    sent.sheets[forms.period_text(FEBRUARY)] = rows

    def hide(book: Book) -> None:
        book[forms.period_text(FEBRUARY)].sheet_state = "hidden"

    sent.finish.append(hide)
    return forms.period_text(FEBRUARY)


# Headings, templates and layouts


@fault("guessed_column")
def a_heading_misspelt(sent: Sent) -> str:
    return sent.put(1, 6, "Colections due")


@fault("heading_twice")
def a_heading_twice(sent: Sent) -> str:
    for row in sent.rows:
        row.append(row[3])
    return f"{sent.sheet}!{cell_name(1, len(sent.rows[0]))}"


@fault("unread_column")
def a_column_that_nobody_asked_for(sent: Sent) -> str:
    for number, row in enumerate(sent.rows):
        row.append(number if number else "Skips hired")
    return f"{sent.sheet}!{cell_name(1, len(sent.rows[0]))}"


@fault("nothing_found")
def another_file(sent: Sent) -> str:
    sent.sheets = {"Rota": [["Day", "On call"], ["Monday", "Ann"], ["Tuesday", "Ben"]]}
    return "Rota"


def _template(sent: Sent, held: Request | None = None) -> Book:
    of = held or sent.held
    book = load_workbook(io.BytesIO(template(of)))
    for place, asked in plan(of).entries.items():
        book[plan(of).sheet].cell(*place, sent.numbers.get(asked, 5.0))
    return book


def _sends(sent: Sent, book: Book) -> None:
    held = io.BytesIO()
    book.save(held)
    sent.content = held.getvalue()


@fault("template_altered")
def a_heading_typed_over(sent: Sent) -> str:
    book = _template(sent)
    book["Return"].cell(HEADER_ROW, 4, "Bins replaced")
    _sends(sent, book)
    return f"Return!D{HEADER_ROW}"


@fault("template_other_period")
def the_template_of_february(sent: Sent) -> str:
    _sends(sent, _template(sent, forms.asked("waste_monthly", period=FEBRUARY)))
    return "Return!A1"


@fault("template_other_return")
def the_template_of_another_return(sent: Sent) -> str:
    _sends(sent, _template(sent, forms.asked("finance_monthly")))
    return "Return!A1"


@fault("template_old")
def a_template_of_an_older_version(sent: Sent) -> str:
    _sends(sent, _template(sent))
    sent.held = replace(sent.held, asked=sent.held.asked.model_copy(update={"version": 2}))
    return "Return!A1"


@fault("blank")
def a_template_half_filled_in(sent: Sent) -> str:
    book = _template(sent)
    book["Return"].cell(HEADER_ROW + 1, 4).value = None
    _sends(sent, book)
    return f"Return!D{HEADER_ROW + 1}"


def _remember(sent: Sent) -> None:
    sent.remembered = sent.checked().mapping


@fault("layout_moved")
def a_column_that_moved(sent: Sent) -> str:
    _remember(sent)
    for row in sent.rows:
        row.insert(2, row.pop())
    return f"{sent.sheet}!C1"


@fault("layout_renamed")
def a_column_renamed(sent: Sent) -> str:
    _remember(sent)
    return sent.put(1, 4, "Total tonnage")


@fault("layout_appeared")
def a_column_that_appeared(sent: Sent) -> str:
    _remember(sent)
    for number, row in enumerate(sent.rows):
        row.append("Comment" if number == 0 else "as usual")
    return f"{sent.sheet}!{cell_name(1, len(sent.rows[0]))}"


@fault("layout_gone")
def a_column_that_went(sent: Sent) -> str:
    _remember(sent)
    for row in sent.rows:
        del row[3]
    return sent.sheet


@fault("layout_header_moved")
def headings_that_moved_down(sent: Sent) -> str:
    _remember(sent)
    sent.sheets[sent.sheet] = [["Waste return"], [], *sent.rows]
    return f"{sent.sheet}!A3"


def clean_returns() -> Iterator[Sent]:
    """Two hundred clean returns: every return in every form, as workbook and as text, with what people add."""
    made = 0
    while made < 200:
        for return_id in sorted(forms.catalogue().returns):
            for form in ("", "wide", "long", "measures_down"):
                sent = clean(return_id, seed=made + 2, form=form)
                DECORATIONS[made % len(DECORATIONS)](sent)
                yield sent
                made += 1
                if made == 200:
                    return


def _titled(sent: Sent) -> None:
    sent.sheets[sent.sheet] = [[f"{sent.held.asked.name}"], [], *sent.rows]


def _as_text_file(sent: Sent) -> None:
    if sent.held.asked.shape != "sheet_per_period":
        sent.name = "return.csv"


def _with_notes(sent: Sent) -> None:
    sent.sheets["Notes"] = [["Prepared by the business support team."], ["Questions: see the guide."]]


def _moved_in(sent: Sent) -> None:
    sent.sheets[sent.sheet] = [[None, *row] for row in sent.rows] + [[], [None, "Source: depot records."]]


def _with_short_names(sent: Sent) -> None:
    for row in sent.rows[1:]:
        row[0] = str(row[0]).removesuffix(" Team")


def _with_commas(sent: Sent) -> None:
    for row in sent.rows[1:]:
        row[2:] = [f"{cell:,.0f}" if isinstance(cell, float) and cell.is_integer() else cell for cell in row[2:]]


DECORATIONS: tuple[Callable[[Sent], None], ...] = (
    lambda _: None,
    _titled,
    _as_text_file,
    _with_notes,
    lambda sent: _respell(sent, sent.held.period.name),
    lambda sent: _respell(sent, "Mar-26"),
    lambda sent: _respell(sent, sent.held.period.start),
    _moved_in,
    _with_short_names,
    _with_commas,
)
"""What people do to a clean file that is no fault."""


def _respell(sent: Sent, period: Any) -> None:
    """Write the period in another way, wherever it stands."""
    said = forms.period_text(sent.held.period)
    for row in sent.rows:
        row[:] = [period if cell == said else cell for cell in row]
    if said in sent.sheets:
        sent.sheets = {str(period): sent.rows}


def main() -> None:
    """Print the figures."""
    missed = []
    for held in FAULTS:
        ok, findings = caught(held)
        if not ok:
            missed.append(held)
            print(f"missed: {held.name} ({held.code} at {held.made()[1]}): {[(f.code, f.where) for f in findings][:8]}")
    print(f"{len(FAULTS) - len(missed)} of {len(FAULTS)} faults caught at the right cell")
    blocked = 0
    for sent in clean_returns():
        errors = sent.checked().errors
        if errors:
            blocked += 1
            print(f"blocked: {sent.held.asked.id} {sent.name}: {[(f.code, f.where, f.why) for f in errors][:3]}")
    print(f"{blocked} of 200 clean returns blocked")


if __name__ == "__main__":
    main()
