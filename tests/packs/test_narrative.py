"""A pack carries what was written: its marks in words, the reason for what is kept, and the same again later."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pmf_core.definitions.framework import Audience
from pmf_core.packs.files import make_files, verify_folder, write_files
from pmf_core.packs.seal import content_of, seal_of
from pmf_core.store.hub import Hub
from pmf_core.views.pack import Page
from tests.narrated import approved, wrote
from tests.packs.council import LEARNT, board, figures, hub_of_the_board, shown_to_the_board
from tests.small import new_hub, publish

FALSE, KEPT = "Performance has improved.", "The crew's own count says so"


def page_of(hub: Hub) -> Page:
    (page,) = [page for page in shown_to_the_board(hub).pages if page.id == "narrative/emptied"]
    return page


def test_each_part_stands_in_the_pack_with_its_mark_in_words() -> None:
    hub, _ = hub_of_the_board()
    wrote(hub, {FALSE: KEPT}, so_what=f"Households wait. {FALSE}")
    page = page_of(hub)

    (table,) = page.tables
    assert ("What", "It was 75.0% in March and misses its target of 90%.", "Supported") in [
        row[:3] for row in table.rows
    ]
    assert [row[0] for row in table.rows] == ["What", "What", "Why", "So what", "So what", "Action", "Owned"]
    (kept,) = [row for row in table.rows if row[1] == FALSE]
    assert kept[2] == "Not supported"
    assert str(kept[3]).endswith(f"Kept because: {KEPT}")
    assert page.lead.startswith("Written by Ann Bell")


def test_the_public_is_shown_only_what_somebody_stands_behind() -> None:
    held = board()
    products = tuple(p.model_copy(update={"audience": Audience.PUBLIC}) for p in held.framework.products)
    framework = held.framework.model_copy(update={"products": products})
    held = type(held)(**{**held.__dict__, "framework": framework})
    hub = publish(new_hub(held), held, figures(), known_from=LEARNT)
    wrote(hub)
    assert not [page for page in shown_to_the_board(hub).pages if page.id.startswith("narrative/")]

    approved(hub, "n1", at=datetime(2025, 4, 13, 9))
    assert page_of(hub).facts[0].cell == "Narrative approved"


def test_the_list_of_exceptions_says_how_many_are_told_and_have_no_action() -> None:
    hub, _ = hub_of_the_board()
    wrote(hub)

    (page,) = [page for page in shown_to_the_board(hub).pages if page.id == "exceptions"]
    assert page.paragraphs[-1].text == (
        "Narratives of 1 exception: 1 complete. Every exception has an action or a reason."
    )


def test_a_sealed_pack_replays_to_the_same_seal_after_the_narrative_has_changed() -> None:
    hub, _ = hub_of_the_board()
    wrote(hub)
    before = seal_of(content_of(shown_to_the_board(hub)))

    wrote(hub, narrative_id="n2", what="It was 75%.", recorded_at=datetime(2025, 4, 20, 9))
    approved(hub, "n1", at=datetime(2025, 4, 21, 9))

    assert seal_of(content_of(shown_to_the_board(hub))) == before
    assert seal_of(content_of(shown_to_the_board(hub, moment=datetime(2025, 4, 22, 9)))) != before


def test_every_file_says_what_was_written_and_still_verifies(tmp_path: Path) -> None:
    hub, _ = hub_of_the_board()
    wrote(hub, {FALSE: KEPT}, so_what=FALSE)
    made = shown_to_the_board(hub)
    folder = write_files(made, make_files(made), out=tmp_path)

    assert verify_folder(folder).findings == ()
    (page,) = folder.glob("*.html")
    assert KEPT in page.read_text(encoding="utf-8").replace("&#x27;", "'")
