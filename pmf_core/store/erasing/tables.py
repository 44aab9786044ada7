"""Where people are named in the store, and what they typed beside it."""

from __future__ import annotations

from dataclasses import dataclass

ERASED_FIGURE = """
        team_id varchar not null,
        metric_id varchar not null,
        breakdown varchar not null,
        period_start date not null,
        period_end date not null,
        grain varchar not null,
        numerator double,
        denominator double,
        value double,
        missing_reason varchar,
        status varchar not null,
        known_from timestamp not null,
        known_to timestamp,
        batch_id integer not null
"""
"""What a team's totals still need of people who are gone: no row says whose it was, and no Scope reads it."""

REMOVED = "[removed]"
"""What stands where a name or a text was."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A table that names whoever wrote a row, and the texts of their own that go with the name.

    What a body decided stays with its reason: it is the council's record, not a person's text.
    """

    table: str
    by: str
    texts: tuple[str, ...] = ()


TYPED = (
    Typed("issue_entry", "added_by", ("text", "source", "details")),
    Typed("decision", "recorded_by"),
    Typed("decision_paper", "written_by"),
    Typed("ask", "asked_by"),
    Typed("ask_answer", "answered_by", ("note",)),
    Typed("raised", "raised_by", ("text", "raised_by_id")),
    Typed("raised_reply", "replied_by", ("note",)),
    Typed("report_cut", "cut_by"),
    Typed("pack", "sealed_by"),
    Typed("return_file", "received_by", ("name",)),
    Typed("submission", "done_by", ("note",)),
    Typed("cleansing_step", "accepted_by", ("reason",)),
    Typed("return_mapping", "decided_by"),
    Typed("narrative", "written_by", ("what", "why", "so_what", "action", "no_action")),
    Typed("narrative_override", "given_by", ("sentence", "reason")),
    Typed("narrative_approval", "approved_by"),
    Typed("retention_act", "done_by", ("reason",)),
    Typed("reminder", "recipient", ("body",)),
)
"""Every column of the store with somebody's name in it; phases name people in their definitions."""
