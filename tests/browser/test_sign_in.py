"""Seven people of seven levels, strangers and worn-out sign-ins, through a provider of the test's own."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, navigation, settle, wait_for
from tests.browser.provider import Provider, running, secrets


@dataclass(frozen=True)
class Signing:
    """A hub that asks people to sign in, and what it is made of."""

    address: str
    provider: Provider
    store: Path
    config: Path

    def entries(self, deed: str) -> list[dict]:
        held = (json.loads(line) for line in (self.store / "audit" / "log.jsonl").read_text().splitlines())
        return [entry for entry in held if entry["deed"] == deed]

    def rebuild(self) -> None:
        """Write down what `config/` says now, as `make build` does."""
        command = [sys.executable, "-m", "pmf_core", "build"]
        environment = {**os.environ, "PMF_STORE": str(self.store), "PMF_CONFIG": str(self.config)}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def signing(shipped_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Signing]:
    folder = tmp_path_factory.mktemp("signing")
    store, config = folder / "store", folder / "config"
    shutil.copytree(shipped_store, store, ignore=shutil.ignore_patterns("audit", "lock"))
    shutil.copytree(ROOT / "config", config)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running() as provider:
        address = f"http://127.0.0.1:{port}"
        told = folder / "secrets.toml"
        told.write_text(secrets(provider, address))
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        environment = {**os.environ, "PMF_STORE": str(store), "PMF_CONFIG": str(config)}
        hub = subprocess.Popen(
            [*command, "--secrets.files", str(told)],
            cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(f"{address}/_stcore/health")
            yield Signing(address, provider, store, config)
        finally:
            hub.terminate()
            hub.wait()


Come = Callable[..., Page]


@pytest.fixture
def come(browser: Browser, signing: Signing) -> Iterator[Come]:
    """Open an address as a browser that nobody has signed in with yet, and sign in as somebody."""
    contexts = []

    def opened(path: str = "/", *, email: str = "", **claims: object) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.goto(signing.address + path)
        settle(page)
        if email:
            signing.provider.lets_in(email, **claims)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda url: "/auth/" not in url and "oauth2callback" not in url)
            settle(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@dataclass(frozen=True)
class Level:
    """Somebody of one of the seven levels: where their Home opens, how far down they go, and what is beyond."""

    email: str
    home: str
    steps: int
    """How many levels they go down by clicking the first unit below."""
    beyond: str
    """A figure that is not theirs, as an address."""
    refusal: str
    page: str = ""
    """A page that their role has not."""


RESTRICTED = "/metric?m=children_missing&u=cf"
WORKER = "/metric?m=social_work_caseload&u=asch.living_well.ashfield.worker_41"
NOT_READ, NOT_HERE = "is not among the metrics that your role reads", "is not open to your role"
ONE_PERSON = "read by that person and their line manager only"

SEVEN = (
    Level("member@nottinghamshire.example", "Nottinghamshire County Council", 2, RESTRICTED, NOT_READ, "/returns"),
    Level("partner@integrated-care.example", "Nottinghamshire County Council", 0,
          "/metric?m=missed_bins&u=E10000024", NOT_READ, "/library"),
    Level("chief.executive@nottinghamshire.example", "Nottinghamshire County Council", 3, WORKER, ONE_PERSON),
    Level("adults.director@nottinghamshire.example", "Adult Social Care and Health", 2, RESTRICTED, NOT_HERE),
    Level("living.well.director@nottinghamshire.example", "Living Well Community", 1, RESTRICTED, NOT_HERE),
    Level("ashfield.manager@nottinghamshire.example", "Ashfield Living Well Team", 0, WORKER, ONE_PERSON),
    Level("ashfield.officer@nottinghamshire.example", "Ashfield Living Well Team", 0,
          RESTRICTED, NOT_READ, "/boardroom"),
)  # fmt: skip


@pytest.mark.parametrize("level", SEVEN, ids=lambda level: level.email.partition("@")[0])
def test_each_of_seven_levels_opens_on_their_own_home_goes_down_as_far_as_they_may_and_is_told_where_it_ends(
    come: Come, signing: Signing, level: Level
) -> None:
    page = come("/", email=level.email)

    expect(page.get_by_role("heading", level=1)).to_have_text("What needs me?")
    expect(page.locator(".path [aria-current=location]")).to_have_text(level.home)
    going_on = page.locator("section", has=page.get_by_role("heading", name="Go on to", exact=True))
    below = going_on.locator("ul.units a")
    for _ in range(level.steps):
        name = below.first.evaluate("link => link.firstChild.textContent")
        below.first.click()
        expect(page.locator(".path [aria-current=location]")).to_have_text(name)
        settle(page)
    expect(below).to_have_count(0)

    for address, told in ((level.beyond, level.refusal), (level.page, "This page is not part of your role")):
        if address:
            page.goto(signing.address + address)
            expect(page.get_by_text("This is not open to you.")).to_be_visible()
            assert told in page.inner_text("body")
    assert signing.entries("denied")[-1]["about"]["address"] == (level.page or level.beyond)[1:]


@pytest.mark.parametrize("path", ["/", "/vital_signs", "/metric?m=missed_bins", "/library?tab=system"])
def test_nobody_sees_a_page_without_signing_in(come: Come, path: str) -> None:
    page = come(path)

    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert page.locator(".drawing").count() == 1
    assert "Bins" not in page.inner_text("body")


def test_whoever_signs_in_comes_back_to_the_page_that_they_asked_for(come: Come) -> None:
    page = come("/metric?m=missed_bins&tab=trust", email="chief.executive@nottinghamshire.example")

    page.wait_for_url("**/metric?m=missed_bins&tab=trust*")


def test_a_token_for_another_audience_lets_nobody_in(come: Come, signing: Signing) -> None:
    page = come("/", email="chief.executive@nottinghamshire.example", aud="another hub")

    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert "was not accepted" in signing.entries("sign-in refused")[-1]["about"]["reason"]


def test_a_token_that_has_run_out_lets_nobody_in(come: Come) -> None:
    page = come("/", email="chief.executive@nottinghamshire.example", exp=int(time()) - 3600)

    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_a_sign_in_that_runs_out_while_a_page_is_open_takes_the_page_away(come: Come, signing: Signing) -> None:
    page = come("/vital_signs", email="chief.executive@nottinghamshire.example", exp=int(time()) + 12)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=30_000)
    assert signing.entries("sign-in ran out")[-1]["who"] == "chief_executive"


def test_a_stranger_holds_what_everyone_holds_and_no_more(come: Come) -> None:
    page = come("/metric?m=children_missing", email="somebody.new@nottinghamshire.example")

    expect(page.get_by_text("is not among the metrics that your role reads")).to_be_visible()
    assert "Officer" in page.locator(".st-key-standing").inner_text()


def test_a_group_of_the_provider_gives_its_role(come: Come) -> None:
    page = come("/", email="audit.trainee@nottinghamshire.example", groups=["pmf-auditors", "choir"])

    assert "Auditor" in page.locator(".st-key-standing").inner_text()


def test_a_role_removed_while_a_page_is_open_is_gone_with_the_next_step(come: Come, signing: Signing) -> None:
    page = come("/metric?m=children_missing&u=E10000024", email="strategic.insight@nottinghamshire.example")
    expect(page.get_by_role("heading", level=1)).to_contain_text("missing")

    file = signing.config / "people.yaml"
    kept = file.read_text()
    file.write_text(kept.replace("{id: steward,", "{id: steward, disabled: true,"))
    signing.rebuild()
    navigation(page).get_by_role("link", name="Vital Signs").click()

    expect(page.get_by_text("no longer has access to the hub")).to_be_visible()
    file.write_text(kept)
    signing.rebuild()


def test_signing_out_leaves_nothing_behind(come: Come, signing: Signing) -> None:
    page = come("/vital_signs", email="chief.executive@nottinghamshire.example")

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert page.context.cookies() == [] or all(c["name"] != "_streamlit_user" for c in page.context.cookies())
    assert signing.entries("signed out")[-1]["who"] == "chief_executive"
    page.go_back()
    settle(page)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_looking_as_another_is_for_stewards_and_shows_no_more_than_their_own(come: Come, signing: Signing) -> None:
    officer = come("/?as=chief_executive", email="ashfield.officer@nottinghamshire.example")
    assert "Officer" in officer.locator(".st-key-standing").inner_text()

    steward = come("/?as=manager_ashfield", email="strategic.insight@nottinghamshire.example")
    assert "You see the hub as Team Manager, Ashfield Living Well" in steward.locator(".st-key-standing").inner_text()
    assert signing.entries("viewed as")[-1]["about"] == {"person": "manager_ashfield"}


def test_a_file_is_kept_from_whoever_has_its_link_alone_and_from_whoever_has_left(come: Come, browser: Browser) -> None:
    page = come("/explore", email="chief.executive@nottinghamshire.example")
    with page.expect_response("**/media/**") as answered:
        page.get_by_role("button", name="Download CSV").click()
    link = answered.value.url

    stranger = browser.new_context()
    assert stranger.request.get(link).status == 403
    assert page.request.get(link).status == 200
    stranger.close()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert page.request.get(link).status == 403
