"""The tables of what people raise. Rows are only ever added; somebody's words alone may be erased."""

from __future__ import annotations

RAISED_TABLES = {
    "raised": """
        raised_id varchar not null,
        kind varchar not null,
        follows varchar not null,
        metric_id varchar not null,
        unit_id varchar not null,
        period_id varchar not null,
        text varchar not null,
        to_role varchar not null,
        to_owner varchar not null,
        body_id varchar not null,
        meeting_id varchar not null,
        address varchar not null,
        due date not null,
        evidence_as_at timestamp not null,
        raised_at timestamp not null,
        raised_by varchar not null,
        raised_by_id varchar not null
    """,
    "raised_reply": """
        raised_id varchar not null,
        reply varchar not null,
        note varchar not null,
        replied_at timestamp not null,
        replied_by varchar not null
    """,
}
