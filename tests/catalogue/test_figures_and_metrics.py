from __future__ import annotations

from dataclasses import replace

from pmf_core.catalogue.checks import figures_and_metrics_name_each_other
from pmf_core.definitions.source import Source
from tests import small


def faults(*figures: dict[str, str], source: str = "own") -> list[str]:
    values = {
        "id": source,
        "name": "Own",
        "publisher": "Smallshire",
        "licence": "OGL-UK-3.0",
        "attribution": "Smallshire",
        "files": ["a.csv"],
        "period": {"column": "month", "forms": [{"kind": "month"}]},
        "place": {"columns": ["unit"], "system": "unit"},
        "figures": figures,
    }
    held = replace(small.catalogue(), sources={source: Source.model_validate(values)})
    return list(figures_and_metrics_name_each_other(held))


def test_a_figure_that_is_no_metric_is_told_with_the_nearest() -> None:
    told = faults(
        {"metric": "cals", "value": "n"}, {"metric": "emptied", "value": "n"}, {"metric": "calls", "value": "n"}
    )

    assert told == ["source 'own': its figure 'cals' is no metric. Did you mean 'calls'?"]


def test_a_metric_of_a_source_that_nothing_is_read_into_is_told() -> None:
    told = faults({"metric": "calls", "value": "n"})

    assert len(told) == 1
    assert told[0].startswith("metric 'emptied': no figure of the source 'own' is read into it")


def test_a_figure_for_the_metric_of_another_source_is_told() -> None:
    told = faults({"metric": "calls", "value": "n"}, source="other")

    assert told == ["source 'other': its figure 'calls' is a metric of 'own': name one source."]
