"""What was shown can be shown again, whatever happens afterwards."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions import Link, Unit
from pmf_core.errors import BadInput
from pmf_core.packs.seal import content_of, pack_of, seal_of
from pmf_core.views.pack.build import pack
from pmf_core.views.pack.difference import Became, difference
from tests.packs.council import BINS, TARGET, board, hub_of_the_board, shown_to_the_board
from tests.small import CALLS, LINKS, publish, redecide

LATER = datetime(2025, 6, 1, 9)


def test_the_content_of_a_pack_says_all_of_it() -> None:
    hub, _ = hub_of_the_board()
    made = shown_to_the_board(hub)

    assert pack_of(content_of(made)) == made
    assert seal_of(content_of(made)) == seal_of(content_of(shown_to_the_board(hub)))


def test_a_pack_shows_the_exception_with_its_own_page_and_lineage() -> None:
    hub, _ = hub_of_the_board()
    made = shown_to_the_board(hub)

    (page,) = [page for page in made.pages if page.id == "metric/emptied"]
    assert "75.0%" in page.lead
    assert any("1,500 over 2,000" in line for line in page.lineage)


def test_a_pack_replays_to_the_same_seal_after_everything_has_changed() -> None:
    hub, held = hub_of_the_board()
    before = seal_of(content_of(shown_to_the_board(hub)))

    restated = ("emptied", "north", date(2025, 3, 1), date(2025, 3, 31), 880.0, 1000.0, None)
    hub = publish(hub, held, [restated], known_from=datetime(2025, 5, 1))
    easier = TARGET.model_copy(update={"value": 70.0, "approved_on": date(2025, 5, 2)})
    other = BINS.model_copy(update={"targets": (easier,), "definition": "Bins emptied at all.", "version": 1})
    extra = Unit(id="third", name="Third team", level="team")
    moved = (*LINKS, Link(unit="third", parent="place", effective_from=date(2025, 1, 1), known_from=date(2025, 5, 3)))
    changed = board(other, CALLS)
    organisation = type(changed.organisation)({**changed.organisation.units, "third": extra}, moved)
    hub = redecide(
        hub, type(changed)(**{**changed.__dict__, "organisation": organisation}), moment=datetime(2025, 5, 3)
    )

    assert seal_of(content_of(shown_to_the_board(hub))) == before
    assert seal_of(content_of(shown_to_the_board(hub, moment=LATER))) != before


def test_the_difference_says_what_became_of_each_figure() -> None:
    hub, held = hub_of_the_board()
    before = shown_to_the_board(hub)
    restated = ("calls", "north", date(2025, 3, 1), date(2025, 3, 31), None, None, 70.0)
    hub = publish(hub, held, [restated], known_from=datetime(2025, 5, 1))
    harder = TARGET.model_copy(update={"value": 95.0, "approved_on": date(2025, 5, 2)})
    other = BINS.model_copy(update={"targets": (harder,)})
    hub = redecide(hub, board(other, CALLS), moment=datetime(2025, 5, 3))

    became = {c.figure: c.became for c in difference(before, shown_to_the_board(hub, moment=LATER)).changes}

    assert became["calls/council/2025-03/value"] is Became.RESTATED
    assert became["emptied/council/2025-03/target"] is Became.RETARGETED
    assert became["emptied/council/2025-03/value"] is Became.UNCHANGED


def test_a_new_definition_is_told_apart_from_a_restatement() -> None:
    hub, held = hub_of_the_board()
    before = shown_to_the_board(hub)
    hub = redecide(hub, board(BINS.model_copy(update={"definition": "Otherwise."}), CALLS), moment=datetime(2025, 5, 3))
    restated = ("emptied", "north", date(2025, 3, 1), date(2025, 3, 31), 880.0, 1000.0, None)
    hub = publish(hub, held, [restated], known_from=datetime(2025, 5, 4))

    became = {c.figure: c.became for c in difference(before, shown_to_the_board(hub, moment=LATER)).changes}

    assert became["emptied/council/2025-03/value"] is Became.REDEFINED


def test_a_pack_without_a_moment_is_refused() -> None:
    hub, _ = hub_of_the_board()

    with pytest.raises(BadInput, match="one moment"):
        pack(hub, scope=local_scope(), body="board", unit="council", period="2025-03")
