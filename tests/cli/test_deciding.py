from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions.moment import now
from pmf_core.definitions.period import parse
from pmf_core.store.edition import POINTER, database_of
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import assess
from pmf_core.views.process import processes
from tests.cli.test_commands import answer, run


@pytest.fixture
def store(shipped_store: Path, tmp_path: Path) -> Path:
    """A store of one's own, to decide in."""
    folder = tmp_path / "store"
    folder.mkdir()
    held = database_of(shipped_store)
    shutil.copyfile(held, folder / held.name)
    (folder / POINTER).write_text(held.name, encoding="utf-8")
    return folder


def phases(store: Path, *, as_at=None) -> set[int]:
    hub = Hub.open(store)
    metric = hub.catalogue.metric("homelessness_prevented")
    (held,) = assess(hub, [metric], "E10000024", period=parse("2026-03"), scope=local_scope(as_at=as_at))
    (process,) = processes([held])
    hub.close()
    return set(process.phases)


def test_a_re_base_is_accepted_with_a_reason_and_on_both_clocks(store: Path) -> None:
    before = now()

    run(
        "rebase", "accept", "homelessness_prevented", "--unit", "E10000024", "--from", "2025-01",
        "--reason", "The grant grew", "--by", "Strategic Insight Unit", store=store,
    )  # fmt: skip

    assert phases(store) == {0, 1}
    assert phases(store, as_at=before) == {0}


def test_a_re_base_at_a_period_that_is_not_there_is_refused_with_the_way_out(store: Path) -> None:
    done = run(
        "rebase", "accept", "homelessness_prevented", "--unit", "E10000024", "--from", "1999-01",
        "--reason", "No", "--by", "Me", store=store, expect=1,
    )  # fmt: skip

    assert "has no point at 1999-01 to re-base from: choose one from 2022-04 to 2026-03" in done.stderr


def test_proposals_come_with_their_evidence(store: Path) -> None:
    found = answer("rebase", "propose", "ae_four_hour", "--unit", "RX1", store=store)

    assert all({"starts", "before", "after", "run", "sentence"} <= set(p) for p in found["proposals"])


def test_a_report_cut_now_is_what_later_months_are_told_against(store: Path) -> None:
    run("report", "cut", "ocb", "--unit", "E10000024", "--period", "2026-03", "--by", "SIU", store=store)
    wrong = run(
        "report", "cut", "obc", "--unit", "E10000024", "--period", "2026-03", "--by", "SIU", store=store, expect=1
    )

    assert "There is no body 'obc'" in wrong.stderr


def test_the_exceptions_of_the_demonstration_are_the_planted_ones(shipped_store: Path) -> None:
    found = answer("exceptions", "--unit", "E10000024", "--period", "2026-03", store=shipped_store)

    codes = {e["metric"]: e["codes"] for e in found["exceptions"]}
    assert codes == {
        "assessments_on_time": ["E1", "E2"],
        "complaints": ["E1", "E2"],
        "missed_bins": ["E1"],
        "calls_answered_on_time": ["E2"],
        "ehc_advice_on_time": ["E1"],
        "conferences_on_time": ["E4"],
        "smoking_quits": ["E5"],
        "social_work_caseload": ["E4"],
        "ehcp_20_weeks": ["E6"],
        "employment_rate": ["E6"],
    }
    assert all(e["sentence"] and e["numbers"]["risk"] for e in found["exceptions"])
    assert {n["code"] for n in found["not_judged"]} >= {"E3"}


def test_a_rule_change_shows_the_lists_it_would_have_made(shipped_store: Path) -> None:
    found = answer(
        "rules", "backtest", "--unit", "E10000024", "--set", "e2.on=false", "--months", "3", store=shipped_store
    )

    assert [m["period"] for m in found["months"]] == ["2026-03", "2026-02", "2026-01"]
    assert "calls_answered_on_time" in found["months"][0]["gone"]
    assert found["months"][0]["added"] == []


def test_a_rule_that_is_not_there_is_refused_with_the_nearest(shipped_store: Path) -> None:
    done = run("rules", "backtest", "--unit", "E10000024", "--set", "e1.band_below=1", store=shipped_store, expect=1)

    assert "Did you mean 'e1.bands_below'?" in done.stderr


def test_the_control_chart_comes_with_limits_signals_and_reasons(shipped_store: Path) -> None:
    found = answer("spc", "ae_four_hour", "--unit", "RK5", "--profile", "nhsr", store=shipped_store)

    assert len(found["points"]) == 36
    assert {"centre", "lower", "upper", "signals", "partition"} <= set(found["points"][-1])
    assert set(found["variation"]) == {"verdict", "reason"}
