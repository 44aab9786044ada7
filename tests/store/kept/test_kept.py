from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmf_core.definitions.kept import LONGEST_NAME, Favourite, FavouriteKind, Recent, own_address, plain_name
from pmf_core.errors import BadInput, HubError, StoreError, UnknownName
from pmf_core.store.backup import backup, restore
from pmf_core.store.edition import database_of
from pmf_core.store.kept import at_hand, scorecards, views
from pmf_core.store.kept.file import FILE, Kept
from pmf_core.store.kept.keeping import forget, looked_over
from tests.store.test_keeping import small_store

ROOT = Path(__file__).resolve().parents[3]
ANN, BEN = "ann", "ben"
KNEW, LATER = datetime(2025, 4, 10), datetime(2025, 5, 10)
BINS = Favourite(FavouriteKind.METRIC, "missed_bins")

names = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), min_size=1, max_size=LONGEST_NAME)
acts = st.lists(
    st.tuples(
        st.sampled_from([ANN, BEN]),
        st.sampled_from(["view", "card", "share", "favourite", "remove"]),
        names.filter(lambda name: bool(name.strip())),
    ),
    max_size=8,
)


def everything(kept: Kept) -> tuple[Any, ...]:
    return (
        at_hand.favourites(kept),
        at_hand.recent(kept),
        at_hand.looked(kept),
        views.saved_views(kept),
        tuple(card for card in scorecards.scorecards(kept) if card.own),
    )


def do(kept: Kept, act: str, name: str) -> None:
    if act == "view":
        views.save_view(kept, name=name, address="explore?theme=service")
    elif act in ("card", "share"):
        try:
            scorecards.make_scorecard(kept, name=name, unit="council", metrics=["calls"], shared=act == "share")
        except BadInput:
            assert plain_name(name) in {card.name for card in scorecards.scorecards(kept) if card.own}
    elif act == "favourite":
        at_hand.add_favourite(kept, Favourite(FavouriteKind.METRIC, name))
    else:
        for view in views.saved_views(kept):
            views.remove_view(kept, view.id)
        for card in scorecards.scorecards(kept):
            scorecards.delete_scorecard(kept, card.id)


@given(acts)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_one_does_never_changes_what_another_keeps(tmp_path_factory, done) -> None:
    store = tmp_path_factory.mktemp("store")
    for person, act, name in done:
        other = Kept(store, BEN if person == ANN else ANN)
        before = everything(other)

        do(Kept(store, person), act, name)

        assert everything(other) == before


@given(acts)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_of_another_is_read_but_what_they_share(tmp_path_factory, done) -> None:
    store = tmp_path_factory.mktemp("store")
    for person, act, name in done:
        do(Kept(store, person), act, name)
    mine, theirs = Kept(store, ANN), Kept(store, BEN)

    for view in views.saved_views(theirs):
        with pytest.raises(UnknownName):
            views.saved_view(mine, view.id)
    for card in scorecards.scorecards(theirs):
        if card.own and not card.shared:
            with pytest.raises(UnknownName):
                scorecards.scorecard(mine, card.id)
    assert all(card.own or card.shared for card in scorecards.scorecards(mine))


@given(names)
def test_a_name_is_one_line_of_plain_text_or_refused(text) -> None:
    try:
        name = plain_name(text)
    except BadInput:
        assert not text.strip()
        return

    assert name == plain_name(name)
    assert "\n" not in name
    assert 0 < len(name) <= LONGEST_NAME


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "a b", "x" * 3000]
)
def test_an_address_out_of_the_hub_is_refused(address: str) -> None:
    with pytest.raises(BadInput, match="no address of the hub's own"):
        own_address(address)


def test_a_name_that_is_too_long_is_refused_with_its_length(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="The name has 81 characters: 80 is the most"):
        views.save_view(Kept(tmp_path, ANN), name="x" * 81, address="explore")


def test_a_view_saved_under_the_same_name_takes_its_place(tmp_path: Path) -> None:
    kept = Kept(tmp_path, ANN)
    views.save_view(kept, name="Mine", address="explore?q=bins")

    views.save_view(kept, name=" Mine ", address="explore?q=calls")

    assert [(view.name, view.address) for view in views.saved_views(kept)] == [("Mine", "explore?q=calls")]


