from __future__ import annotations

from pathlib import Path

import pytest

from pmf_core.definitions.submission import State
from pmf_core.errors import NotPossible, UnknownName
from pmf_core.store.edition import database_of
from pmf_core.store.hub import Hub
from pmf_core.store.returned.approving import withdraw
from pmf_core.store.returned.events import submissions
from pmf_core.store.returned.receiving import receive
from tests.sending import ANN, APRIL, MARCH, published, store, submitted


def send(folder: Path, content: bytes, period=MARCH):
    return receive(folder, content, name="bins.xlsx", return_id="bins", period=period, actor=ANN)


def test_a_draft_sent_again_is_gone_on_with_and_nothing_is_written(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    first = send(folder, b"march")
    before = database_of(folder)

    again = send(folder, b"march")

    assert (again.resumed, again.submission) == (True, first.submission)
    assert database_of(folder) == before


def test_other_bytes_are_another_submission(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")

    ids = [send(folder, content).submission.id for content in (b"one", b"two")]

    assert ids == ["bins.2025-03.1", "bins.2025-03.2"]


def test_the_very_file_that_was_published_is_recognised(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    published(folder, {"north": 10})

    with pytest.raises(NotPossible, match=r"This very file was published as bins\.2025-03\.1 .* sent by Ann Bell"):
        send(folder, repr(({"north": 10}, "2025-03")).encode())


def test_last_month_s_file_sent_for_this_month_is_told(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    march = send(folder, b"march").submission

    assert send(folder, b"march", APRIL).same_bytes == (march,)


def test_what_was_withdrawn_can_be_sent_anew(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    first = submitted(folder, {"north": 10}, content=b"march")
    withdraw(folder, first.id, actor=ANN, reason="the wrong file")

    again = send(folder, b"march")

    assert again.submission.id == "bins.2025-03.2"
    hub = Hub.open(folder)
    assert [held.state for held in submissions(hub.engine)] == [State.WITHDRAWN, State.DRAFT]
    hub.close()


def test_a_return_that_nobody_asked_for_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    folder = store(tmp_path / "store")
    before = database_of(folder)

    with pytest.raises(UnknownName, match="Did you mean 'bins'"):
        receive(folder, b"march", name="bins.xlsx", return_id="bin", period=MARCH, actor=ANN)

    assert database_of(folder) == before
