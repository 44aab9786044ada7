"""The tables of narratives. Rows are only ever added: a new version takes an earlier one's place."""

from __future__ import annotations

NARRATIVE_TABLES = {
    "narrative": """
        narrative_id varchar not null,
        metric_id varchar not null,
        unit_id varchar not null,
        period_id varchar not null,
        period_end date not null,
        what varchar not null,
        why varchar not null,
        so_what varchar not null,
        action varchar not null,
        no_action varchar not null,
        owner_id varchar not null,
        due date,
        decision_id varchar not null,
        recorded_at timestamp not null,
        written_by varchar not null
    """,
    "narrative_override": """
        narrative_id varchar not null,
        sentence varchar not null,
        reason varchar not null,
        given_by varchar not null
    """,
    "narrative_approval": """
        narrative_id varchar not null,
        approved_at timestamp not null,
        approved_by varchar not null
    """,
}
"""Table → columns."""
