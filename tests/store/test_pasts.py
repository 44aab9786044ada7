from __future__ import annotations

from datetime import date, datetime

from pmf_core.definitions import FixedTarget
from pmf_core.store.decided import catalogue_as_at
from tests import small

LATER = datetime(2025, 3, 10)
AIMED = small.EMPTIED.model_copy(
    update={"targets": (FixedTarget(value=80, effective_from=date(2025, 1, 1), approved_on=date(2025, 2, 1)),)}
)


def test_moments_between_two_decisions_share_what_had_been_decided() -> None:
    hub = small.redecide(small.new_hub(small.catalogue()), small.catalogue(small.EMPTIED), moment=LATER)

    first, second = hub.catalogue_at(datetime(2025, 2, 1)), hub.catalogue_at(datetime(2025, 3, 1))

    assert first.organisation is second.organisation
    assert hub.catalogue_at(LATER).organisation is not first.organisation


def test_what_is_remembered_is_what_the_store_says() -> None:
    hub = small.redecide(small.new_hub(small.catalogue(AIMED)), small.catalogue(), moment=LATER)

    for moment in (datetime(2025, 1, 31), datetime(2025, 2, 1), LATER, datetime(2025, 4, 1)):
        assert hub.catalogue_at(moment).versions == catalogue_as_at(hub.engine, moment).versions


def test_an_approval_between_two_decisions_counts_from_its_day() -> None:
    hub = small.new_hub(small.catalogue(AIMED))
    day = date(2025, 2, 28)

    before, after = hub.catalogue_at(datetime(2025, 1, 31)), hub.catalogue_at(datetime(2025, 2, 1))

    assert before.metric("emptied").target_on(day, unit="council") is None
    assert after.metric("emptied").target_on(day, unit="council") == 80