def test_a_shared_scorecard_is_changed_by_its_maker_alone(tmp_path: Path) -> None:
    mine, theirs = Kept(tmp_path, ANN), Kept(tmp_path, BEN)
    card = scorecards.make_scorecard(mine, name="Board", unit="council", metrics=["calls", "emptied"], shared=True)

    with pytest.raises(UnknownName, match="not yours to change"):
        scorecards.change_scorecard(theirs, card.id, name="Mine now", metrics=["calls"], shared=False)
    scorecards.delete_scorecard(theirs, card.id)

    assert scorecards.scorecard(theirs, card.id).name == "Board"
    assert scorecards.scorecard(theirs, card.id).metrics == ("calls", "emptied")


def test_a_scorecard_keeps_the_order_it_was_given(tmp_path: Path) -> None:
    kept = Kept(tmp_path, ANN)
    card = scorecards.make_scorecard(kept, name="Board", unit="council", metrics=["b", "a", "b", "c"])

    scorecards.change_scorecard(kept, card.id, name="Board", metrics=["c", "b", "a"], shared=True)

    assert scorecards.scorecard(kept, card.id).metrics == ("c", "b", "a")


def test_a_visit_begins_when_somebody_was_away_for_a_while(tmp_path: Path) -> None:
    kept, monday = Kept(tmp_path, ANN), datetime(2025, 4, 14, 9)

    assert at_hand.look(kept, knew=KNEW, at=monday) is None
    assert at_hand.look(kept, knew=KNEW, at=monday + timedelta(minutes=5)) is None
    back = at_hand.look(kept, knew=LATER, at=monday + timedelta(days=1))
    still = at_hand.look(kept, knew=LATER, at=monday + timedelta(days=1, minutes=5))

    assert back is not None
    assert (back.at, back.knew) == (monday + timedelta(minutes=5), KNEW)
    assert still == back


def test_only_the_latest_pages_are_remembered(tmp_path: Path) -> None:
    kept = Kept(tmp_path, ANN)
    for number in range(20):
        at_hand.remember(kept, Recent("metric", f"m{number}", "council"))
    at_hand.remember(kept, Recent("metric", "m15", "council"))

    pages = [page.metric for page in at_hand.recent(kept)]

    assert pages[:2] == ["m15", "m19"]
    assert len(pages) == at_hand.RECENT_KEPT


WRITER = """
import sys
from pathlib import Path
from pmf_core.definitions.kept import Favourite, FavouriteKind
from pmf_core.store.kept import at_hand, views
from pmf_core.store.kept.file import Kept
store, person, name = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
for number in range(25):
    views.save_view(Kept(store, person), name=f"{name} {number}", address=f"explore?q={number}")
    at_hand.add_favourite(Kept(store, person), Favourite(FavouriteKind.METRIC, f"{name}_{number}"))
"""


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path), ANN]
    writers = [subprocess.Popen([*command, name], cwd=ROOT) for name in ("one", "two")]

    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]

    kept = Kept(tmp_path, ANN)
    assert len(views.saved_views(kept)) == len(at_hand.favourites(kept)) == 50
    assert looked_over(tmp_path).endswith("whole")


def test_a_write_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    kept = Kept(tmp_path, ANN)
    at_hand.add_favourite(kept, BINS)

    with pytest.raises(RuntimeError), kept.writing() as held:
        held.execute("delete from favourite")
        raise RuntimeError("the lights go out")

    assert at_hand.favourites(kept) == (BINS,)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    assert everything(Kept(tmp_path, ANN)) == ((), (), None, (), ())
    assert not (tmp_path / FILE).exists()


def test_a_person_who_is_forgotten_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    mine, theirs = Kept(tmp_path, ANN), Kept(tmp_path, BEN)
    views.save_view(mine, name="Zanzibar", address="explore?q=zanzibar")
    scorecards.make_scorecard(mine, name="Zanzibar", unit="council", metrics=["calls"], shared=True)
    views.save_view(theirs, name="Bins", address="explore?q=bins")

    assert forget(tmp_path, ANN) == 2

    assert b"anzibar" not in (tmp_path / FILE).read_bytes()
    assert len(views.saved_views(theirs)) == 1
    assert not scorecards.scorecards(theirs)


def test_a_backup_has_what_people_keep_and_restore_puts_it_back(tmp_path: Path) -> None:
    folder = small_store(tmp_path / "one", 10)
    at_hand.add_favourite(Kept(folder, ANN), BINS)
    copy = backup(database_of(folder), tmp_path / "monday.duckdb")
    at_hand.remove_favourite(Kept(folder, ANN), BINS)

    restore(folder, copy)

    assert at_hand.favourites(Kept(folder, ANN)) == (BINS,)


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)

    with pytest.raises(StoreError, match="What people keep can't be read or written"):
        at_hand.favourites(Kept(tmp_path, ANN))
    with pytest.raises(HubError, match="put its copy back"):
        looked_over(tmp_path)
