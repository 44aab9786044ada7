"""The past judged again: on what was known then, or on what is known now."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions import FixedTarget, HardLimit
from pmf_core.definitions.moment import end_of_day
from pmf_core.definitions.period import month, parse
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import vital_signs_of
from pmf_core.views.exceptions import exceptions
from pmf_core.views.exceptions.backtest import backtest, cut_off
from pmf_core.views.exceptions.rules import NOW, THEN, tried
from tests import small

COUNCIL = "E10000024"
NOTHING = ["e1.bands_below=2"]
"""A change to what the rule is anyway."""
LIMITED = small.EMPTIED.model_copy(update={"hard_limit": HardLimit(value=50, side="at_least", reason="the law")})


@pytest.mark.parametrize("asked", ["2026-03", "2026-02", "2025-09", "2024-06"])
def test_the_list_that_was_made_is_the_one_that_vital_signs_shows_as_at_the_cut_off(hub: Hub, asked: str) -> None:
    period = parse(asked)
    then = local_scope(as_at=cut_off(hub, period, scope=local_scope()))
    catalogue = hub.catalogue_at(then.as_at)
    metrics = vital_signs_of(catalogue, catalogue.organisation.unit(COUNCIL))

    (found,) = backtest(hub, COUNCIL, NOTHING, until=period, months=1, scope=local_scope())

    shown = exceptions(hub, metrics, COUNCIL, period=period, scope=then)
    assert set(found.made) == {row.metric.id for row in (*shown.exceptions, *shown.known)}
    assert found.added == found.gone == ()


def test_a_cut_off_is_the_end_of_the_month_after_and_never_later_than_the_reading(hub: Hub) -> None:
    assert cut_off(hub, parse("2026-02"), scope=local_scope()) == end_of_day(date(2026, 3, 31))
    assert cut_off(hub, parse("2026-03"), scope=local_scope()) is None
    looked_back = local_scope(as_at=end_of_day(date(2026, 2, 10)))
    assert cut_off(hub, parse("2026-01"), scope=looked_back) == looked_back.as_at


def row(value: float, number: int = 1) -> small.Row:
    return ("emptied", "north", month(2025, number).start, month(2025, number).end, value, 100, None)


def test_a_figure_corrected_later_is_judged_as_it_stood_then() -> None:
    held = small.catalogue(LIMITED)
    hub = small.publish(small.new_hub(held), held, [row(60)], known_from=datetime(2025, 2, 10), name="first")
    hub = small.publish(hub, held, [row(40)], known_from=datetime(2025, 3, 20), name="corrected")

    def made(as_known_then: bool) -> tuple[str, ...]:
        (found,) = backtest(
            hub, "council", NOTHING, until=month(2025, 1), months=1, scope=local_scope(), as_known_then=as_known_then
        )
        return found.made

    assert made(as_known_then=True) == ()
    assert made(as_known_then=False) == ("emptied",)


def test_a_definition_changed_later_is_not_judged_by_then() -> None:
    held = small.catalogue(small.EMPTIED)
    hub = small.publish(small.new_hub(held), held, [row(40)], known_from=datetime(2025, 2, 10))
    hub = small.redecide(hub, small.catalogue(LIMITED), moment=datetime(2025, 3, 20))

    (then,) = backtest(hub, "council", NOTHING, until=month(2025, 1), months=1, scope=local_scope())
    (now,) = backtest(hub, "council", NOTHING, until=month(2025, 1), months=1, scope=local_scope(), as_known_then=False)

    assert (then.made, now.made) == ((), ("emptied",))


def test_the_changed_list_is_made_on_the_same_knowledge() -> None:
    target = FixedTarget(value=80, effective_from=date(2020, 1, 1), approved_on=date(2020, 1, 1))
    aimed = small.EMPTIED.model_copy(update={"targets": (target,), "tolerance": small.FOUR_BANDS})
    held = small.catalogue(aimed)
    rows = [row(45, 1), row(45, 2)]
    hub = small.publish(small.new_hub(held), held, rows, known_from=datetime(2025, 3, 10))

    def listed(change: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        (found,) = backtest(hub, "council", [change], until=month(2025, 2), months=1, scope=local_scope())
        return found.made, found.would_have

    assert listed("e1.few_points_significance=0.0000001") == (("emptied",), ("emptied",))
    assert listed("e1.on=false") == (("emptied",), ())


def test_a_month_before_anything_was_decided_says_so_instead_of_an_empty_list() -> None:
    hub = small.new_hub(small.catalogue())

    found = backtest(hub, "council", NOTHING, until=month(2019, 12), months=3, scope=local_scope())

    assert [m.not_judged for m in found] == ["", "nothing had been decided yet", "nothing had been decided yet"]


@pytest.mark.parametrize(("known", "told"), [(THEN, "known and decided at its cut-off"), (NOW, "decided now")])
def test_the_page_says_on_which_knowledge_the_months_are_judged(hub: Hub, known: str, told: str) -> None:
    table = tried(hub, scope=local_scope(), unit=COUNCIL, change="e2.on=false", known=known)

    assert len(table.rows) == 24
    assert told in table.note
