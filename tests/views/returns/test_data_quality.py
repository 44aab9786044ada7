"""Queries about data: what is open by source and age, and how soon it was settled."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from pmf_core.access.scope import local_scope
from pmf_core.definitions.raising import Kind, Reply
from pmf_core.store.hub import Hub
from pmf_core.store.raised import Raised, raise_it, reply
from pmf_core.views.returns.data_quality import DataQuality, data_quality
from tests import sending


def queried(store: Path, *, name: str = "one") -> None:
    """A figure of the north team that somebody queries with whoever sends it."""
    asked = Raised(
        raised_id=name,
        kind=Kind.DATA_QUERY,
        follows="",
        metric_id="calls",
        unit_id="north",
        period_id="2025-03",
        text="Ten times February's: is it right?",
        to_role="",
        to_owner="waste",
        body_id="",
        meeting_id="",
        address="metric?m=calls&u=north",
        due=date(2025, 5, 1),
        evidence_as_at=datetime(2025, 4, 20),
        raised_at=datetime(2025, 4, 13, 9),
        raised_by="Dan Eve",
        raised_by_id="dan",
    )
    raise_it(store, asked, today=date(2025, 4, 20))


def seen(store: Path) -> DataQuality:
    hub = Hub.open(store)
    held = data_quality(hub, scope=local_scope())
    hub.close()
    return held


def test_a_queried_figure_stands_with_whoever_sends_it_until_it_is_answered(tmp_path: Path) -> None:
    store = sending.store(tmp_path / "store")
    queried(store)

    (row,) = [row for row in seen(store).open.rows if "Ten times February's" in row[2]]
    assert row[0] == "Bins, monthly"
    assert row[2].startswith("Calls about bins, North team: ")
    assert row[3] == "Head of Waste"

    reply(store, "one", Reply.ANSWERED, note="It is right: a lorry burned.", by="Ann Bell")
    assert "Ten times" not in str(seen(store).open.rows)


def test_open_queries_are_counted_by_source_and_age(tmp_path: Path) -> None:
    store = sending.store(tmp_path / "store")
    before = seen(store)
    queried(store)

    (row,) = seen(store).by_source.rows

    assert int(row[1]) == len(before.queries) + 1 == sum(map(int, row[2:5]))
    assert len(seen(store).queries) == len(before.queries) + 1


def test_what_was_settled_is_counted_with_its_days(tmp_path: Path) -> None:
    store = sending.store(tmp_path / "store")
    assert "none has been settled here yet" in seen(store).sentence

    queried(store)
    reply(store, "one", Reply.ANSWERED, note="It is right.", by="Ann Bell")

    assert "1 settled so far" in seen(store).sentence
