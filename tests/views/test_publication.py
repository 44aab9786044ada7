"""What the boardroom says of the public pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pmf_core.access.rights import Rights, local_person, rights_of
from pmf_core.catalogue.checks import check
from pmf_core.definitions.person import Access
from pmf_core.definitions.publication import Exempt, Publication
from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.hub import Hub
from pmf_core.views.public.standing import standing
from tests import small
from tests.packs.test_site import APPROVED, council

LOCAL = rights_of(local_person("council"), Access(), today=small.ADOPTED)
READER = LOCAL.reading_only()
EXEMPT = APPROVED.model_copy(update={"exempt": (Exempt(metric="calls", reason="Paragraph 3"),)})


def asked(tmp_path: Path, held: Publication = APPROVED, *, rights: Rights = LOCAL):
    hub = Hub(small.new_hub(council(held=held)).engine, tmp_path / "hub.duckdb")
    return standing(hub, rights=rights)


def test_it_says_how_many_metrics_are_approved_and_how_many_are_not(tmp_path: Path) -> None:
    told = asked(tmp_path).sentence

    assert told.startswith("2 metrics at 3 units are approved for everybody, by Board on 14 April 2025")
    assert "2 metrics are not" in told


def test_it_says_when_they_were_last_published_and_by_whom(tmp_path: Path) -> None:
    assert "not been published" in asked(tmp_path).last

    AuditLog(tmp_path).record("local", Deed.SITE_PUBLISHED, pages="12", changed="3")

    assert asked(tmp_path).last.endswith("by this machine: 12 pages, 3 of them changed.")


def test_what_is_exempt_is_told_to_whoever_publishes_and_to_nobody_else(tmp_path: Path) -> None:
    publishes, reads = asked(tmp_path, EXEMPT), asked(tmp_path, EXEMPT, rights=READER)

    assert publishes.kept_back is not None
    assert publishes.kept_back.rows == (("calls", "Paragraph 3"),)
    assert (reads.kept_back, reads.may_publish) == (None, False)


def test_without_an_approval_the_page_says_so(tmp_path: Path) -> None:
    held = asked(tmp_path, Publication())

    assert held.empty is not None
    assert "Nothing is approved" in held.empty.why


@pytest.mark.parametrize(
    ("held", "fault"),
    [
        (Publication(exempt=(Exempt(metric="cals", reason="x"),)), "there is no metric 'cals'. Did you mean 'calls'?"),
        (Publication(exempt=(Exempt(unit="plaice", reason="x"),)), "there is no unit 'plaice'"),
        (Publication(themes=("servis",)), "there is no theme 'servis'"),
        (Publication(approved_by="B", approved_on=date(2025, 1, 1), role="residents"), "there is no role 'residents'"),
    ],
)
def test_a_name_written_wrong_is_a_fault_before_anything_gets_out(held: Publication, fault: str) -> None:
    assert any(fault in told for told in check(council(held=held)))


@pytest.mark.parametrize("given", [{"reason": "x"}, {"reason": "x", "words": " "}, {"reason": "", "metric": "calls"}])
def test_an_exemption_says_what_is_exempt_and_why(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"exempt|at least 1"):
        Exempt(**given)
