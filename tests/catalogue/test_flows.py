from __future__ import annotations

from dataclasses import replace

import pytest

from pmf_core.catalogue.checks import check
from pmf_core.catalogue.load import load
from pmf_core.definitions import Aggregation
from pmf_core.definitions.flow import Flow, Spending
from tests import small
from tests.conftest import ROOT

OPEN = small.CALLS.model_copy(update={"id": "open_calls", "name": "Open", "aggregation": Aggregation.LAST_IN_PERIOD})
FLOW = Flow(
    id="calls", name="Calls", counted="calls", inflow="calls", outflow="emptied.denominator", stock="open_calls"
)


def faults(**changes: str) -> list[str]:
    held = replace(small.catalogue(small.EMPTIED, small.CALLS, OPEN), flows=(FLOW.model_copy(update=changes),))
    return [fault for fault in check(held) if "flow" in fault]


def test_a_flow_of_figures_that_fit_has_no_fault() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("key", "figure", "told"),
    [
        ("inflow", "cals", "flow 'calls': its inflow 'cals' is no metric. Did you mean 'calls'?"),
        ("outflow", "calls.numerator", "its outflow 'calls.numerator' asks for a numerator, and a count has none."),
        ("stock", "calls", "its stock 'calls' is added up by sum: what is open at the end of a period is last_in"),
        ("staff", "emptid.denominator", "its staff 'emptid' is no metric. Did you mean 'emptied'?"),
    ],
)
def test_a_figure_that_does_not_fit_is_told_with_the_way_out(key: str, figure: str, told: str) -> None:
    assert any(told in fault for fault in faults(**{key: figure}))


def test_spending_is_made_of_figures_that_are_there() -> None:
    spending = Spending(name="Spending", spent=("emptied.denominator",), budget="budgett")

    assert "spending: its budget 'budgett' is no metric." in check(replace(small.catalogue(), spending=spending))


def test_a_key_that_there_is_not_is_told_with_file_and_line(tmp_path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    for each in (ROOT / "config").iterdir():
        if each.name != "flows":
            (config / each.name).symlink_to(each)
    (config / "flows").mkdir()
    text = (ROOT / "config" / "flows" / "service_desk.yaml").read_text(encoding="utf-8")
    (config / "flows" / "service_desk.yaml").write_text(text.replace("stock:", "stok:"), encoding="utf-8")

    with pytest.raises(Exception, match=r"flows/service_desk.yaml:6: stok: there is no such key") as error:
        load(config, data=ROOT / "data")

    assert "Did you mean 'stock'?" in str(error.value)
