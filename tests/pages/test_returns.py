"""The page Returns, by hand: typed, pasted, read column by column, refused, taken back and put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pmf_core.definitions.metric import Sensitivity
from pmf_core.definitions.person import Access, Action, Grant, Person, Role
from pmf_core.definitions.submission import Submission
from pmf_core.store.edition import point_to
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.hub import Hub
from pmf_core.store.returned.events import submissions
from pmf_core.store.returned.mappings import last_mapping
from tests import small
from tests.pages.conftest import ROOT
from tests.pages.said import links, said
from ui.parts.as_text import as_text

RETURN, PERIOD = "bins", "2025-03"
TEAM = "North team"
FIGURES = ("Bins emptied on their day", "Bins due")
NOTE = "Note for the approver (needed where the period was published or reported)"


def person(name: str, action: Action) -> tuple[Role, Person]:
    role = Role(
        id=name,
        name=name.capitalize(),
        inside=Sensitivity.RESTRICTED,
        outside=Sensitivity.RESTRICTED,
        pages=("all",),
        actions=(action,),
    )
    return role, Person(id=name, name=name.capitalize(), grants=(Grant(role=name, units=("council",)),))


ROLES, PEOPLE = zip(
    person("ann", Action.SUBMIT), person("ben", Action.APPROVE), person("sam", Action.CHASE), strict=True
)
COUNCIL = replace(small.catalogue(), access=Access(roles=ROLES), people=PEOPLE)

Visit = Callable[..., AppTest]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of the small council, with somebody who sends and somebody who approves."""
    path = tmp_path / "hub-20250401000000000000.duckdb"
    engine = DuckDBEngine(path)
    with engine.transaction() as transaction:
        small.create(transaction)
        small.decide(transaction, COUNCIL, moment=None)
    engine.close()
    point_to(tmp_path, path.name)
    monkeypatch.setenv("PMF_STORE", str(tmp_path))
    return tmp_path


@pytest.fixture
def visit(store: Path) -> Visit:  # noqa: ARG001  (the page reads it)
    """Open the page as somebody."""

    def opened(who: str = "ann", **choices: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=60)
        test.switch_page(str(ROOT / "pages" / "returns.py"))
        for name, value in {"as": who, **choices}.items():
            test.query_params[name] = value
        return test.run()

    return opened


def press(test: AppTest, button: str) -> AppTest:
    return next(held for held in test.button if held.label == button).click().run()


def box(test: AppTest, label: str):
    return next(held for held in test.text_input if held.label == label)


def sent(store: Path) -> Submission:
    """What was sent last."""
    hub = Hub.open(store)
    found = submissions(hub.engine)
    hub.close()
    return found[-1]


def typed(visit: Visit, done: str, due: str) -> AppTest:
    """The form with two figures of one team, checked."""
    test = visit(tab="send", ret=RETURN, rp=PERIOD, way="type")
    test.multiselect(key=f"units_{RETURN}").set_value(["north"]).run()
    for figure, text in zip(FIGURES, (done, due), strict=True):
        box(test, f"{TEAM}: {figure}").set_value(text)
    return press(test, "Check the figures")


def submitted(visit: Visit, *, done: str = "41") -> AppTest:
    test = typed(visit, done, "52")
    box(test, NOTE).set_value("A late count.")
    return press(test, "Submit for approval")


def test_typed_figures_go_to_the_approver(visit: Visit, store: Path) -> None:
    told = said(submitted(visit))

    assert "With approver" in told
    assert "Typed into the form" in told
    assert sent(store).state.value == "with approver"


def test_a_fault_is_told_at_the_box_it_was_typed_into(visit: Visit) -> None:
    test = typed(visit, "about 40", "52")

    assert "about 40. 'Bins emptied on their day' is a number" in said(test)
    assert box(test, f"{TEAM}: Bins emptied on their day").value == "about 40"
    assert "form!" not in said(test)
    assert "Submit for approval" not in {held.label for held in test.button}


def test_a_reason_can_be_given_in_place_of_a_figure(visit: Visit) -> None:
    test = typed(visit, "", "")
    for held in test.selectbox:
        if held.label == "or why there is none":
            held.set_value("not available")
            break
    box(test, f"{TEAM}: Calls about bins").set_value("")
    test = press(test, "Check the figures")

    assert "can't be shown" not in said(test)
    assert not test.exception


def test_a_figure_and_a_reason_for_having_none_are_not_both_taken(visit: Visit) -> None:
    test = visit(tab="send", ret=RETURN, rp=PERIOD, way="type")
    test.multiselect(key=f"units_{RETURN}").set_value(["north"]).run()
    box(test, f"{TEAM}: Bins due").set_value("52")
    next(h for h in test.selectbox if h.key == f"reason_{RETURN}_{PERIOD}_north_emptied.denominator").set_value(
        "not available"
    )
    test = press(test, "Check the figures")

    assert "a figure, and a reason why there is none" in said(test)


