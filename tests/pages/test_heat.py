from __future__ import annotations

import json

from pmf_core.access.scope import local_scope
from pmf_core.store.hub import Hub
from pmf_core.views.grid import grid
from pmf_core.views.heat import LETTERS, heat, heat_table
from tests.pages.said import said

COUNCIL = "E10000024"


def test_all_teams_of_a_council_stand_in_one_element(open_page) -> None:
    test = open_page("explore", mode="compare", cmp="all")

    (drawn,) = [held for held in test.get("bidi_component") if isinstance(json.loads(held.proto.json), str)]
    told = json.loads(json.loads(drawn.proto.json))
    assert not test.exception
    assert len(told["units"]) > 100
    assert all(len(row) == len(told["units"]) for row in (*told["texts"], *told["letters"]))
    assert "Sort by a column" in said(test)


def test_a_cell_of_the_heat_grid_says_what_the_table_for_reading_says(hub: Hub) -> None:
    asked = {"scope": local_scope(), "unit": COUNCIL, "period": "2026-03", "beside": "neighbours"}
    hot, plain = heat(hub, **asked), grid(hub, **asked)

    for place, metric in enumerate(plain.metrics):
        row = [held.id for held in hot.metrics].index(metric.id)
        assert [cell.text for cell in plain.cells[place]] == list(hot.texts[row])
        words = [cell.standing.word for cell in plain.cells[place] if not cell.missing]
        letters = [
            letter for letter, cell in zip(hot.letters[row], plain.cells[place], strict=True) if not cell.missing
        ]
        assert words == [LETTERS[letter].word for letter in letters]


def test_the_file_of_a_heat_grid_has_every_unit_with_its_interval(hub: Hub) -> None:
    table = heat_table(hub, scope=local_scope(), unit="asch", period="2026-03", beside="all")
    shown = heat(hub, scope=local_scope(), unit="asch", period="2026-03", beside="all")

    assert len(table.value_columns) == 2 + 4 * len(shown.units)
    assert len(table.rows) == len(shown.metrics)
