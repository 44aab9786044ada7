from __future__ import annotations

from datetime import date

import pytest
import sqlglot
from sqlglot import exp

from pmf_core.measures import batch_sql, sql
from pmf_core.store.engine import Query

DAY = date(2025, 3, 31)
QUERIES = [
    sql.readings(["a", "b"], ["x"], breakdown="all", since=None, until=None, as_at=None),
    sql.all_readings(["a", "b"], ["x"], as_at=None),
    sql.versions_of("a", "x", as_at=None),
    sql.measured_at("x", as_at=None),
    sql.batches(),
    batch_sql.observed(["a"], since=DAY, as_at=None),
    batch_sql.touched_by(1),
    batch_sql.withheld_of(["a"]),
    batch_sql.changed_by(1),
    sql.parts_of("a", ["x"], first=DAY, last=DAY, as_at=None),
    sql.latest_readings(["a", "b"], ["x"], beside=["y"], breakdown="all", until=DAY, as_at=None),
]

ALLOWED_FUNCTIONS = {
    exp.Max, exp.Min, exp.Sum, exp.Count, exp.Avg, exp.Coalesce, exp.Nullif, exp.Cast, exp.Case, exp.If,
    exp.RowNumber, exp.And, exp.Or, exp.Greatest, exp.Least, exp.Lag, exp.Lead,
}  # fmt: skip
"""The functions that every engine spells and means the same."""

ALL_QUERIES = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)


def tree(query: Query) -> exp.Expression:
    return sqlglot.parse_one(query.bound("@{}"), read="postgres")


@ALL_QUERIES
def test_a_query_uses_only_functions_that_every_engine_has(query: Query) -> None:
    used = {type(found) for found in tree(query).find_all(exp.Func)}

    assert used <= ALLOWED_FUNCTIONS


@ALL_QUERIES
def test_a_query_reads_the_same_in_every_dialect(query: Query) -> None:
    for dialect in ("duckdb", "postgres", "spark"):
        assert sqlglot.parse_one(tree(query).sql(dialect=dialect), read=dialect)


@ALL_QUERIES
def test_a_query_has_no_words_of_one_engine_only(query: Query) -> None:
    assert not list(tree(query).find_all(exp.Qualify))
    assert "group by all" not in query.sql.casefold()
    assert "::" not in query.sql


@ALL_QUERIES
def test_every_row_number_has_a_tie_break(query: Query) -> None:
    for window in tree(query).find_all(exp.Window):
        order = window.args.get("order")
        assert order is not None
        assert len(order.expressions) >= 2


@ALL_QUERIES
def test_values_are_parameters_and_never_text(query: Query) -> None:
    literals = [str(found.this) for found in tree(query).find_all(exp.Literal) if found.is_string]

    assert set(literals) <= {"all"}
