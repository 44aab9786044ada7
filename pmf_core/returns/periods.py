"""Periods as a return writes them: in a column, a title, a sheet's name or a file's name."""

from __future__ import annotations

from datetime import date, datetime

from pmf_core.definitions.period import Period, YearType, month
from pmf_core.definitions.source_period import PeriodForm, PeriodKind, PeriodRule, period_of
from pmf_core.errors import BadInput
from pmf_core.returns.workbook import Cell


def period_of_cell(cell: Cell, *, year: YearType = YearType.FINANCIAL) -> Period | None:
    """The period that a cell stands for; nothing if it is none. `year` says what `2024-25` means.

    >>> period_of_cell("2024-25").name
    '2024/25'
    """
    if isinstance(cell, datetime | date):
        return month(cell.year, cell.month)
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "")
    kinds = (PeriodKind.YEAR_PAIR, PeriodKind.MONTH, PeriodKind.INTERVAL, PeriodKind.POOLED_YEARS, PeriodKind.YEAR)
    forms = tuple(PeriodForm(kind=kind, begins=1 if kind is PeriodKind.YEAR else year.first_month) for kind in kinds)
    try:
        return period_of(text, PeriodRule(column="", forms=forms))
    except BadInput:
        return None
