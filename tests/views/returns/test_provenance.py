from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import month
from pmf_core.definitions.returning import Part
from pmf_core.definitions.submission import Actor
from pmf_core.measures.lineage import lineage
from pmf_core.returns.plan import plan
from pmf_core.returns.template import template
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Query
from pmf_core.store.hub import Hub
from pmf_core.store.returned.approving import approve
from pmf_core.store.returned.retention import erase_file
from pmf_core.views.return_check import asking
from pmf_core.views.returns.desk import mend, send, take_in, take_up
from pmf_core.views.returns.provenance import Traced, traced
from tests.cli.test_returns import filled

ANN, BEN = Actor("Ann Bell", "business_intelligence"), Actor("Ben Cole", "director_waste")
MARCH, SCOPE = month(2026, 3), local_scope()


def broken_workbook(hub: Hub, tmp_path: Path) -> bytes:
    """The template filled in, with a letter O for a nought in the cell C9: tonnes handled at the disposal team."""
    held = asking(hub, "waste_monthly", MARCH, scope=SCOPE).request
    file = filled(template(held), held, tmp_path / "waste.xlsx")
    book = load_workbook(io.BytesIO(file.read_bytes()))
    (row, column) = next(place for place, (_, term) in plan(held).entries.items() if term == 1)
    book["Return"].cell(row, column, "28,8O0")
    book.save(file)
    return file.read_bytes()


def published(store: Path, tmp_path: Path) -> str:
    """A file with a fault, mended by its sender, approved and published: its SHA-256."""
    hub = Hub.open(store)
    draft = take_in(
        hub, store, broken_workbook(hub, tmp_path), name="waste.xlsx", return_id="waste_monthly", period=MARCH,
        actor=ANN, scope=SCOPE,
    )  # fmt: skip
    taken_up = take_up(Hub.open(store), draft.submission.id, scope=SCOPE)
    mended = mend(store, taken_up, [proposal.id for proposal in taken_up.checked.proposals], actor=ANN)
    held = send(store, mended, actor=ANN)
    approve(store, held.id, actor=BEN, today=hub.today)
    return held.sha256


def test_what_was_mended_in_another_figure_s_cell_is_not_told_beside_this_one(store: Path, tmp_path: Path) -> None:
    hub = Hub.open(store)
    held = asking(hub, "adult_care_teams", MARCH, scope=SCOPE).request
    book = load_workbook(io.BytesIO(template(held)))
    entries = plan(held).entries.items()
    for place, (_, term) in entries:
        book["Return"].cell(*place, 20 if held.terms[term].part is Part.DENOMINATOR else 10)
    first = {term: place for place, (unit, term) in entries if unit == 0}
    for term in (0, 2):
        book["Return"].cell(*first[term], "1O")
    book.save(tmp_path / "care.xlsx")
    draft = take_in(
        hub, store, (tmp_path / "care.xlsx").read_bytes(), name="care.xlsx", return_id="adult_care_teams",
        period=MARCH, actor=ANN, scope=SCOPE,
    )  # fmt: skip
    mended = mend(store, draft, [proposal.id for proposal in draft.checked.proposals], actor=ANN)
    approve(store, send(store, mended, actor=ANN).id, actor=BEN, today=hub.today)

    hub, unit = Hub.open(store), held.units[0].id
    for metric, term in (("assessments_on_time", 0), ("reviews_on_time", 2)):
        (way,) = traced(hub, lineage(hub, metric, unit, period=MARCH, scope=SCOPE).rows, period=MARCH)
        assert way is not None
        assert [step.cell for step in way.steps] == [book["Return"].cell(*first[term]).coordinate]


def way_of(store: Path) -> Traced:
    hub = Hub.open(store)
    found = lineage(hub, "waste_diverted", "place.waste.disposal", period=MARCH, scope=SCOPE)
    (way,) = traced(hub, found.rows, period=MARCH)
    hub.close()
    assert way is not None
    return way


def test_a_number_is_walked_back_to_its_cell_before_and_after_cleansing(store: Path, tmp_path: Path) -> None:
    digest = published(store, tmp_path)

    way = way_of(store)

    denominator = next(cell for cell in way.cells if cell.part == "denominator")
    assert (denominator.sheet, denominator.cell) == ("Return", "C9")
    assert (denominator.as_sent, denominator.cleansed) == ("28,8O0", "28800")
    assert [(step.cell, step.accepted_by) for step in way.steps] == [("C9", "Ann Bell")]
    assert (way.sent_by, way.approved_by, way.sha256, way.seal) == ("Ann Bell", "Ben Cole", digest, "holds")


def test_altered_bytes_break_the_seal_of_every_number_read_from_them(store: Path, tmp_path: Path) -> None:
    published(store, tmp_path)
    with new_edition(store) as edition, edition.engine.transaction() as transaction:
        transaction.execute(Query("tamper", "update return_file set bytes = bytes || 'x'::blob"))

    way = way_of(store)

    assert way.seal == "broken"
    assert {cell.as_sent for cell in way.cells if cell.step is None} == {"not read: the seal is broken"}


def test_erased_bytes_leave_the_figure_its_cells_and_its_checksum(store: Path, tmp_path: Path) -> None:
    digest = published(store, tmp_path)

    erase_file(store, digest, actor=BEN, reason="Kept as long as the rule says")

    way = way_of(store)
    assert (way.seal, way.sha256) == ("erased", digest)
    assert {cell.cell for cell in way.cells} == {"B9", "C9"}


def test_the_cells_of_a_suppressed_figure_are_not_told(store: Path, tmp_path: Path) -> None:
    published(store, tmp_path)
    hub = Hub.open(store)
    (row,) = lineage(hub, "waste_diverted", "place.waste.disposal", period=MARCH, scope=SCOPE).rows

    withheld = replace(row, numerator=None, denominator=None, value=None, missing_reason="suppressed")

    assert traced(hub, [withheld], period=MARCH) == (None,)
    hub.close()
