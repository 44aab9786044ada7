from __future__ import annotations

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.packs.table_files import csv_file, xlsx_file
from pmf_core.store.hub import Hub
from pmf_core.views.explore import PART, Explore, explore, explore_table

COUNTY = "E10000024"


def found(hub: Hub, unit: str = COUNTY, **more: object) -> Explore:
    return explore(hub, scope=local_scope(), unit=unit, period="2026-03", **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def held(hub: Hub) -> Explore:
    return found(hub)


def test_every_facet_counts_what_choosing_it_finds(hub: Hub, held: Explore) -> None:
    for facet in held.facets:
        choice, _, many = facet.choices[-1]

        assert found(hub, narrowed={facet.id: choice}).total == many, facet.name


def test_every_metric_has_one_status_one_band_and_one_variation(held: Explore) -> None:
    for facet in held.facets:
        if facet.id in ("status", "band", "variation"):
            assert sum(many for *_, many in facet.choices) == held.total


def test_a_department_narrows_to_what_it_has_figures_of(hub: Hub, held: Explore) -> None:
    narrowed = found(hub, narrowed={PART: "place"})

    assert next(facet for facet in held.facets if facet.id == PART).name == "Department"
    assert "missed_bins" in narrowed.found
    assert "conferences_on_time" not in narrowed.found


def test_the_parts_of_a_service_are_its_teams(hub: Hub) -> None:
    assert found(hub, "asch.living_well").facets[0].name == "Team"
    assert found(hub, "asch.living_well.ashfield").facets[0].name == "Theme"


def test_a_file_has_every_row_under_labels(hub: Hub, held: Explore) -> None:
    table = explore_table(hub, scope=local_scope(), unit=COUNTY, period="2026-03")

    lines = csv_file(table, sources=held.sources).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Metric,Code,Value,Unit of measure,Period,Target,Band,Variation")
    assert len(table.rows) == held.total > len(held.rows)
    assert xlsx_file(table, sources=held.sources)[:2] == b"PK"


def test_a_file_withholds_what_the_screen_of_an_exact_reader_shows(hub: Hub) -> None:
    exact = local_scope().__class__(**{**vars(local_scope()), "discloses": True})
    teams = [unit for unit in hub.catalogue.organisation.units.values() if unit.level == "team"]
    asked = {"period": "2026-03", "search": "children reported missing from care"}

    for unit in teams:
        shown = {row.metric: row.value for row in explore(hub, scope=exact, unit=unit.id, **asked).rows}
        filed = {row[1]: row[2] for row in explore_table(hub, scope=exact, unit=unit.id, **asked).values}
        protected = {row.metric: row.value for row in explore(hub, scope=local_scope(), unit=unit.id, **asked).rows}
        if shown.get("children_missing") != protected.get("children_missing"):
            assert not isinstance(filed.get("children_missing"), float)
            return
    pytest.fail("no team has a number that is withheld")
