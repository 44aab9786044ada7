"""The files of the illustrative set are what the generator makes and the list says."""

from __future__ import annotations

import gzip
import re
from datetime import date
from hashlib import sha256

import pytest

from pmf_core.catalogue.yaml_file import read
from pmf_core.definitions import Derived
from tests.tools.reckoning import CONFIG, DATA, MONTHS, first_published, metrics, restated, table
from tools.illustrative.answer_key import answer_key
from tools.illustrative.files import files_of
from tools.illustrative.flows import with_flows
from tools.illustrative.gaps import with_gaps
from tools.illustrative.rows import Row, drawn_rows

DEMONSTRATION = date.fromisoformat(read(CONFIG / "settings.yaml").values["demonstration_date"])
LARGEST = 6_000_000


@pytest.fixture(scope="module")
def generated() -> list[Row]:
    return list(with_gaps(with_flows(drawn_rows())))


def test_the_generator_makes_the_shipped_files_again(generated: list[Row]):
    made = {file.name: file.body for file in files_of(generated)}

    shipped = {file.name: file.read_bytes() for file in DATA.glob("*.csv.gz")}

    assert made.keys() == shipped.keys()
    # The same text; how it is compressed may differ from one zlib to the next.
    assert all(gzip.decompress(made[name]) == gzip.decompress(shipped[name]) for name in made)


def test_the_generator_makes_the_shipped_answer_key_again(generated: list[Row]):
    made = [list(planted.cells) for planted in answer_key(generated)]

    assert made == [list(line.values()) for line in table("answer_key.csv")]


def test_every_file_is_listed_with_its_checksum():
    listed = {line["file"]: line["sha256"] for line in table("files.csv")}

    assert listed == {file.name: sha256(file.read_bytes()).hexdigest() for file in DATA.glob("*.csv.gz")}


def test_every_file_was_published_after_its_month_and_before_the_demonstration():
    for line in table("files.csv"):
        day = date.fromisoformat(line["published_on"])
        assert day < DEMONSTRATION
        assert day.weekday() < 5
        assert f"{day:%Y-%m}" >= line["file"].removeprefix("restatement-")[:7]


def test_the_set_stays_small():
    assert sum(file.stat().st_size for file in DATA.iterdir()) < LARGEST


def test_there_are_sixty_six_metrics_and_all_but_the_derived_one_have_rows():
    with_rows = {metric for metric, _, _ in first_published()}

    assert len(metrics()) == 66
    assert with_rows == {name for name, held in metrics().items() if not isinstance(held.calculation, Derived)}


def test_every_metric_has_a_row_for_each_of_its_units_in_all_48_months():
    months = {}
    for metric, unit, period in first_published():
        months.setdefault((metric, unit), set()).add(period)

    assert all(held == set(MONTHS) for held in months.values())


def test_fourteen_metrics_are_held_by_all_120_teams():
    teams = {metric: set() for metric in metrics()}
    for metric, unit, _ in first_published():
        teams[metric].add(unit)

    assert sum(len(held) == 120 for held in teams.values()) == 14


def test_the_tree_has_6_departments_24_services_120_teams_and_80_workers():
    levels = [unit["level"] for unit in read(CONFIG / "organisation.yaml").values["units"]]

    assert [levels.count(level) for level in ("department", "service", "team", "individual")] == [6, 24, 120, 80]


def test_no_worker_has_a_personal_name():
    workers = [
        unit["name"] for unit in read(CONFIG / "organisation.yaml").values["units"] if unit["level"] == "individual"
    ]

    assert all(re.fullmatch(r"Worker \d+", name) for name in workers)


def test_owners_are_roles_with_a_mailbox_at_a_domain_reserved_for_examples():
    owners = read(CONFIG / "frameworks" / "nottinghamshire.yaml").values["owners"]

    assert all(owner["contact"] == f"{owner['contact'].split('@')[0]}@nottinghamshire.example" for owner in owners)
    assert all(re.search(r"Director|Unit|Chief|Officer|Manager|Head", owner["name"]) for owner in owners)


def test_a_row_has_either_figures_or_the_reason_why_not():
    for row in (*first_published().values(), *restated().values()):
        assert bool(row["value"] or row["numerator"]) != bool(row["missing_reason"])
        assert bool(row["numerator"]) == bool(row["denominator"])


def test_no_percentage_counts_more_than_there_were():
    for (metric, _, _), row in (first_published() | restated()).items():
        if metrics()[metric].possible == (0, 100) and row["numerator"]:
            assert 0 <= float(row["numerator"]) <= float(row["denominator"])


def test_a_team_of_workers_has_exactly_their_sum():
    sums: dict[tuple[str, str, str], list[float]] = {}
    columns = ("numerator", "denominator", "value")
    for (metric, unit, period), row in first_published().items():
        if ".worker_" in unit:
            total = sums.setdefault((metric, unit.rpartition(".")[0], period), [0.0, 0.0, 0.0])
            for place, column in enumerate(columns):
                total[place] += float(row[column] or 0)

    held = {key: [float(first_published()[key][column] or 0) for column in columns] for key in sums}

    assert {metric for metric, _, _ in sums} == {"assessments_on_time", "reviews_on_time", "home_visits"}
    assert sums == held
