from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest

from pmf_core.access.scope import local_scope
from pmf_core.catalogue.dictionary import slug
from pmf_core.store.hub import Hub
from pmf_core.views.comparison.standings import Standings, standings

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "data" / "benchmarking"


def lines(name: str) -> list[dict[str, str]]:
    with gzip.open(GOLDEN / name, "rt", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def held(hub: Hub) -> Standings:
    """Every authority on the measures of the Local Authority Interactive Tool that are known by heart."""
    catalogue = hub.catalogue
    measures = dict.fromkeys(row["measure_short"] for row in lines("lait_expected.csv.gz"))
    units = [member.peer for member in catalogue.peers["type"].members]
    return standings(
        hub,
        [catalogue.metric(f"lait_{slug(measure)}") for measure in measures],
        units,
        neighbours=[catalogue.peers["neighbours_2025"].peers_of(unit) for unit in units],
        scope=local_scope(),
    )


def place(held: Standings, hub: Hub, row: dict[str, str]) -> tuple[int, int]:
    """The cell of a line of the tool's own answers."""
    metrics = [metric.id for metric in held.figures.metrics]
    by_code = {dict(hub.catalogue.organisation.unit(unit).codes).get("dfe"): unit for unit in held.figures.units}
    named = {hub.catalogue.organisation.unit(unit).label: unit for unit in by_code.values()}
    return metrics.index(f"lait_{slug(row['measure_short'])}"), held.figures.units.index(named[row["area"]])


def test_every_authority_has_the_place_and_the_quarter_that_the_tool_gives_it(held: Standings, hub: Hub) -> None:
    known = {hub.catalogue.organisation.unit(unit).label for unit in held.figures.units}
    rows = [row for row in lines("lait_all_la_rank.csv.gz") if row["area"] in known]

    cells = [place(held, hub, row) for row in rows]
    ranks = ["-" if not row_has_rank(held, cell) else f"{held.rank[cell]:.0f}" for cell in cells]
    assert len(rows) > 1_500
    assert [row["rank"].replace("NA", "-") for row in rows] == ranks
    assert [row["quartile_band"].replace("NA", "") for row in rows] == [str(held.band[cell]) for cell in cells]


def row_has_rank(held: Standings, cell: tuple[int, int]) -> bool:
    return not np.isnan(held.rank[cell])


def test_averages_of_neighbours_are_those_of_the_tool(held: Standings, hub: Hub) -> None:
    known = {hub.catalogue.organisation.unit(unit).label for unit in held.figures.units}
    rows = [row for row in lines("lait_expected.csv.gz") if row["area"] in known]

    cells = [place(held, hub, row) for row in rows]
    expected = np.array(
        [np.nan if row["sn_average_latest"] == "NA" else float(row["sn_average_latest"]) for row in rows]
    )
    assert len(rows) > 100
    assert np.allclose([held.average.value[cell] for cell in cells], expected, rtol=1e-9, equal_nan=True)


def test_an_interval_stands_where_counts_were_published_and_only_there(hub: Hub) -> None:
    catalogue = hub.catalogue
    units = [member.peer for member in catalogue.peers["type"].members]
    metrics = [catalogue.metric(name) for name in ("rereferrals_12_months", "lait_excessyr6", "social_worker_absence")]

    found = standings(hub, metrics, units, neighbours=[()] * len(units), scope=local_scope())

    counted, published, days = ~np.isnan(found.lower)
    assert counted.sum() > 140
    assert not published.any()
    assert not days.any()
    assert (found.lower[0, counted] <= found.figures.value[0, counted]).all()
    assert np.isnan(found.average.value).all()
