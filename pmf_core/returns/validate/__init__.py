"""Every rule by which a return is checked; each is a function from what was matched to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.columns import guessed_columns, missing_columns, nothing_found, unread_columns
from pmf_core.returns.validate.drift import drifted
from pmf_core.returns.validate.due import blanks, missing_rows
from pmf_core.returns.validate.filled_down import filled_down
from pmf_core.returns.validate.hidden import hidden
from pmf_core.returns.validate.identities import carried_forward, identities
from pmf_core.returns.validate.labels import not_asked, unknown_measures, unknown_units
from pmf_core.returns.validate.number_text import (
    formula_errors,
    per_cents,
    rounded_texts,
    text_numbers,
    uncalculated,
    unread_texts,
)
from pmf_core.returns.validate.periods import other_periods, periods_not_said, unread_periods
from pmf_core.returns.validate.possible import impossible, not_whole
from pmf_core.returns.validate.ratio import (
    half_pairs,
    numerators_over_denominators,
    values_unlike_their_counts,
    zero_denominators,
)
from pmf_core.returns.validate.repeated import repeated
from pmf_core.returns.validate.scale import wrong_scale
from pmf_core.returns.validate.sent_again import sent_again
from pmf_core.returns.validate.small import small_numbers
from pmf_core.returns.validate.surprise import noughts, surprises
from pmf_core.returns.validate.template import template_is_right, template_is_unaltered
from pmf_core.returns.validate.totals import totals

RULES: tuple[Callable[[Matched], Iterator[Finding]], ...] = (
    template_is_right,
    template_is_unaltered,
    nothing_found,
    missing_columns,
    guessed_columns,
    unread_columns,
    drifted,
    unknown_units,
    unknown_measures,
    unread_periods,
    other_periods,
    periods_not_said,
    formula_errors,
    unread_texts,
    uncalculated,
    per_cents,
    impossible,
    not_whole,
    wrong_scale,
    zero_denominators,
    numerators_over_denominators,
    half_pairs,
    values_unlike_their_counts,
    identities,
    carried_forward,
    repeated,
    missing_rows,
    blanks,
    not_asked,
    sent_again,
    noughts,
    surprises,
    filled_down,
    totals,
    hidden,
    rounded_texts,
    text_numbers,
    small_numbers,
)
"""In the order in which they are told within a severity."""

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def findings_of(matched: Matched) -> tuple[Finding, ...]:
    """Everything that the rules find, the gravest first."""
    found = [finding for rule in RULES for finding in rule(matched)]
    return tuple(sorted(found, key=lambda finding: ORDER[finding.severity]))
