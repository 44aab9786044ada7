from __future__ import annotations

import pytest

from pmf_core.catalogue.checks import small_numbers_can_be_kept
from pmf_core.definitions import Aggregation, Mean, Metric, Provenance, Sensitivity, Sum
from tests import small
from tests.few import HELPED, MISSING


def faults(metric: Metric) -> list[str]:
    return list(small_numbers_can_be_kept(small.catalogue(metric)))


def test_a_profile_that_is_not_there_is_told_with_the_nearest_one() -> None:
    (told,) = faults(MISSING.model_copy(update={"disclosure": "onw"}))

    assert "there is no disclosure profile 'onw'" in told
    assert "Did you mean 'own'?" in told


def test_pounds_count_nobody_who_could_be_hidden() -> None:
    pounds = MISSING.model_copy(update={"calculation": Sum(summed="pounds"), "aggregation": Aggregation.SUM})

    assert any("a sum counts nobody" in fault for fault in faults(pounds))


def test_an_average_is_not_made_of_rounded_counts() -> None:
    days = HELPED.model_copy(
        update={"calculation": Mean(averaged="days", weight="person"), "disclosure": "nhs_1to7_round5_subnational"}
    )

    assert any("rounded counts" in fault for fault in faults(days))


@pytest.mark.parametrize(
    ("change", "profile"),
    [
        ({}, "none"),
        ({"sensitivity": Sensitivity.RESTRICTED}, "own"),
        ({"sensitivity": Sensitivity.RESTRICTED, "provenance": Provenance.PUBLISHED}, "none"),
        ({"sensitivity": Sensitivity.RESTRICTED, "calculation": Sum(summed="pounds")}, "none"),
        ({"sensitivity": Sensitivity.RESTRICTED, "disclosure": "none"}, "none"),
        ({"disclosure": "dfe_1to5_c"}, "dfe_1to5_c"),
    ],
)
def test_without_a_profile_of_its_own_restricted_figures_of_the_council_have_the_hubs(
    change: dict[str, object], profile: str
) -> None:
    assert small.CALLS.model_copy(update=change).protection == profile
