from __future__ import annotations

from functools import cache
from pathlib import Path

from pmf_core.catalogue.dictionary import dictionary_metrics, metric_ids
from pmf_core.catalogue.sources import load_sources
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Grain, YearType
from pmf_core.definitions.polarity import Polarity
from pmf_core.definitions.source import Source

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"


@cache
def lait() -> Source:
    return load_sources(ROOT / "config" / "sources", faults=[])["lait"]


@cache
def metrics() -> dict[str, Metric]:
    return {metric.synonyms[0]: metric for metric in dictionary_metrics(lait(), data=DATA, faults=[])}


def test_one_mapping_makes_every_measure_a_metric_without_a_fault() -> None:
    faults: list[str] = []

    made = list(dictionary_metrics(lait(), data=DATA, faults=faults))

    assert faults == []
    assert len(made) == 434


def test_ids_and_names_are_unique() -> None:
    made = metrics().values()

    assert len({metric.id for metric in made}) == len({metric.name.casefold() for metric in made}) == 434


def test_polarity_unit_decimals_and_year_come_from_the_dictionary() -> None:
    vacancies, plans, pooled = metrics()["Work_Force_Vac_Rate"], metrics()["CPP_Num"], metrics()["RTA"]
    attainment = metrics()["KS2_DAP_Reading_Progress"]

    assert vacancies.polarity is Polarity.LOWER_IS_BETTER
    assert vacancies.unit.suffix == "%"
    assert plans.decimals == 0
    assert attainment.decimals == 2
    assert attainment.year_type is YearType.ACADEMIC
    assert pooled.grain is Grain.SPAN


def test_a_measure_without_a_better_side_is_neutral() -> None:
    assert metrics()["LAC"].polarity is Polarity.NEUTRAL


def test_a_measure_that_another_source_has_with_counts_says_so() -> None:
    superseded = {key: metric.superseded_by for key, metric in metrics().items() if metric.superseded_by}

    assert superseded["SEN_EHC_All_20wks"] == "ehcp_20_weeks"
    assert all((ROOT / "config" / "metrics" / f"{name}.yaml").exists() for name in superseded.values())


def test_an_owner_may_be_an_organisation() -> None:
    assert metrics()["CareApplications"].owner == "cafcass"
    assert {metric.owner for metric in metrics().values()} <= set(lait().owners)


def test_text_is_cleaned_of_broken_lines_and_odd_spaces() -> None:
    text = " ".join(metric.definition + metric.name for metric in metrics().values())

    assert not {"\r", "\u00a0", "\u202f", "\uf0b7"} & set(text)
    assert "&amp;" not in text


def test_a_word_that_the_mapping_does_not_know_is_told_with_its_measure() -> None:
    assert lait().dictionary is not None
    dictionary = lait().dictionary.model_copy(update={"polarity": {"High": Polarity.HIGHER_IS_BETTER}})
    faults: list[str] = []

    list(dictionary_metrics(lait().model_copy(update={"dictionary": dictionary}), data=DATA, faults=faults))

    assert any("'LAC'" in fault and "polarity '-'" in fault for fault in faults)


def test_ids_stay_the_same_for_the_same_key() -> None:
    assert metric_ids(lait(), data=DATA)["%_of LAC Adopted"] == "lait_percent_of_lac_adopted"


def test_quarters_are_a_field_and_one_listing_that_has_them_is_enough() -> None:
    assert not metrics()["KS2GPS_AVG_Scaled_Score"].quartiles
    assert metrics()["CINPermExclusion"].quartiles
    assert metrics()["ExcessYr6"].quartiles
    assert sum(not metric.quartiles for metric in metrics().values()) == 19