def test_a_pasted_table_is_read_like_a_file(visit: Visit) -> None:
    test = visit(tab="send", ret=RETURN, rp=PERIOD, way="paste")
    test.text_area[0].set_value("Team\tBins emptied on their day\tBins due\nNorth team\t41\t52\n")
    told = said(press(test, "Check the table"))

    assert "2 figures read" in told or "1 figure read" in told
    assert "Pasted table, March 2025" in told


def test_nothing_pasted_is_said_plainly(visit: Visit) -> None:
    test = press(visit(tab="send", ret=RETURN, way="paste"), "Check the table")

    assert "Nothing is pasted yet" in said(test)


def test_what_a_column_is_can_be_chosen_and_is_remembered(visit: Visit, store: Path) -> None:
    test = visit(tab="send", ret=RETURN, rp=PERIOD, way="paste")
    test.text_area[0].set_value("Team\tDone\tBins due\tRemark\nNorth team\t41\t52\t7\n")
    test = press(test, "Check the table")
    assert "no column 'Bins emptied on their day'" in said(test)

    next(held for held in test.selectbox if held.label == as_text("B: Done is")).set_value("amount:emptied.numerator")
    test = press(test, "Read the columns like this")

    assert "no column 'Bins emptied on their day'" not in said(test)
    hub = Hub.open(store)
    assert '"heading":"Done","role":"amount","term":"emptied.numerator"' in (
        last_mapping(hub.engine, return_id=RETURN) or ""
    )
    hub.close()


def test_two_columns_are_never_the_same_figure(visit: Visit) -> None:
    test = visit(tab="send", ret=RETURN, rp=PERIOD, way="paste")
    test.text_area[0].set_value("Team\tDone\tBins due\nNorth team\t41\t52\n")
    test = press(test, "Check the table")
    next(held for held in test.selectbox if held.label == as_text("B: Done is")).set_value("amount:emptied.denominator")
    test = press(test, "Read the columns like this")

    assert "Columns B and C of" in said(test)


def test_a_return_is_sent_back_with_the_reason_and_can_be_sent_again(visit: Visit, store: Path) -> None:
    submitted(visit)
    name = sent(store).id
    test = visit("ben", tab="approve", s=name)
    box(test, "Note; to send it back, the reason").set_value("Two bins were counted twice.")
    press(test, "Send back")

    test = visit(tab="send", s=name)
    assert "Rejected by Ben: Two bins were counted twice." in said(test)
    box(test, NOTE).set_value("Counted again.")
    assert "With approver" in said(press(test, "Submit for approval"))


def test_a_return_is_not_sent_back_without_a_reason(visit: Visit, store: Path) -> None:
    submitted(visit)
    test = press(visit("ben", tab="approve", s=sent(store).id), "Send back")

    assert "without a reason" in said(test)
    assert sent(store).state.value == "with approver"


def test_what_was_sent_can_be_withdrawn_with_a_reason(visit: Visit, store: Path) -> None:
    submitted(visit)
    test = visit(tab="send", s=sent(store).id)
    box(test, "Why it is withdrawn").set_value("The wrong month.")
    told = said(press(test, "Withdraw"))

    assert "Withdrawn by Ann: The wrong month." in told
    assert sent(store).state.value == "withdrawn"


def test_a_published_return_is_put_right_by_another_that_shows_what_differs(visit: Visit, store: Path) -> None:
    submitted(visit)
    first = sent(store).id
    press(visit("ben", tab="approve", s=first), "Approve")
    assert any(f"ret={RETURN}&rp={PERIOD}" in held for held in links(visit(tab="send", s=first)))

    told = said(typed(visit, "44", "52"))
    assert "1 cell differs from the file that was published" in told
    test = submitted(visit, done="44")
    press(visit("ben", tab="approve", s=sent(store).id), "Approve")

    assert "Corrected since" in said(visit(tab="send", s=first))
    assert "No return has restated" not in said(visit(tab="restated"))
    assert "A late count." in said(visit(tab="restated"))
    assert not test.exception


def test_a_broken_off_upload_is_gone_on_with(visit: Visit, store: Path) -> None:
    typed(visit, "about 40", "52")
    name = sent(store).id

    assert f"s={name}" in " ".join(links(visit()))
    assert "Go on with the draft" in said(visit())
    assert "about 40" in said(visit(tab="send", s=name))


def test_no_list_shows_an_id_of_the_hubs_own(visit: Visit, store: Path) -> None:
    submitted(visit)
    assert sent(store).state.value == "with approver"

    for tab in ("mine", "send", "approve", "readiness", "restated", "queries", "history"):
        test = visit(tab=tab)
        assert not test.exception
        assert not {"bins", "emptied.numerator", f"bins.{PERIOD}.1"} & set(said(test).split())


def test_whoever_is_late_is_reminded_from_the_board_once(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMF_OUTBOX", str(tmp_path / "outbox"))
    test = press(visit("sam", tab="readiness"), "Send the reminders")

    assert "Bins, monthly" in "".join(file.read_text() for file in (tmp_path / "outbox").iterdir())
    assert "Nobody is reminded today" in said(test)


def test_whoever_does_not_send_returns_is_told_so(visit: Visit) -> None:
    assert "This return is not yours to send" in said(visit("ben", tab="send"))
