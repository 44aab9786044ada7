from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pmf_core.catalogue.checks import check
from pmf_core.catalogue.load import load
from pmf_core.catalogue.returns import load_returns, units_by_item, units_of
from pmf_core.definitions.returning import Return, UnitsAsked
from tests import small
from tests.conftest import ROOT

GOOD = """\
id: bins
name: Bins, monthly
grain: month
units: {level: team, below: place}
metrics:
  - metric: emptied
    figures:
      - {part: numerator, column: Emptied}
      - {part: denominator, column: Due}
  - metric: calls
    figures: [{part: value, column: Calls}]
controls: [{id: waiting, column: Waiting}]
identities: [{kind: balance, opening: waiting, plus: [calls.value], minus: [emptied.numerator], closing: waiting}]
due_days: 10
cut_off_days: 15
sender: waste
approver: director
effective_from: 2024-04-01
"""


def faults(folder: Path, text: str) -> list[str]:
    (folder / "returns").mkdir(exist_ok=True)
    (folder / "returns" / "bins.yaml").write_text(text, encoding="utf-8")
    found: list[str] = []
    load_returns(folder / "returns", faults=found)
    return found


def test_a_good_definition_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("cut_off_days: 15", "cut_off_days: 5"), "is cut off (5 days) before it is due (10 days)"),
        (("approver: director", "approver: waste"), "is sent and approved by the same role"),
        (("minus: [emptied.numerator]", "minus: [emptied.top]"), "its identities name what it does not ask for"),
        (("units: {level: team, below: place}", "units: {level: team}"), ":4: units: name the units by their ids"),
        (("{part: denominator, column: Due}", "{part: value, column: Due}"), "are asked together, or neither"),
        (("kind: balance", "kind: ballance"), "identities.0.kind: 'ballance' is not one of"),
        (("grain: month", "grain: week"), "is sent by month, quarter, half year or year"),
        (("id: bins", "id: bags"), "name the file bags.yaml"),
    ],
)
def test_a_fault_is_told_with_its_file_and_way_out(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    found = faults(tmp_path, GOOD.replace(*change))

    assert any(told in fault for fault in found), found
    assert all(fault.startswith(f"{tmp_path.name}/returns/bins.yaml:") for fault in found)


def asked(tmp_path: Path, text: str) -> Return:
    (tmp_path / "bins.yaml").write_text(text, encoding="utf-8")
    found: list[str] = []
    returns = load_returns(tmp_path, faults=found)
    assert found == []
    return returns["bins"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("metric: calls", "metric: cals"), "there is no metric 'cals'. Did you mean 'calls'?"),
        (("grain: month", "grain: quarter"), "'emptied' is a figure of a month, and the return is sent each quarter"),
        (("below: place", "below: plaice"), "there is no unit 'plaice'. Did you mean 'place'?"),
        (("level: team", "level: individual"), "there is no individual below 'place'"),
        (("sender: waste", "sender: wast"), "sender 'wast' is no owner: add it. Did you mean 'waste'?"),
        (("column: Due", "column: EMPTIED"), "two columns are headed 'EMPTIED'"),
        (("column: Waiting", "column: Waiting, carried_from: bins"), "is carried from 'bins'"),
    ],
)
def test_what_does_not_fit_the_catalogue_is_told(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    text = GOOD
    if "identities" not in change[0] and change[0] == "metric: calls":
        text = text.replace("calls.value", "cals.value")
    held = asked(tmp_path, text.replace(*change))

    found = check(replace(small.catalogue(), returns={"bins": held}))

    assert any(told in fault for fault in found), found


def test_units_of_a_level_are_those_that_stand_there_on_the_day() -> None:
    catalogue = small.catalogue()
    choice = UnitsAsked(level="team", below="council")

    assert units_of(choice, catalogue.organisation, on=date(2025, 1, 1)) == ("north", "south")
    assert units_of(choice, catalogue.organisation, on=date(2019, 1, 1)) == ()


def test_every_shipped_return_asks_somebody_for_each_of_its_figures() -> None:
    catalogue = load(ROOT / "config", data=ROOT / "data")

    for held in catalogue.returns.values():
        asked_of = units_by_item(held, catalogue.organisation, on=date(2026, 3, 31))
        assert all(asked_of.values()), held.id
    assert len(catalogue.returns) >= 5
