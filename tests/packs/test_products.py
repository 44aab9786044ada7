"""What a body is given: by audience, depth and parts, and what keeps it from being sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from pmf_core.access.scope import local_scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions import Sensitivity
from pmf_core.definitions.framework import Audience, Depth, EvidenceSource, Product, Section
from pmf_core.definitions.raising import Kind
from pmf_core.errors import BadInput
from pmf_core.packs.pdf import pdf_file
from pmf_core.store.decisions import ANSWER, ASK, DECISION, Ask, Decision
from pmf_core.store.hub import Hub
from pmf_core.store.raised.raising import RAISED
from pmf_core.views.pack import Pack, Page
from pmf_core.views.pack.build import pack
from pmf_core.views.pack.readiness import Gap, PackReadiness, gaps_page, pack_readiness, require_reason
from tests.packs.council import BINS, LEARNT, board, figures
from tests.small import CALLS, new_hub, publish
from tests.store.raised.test_raising import RAISED as RAISED_ONCE

SHOWN = datetime(2025, 4, 15, 9)
WHY = "The second crew starts in May."
DECIDED = Decision("d1", "board", "", "", "emptied", "council", "2025-03", "Send a second crew.", "It fell.", "",
                   "waste", date(2025, 4, 12), None, None, datetime(2025, 4, 11), datetime(2025, 4, 11),
                   "Chair")  # fmt: skip
ASKED = Ask("a1", "d1", "north", "Send a second crew.", date(2025, 4, 12), datetime(2025, 4, 11), "Chair")


def council(
    *products: Product, metrics=(BINS, CALLS), beside: tuple[EvidenceSource, ...] = ()
) -> tuple[Hub, Catalogue]:
    held = board(*metrics)
    framework = held.framework.model_copy(update={"products": products, "beside": beside})
    held = Catalogue(**{**held.__dict__, "framework": framework})
    rows = [row for row in figures() if row[0] in held.versions]
    return publish(new_hub(held), held, rows, known_from=LEARNT), held


def product(*sections: Section, **more: object) -> Product:
    return Product(id="made", name="Made", sections=sections, **more)  # type: ignore[arg-type]


def made(hub: Hub, *, gaps: Page | None = None, unit: str = "council") -> Pack:
    scope = local_scope(as_at=SHOWN)
    return pack(hub, scope=scope, body="board", unit=unit, period="2025-03", product="made", gaps=gaps)


def ready(hub: Hub) -> PackReadiness:
    scope = local_scope(as_at=SHOWN)
    return pack_readiness(hub, scope=scope, body="board", unit="council", period="2025-03", product="made")


def decide(hub: Hub, *, note: str = "") -> None:
    with hub.engine.transaction() as transaction:
        transaction.insert("decision", DECISION, [tuple(getattr(DECIDED, name) for name in DECISION)])
        transaction.insert("ask", ASK, [tuple(getattr(ASKED, name) for name in ASK)])
        if note:
            transaction.insert("ask_answer", ANSWER, [("a1", "acknowledged", note, datetime(2025, 4, 13), "North")])


def cells(held: Pack, page: str) -> list[tuple[str, ...]]:
    (found,) = [each for each in held.pages if each.id == page]
    texts = [[str(getattr(cell, "text", cell)) for cell in row] for table in found.tables for row in table.rows]
    return [tuple(row) for row in texts]


def test_an_off_target_action_without_a_why_blocks_the_seal_and_is_named() -> None:
    hub, _ = council(product(Section.COVER, Section.ACTIONS))
    decide(hub)

    (gap,) = ready(hub).blocking

    assert (gap.kind, gap.of) == ("Action off target without a why", "Send a second crew.")
    with pytest.raises(BadInput, match=r"can't be sealed: Send a second crew\."):
        require_reason(ready(hub), "We are in a hurry.")


def test_with_its_why_the_action_is_printed_and_nothing_blocks() -> None:
    hub, _ = council(product(Section.COVER, Section.ACTIONS))
    decide(hub, note=WHY)

    assert ready(hub).blocking == ()
    assert [row[-2:] for row in cells(made(hub), "actions")] == [("Off target", WHY)]


def test_an_action_of_the_year_without_an_achievement_blocks_the_annual_report() -> None:
    hub, _ = council(product(Section.COVER, Section.OUTCOMES))
    decide(hub)
    assert [gap.kind for gap in ready(hub).blocking] == ["Action without an achievement"]

    told, _ = council(product(Section.COVER, Section.OUTCOMES))
    decide(told, note=WHY)

    assert ready(told).blocking == ()
    ((_, _, achievement, impact, metric, now, target),) = cells(made(told), "outcomes")
    assert (achievement, metric, now, target) == (f"Off target: {WHY}", BINS.name, "75.0%", "90.0%")
    assert impact.startswith("Nothing to measure")


def test_sealing_with_gaps_needs_a_reason_and_prints_it_with_every_gap() -> None:
    hub, _ = council(product(Section.COVER))
    late = PackReadiness("", (Gap("Late return", "Bins, monthly, March 2025", "due 5 days ago", "returns"),))

    with pytest.raises(BadInput, match="say why it is sealed all the same"):
        require_reason(late, "  ")
    shown = made(hub, gaps=gaps_page(late, "The board meets tomorrow."))

    assert shown.pages[1].lead == "Reason: The board meets tomorrow."
    assert [row[1] for row in cells(shown, "gaps")] == [gap.of for gap in late.gaps]


def test_a_departmental_pack_has_every_metric_of_its_department_and_no_other() -> None:
    homes = BINS.model_copy(update={"id": "repairs", "name": "Repairs", "levels": ("department",), "vital_sign": False})
    quiet = CALLS.model_copy(update={"vital_sign": False})
    hub, held = council(product(Section.EVERY_METRIC, every_metric=True), metrics=(BINS, quiet, homes))
    row = ("repairs", "homes", date(2025, 3, 1), date(2025, 3, 31), 8.0, 10.0, None)
    hub = publish(hub, held, [row], known_from=LEARNT, name="homes")

    def told(unit: str) -> list[str]:
        return [row[0] for row in cells(made(hub, unit=unit), "every_metric")]

    assert told("place") == [BINS.name, CALLS.name]
    assert told("homes") == ["Repairs"]


def test_a_public_product_leaves_out_what_is_not_public_and_says_how_many() -> None:
    kept = CALLS.model_copy(update={"sensitivity": Sensitivity.INTERNAL})
    parts = (Section.COVER, Section.COMMITTEE, Section.EVERY_METRIC)
    hub, _ = council(product(*parts, audience=Audience.PUBLIC), metrics=(BINS, kept))
    shown = made(hub)

    assert [row[0] for row in cells(shown, "every_metric")] == [BINS.name]
    (exempt,) = [p.text for p in shown.pages[1].paragraphs if p.label == "Exempt information"]
    assert exempt == "Left out of this version because they are not public: 1 metric."
    assert CALLS.name not in str(shown)


@pytest.mark.parametrize(("depth", "pages"), [(Depth.HEADLINE, 0), (Depth.SUMMARY, 1), (Depth.FULL, 1)])
def test_how_deep_a_product_goes_is_how_many_exceptions_have_a_page(depth: Depth, pages: int) -> None:
    hub, _ = council(product(Section.COVER, Section.EXCEPTION_PAGES, depth=depth))

    assert len([page for page in made(hub).pages if page.id.startswith("metric/")]) == pages


def test_a_briefing_is_two_pages_and_says_where_nothing_is_held() -> None:
    beside = (
        EvidenceSource(id="budget", name="Budget", metrics=("calls",)),
        EvidenceSource(id="risks", name="Risks over appetite"),
    )
    hub, _ = council(product(Section.COVER, Section.BESIDE, depth=Depth.HEADLINE), beside=beside)
    shown = made(hub)

    assert [row[:3] for row in cells(shown, "beside")] == [("Budget", CALLS.name, "80")]
    assert [p.text for p in shown.pages[1].paragraphs] == ["Risks over appetite"]
    assert len(PdfReader(BytesIO(pdf_file(shown))).pages) == 2


def test_open_recommendations_of_the_body_stand_in_its_next_pack_and_nobody_elses() -> None:
    hub, _ = council(product(Section.COVER, Section.RAISED))
    asked = replace(RAISED_ONCE, kind=Kind.RECOMMENDATION, to_role="", to_owner="waste", body_id="board",
                    text="Hire a driver.", raised_at=datetime(2025, 4, 14))  # fmt: skip
    other = replace(asked, raised_id="r2", body_id="", text="Mine alone.")
    concern = replace(asked, raised_id="r3", kind=Kind.CONCERN, text="Between us.")
    with hub.engine.transaction() as transaction:
        rows = [tuple(getattr(each, name) for name in RAISED) for each in (asked, other, concern)]
        transaction.insert("raised", RAISED, rows)

    assert [row[0] for row in cells(made(hub), "raised")] == ["Recommendation: Hire a driver."]


def test_a_committee_report_fills_every_heading() -> None:
    hub, _ = council(product(Section.COVER, Section.COMMITTEE, purpose="To report."))

    filled = {p.label: p.text for p in made(hub).pages[1].paragraphs}

    assert list(filled) == [
        "Purpose of the report", "Action required", "Background", "Wards affected", "Contacts", "Exempt information",
    ]  # fmt: skip
    assert all(filled.values())


def test_an_exception_without_a_narrative_is_a_gap_that_leads_to_its_page() -> None:
    hub, _ = council(product(Section.COVER, Section.EXCEPTIONS))

    (gap,) = [gap for gap in ready(hub).gaps if gap.kind == "Missing narrative"]

    assert (gap.of, gap.page, dict(gap.choices)) == (BINS.name, "metric", {"m": "emptied", "u": "council"})
    assert not gap.blocks
