from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, store: Path, expect: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "pmf_core", *arguments],
        cwd=ROOT,
        env={**os.environ, "PMF_STORE": str(store), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == expect, done.stderr
    return done


def answer(*arguments: str, store: Path) -> Any:
    return json.loads(run(*arguments, "--json", store=store).stdout)


def test_education_plans_of_nottinghamshire_in_2022_were_22_of_488(shipped_store: Path) -> None:
    (row,) = answer(
        "series", "ehcp_20_weeks", "--unit", "E10000024", "--from", "2022", "--to", "2022", store=shipped_store
    )["rows"]

    assert (row["numerator"], row["denominator"]) == (22, 488)
    assert row["value"] == pytest.approx(22 / 488 * 100, rel=1e-15)
    assert row["provenance"] == "published"
    assert row["source"]["file"].startswith("send/")
    assert set(row) >= {"period", "start", "end", "grain", "missing_reason", "status", "source"}


def test_the_england_row_is_used_as_it_was_published(shipped_store: Path) -> None:
    rows = answer("series", "rereferrals_12_months", "--unit", "E92000001", "--to", "2025", store=shipped_store)["rows"]

    assert rows[-1]["numerator"] == 142_900
    assert rows[-1]["denominator"] == 632_830


def test_lineage_leads_to_the_row_of_the_file(shipped_store: Path) -> None:
    found = answer("lineage", "ehcp_20_weeks", "--unit", "E10000024", "--period", "2022", store=shipped_store)

    (part,) = found["parts"]
    assert part["numerator"] / part["denominator"] * 100 == found["value"]
    assert len(part["sha256"]) == 64
    assert part["row"] > 1


def test_what_cannot_be_rolled_up_says_so_with_exit_1(shipped_store: Path) -> None:
    done = run("series", "household_recycling_rate", "--unit", "E10000024", store=shipped_store, expect=1)

    assert "published for districts only and without tonnages" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("series", "ehcp_20_week", "--unit", "E10000024"), "Did you mean 'ehcp_20_weeks'?"),
        (("series", "ehcp_20_weeks", "--unit", "E1000024"), "No unit 'E1000024'"),
        (("series", "ehcp_20_weeks", "--unit", "E10000024", "--as-at", "12/03/2025"), "write a date as 2025-03-12"),
        (("series", "ehcp_20_weeks", "--unit", "E10000024", "--from", "last year"), "is not a period"),
        (("lineage", "ehcp_20_weeks", "--unit", "E10000024", "--period", "1999"), "The latest is 2022 (2022)"),
    ],
)
def test_a_wrong_question_gets_one_sentence_and_the_way_out(
    shipped_store: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = run(*arguments, store=shipped_store, expect=1)

    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_is_exit_2(shipped_store: Path) -> None:
    run("series", "ehcp_20_weeks", store=shipped_store, expect=2)
    run("serie", store=shipped_store, expect=2)


def test_every_answer_says_as_at_when_and_from_which_data(shipped_store: Path) -> None:
    now = answer("series", "ehcp_20_weeks", "--unit", "E10000024", store=shipped_store)
    then = answer("series", "ehcp_20_weeks", "--unit", "E10000024", "--as-at", "2025-07-01", store=shipped_store)

    assert now["as_at"] == "now"
    assert then["as_at"] == "2025-07-01T23:59:59.999999+01:00"
    assert now["data_version"] == then["data_version"] != ""


def test_a_metric_is_found_by_plain_words_and_forgiven_spelling(shipped_store: Path) -> None:
    found = answer("metrics", "--search", "recyling of houshold waste", store=shipped_store)["metrics"]

    assert found[0]["id"] == "household_recycling_rate"


def test_a_backup_is_put_back_and_refused_over_newer_data(shipped_store: Path, tmp_path: Path) -> None:
    copy, folder = tmp_path / "kept.duckdb", tmp_path / "store"
    run("backup", str(copy), store=shipped_store)

    run("restore", str(copy), store=folder)
    restored = answer("series", "ehcp_20_weeks", "--unit", "E10000024", store=folder)["rows"]
    again = run("backup", str(copy), store=shipped_store, expect=1)

    assert restored == answer("series", "ehcp_20_weeks", "--unit", "E10000024", store=shipped_store)["rows"]
    assert "is there already" in again.stderr


def test_without_a_store_the_way_out_is_told(tmp_path: Path) -> None:
    done = run("series", "ehcp_20_weeks", "--unit", "E10000024", store=tmp_path, expect=1)

    assert "run 'make run' or 'python -m pmf_core build' first" in done.stderr


def test_the_doctor_finds_nothing_on_the_shipped_store(shipped_store: Path) -> None:
    assert all(finding["ok"] for finding in answer("doctor", store=shipped_store))


def test_the_shipped_configuration_and_data_have_no_fault(shipped_store: Path) -> None:
    assert answer("check", store=shipped_store) == {"faults": []}
