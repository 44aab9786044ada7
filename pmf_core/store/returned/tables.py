"""The tables of returns. Rows are only ever added; the bytes of a file alone may be erased, and that is recorded."""

from __future__ import annotations

RETURN_TABLES = {
    "return_file": """
        sha256 varchar not null,
        name varchar not null,
        bytes blob,
        size bigint not null,
        received_at timestamp not null,
        received_by varchar not null
    """,
    "submission": """
        submission_id varchar not null,
        seq integer not null,
        return_id varchar not null,
        period_id varchar not null,
        period_end date not null,
        file_sha256 varchar not null,
        event varchar not null,
        done_at timestamp not null,
        done_by varchar not null,
        role varchar not null,
        note varchar not null,
        batch_id integer,
        summary varchar not null
    """,
    "submitted_figure": """
        submission_id varchar not null,
        seq integer not null,
        metric_id varchar not null,
        unit_id varchar not null,
        breakdown varchar not null,
        period_start date not null,
        period_end date not null,
        grain varchar not null,
        numerator double,
        denominator double,
        value double,
        missing_reason varchar,
        status varchar not null,
        source_row integer,
        source_column varchar,
        source_sheet varchar,
        numerator_cell varchar,
        denominator_cell varchar,
        value_cell varchar
    """,
    "cleansing_step": """
        submission_id varchar not null,
        seq integer not null,
        sheet varchar not null,
        cell varchar not null,
        before varchar not null,
        after varchar not null,
        rule varchar not null,
        reason varchar not null,
        accepted_by varchar not null,
        accepted_at timestamp not null
    """,
    "return_mapping": """
        fingerprint varchar not null,
        return_id varchar not null,
        mapping varchar not null,
        effective_from date not null,
        known_from timestamp not null,
        decided_by varchar not null
    """,
    "retention_act": """
        kind varchar not null,
        id varchar not null,
        done_at timestamp not null,
        done_by varchar not null,
        role varchar not null,
        reason varchar not null
    """,
    "reminder": """
        return_id varchar not null,
        period_id varchar not null,
        step varchar not null,
        recipient varchar not null,
        channel varchar not null,
        sent_at timestamp not null,
        body varchar not null
    """,
}
"""Table → columns. An event of a submission is a row; its state is derived from its events."""
