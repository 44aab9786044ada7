"""Known answers out of the shipped files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pmf_core.catalogue.load import load
from pmf_core.definitions.metric import Provenance
from pmf_core.series import MISSING_REASONS
from pmf_core.store.engine import Query
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.schema import create
from pmf_core.store.shipped.load import load_file, shipped_files

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "data"


class Published:
    """The published files in a store in memory, with what was told while they were read."""

    def __init__(self) -> None:
        self.engine = DuckDBEngine(None)
        self.catalogue = load(ROOT / "config", data=DATA)
        self.warnings: list[str] = []
        with self.engine.transaction() as transaction:
            create(transaction)
            files = [file for file in shipped_files(DATA) if file.provenance is Provenance.PUBLISHED]
            for file in sorted(files, key=lambda file: file.known_from):
                self.warnings += load_file(transaction, file, catalogue=self.catalogue, data=DATA).warnings

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return list(self.engine.fetch(Query("asked", sql)))

    def figures(self, metric: str, unit: str, columns: str = "value", breakdown: str = "all") -> list[tuple[Any, ...]]:
        return self.rows(
            f"select period_start, period_end, {columns} from observation where metric_id = '{metric}' "
            f"and unit_id = '{unit}' and breakdown = '{breakdown}' order by period_end"
        )


@pytest.fixture(scope="module")
def published() -> Iterator[Published]:
    held = Published()
    yield held
    held.engine.close()


def test_every_shipped_file_is_read_to_its_last_row_without_a_warning(published: Published) -> None:
    assert published.warnings == []


def test_every_missing_value_has_a_reason_that_readers_know(published: Published) -> None:
    found = published.rows("select distinct missing_reason from observation where value is null")

    assert {reason for (reason,) in found} <= set(MISSING_REASONS)


def test_a_value_has_no_reason_to_be_missing(published: Published) -> None:
    assert published.rows("select 1 from observation where value is not null and missing_reason is not null") == []


def test_nottinghamshire_issued_22_of_488_plans_in_20_weeks_in_2022(published: Published) -> None:
    *_, last = published.figures("ehcp_20_weeks", "E10000024", "numerator, denominator, value, source_row")

    assert last[2:] == (22.0, 488.0, pytest.approx(22 / 488 * 100, rel=1e-15), 1310)
    assert last[0].year == last[1].year == 2022


def test_the_england_row_of_the_interactive_tool_is_as_it_was_published(published: Published) -> None:
    figures = published.figures("lait_lac", "E92000001", "value, numerator")

    assert [row[2:] for row in figures[-2:]] == [(69.0, None), (67.0, None)]
    assert figures[-1][1].isoformat() == "2025-03-31"


def test_placement_stability_pairs_the_children_with_the_total_of_their_group(published: Published) -> None:
    *_, short = published.figures("placement_stability_short_term", "E10000024", "numerator, denominator")
    *_, long = published.figures("placement_stability_long_term", "E10000024", "numerator, denominator")

    assert short[2:] == (43.0, 901.0)
    assert long[2:] == (242.0, 283.0)


def test_a_month_without_street_reports_is_a_zero(published: Published) -> None:
    found = published.rows(
        "select count(*), count(value), sum(value) from observation where metric_id = 'street_reports' "
        "and unit_id between 'E07000170' and 'E07000176'"
    )

    assert found == [(7 * 167 * 23, 7 * 167 * 23, 11133.0)]


def test_recycling_is_there_for_districts_by_financial_year_and_not_for_the_county(published: Published) -> None:
    ashfield = published.figures("household_recycling_rate", "E07000170")

    assert next((start.isoformat(), end.isoformat()) for start, end, _ in ashfield) == ("2015-04-01", "2016-03-31")
    assert published.figures("household_recycling_rate", "E10000024") == []


def test_a_and_e_attendances_are_split_by_type_and_breaches_are_taken_off(published: Published) -> None:
    first, *_ = published.figures("ae_four_hour", "RX1", "numerator, denominator", breakdown="type=1")

    assert first[0].isoformat() == "2016-04-01"
    assert first[2:] == (10509.0, 13901.0)


@pytest.mark.parametrize(
    ("metric", "file", "column", "last_digit"),
    [
        ("ehcp_20_weeks", "send/sen2_mi.csv.gz", "inc_exc_20week_rate", 0.1),
        ("social_worker_vacancy", "childrens-social-care/csww_*.csv.gz", "vacancy_rate_fte", 0.1),
        ("rereferrals_12_months", "childrens-social-care/c1_*.csv.gz", "rereferral_percent", 0.1),
        ("children_looked_after_rate", "childrens-social-care/cla_*.csv.gz", "rate_per_10000", 1.0),
        ("placement_stability_short_term", "childrens-social-care/la_cla_*.csv.gz", "children_percent", 1.0),
    ],
)
def test_rates_made_from_counts_agree_with_the_published_ones(
    published: Published, metric: str, file: str, column: str, last_digit: float
) -> None:
    compared = published.rows(
        f"""
select count(*), max(abs(o.value - try_cast(trim(p."{column}") as double)))
from (select *, row_number() over () + 1 as line from read_csv('{DATA}/{file}', all_varchar = true)) as p
join observation as o on o.source_row = p.line and o.metric_id = '{metric}'
where o.value is not null and try_cast(trim(p."{column}") as double) is not null and o.numerator is not null
"""
    )

    # Counts are rounded before they are published, so a rate may be off by a little more than half its last digit.
    (count, furthest) = compared[0]
    assert count > 700
    assert furthest <= 0.8 * last_digit


def test_series_under_an_old_code_and_a_new_one_are_one_series(published: Published) -> None:
    barnsley = published.figures("social_worker_turnover", "E08000016")

    assert [end.year for _, end, _ in barnsley] == list(range(2017, 2026))


def test_provisional_years_are_marked(published: Published) -> None:
    pay = published.figures("median_weekly_pay", "E10000024", "status")

    assert [status for *_, status in pay[-2:]] == ["final", "provisional"]
