"""The record of the exceptions against a quarter that is reckoned by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import mean

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import Period, month
from pmf_core.definitions.rule import Code
from pmf_core.judgement.confirming import AFTER
from pmf_core.packs.seal import content_of, pack_of, seal_of
from pmf_core.store.decisions import ASK, DECISION, Ask, Decision
from pmf_core.store.hub import Hub
from pmf_core.store.sealed import COLUMNS
from pmf_core.views.exception_record import Record, record
from pmf_core.views.exception_record.confirmed import Real
from pmf_core.views.exception_record.tally import Precision
from pmf_core.views.exceptions import exceptions
from pmf_core.views.exceptions.backtest import cut_off
from pmf_core.views.pack.build import pack
from tests import small
from tests.packs.council import BINS, board

FIRST, QUARTER, NEWEST = month(2022, 10), (month(2024, 10), month(2024, 11), month(2024, 12)), month(2025, 6)
"""Two years of a steady process, the quarter in question, and half a year after it."""
WOBBLE = (92.0, 94.0, 91.0, 93.0, 95.0, 92.0)
FELL = {"fell": lambda place: -8.0 if place >= 24 else 0.0, "dipped": lambda place: -12.0 if place == 25 else 0.0}
"""Metric → what is taken off its steady figures: one fell for good in October, one dipped in November alone."""


def metric(name: str):
    return BINS.model_copy(update={"id": name, "name": name.capitalize()})


def value(name: str, place: int) -> float:
    return WOBBLE[place % len(WOBBLE)] + FELL[name](place)


@pytest.fixture(scope="module")
def hub() -> Hub:
    """Every month becomes known on the tenth of the next one."""
    held = board(*map(metric, FELL))
    held = type(held)(**{**held.__dict__, "settings": held.settings.model_copy(
        update={"demonstration_date": date(2025, 7, 20)})})  # fmt: skip
    found = small.new_hub(held)
    for place in range(33):
        period = FIRST.before(-place)
        rows = [(name, "north", period.start, period.end, value(name, place) * 10, 1000.0, None) for name in FELL]
        known_from = datetime.combine(period.end + timedelta(days=10), datetime.min.time())
        found = small.publish(found, held, rows, known_from=known_from)
    return found


def the_record(hub: Hub) -> Record:
    return record(hub, scope=local_scope(), unit="council", period=NEWEST.id, read=pack_of, months=9)


def fired_as_at_the_cut_off(hub: Hub, period: Period) -> set[tuple[str, Code]]:
    scope = local_scope(as_at=cut_off(hub, period, scope=local_scope()))
    metrics = hub.catalogue_at(scope.as_at).vital_signs
    listing = exceptions(hub, metrics, "council", period=period, scope=scope)
    return {(row.metric.id, code) for row in listing.everything for code in row.outcome.fired}


def was_real_by_hand(name: str, code: Code, place: int) -> bool:
    """The rule of docs/methods.md in plain arithmetic."""
    later = [value(name, place + after) for after in range(1, AFTER + 1)]
    if code is Code.E1:
        return mean(90.0 - each for each in later) > 0
    steady = [value(name, each) for each in range(24)]
    sigma = mean(abs(a - b) for a, b in pairwise(steady)) / 1.128
    return mean(steady) - mean(later) > 1.645 * sigma / len(later) ** 0.5


def test_the_precision_of_a_quarter_is_what_is_reckoned_by_hand(hub: Hub) -> None:
    by_hand = {}
    for period in QUARTER:
        place = (period.start.year - FIRST.start.year) * 12 + period.start.month - FIRST.start.month
        new = fired_as_at_the_cut_off(hub, period) - fired_as_at_the_cut_off(hub, period.before())
        for name, code in new:
            if code in (Code.E1, Code.E2):
                by_hand[name, code, period] = was_real_by_hand(name, code, place)

    told = {
        (row.episode.metric, row.episode.code, row.episode.raised.period): row.confirmed.real is Real.REAL
        for row in the_record(hub).rows
        if row.episode.raised.period in QUARTER and row.episode.code in (Code.E1, Code.E2)
    }

    assert told == by_hand
    assert by_hand[("fell", Code.E1, QUARTER[0])] is True
    assert by_hand[("dipped", Code.E1, QUARTER[1])] is False


def test_an_exception_is_closed_in_the_first_month_in_which_it_no_longer_fires(hub: Hub) -> None:
    closed = {
        (row.episode.metric, row.episode.code): row.episode.closed
        for row in the_record(hub).rows
        if row.episode.raised.period in QUARTER
    }

    assert closed["dipped", Code.E1] == QUARTER[2]
    assert closed["fell", Code.E1] is None


def test_a_real_worsening_counts_as_found_by_the_codes_that_listed_it_within_six_months(hub: Hub) -> None:
    (worsening,) = the_record(hub).real

    assert (worsening.metric, worsening.began.period) == ("fell", QUARTER[0])
    assert Code.E1 in worsening.found_by


def test_it_is_too_early_to_say_before_three_later_figures(hub: Hub) -> None:
    seen_early = local_scope(as_at=datetime(2025, 2, 15))

    told = record(hub, scope=seen_early, unit="council", period="2025-01", read=pack_of, months=4)

    early = {(row.episode.metric, row.episode.code): row.confirmed for row in told.rows}
    assert early["dipped", Code.E1].real is Real.TOO_EARLY
    assert early["dipped", Code.E1].why == "2 figures since, 3 needed"
    assert early["fell", Code.E1].real is Real.REAL


def test_an_exception_says_who_saw_it_what_was_decided_and_who_answered(hub: Hub) -> None:
    seen = datetime(2024, 11, 25)
    shown = pack(hub, scope=local_scope(as_at=seen), body="board", unit="council", period="2024-10")
    seal = seal_of(content_of(shown))
    decided = datetime(2024, 12, 5, 9)
    decision = Decision("d", "board", "", seal, "fell", "council", "2024-10", "Act.", "It fell.", "", "waste",
                        date(2025, 1, 1), None, None, decided, decided, "Chair")  # fmt: skip
    ask = Ask("a", "d", "north", "Act.", date(2025, 1, 1), decided, "Chair")
    with hub.engine.transaction() as transaction:
        row = (seal, "board", "", "everything", "council", "2024-10", seen, seen, "Unit", content_of(shown))
        transaction.insert("pack", (*COLUMNS, "content"), [row])
        transaction.insert("decision", DECISION, [tuple(getattr(decision, name) for name in DECISION)])
        transaction.insert("ask", ASK, [tuple(getattr(ask, name) for name in ASK)])

    (row,) = [r for r in the_record(hub).rows if (r.episode.metric, r.episode.code) == ("fell", Code.E1)]

    assert [(showing.body, showing.seal) for showing in row.followed.seen] == [("board", seal)]
    assert [held.decision_id for held in row.followed.decided] == ["d"]
    assert (len(row.followed.asked), row.followed.acknowledged) == (1, 0)
    assert row.days == 5


def test_a_precision_has_wilsons_interval_and_few_verdicts_are_too_few_to_say() -> None:
    assert Precision(14, 20).cells == ("14 of 20", "70%", "48%", "85%")
    assert Precision(7, 9).cells == ("7 of 9", "Too few to say", "–", "–")
    assert Precision(0, 0).cells == ("–", "Not tested", "–", "–")
