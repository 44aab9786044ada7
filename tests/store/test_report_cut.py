from __future__ import annotations

from datetime import datetime

from pmf_core.definitions.period import month
from pmf_core.store.report_cut import ReportCut, last_cut, record_cut
from tests import small

FEBRUARY, MARCH = month(2025, 2), month(2025, 3)
CUT, RECORDED = datetime(2025, 3, 20), datetime(2025, 6, 1)


def hub_with_cut(recorded: datetime) -> small.Hub:
    hub = small.new_hub(small.catalogue())
    with hub.engine.transaction() as transaction:
        record_cut(transaction, ReportCut("board", "council", FEBRUARY, CUT, "settings"), recorded=recorded)
    return hub


def test_a_report_written_down_later_does_not_change_what_was_seen_before() -> None:
    hub = hub_with_cut(RECORDED)

    assert last_cut(hub.engine, "council", before=MARCH, as_at=datetime(2025, 5, 1)) is None
    found = last_cut(hub.engine, "council", before=MARCH, as_at=RECORDED)
    assert found is not None
    assert found.cut_at == CUT


def test_a_report_written_down_when_it_was_cut_is_known_from_then_on() -> None:
    hub = hub_with_cut(CUT)

    assert last_cut(hub.engine, "council", before=MARCH, as_at=datetime(2025, 3, 19)) is None
    assert last_cut(hub.engine, "council", before=MARCH, as_at=datetime(2025, 4, 1)) is not None


def test_only_reports_on_earlier_periods_are_told_against() -> None:
    assert last_cut(hub_with_cut(CUT).engine, "council", before=FEBRUARY, as_at=None) is None
