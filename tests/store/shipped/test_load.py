"""Small files through the loader, one rule at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pmf_core.definitions.metric import Provenance
from pmf_core.definitions.source import Source
from pmf_core.errors import StoreError
from pmf_core.store.engine import Query
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.schema import create
from pmf_core.store.shipped.load import Loaded, ShippedFile, load_file
from pmf_core.store.shipped.manifest import checksum
from tests import small

BASE: dict[str, Any] = {
    "id": "own",
    "name": "Own",
    "publisher": "Smallshire",
    "licence": "OGL-UK-3.0",
    "attribution": "Smallshire",
    "files": ["*.csv"],
    "period": {"column": "month", "forms": [{"kind": "month"}]},
    "place": {"columns": ["unit"], "system": "unit"},
    "missing": {"symbols": {"c": "suppressed", "low": "rounds_to_zero", "": "not_submitted"}},
    "figures": [{"metric": "calls", "value": "n"}],
}
RATIO = {"metric": "emptied", "numerator": "done", "denominator": "due", "value": "rate"}


@pytest.fixture
def engine() -> Iterator[DuckDBEngine]:
    held = DuckDBEngine(None)
    with held.transaction() as transaction:
        create(transaction)
    yield held
    held.close()


def loaded(
    engine: DuckDBEngine, folder: Path, text: str, *, published_on: date = date(2025, 4, 10), **changes: Any
) -> Loaded:
    (folder / "a.csv").write_text(text)
    source = Source.model_validate(BASE | changes)
    catalogue = small.catalogue()
    held = type(catalogue)(**{**vars(catalogue), "sources": {"own": source}})
    file = ShippedFile(
        file="a.csv",
        source="own",
        kind="figures",
        title="A",
        publisher="",
        licence="",
        attribution="",
        provenance=Provenance.PUBLISHED,
        published_on=published_on,
        published_on_basis="",
        edition="",
        sha256=checksum(folder / "a.csv"),
        bytes=0,
        rows=0,
    )
    with engine.transaction() as transaction:
        return load_file(transaction, file, catalogue=held, data=folder)


def stored(engine: DuckDBEngine, columns: str) -> list[tuple[Any, ...]]:
    sql = f"select {columns} from observation order by metric_id, unit_id, breakdown, period_start"
    return list(engine.fetch(Query("stored", sql)))


def test_a_ratio_is_made_from_its_counts_and_not_from_the_rounded_rate(engine: DuckDBEngine, tmp_path: Path) -> None:
    loaded(engine, tmp_path, "unit,month,done,due,rate\nnorth,2025-03, 1,  3,33\n", figures=[RATIO])

    assert stored(engine, "numerator, denominator, value") == [(1.0, 3.0, pytest.approx(100 / 3, rel=1e-15))]


def test_the_published_rate_stands_where_a_count_is_missing(engine: DuckDBEngine, tmp_path: Path) -> None:
    loaded(engine, tmp_path, "unit,month,done,due,rate\nnorth,2025-03,c,3,33\n", figures=[RATIO])

    assert stored(engine, "value, missing_reason") == [(33.0, None)]


@pytest.mark.parametrize(("told", "reason"), [("c", "suppressed"), ("low", "rounds_to_zero"), ("", "not_submitted")])
def test_what_stands_in_place_of_a_number_is_kept_as_its_reason(
    engine: DuckDBEngine, tmp_path: Path, told: str, reason: str
) -> None:
    result = loaded(engine, tmp_path, f"unit,month,n\nnorth,2025-03,{told}\n")

    assert stored(engine, "value, missing_reason") == [(None, reason)]
    assert result.warnings == ()


def test_a_reason_may_stand_in_a_column_of_its_own(engine: DuckDBEngine, tmp_path: Path) -> None:
    missing = {"symbols": {"x": "not_available"}, "column": "status"}

    loaded(engine, tmp_path, "unit,month,n,status\nnorth,2025-03,,x\n", missing=missing)

    assert stored(engine, "value, missing_reason") == [(None, "not_available")]


def test_nothing_to_divide_by_is_a_reason_and_not_a_zero(engine: DuckDBEngine, tmp_path: Path) -> None:
    figure = {"metric": "emptied", "numerator": "done", "denominator": "due"}

    loaded(engine, tmp_path, "unit,month,done,due\nnorth,2025-03,0,0\n", figures=[figure])

    assert stored(engine, "value, missing_reason") == [(None, "zero_denominator")]


def test_a_value_that_cannot_be_read_is_kept_and_told(engine: DuckDBEngine, tmp_path: Path) -> None:
    result = loaded(engine, tmp_path, 'unit,month,n\nnorth,2025-03,TBC\nsouth,2025-03,"1,234"\n')

    assert stored(engine, "value, missing_reason") == [(None, "unreadable"), (1234.0, None)]
    assert result.warnings == ("a.csv: 1 rows have a value that the hub can't read: 'TBC' (1 rows).",)


def test_an_unknown_place_is_told_with_the_nearest_and_the_others_are_loaded(
    engine: DuckDBEngine, tmp_path: Path
) -> None:
    result = loaded(engine, tmp_path, "unit,month,n\nnorh,2025-03,1\nnorth,2025-03,2\n")

    assert result.rows == 1
    assert result.warnings == (
        "a.csv: 1 rows have a place that the hub can't read: 'norh' (1 rows). Did you mean 'north'?",
    )


def test_a_place_left_out_on_purpose_is_not_told(engine: DuckDBEngine, tmp_path: Path) -> None:
    place = BASE["place"] | {"left_out": [{"codes": ["S*"], "reason": "outside"}]}

    result = loaded(engine, tmp_path, "unit,month,n\nS12,2025-03,1\nnorth,2025-03,2\n", place=place)

    assert (result.rows, result.warnings) == (1, ())


def test_an_unknown_period_is_told(engine: DuckDBEngine, tmp_path: Path) -> None:
    result = loaded(engine, tmp_path, "unit,month,n\nnorth,March,1\n")

    assert (result.rows, result.warnings) == (
        0,
        ("a.csv: 1 rows have a period that the hub can't read: 'March' (1 rows).",),
    )


def test_columns_are_added_and_subtracted(engine: DuckDBEngine, tmp_path: Path) -> None:
    figure = {"metric": "emptied", "numerator": "all bins - missed", "denominator": "all bins + late"}

    loaded(engine, tmp_path, "unit,month,all bins,missed,late\nnorth,2025-03,90,45,10\n", figures=[figure])

    assert stored(engine, "numerator, denominator, value") == [(45.0, 100.0, 45.0)]


def test_numerator_and_denominator_may_stand_in_two_rows(engine: DuckDBEngine, tmp_path: Path) -> None:
    figure = {
        "metric": "emptied",
        "numerator": "n",
        "denominator": "n",
        "numerator_rows": {"what": "on time*"},
        "denominator_rows": {"what": "all"},
    }
    text = "unit,month,what,n\nnorth,2025-03,all,40\nnorth,2025-03,on time (day),30\nsouth,2025-03,on time (day),1\n"

    loaded(engine, tmp_path, text, figures=[figure])

    assert stored(engine, "unit_id, numerator, denominator, value, source_row") == [
        ("north", 30.0, 40.0, 75.0, 3),
        ("south", 1.0, None, None, 4),
    ]


def test_an_absent_row_between_the_first_and_the_last_month_is_a_zero(engine: DuckDBEngine, tmp_path: Path) -> None:
    figure = BASE["figures"][0] | {"breakdown": {"dimension": "kind", "column": "k"}, "absent_row_is_zero": True}
    text = "unit,month,k,n\nnorth,2025-01,a,1\nsouth,2025-02,a,2\nsouth,2025-03,b,3\n"

    loaded(engine, tmp_path, text, figures=[figure])

    found = {
        (unit, start.month, kind): value
        for unit, start, kind, value in stored(engine, "unit_id, period_start, breakdown, value")
    }
    assert len(found) == 2 * 3 * 2
    assert found["north", 1, "kind=a"] == 1
    assert found["north", 2, "kind=a"] == 0
    assert sum(found.values()) == 6


def test_a_metric_may_stand_in_a_column_and_its_status_too(engine: DuckDBEngine, tmp_path: Path) -> None:
    figure = {"metric_column": "metric", "numerator": "a", "denominator": "b", "value": "v"}
    text = (
        "metric,unit,month,a,b,v,status\ncalls,north,2025-03,,,7,provisional\n"
        "emptied,north,2025-03,1,2,,final\nunheard,north,2025-03,,,7,final\n"
    )

    result = loaded(engine, tmp_path, text, figures=[figure], provisional=[{"status": "provisional"}])

    assert stored(engine, "metric_id, value, status") == [("calls", 7.0, "provisional"), ("emptied", 50.0, "final")]
    assert result.warnings == ("a.csv: 1 rows have a metric that the hub can't read: 'unheard' (1 rows).",)


def test_a_figure_told_twice_counts_once_and_a_difference_is_told(engine: DuckDBEngine, tmp_path: Path) -> None:
    result = loaded(
        engine, tmp_path, "unit,month,n\nnorth,2025-03,1\nnorth,2025-03,1\nsouth,2025-03,1\nsouth,2025-03,2\n"
    )

    assert stored(engine, "unit_id, value") == [("north", 1.0), ("south", 1.0)]
    assert result.warnings == (
        "a.csv: 1 figures of 'calls' at south stand twice with different values; the first is kept.",
    )


def test_a_metric_that_the_mapping_promises_and_the_file_lacks_is_told(engine: DuckDBEngine, tmp_path: Path) -> None:
    figure = BASE["figures"][0] | {"where": {"unit": "west"}}

    result = loaded(engine, tmp_path, "unit,month,n\nnorth,2025-03,1\n", figures=[figure])

    assert result.warnings == ("a.csv: there is no row of 'calls', which its source says it has.",)


def test_the_row_and_the_column_of_a_figure_are_kept(engine: DuckDBEngine, tmp_path: Path) -> None:
    loaded(engine, tmp_path, "unit,month,n\nsouth,2025-03,1\nnorth,2025-03,2\n")

    assert stored(engine, "unit_id, source_row, source_column") == [("north", 3, "n"), ("south", 2, "n")]


def test_text_with_quotes_and_colons_is_matched_as_it_is(engine: DuckDBEngine, tmp_path: Path) -> None:
    figure = BASE["figures"][0] | {"where": {"what": "it's a:b_c%"}}
    text = "unit,month,what,n\nnorth,2025-03,it's a:b_c%,1\nsouth,2025-03,it's a:bxcd,2\n"

    loaded(engine, tmp_path, text, figures=[figure])

    assert stored(engine, "unit_id, value") == [("north", 1.0)]


def test_a_file_that_its_source_says_nothing_about_is_refused(engine: DuckDBEngine, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="says nothing about it"):
        loaded(engine, tmp_path, "unit,month,n\n", files=["b.csv"])


def test_a_file_that_is_not_a_table_is_refused_by_its_name(engine: DuckDBEngine, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"a\.csv can't be loaded"):
        loaded(engine, tmp_path, "month\n2025-03\n")


def test_a_new_edition_is_appended_and_the_old_one_stays(engine: DuckDBEngine, tmp_path: Path) -> None:
    loaded(engine, tmp_path, "unit,month,n\nnorth,2025-03,1\n")
    loaded(engine, tmp_path, "unit,month,n\nnorth,2025-03,2\n", published_on=date(2025, 5, 10))

    assert sorted(stored(engine, "batch_id, value")) == [(1, 1.0), (2, 2.0)]
    with pytest.raises(StoreError, match="before the newest row"):
        loaded(engine, tmp_path, "unit,month,n\nnorth,2025-03,3\n", published_on=date(2025, 4, 30))
