"""Who opens which page, and what pages, charts, files and commands tell: the tables beside this file are the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmf_core.cli.main import app
from pmf_core.errors import AccessDenied, HubError
from tests.access.matrix import world
from tests.access.matrix.conftest import Look

PAGES = ("home", "vital_signs", "explore", "metric", "deep_dive", "boardroom", "returns", "library")
TABS = ("now", "why", "where", "when", "peers", "next", "map", "trust")
NOT_THEIRS = "This page is not part of your role"
REFUSED = "This is not open to you."
DIFFERENT = ("officer", "team_manager", "elected_member", "partner", "steward")
"""Roles that read differently from one another; the others read like one of them."""


def on_screen(person: str) -> set[tuple[str, str]]:
    """What somebody may see of units and of single people."""
    workers = {"officer": ("own.ann",), "team_manager": ("own.ann", "own.ben")}.get(person, ())
    return world.readable(person) | {(metric.id, unit) for metric in world.catalogue().metrics for unit in workers}


def near(person: str) -> str:
    return world.COUNCIL if person in ("elected_member", "partner", "public") else "own.team"


@pytest.mark.parametrize("row", world.table("who_opens"), ids=lambda row: row["role"])
def test_each_page_opens_for_whoever_has_it_and_tells_only_what_is_theirs(look: Look, row: dict[str, str]) -> None:
    person = row["role"]
    for page in PAGES:
        seen = look(page, person, u=near(person))

        assert (NOT_THEIRS in seen.text) == (row[page] == "no"), page
        assert world.told_in(seen.text) <= on_screen(person), page
        assert row["takes files"] == "yes" or not seen.files, page
        assert world.told_in(seen.taken_away()) <= world.readable(person), page


@pytest.mark.parametrize("person", DIFFERENT)
def test_a_link_to_a_figure_shows_it_or_refuses_it_plainly(look: Look, person: str) -> None:
    for metric in ("plain_public", "plain_restricted", "joint_internal"):
        for unit, more in ((near(person), {}), ("other.team", {}), (near(person), {"asat": "2026-03-20"})):
            seen = look("metric", person, m=metric, u=unit, **more)

            newest = world.numbers()[metric, unit, 1 if more else 2]
            assert (f"{newest:,}" in seen.text) == ((metric, unit) in world.readable(person)), (metric, unit, more)
            assert (REFUSED in seen.text) == ((metric, unit) not in world.readable(person)), (metric, unit, more)
            assert not more or f"{world.numbers()[metric, unit, 2]:,}" not in seen.text


@pytest.mark.parametrize("person", DIFFERENT)
@pytest.mark.parametrize("tab", TABS)
def test_every_part_of_a_metric_tells_of_other_units_only_what_is_theirs(look: Look, person: str, tab: str) -> None:
    metric = "joint_internal" if person == "partner" else "plain_public"
    restricted = "plain_restricted" if (("plain_restricted", "own") in world.readable(person)) else metric
    for asked, unit in ((metric, world.COUNCIL), (restricted, near(person))):
        seen = look("metric", person, m=asked, u=unit, tab=tab)

        assert REFUSED not in seen.text
        assert world.told_in(seen.text) <= on_screen(person)
        assert world.told_in(seen.taken_away()) <= world.readable(person)


def test_every_page_says_what_it_withholds_of_the_past(look: Look) -> None:
    for page in PAGES:
        seen = look(page, "team_manager", u="other.team", asat="2026-03-20")

        assert "You are seeing what was known on 20 March 2026" in seen.text, page
        assert "3 metrics are not shown: today's permissions hold for the past too" in seen.text, page
        assert "not shown" not in look(page, "team_manager", u="other.team").text, page


@pytest.mark.parametrize(("person", "unit"), [("officer", "own.ann"), ("team_manager", "own.ben")])
def test_one_person_s_figures_say_what_for_and_are_neither_ranked_nor_taken_away(
    look: Look, person: str, unit: str
) -> None:
    for tab in TABS:
        seen = look("metric", person, m="plain_public", u=unit, tab=tab)

        assert "shown for this purpose: Supervision" in seen.text
        assert not seen.files, tab
        others = {(metric, other) for metric, other in world.told_in(seen.text) if other in world.WORKERS}
        assert {other for _, other in others} <= {unit}, tab


@pytest.mark.parametrize("person", [row["who"] for row in world.table("individuals")])
def test_nobody_else_opens_a_colleague(look: Look, person: str) -> None:
    for unit in {"own.ann", "other.ann"} - ({"own.ann"} if person in ("officer", "team_manager") else set()):
        seen = look("metric", person, m="plain_public", u=unit)

        assert person == "public" or "read by that person and their line manager only" in seen.text
        assert not world.told_in(seen.text)


def test_no_list_ranks_the_people_of_a_team(look: Look) -> None:
    compared = [{"mode": "compare", **more} for more in ({}, {"cmp": "parts"}, {"m": "plain_public", "cmp": "parts"})]
    for page, choices in [
        *(("metric", {"m": "plain_public", "tab": tab}) for tab in ("where", "peers", "why")),
        *(("explore", more) for more in compared),
        ("home", {}),
        ("vital_signs", {}),
    ]:
        seen = look(page, "team_manager", u="own.team", **choices)

        assert not {unit for _, unit in world.told_in(seen.text)} & set(world.WORKERS), (page, choices)


COMMANDS = (
    ("series", "{metric}", "--unit", "{unit}", "--json"),
    ("lineage", "{metric}", "--unit", "{unit}", "--period", "2026-03", "--json"),
    ("spc", "{metric}", "--unit", "{unit}", "--json"),
    ("rebase", "propose", "{metric}", "--unit", "{unit}", "--json"),
)
LISTS = (
    ("exceptions", "--unit", "{unit}", "--period", "2026-03", "--json"),
    ("metrics", "--json"),
)


Answer = tuple[str, HubError | None]
"""What a command prints, and why it refuses."""


@pytest.fixture
def command(matrix_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Answer]]:
    """Run a command as somebody."""
    monkeypatch.setenv("PMF_STORE", str(matrix_store))
    runner = CliRunner()

    def run(person: str, words: tuple[str, ...], **names: str) -> Answer:
        done = runner.invoke(app, ["--as", person, *(word.format(**names) for word in words)])
        assert done.exception is None or isinstance(done.exception, HubError | SystemExit), done.exception
        return done.output, done.exception if isinstance(done.exception, HubError) else None

    yield run
    runner.invoke(app, ["doctor", "--help"])


@pytest.mark.parametrize("person", [row["role"] for row in world.table("who_opens")])
def test_the_command_line_prints_what_may_leave_the_hub(command: Callable, person: str) -> None:
    for metric, unit in (
        ("plain_restricted", "own.team"), ("plain_restricted", "other.team"), ("joint_internal", world.COUNCIL),
        ("plain_public", "own.ann"),
    ):  # fmt: skip
        allowed = (metric, unit) in world.readable(person)
        for words in COMMANDS if person in DIFFERENT else COMMANDS[:1]:
            told, refusal = command(person, words, metric=metric, unit=unit)

            assert world.told_in(told) <= ({(metric, unit)} if allowed else set()), words
            assert isinstance(refusal, AccessDenied) != allowed, (words, refusal)
    if person in DIFFERENT:
        for words in LISTS:
            told, _ = command(person, words, unit=near(person))
            assert world.told_in(told) <= world.readable(person)
            named = {m.id for m in world.catalogue().metrics if f'"{m.id}"' in told}
            assert named <= {metric for metric, _ in world.readable(person)}
