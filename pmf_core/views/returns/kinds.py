"""What kinds of findings are called, one name for each rule's code, and how each severity looks."""

from __future__ import annotations

from pmf_core.returns.staged import Severity
from pmf_core.views.status import StatusKind

KINDS = {
    Severity.ERROR: (StatusKind.INADEQUATE, "Error"),
    Severity.WARNING: (StatusKind.REQUIRES_IMPROVEMENT, "Warning"),
    Severity.NOTE: (StatusKind.NOT_JUDGED, "Note"),
}
"""How each severity looks and what it is called."""

NAMES = {
    "balance": "Opening, in, out and closing don't fit",
    "blank": "Blank cells",
    "contradiction": "The same figure twice, and different",
    "day_month_swap": "Day and month the wrong way round",
    "filled_down": "Filled down",
    "formula_error": "Formulas that went wrong",
    "future_period": "A period that is not over",
    "guessed_column": "Headings that were guessed",
    "half_pair": "One of a pair is missing",
    "heading_twice": "A heading that stands twice",
    "hidden_row": "Hidden rows",
    "impossible": "Impossible numbers",
    "layout_appeared": "New columns",
    "layout_gone": "Columns that are gone",
    "layout_header_moved": "Headings in another row",
    "layout_moved": "Columns that moved",
    "layout_renamed": "Columns with another name",
    "layout_sheet_gone": "A sheet that is gone",
    "missing_column": "Columns that are missing",
    "missing_figure": "Figures that are missing",
    "missing_unit": "Teams that are missing",
    "no_period": "Rows without a period",
    "no_unit": "Rows without a team",
    "not_a_number": "Not a number",
    "not_a_period": "Not a period",
    "not_asked": "Figures that nobody asked for",
    "not_carried": "Not what the period before closed with",
    "not_whole": "Not whole numbers",
    "nothing_found": "Nothing of this return in the file",
    "nothing_to_divide": "Nothing to divide by",
    "nought_for_unknown": "0 where nothing may be known",
    "numerator_over_denominator": "More than there can be",
    "parts_of_total": "Parts that don't add up",
    "past_period": "Figures of an earlier period",
    "per_cent_for_count": "A share in place of a number",
    "period_assumed": "The period is not said",
    "repeated": "The same figure twice",
    "rounded_number": "Rounded numbers",
    "row_again": "A row as the period before",
    "sent_again": "The figures of the period before",
    "small_number": "Small numbers of people",
    "surprise": "Unusual figures",
    "total": "Totals that don't fit their rows",
    "template_altered": "The template was altered",
    "template_old": "An old template",
    "template_other_period": "The template of another period",
    "template_other_return": "The template of another return",
    "text_number": "Numbers written as text",
    "uncalculated": "Formulas without a result",
    "unit_not_asked": "Teams that are not asked",
    "unknown_measure": "Measures nobody knows",
    "unknown_unit": "Teams nobody knows",
    "unread_column": "Columns that are not read",
    "value_unlike_counts": "A value that its counts don't give",
    "wrong_grain": "Periods of another length",
    "wrong_period": "Another period",
    "wrong_scale": "In another unit of measure",
    "zero_denominator": "Something out of nothing",
}


def kind_name(code: str) -> str:
    """A kind of finding as the page calls it.

    >>> kind_name("text_number")
    'Numbers written as text'
    """
    return NAMES.get(code, code.replace("_", " ").capitalize())
