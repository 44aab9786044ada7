from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmf_core.definitions.moment import now
from pmf_core.definitions.submission import Actor, State
from pmf_core.errors import BadInput, NotPossible
from pmf_core.store.edition import database_of, new_edition
from pmf_core.store.hub import Hub
from pmf_core.store.report_cut import ReportCut, record_cut
from pmf_core.store.returned.approving import approve, has_due, publish_due, reject, withdraw
from pmf_core.store.returned.events import submission, submissions
from tests import small
from tests.sending import ANN, APRIL, BEN, MARCH, TODAY, calls_of, published, store, submitted


def state_of(folder: Path, submission_id: str) -> State:
    hub = Hub.open(folder)
    held = submission(hub.engine, submission_id)
    hub.close()
    return held.state


def test_nothing_is_seen_until_a_second_person_has_approved_it(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    held = submitted(folder, {"north": 10, "south": 20})

    assert calls_of(folder) == {}
    with pytest.raises(NotPossible, match="another person must look at it"):
        approve(folder, held.id, actor=Actor("ANN BELL", "director"), today=TODAY)
    done = approve(folder, held.id, actor=BEN, today=TODAY)

    assert done.state is State.PUBLISHED
    assert calls_of(folder) == {"north": 10, "south": 20, "place": 30, "council": 30}


def test_what_is_approved_before_its_cut_off_waits_for_it(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    held = submitted(folder, {"north": 10})
    cut_off = small.BINS.cut_off_on(MARCH)

    early = approve(folder, held.id, actor=BEN, today=cut_off - timedelta(days=1))
    too_early = publish_due(folder, today=cut_off - timedelta(days=1))

    assert (early.state, too_early, calls_of(folder)) == (State.APPROVED, (), {})
    (done,) = publish_due(folder, today=cut_off)
    assert (done.id, done.state, calls_of(folder)["council"]) == (held.id, State.PUBLISHED, 10)
    assert publish_due(folder, today=cut_off) == ()


def test_rejecting_and_withdrawing_need_a_reason_and_change_no_figure(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    held = submitted(folder, {"north": 10})

    with pytest.raises(BadInput, match="without a reason"):
        reject(folder, held.id, actor=BEN, reason=" ")
    reject(folder, held.id, actor=BEN, reason="North's calls are last month's")

    assert state_of(folder, held.id) is State.REJECTED
    withdraw(folder, held.id, actor=ANN, reason="sent anew")
    assert (state_of(folder, held.id), calls_of(folder)) == (State.WITHDRAWN, {})


def test_two_files_for_one_period_are_not_on_their_way_at_once(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    first = submitted(folder, {"north": 10})

    with pytest.raises(NotPossible, match=f"{first.id} by Ann Bell"):
        submitted(folder, {"north": 11})


def test_a_correction_replaces_what_is_seen_and_keeps_what_was(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    first = published(folder, {"north": 10, "south": 20})
    before = now()

    second = published(folder, {"north": 12, "south": 20})

    assert calls_of(folder)["council"] == 32
    assert calls_of(folder, as_at=before)["council"] == 30
    assert (state_of(folder, first.id), second.state) == (State.CORRECTED, State.PUBLISHED)
    with pytest.raises(NotPossible, match="not taken back but corrected"):
        withdraw(folder, second.id, actor=ANN, reason="changed my mind")


def test_figures_that_were_published_or_reported_are_sent_again_only_with_a_reason(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    published(folder, {"north": 10})
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        record_cut(transaction, ReportCut("board", "council", APRIL, now(), "Ben Cole"))

    with pytest.raises(BadInput, match=r"March 2025 was published already \(bins\.2025-03\.1"):
        submitted(folder, {"north": 12}, note="")
    with pytest.raises(BadInput, match=r"April 2025 was reported already \(board"):
        submitted(folder, {"north": 9}, period=APRIL, note="")
    assert submitted(folder, {"north": 12}, note="North counted a day twice").state is State.WITH_APPROVER


def test_a_file_of_a_return_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    held = submitted(folder, {"north": 10})
    before = database_of(folder)

    with pytest.raises(NotPossible):
        approve(folder, held.id, actor=ANN, today=TODAY)

    assert database_of(folder) == before


SENT = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from([date(2025, 4, 1), TODAY])),
    min_size=1,
    max_size=4,
)


@settings(max_examples=8)
@given(SENT)
def test_what_was_seen_never_depends_on_what_is_corrected_later(tmp_path_factory, sent: list) -> None:
    folder, seen, waiting = store(tmp_path_factory.mktemp("held") / "store"), {}, False
    for number, (north, south, today) in enumerate(sent):
        if waiting:
            publish_due(folder, today=TODAY)
        held = submitted(folder, {"north": north, "south": south}, content=f"{number}".encode())
        waiting = approve(folder, held.id, actor=BEN, today=today).state is State.APPROVED
        seen[now()] = (calls_of(folder), None if waiting else north + south)

    for moment, (told, expected) in seen.items():
        assert calls_of(folder, as_at=moment) == told
        assert expected is None or told["council"] == expected
    hub = Hub.open(folder)
    shown = [held for held in submissions(hub.engine) if held.state is State.PUBLISHED]
    hub.close()
    assert len(shown) == (1 if any(expected is not None for _, expected in seen.values()) or len(sent) > 1 else 0)


def test_an_approved_return_that_is_not_asked_any_more_waits_and_stops_nothing(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    held = submitted(folder, {"north": 10})
    approve(folder, held.id, actor=BEN, today=date(2025, 4, 1))
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        small.decide(transaction, replace(small.catalogue(), returns={}), moment=now())

    hub = Hub.open(folder)
    assert not has_due(hub)
    hub.close()
    assert publish_due(folder, today=TODAY) == ()
