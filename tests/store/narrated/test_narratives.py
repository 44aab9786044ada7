"""A narrative is written once, superseded and never changed; it is complete with all four parts and an owned action."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from pmf_core.definitions.moment import now
from pmf_core.errors import BadInput
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.edition import new_edition
from pmf_core.store.hub import Hub
from pmf_core.store.narrated.reading import accounts
from pmf_core.store.narrated.writing import approve_narrative, record_narrative
from pmf_core.store.schema import create
from tests.narrated import WHOLE


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with new_edition(tmp_path) as edition, edition.engine.transaction() as transaction:
        create(transaction)
    return tmp_path


def held(store: Path, **asked: object):
    return accounts(Hub.open(store).engine, "council", **asked)  # type: ignore[arg-type]


def test_a_new_version_takes_the_place_and_the_old_one_stays_as_at(store: Path) -> None:
    later = replace(WHOLE, narrative_id="n2", what="It was 75%.", recorded_at=WHOLE.recorded_at + timedelta(hours=1))
    record_narrative(store, WHOLE, overrides={"The north lost a crew.": "The rota says so"})
    record_narrative(store, later)

    assert [one.narrative for one in held(store)] == [later]
    (before,) = held(store, as_at=WHOLE.recorded_at)
    assert before.narrative == WHOLE
    assert before.overrides == {"The north lost a crew.": "The rota says so"}
    assert held(store, as_at=WHOLE.recorded_at - timedelta(seconds=1)) == ()


def test_each_period_keeps_its_own_and_the_latest_comes_first(store: Path) -> None:
    earlier = replace(WHOLE, narrative_id="n0", period_id="2025-02", period_end=date(2025, 2, 28))
    record_narrative(store, WHOLE)
    record_narrative(store, earlier)

    assert [one.narrative.period_id for one in held(store)] == ["2025-03", "2025-02"]
    assert held(store, metric="calls") == ()


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        ({"what": ""}, ("What",)),
        ({"why": "", "so_what": ""}, ("Why", "So what")),
        ({"action": ""}, ("an action, or why there is none",)),
        ({"due": None}, ("an owner and a date for the action",)),
        ({"owner_id": ""}, ("an owner and a date for the action",)),
    ],
)
def test_a_draft_says_what_it_lacks_and_is_not_approved(
    store: Path, changed: dict[str, object], lacks: tuple[str, ...]
) -> None:
    draft = replace(WHOLE, **changed)  # type: ignore[arg-type]
    record_narrative(store, draft)

    assert draft.missing == lacks
    with pytest.raises(BadInput, match="can't be approved yet"):
        approve_narrative(store, "n1", by="Director")


def test_a_reasoned_no_action_is_an_action(store: Path) -> None:
    nothing = replace(WHOLE, action="", owner_id="", due=None, no_action="Ordinary variation: watch until June.")
    record_narrative(store, nothing)

    assert nothing.is_complete
    approve_narrative(store, "n1", by="Director")
    (one,) = held(store)
    assert one.approval is not None
    assert one.approval.approved_by == "Director"


def test_whoever_wrote_it_does_not_approve_it(store: Path) -> None:
    record_narrative(store, WHOLE)

    with pytest.raises(BadInput, match="somebody else approves it"):
        approve_narrative(store, "n1", by="ann bell")


@pytest.mark.parametrize(
    ("changed", "reasons", "told"),
    [
        ({"what": " ", "why": "", "so_what": "", "action": ""}, {}, "nothing in it yet"),
        ({"why": "x" * 1_501}, {}, "1,500 is the most"),
        ({"no_action": "None needed"}, {}, "keep one of the two"),
        ({"written_by": " "}, {}, "Say who writes it"),
        ({}, {"The north lost a crew.": "  "}, "kept for a reason"),
    ],
)
def test_what_can_not_stand_is_refused_and_nothing_is_kept(
    store: Path, changed: dict[str, object], reasons: dict[str, str], told: str
) -> None:
    with pytest.raises(BadInput, match=told):
        record_narrative(store, replace(WHOLE, **changed), overrides=reasons)  # type: ignore[arg-type]

    assert held(store) == ()


def test_writing_and_approving_are_in_the_audit_log(store: Path) -> None:
    record_narrative(store, replace(WHOLE, recorded_at=now()))
    approve_narrative(store, "n1", by="Director")

    told = [(entry.deed, entry.about.get("metric")) for entry in AuditLog(store).entries()]
    assert told[-2:] == [("narrative written", "emptied"), ("narrative approved", "emptied")]
