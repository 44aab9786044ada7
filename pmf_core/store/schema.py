"""The tables. Rows are only ever added: the end of a row's life is derived, never written."""

from __future__ import annotations

from pmf_core.store.engine import Query, Transaction
from pmf_core.store.erasing.tables import ERASED_FIGURE
from pmf_core.store.narrated.tables import NARRATIVE_TABLES
from pmf_core.store.papers import PAPER_TABLES
from pmf_core.store.raised.tables import RAISED_TABLES
from pmf_core.store.returned.tables import RETURN_TABLES

VERSION = 3
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
    "withheld": """
        metric_id varchar not null,
        unit_id varchar not null,
        breakdown varchar not null,
        grain varchar not null,
        period_start date not null,
        period_end date not null,
        known_from timestamp not null,
        batch_id integer not null,
        reason varchar not null
    """,
    "disclosure_rule": """
        metric_id varchar not null,
        profile varchar not null,
        batch_id integer not null
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
        added_by varchar not null,
        details varchar
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
    "erased_figure": ERASED_FIGURE,
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
    **RAISED_TABLES,
    **PAPER_TABLES,
    **NARRATIVE_TABLES,
}
"""Table → columns. `batch_id` is also the transaction number: it settles ties of `known_from`."""

EXACT_READING = """
create or replace view exact_reading as
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
"""What is known about a unit: what was observed, and what was added up."""

DISCLOSURE_IN_FORCE = """
create or replace view disclosure_in_force as
select metric_id, profile from (
    select metric_id, profile, row_number() over (partition by metric_id order by batch_id desc) as newest
    from disclosure_rule
) as ranked
where newest = 1 and profile <> 'none'
"""
"""The metrics of which small numbers are withheld, and by which profile."""

READING = """
create or replace view reading as
select r.metric_id, r.unit_id, r.breakdown, r.period_start, r.period_end, r.grain,
       case when w.reason is null then r.numerator end as numerator,
       case when w.reason is null then r.denominator end as denominator,
       case when w.reason is null then r.value end as value,
       case when w.reason is null then r.missing_reason else 'suppressed' end as missing_reason,
       r.status, r.known_from, r.batch_id, r.source_row, r.source_column, r.source_sheet, r.parts, r.parts_expected
from exact_reading as r
left join (
    select * from withheld where metric_id in (select metric_id from disclosure_in_force)
) as w
  on w.metric_id = r.metric_id and w.unit_id = r.unit_id and w.breakdown = r.breakdown and w.grain = r.grain
 and w.period_start = r.period_start and w.period_end = r.period_end
 and w.known_from = r.known_from and w.batch_id = r.batch_id
"""
"""What anybody may read: the same without what is withheld to protect people, small numbers not told from guards."""

VIEWS = {"exact_reading": EXACT_READING, "disclosure_in_force": DISCLOSURE_IN_FORCE, "reading": READING}
"""Each view with what makes it, in the order in which they rest on each other."""


def create(transaction: Transaction) -> None:
    """Make every table that is not there yet."""
    for table, columns in TABLES.items():
        transaction.execute(Query(f"create {table}", f"create table if not exists {table} ({columns})"))
    for view, sql in VIEWS.items():
        transaction.execute(Query(f"create {view}", sql))
    transaction.execute(
        Query(
            "stamp version",
            "insert into store_version select :version, cast(now() at time zone 'UTC' as timestamp) "
            "where not exists (select 1 from store_version)",
            {"version": VERSION},
        )
    )
