"""The tables. Rows are only ever added: the end of a row's life is derived, never written."""

from __future__ import annotations

from pmf_core.store.engine import Query, Transaction
from pmf_core.store.returned.tables import RETURN_TABLES

VERSION = 2
"""The version of this schema, as a store carries it."""

TABLES = {
    "store_version": """
        version integer not null,
        upgraded_at timestamp not null
    """,
    "batch": """
        batch_id integer not null,
        file varchar not null,
        source varchar not null,
        title varchar not null,
        sha256 varchar not null,
        provenance varchar not null,
        known_from timestamp not null,
        loaded_at timestamp not null,
        row_count bigint not null
    """,
    "observation": """
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
        known_from timestamp not null,
        batch_id integer not null,
        source_row integer,
        source_column varchar,
        source_sheet varchar
    """,
    "roll_up": """
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
        known_from timestamp not null,
        batch_id integer not null,
        parts integer not null,
        parts_expected integer not null
    """,
    "ancestry": """
        unit_id varchar not null,
        ancestor_id varchar not null,
        first_day date not null,
        last_day date not null,
        known_from timestamp not null,
        batch_id integer not null
    """,
    "report_cut": """
        body_id varchar not null,
        unit_id varchar not null,
        period_id varchar not null,
        period_end date not null,
        cut_at timestamp not null,
        cut_by varchar not null,
        recorded_at timestamp not null
    """,
    "issue_entry": """
        entry_id varchar not null,
        metric_id varchar not null,
        unit_id varchar not null,
        place varchar not null,
        text varchar not null,
        source varchar not null,
        says varchar not null,
        strength varchar not null,
        replaces varchar not null,
        added_at timestamp not null,
        added_by varchar not null
    """,
    "decision": """
        decision_id varchar not null,
        body_id varchar not null,
        meeting_id varchar not null,
        seal varchar not null,
        metric_id varchar not null,
        unit_id varchar not null,
        period_id varchar not null,
        decision varchar not null,
        reason varchar not null,
        option_chosen varchar not null,
        owner_id varchar not null,
        due date not null,
        expected_effect double,
        check_date date,
        evidence_as_at timestamp not null,
        recorded_at timestamp not null,
        recorded_by varchar not null
    """,
    "ask": """
        ask_id varchar not null,
        decision_id varchar not null,
        unit_id varchar not null,
        request varchar not null,
        due date not null,
        asked_at timestamp not null,
        asked_by varchar not null
    """,
    "ask_answer": """
        ask_id varchar not null,
        answer varchar not null,
        note varchar not null,
        answered_at timestamp not null,
        answered_by varchar not null
    """,
    "pack": """
        seal varchar not null,
        body_id varchar not null,
        meeting_id varchar not null,
        product_id varchar not null,
        unit_id varchar not null,
        period_id varchar not null,
        as_at timestamp not null,
        sealed_at timestamp not null,
        sealed_by varchar not null,
        content blob not null
    """,
    "pack_file": """
        seal varchar not null,
        name varchar not null,
        sha256 varchar not null,
        bytes blob not null
    """,
    "audit_anchor": """
        entries integer not null,
        seal varchar not null,
        recorded_at timestamp not null
    """,
    "definition_version": """
        kind varchar not null,
        id varchar not null,
        version integer not null,
        effective_from date not null,
        known_from timestamp not null,
        body varchar not null,
        batch_id integer not null
    """,
    **RETURN_TABLES,
}
"""Table → columns. `batch_id` is also the transaction number: it settles ties of `known_from`."""

READING = """
create or replace view reading as
select metric_id, unit_id, breakdown, period_start, period_end, grain, numerator, denominator, value,
       missing_reason, status, known_from, batch_id, source_row, source_column, source_sheet,
       cast(null as integer) as parts, cast(null as integer) as parts_expected
from observation
union all
select metric_id, unit_id, breakdown, period_start, period_end, grain, numerator, denominator, value,
       missing_reason, status, known_from, batch_id, cast(null as integer), cast(null as varchar),
       cast(null as varchar), parts, parts_expected
from roll_up
"""
"""What can be read about a unit: what was observed, and what was added up."""


def create(transaction: Transaction) -> None:
    """Make every table that is not there yet."""
    for table, columns in TABLES.items():
        transaction.execute(Query(f"create {table}", f"create table if not exists {table} ({columns})"))
    transaction.execute(Query("create reading", READING))
    transaction.execute(
        Query(
            "stamp version",
            "insert into store_version select :version, cast(now() at time zone 'UTC' as timestamp) "
            "where not exists (select 1 from store_version)",
            {"version": VERSION},
        )
    )
