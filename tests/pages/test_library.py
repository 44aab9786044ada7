from __future__ import annotations

import pytest

from tests.pages.said import links, said
from ui.parts.library.shelves import TABS

WITHOUT_FORECASTS = [name for name in TABS if name != "forecasts"]


@pytest.mark.parametrize("tab", WITHOUT_FORECASTS)
def test_every_tab_opens_with_a_sentence(open_page, tab: str) -> None:
    test = open_page("library", tab=tab)

    told = said(test)
    assert not test.exception
    assert "can't be shown" not in told
    assert "Something went wrong" not in told
    assert TABS[tab].name in told


def test_an_officer_has_no_audit_log_and_is_refused_its_address(open_page) -> None:
    shelf = open_page("library", **{"as": "officer_ashfield"})
    asked = open_page("library", tab="audit", **{"as": "officer_ashfield"})

    assert not any("tab=audit" in held for held in links(shelf))
    assert "may not read the audit log" in said(asked)
    assert "The chain" not in said(asked)


def test_an_auditor_has_the_audit_log(open_page) -> None:
    assert "The chain holds" in said(open_page("library", tab="audit", **{"as": "auditor"}))


def test_an_officer_sees_their_own_access_only(open_page) -> None:
    told = said(open_page("library", tab="people", of="steward", **{"as": "officer_ashfield"}))

    assert "What Officer, Ashfield Living Well may see and why" in told
    assert "Steward, Strategic Insight Unit" not in told


def test_a_steward_goes_from_a_person_to_the_hub_through_their_eyes(open_page) -> None:
    test = open_page("library", tab="people", of="manager_ashfield", **{"as": "steward"})

    assert "At 1 unit of" in said(test)
    assert any("as=manager_ashfield" in held and not held.startswith("library") for held in links(test))


def test_the_tree_follows_the_period_that_is_chosen(open_page) -> None:
    before, after = (said(open_page("library", tab="structure", p=period)) for period in ("2024-09", "2024-10"))

    assert "From 1 October 2024 under Maximising Independence" in before
    assert "Until 30 September 2024 under Ageing Well Community" in after


@pytest.mark.parametrize(("once", "now"), [("glossary", "Guide"), ("tolerances", "Targets & tolerances")])
def test_a_link_to_a_tab_by_its_old_name_still_leads_there(open_page, once: str, now: str) -> None:
    test = open_page("library", tab=once)

    assert not test.exception
    assert now in said(test)
