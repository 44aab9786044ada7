"""The year under way: which it is, what it is aimed at, and when it is not foreseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import YearType, month, parse
from pmf_core.definitions.rule import Code
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import Assessment, assess, vital_signs_of
from pmf_core.views.exceptions import exceptions
from pmf_core.views.outlook.chances import band_chances
from pmf_core.views.outlook.foreseen import Outlook, outlooks
from pmf_core.views.outlook.sentences import chance_words, outlook_sentence
from pmf_core.views.outlook.years import Year, year_under_way

COUNTY = "E10000024"


def assessed(hub: Hub, metric: str, period: str, *, unit: str = COUNTY) -> Assessment:
    (found,) = assess(hub, [hub.catalogue.metric(metric)], unit, period=parse(period), scope=local_scope())
    return found


def outlook(hub: Hub, metric: str, period: str, *, unit: str = COUNTY, onward: bool = False) -> Outlook | NotJudged:
    return outlooks([assessed(hub, metric, period, unit=unit)], onward=onward)[0]


@pytest.mark.parametrize(("period", "left"), [("2025-04", 11), ("2025-12", 3), ("2026-02", 1)])
def test_the_months_to_come_are_counted_to_the_end_of_the_metrics_own_year(hub: Hub, period: str, left: int) -> None:
    found = year_under_way(assessed(hub, "complaints", period))

    assert isinstance(found, Year)
    assert (found.period.name, found.left) == ("2025/26", left)
    assert found.months[0] == month(2025, 4) and found.months[-1] == month(2026, 3)


def test_a_complete_year_is_not_foreseen_and_onward_the_next_one_is(hub: Hub) -> None:
    complete = year_under_way(assessed(hub, "complaints", "2026-03"))
    onward = year_under_way(assessed(hub, "complaints", "2026-03"), onward=True)

    assert complete == NotJudged("2025/26 is complete: there is nothing of it to foresee")
    assert isinstance(onward, Year) and (onward.period.name, onward.left) == ("2026/27", 12)


def test_a_year_ends_where_the_metrics_own_kind_of_year_does(hub: Hub) -> None:
    held = assessed(hub, "street_reports", "2020-10", unit="E07000170")
    by_calendar = replace(held, metric=held.metric.model_copy(update={"year_type": YearType.CALENDAR}))

    found = year_under_way(by_calendar)

    assert isinstance(found, Year) and (found.period.name, found.left) == ("2020", 2)


@pytest.mark.parametrize(
    ("metric", "unit", "period", "told"),
    [
        ("ehcp_20_weeks", COUNTY, "2026-03", "it has a figure every year"),
        ("street_reports", "E07000170", "2026-03", "its newest figure, of December 2020, is more than a year old"),
        ("complaints", COUNTY, "2024-01", "22 months of figures, 25 needed"),
    ],
)
def test_what_is_not_foreseen_says_why(hub: Hub, metric: str, unit: str, period: str, told: str) -> None:
    found = outlook(hub, metric, period, unit=unit)

    assert isinstance(found, NotJudged) and found.reason.startswith(told)


def test_a_year_of_counts_is_aimed_at_its_months_targets_together(hub: Hub) -> None:
    found = outlook(hub, "complaints", "2026-02")

    assert isinstance(found, Outlook)
    assert found.target == 12 * 205


def test_a_year_to_date_is_aimed_at_its_last_target(hub: Hub) -> None:
    found = outlook(hub, "savings_delivered", "2025-12")

    assert isinstance(found, Outlook)
    assert found.target == pytest.approx(4_250_000, rel=0.01)
    assert found.expected == pytest.approx(4_354_577, rel=0.02)


def test_a_rising_target_is_averaged_as_its_months_are(hub: Hub) -> None:
    found = outlook(hub, "vacancy_rate", "2026-02")

    assert isinstance(found, Outlook) and found.target is not None
    first, last = (hub.catalogue.metric("vacancy_rate").target_on(day, unit=COUNTY) for day in YEAR)
    assert last is not None and first is not None
    assert last < found.target < first


YEAR = (date(2025, 4, 30), date(2026, 3, 31))


def test_the_chances_of_the_bands_add_up_to_one_and_agree_with_that_of_the_target(hub: Hub) -> None:
    held = assessed(hub, "complaints", "2025-10")
    (found,) = outlooks([held])

    assert isinstance(found, Outlook) and isinstance(found.chance, float)
    bands = band_chances(held, found.landing, found.target)
    assert sum(chance for _, chance in bands) == pytest.approx(1)
    met = sum(chance for band, chance in bands if band.lower is not None and band.lower >= 0)
    assert met == pytest.approx(found.chance)


def test_what_came_lies_where_it_was_foreseen_a_month_before(hub: Hub) -> None:
    units = hub.catalogue.organisation
    held = assess(
        hub, vital_signs_of(hub.catalogue, units.unit(COUNTY)), COUNTY, period=parse("2026-02"), scope=local_scope()
    )
    found = [o for o in outlooks(held, tested_below=-1) if isinstance(o, Outlook)]

    assert len(found) > 50
    assert all(low <= o.expected <= high for o in found for low, high in (o.likely, o.nearly_sure))


def test_a_forecast_no_better_than_the_naive_one_is_not_given(hub: Hub) -> None:
    found = outlook(hub, "calls_answered_on_time", "2026-02")

    assert isinstance(found, NotJudged) and "no closer than repeating" in found.reason


def test_a_likely_miss_of_the_year_is_an_exception_with_its_chance_in_the_sentence(hub: Hub) -> None:
    metrics = vital_signs_of(hub.catalogue, hub.catalogue.organisation.unit(COUNTY))
    listing = exceptions(hub, metrics, COUNTY, period=parse("2026-02"), scope=local_scope())

    row = next(row for row in listing.exceptions if row.metric.id == "still_housed")
    assert row.outcome.fired == (Code.E3,)
    assert "2025/26 ends at about 82.4%" in row.sentence
    assert row.sentence.endswith("a chance of 1% of meeting the year's target of 83.0%.")


def test_at_the_end_of_a_year_nothing_is_an_exception_for_its_forecast(hub: Hub) -> None:
    metrics = vital_signs_of(hub.catalogue, hub.catalogue.organisation.unit(COUNTY))
    listing = exceptions(hub, metrics, COUNTY, period=parse("2026-03"), scope=local_scope())

    assert not [row for row in listing.everything if Code.E3 in row.outcome.fired]
    assert listing.everything[0].outcome.not_judged[Code.E3].startswith("2025/26 is complete")


def test_the_sentence_is_made_of_the_landing(hub: Hub) -> None:
    held = assessed(hub, "complaints", "2026-02")
    (found,) = outlooks([held])

    assert isinstance(found, Outlook)
    told = outlook_sentence(found, held)
    low, high = (f"{end:,.0f}" for end in found.likely)
    assert told.startswith(f"If nothing changes, 2025/26 ends at about {found.expected:,.0f} (likely {low} to {high})")
    assert told.endswith("less than 1% of meeting the year's target of 2,460.")


@pytest.mark.parametrize(("chance", "told"), [(0.0, "less than 1%"), (0.296, "30%"), (1.0, "more than 99%")])
def test_a_model_is_never_quite_sure(chance: float, told: str) -> None:
    assert chance_words(chance) == told
