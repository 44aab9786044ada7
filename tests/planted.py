"""The council of tests/access/matrix with a trap in every text that people, files or definitions fill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from pmf_core.access.scope import local_scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.organisation import Organisation
from pmf_core.definitions.event import Event
from pmf_core.definitions.ghost import Ghost
from pmf_core.definitions.period import Grain
from pmf_core.definitions.plan import Plan
from pmf_core.definitions.raising import Kind
from pmf_core.definitions.returning import FigureAsked, MetricAsked, Part, Return, UnitsAsked
from pmf_core.definitions.submission import Actor
from pmf_core.definitions.target import FixedTarget
from pmf_core.packs.files import keep, make_files
from pmf_core.store.decisions import Answer, Ask, Decision, answer_ask, record_decision
from pmf_core.store.hub import Hub
from pmf_core.store.issues import Entry, Place, Says, add_entry
from pmf_core.store.raised.raising import Raised, raise_it
from pmf_core.views.pack.build import pack
from pmf_core.views.returns.desk import take_in
from tests.access.matrix import world

HEAD = "Zq"
TRAP = (
    f"{HEAD}</script><img src=x onerror=window.pwned=1><b>fat</b>[x](javascript:window.pwned=1) "
    "![p](http://e.invalid/p.png) **bold** :material/home: $x^2$ `code` :red[r] =HYPERLINK(1)"
)
"""What HTML, Markdown, Streamlit, TeX and spreadsheets would each make something of."""

FILE = "../../Zq<img src=x onerror=window.pwned=1> [x](javascript:alert) **bold** $x^2$ `code`\u202exslx.xlsx"
"""A file's name as nobody in their right mind gives it."""

METRIC, UNIT = "plain_public", "own.team"
MOMENT = datetime(2026, 4, 12, 9)


def trapped(name: str) -> str:
    """A name that is still its own."""
    return f"{TRAP} {name}"


def catalogue() -> Catalogue:
    held = world.catalogue()
    framework, settings = held.framework, held.settings
    owners = tuple(owner.model_copy(update={"name": trapped(owner.id), "contact": TRAP}) for owner in framework.owners)
    bodies = tuple(body.model_copy(update={"name": trapped(body.id), "purpose": TRAP}) for body in framework.bodies)
    themes = tuple(one.model_copy(update={"name": trapped(one.id), "description": TRAP}) for one in framework.themes)
    levels = tuple(one.model_copy(update={"name": trapped(one.id), "plural": TRAP}) for one in framework.levels)
    events = (Event(day=date(2026, 2, 3), text=TRAP, metrics=(METRIC,), source=TRAP, noted_on=date(2026, 2, 4)),)
    parts: dict[str, Any] = {"owners": owners, "bodies": bodies, "themes": themes, "levels": levels, "events": events}
    units = {name: unit.model_copy(update={"name": trapped(name)}) for name, unit in held.organisation.units.items()}
    asked = Return(
        id="trapped",
        name=trapped("return"),
        description=TRAP,
        metrics=(MetricAsked(metric=METRIC, figures=(FigureAsked(part=Part.VALUE, column=trapped("column")),)),),
        units=UnitsAsked(ids=(UNIT, "other.team")),
        grain=Grain.MONTH,
        due_days=10,
        cut_off_days=15,
        sender=owners[0].id,
        approver=owners[1].id,
        effective_from=world.BEGIN,
    )
    return replace(
        held,
        settings=settings.model_copy(update={"hub_name": trapped("hub")}),
        framework=framework.model_copy(update=parts),
        organisation=Organisation(units, held.organisation.links),
        versions={name: tuple(map(_metric, versions)) for name, versions in held.versions.items()},
        sources={n: s.model_copy(update={"name": trapped(n), "publisher": TRAP}) for n, s in held.sources.items()},
        people=tuple(one.model_copy(update={"name": trapped(one.id)}) for one in held.people),
        returns={asked.id: asked},
        plans=(
            Plan(id="plan", metric=METRIC, unit=UNIT, what=TRAP, discussed_on=date(2026, 3, 1), owner=TRAP,
                 check_date=date(2026, 6, 1)),
        ),
    )  # fmt: skip


def _metric(metric: Any) -> Any:
    ghost = Ghost(period="2026-02", reason=TRAP, approved_by=TRAP, approved_on=date(2026, 3, 1))
    target = FixedTarget(
        value=5_000_000, effective_from=world.BEGIN, approved_on=world.BEGIN, rationale=TRAP, approved_by=TRAP
    )
    told = {
        "name": trapped(metric.id), "definition": TRAP, "rationale": TRAP, "topic": TRAP, "comparability": TRAP,
        "change": TRAP, "aggregation_reason": TRAP, "synonyms": (TRAP,), "targets": (target,),
        "ghosts": (ghost,) if metric.id == METRIC else (),
    }  # fmt: skip
    return metric.model_copy(update=told)


def store(folder: Path) -> Path:
    """The whole on disk, with everything that people write written."""
    made = world.store(folder, catalogue())
    hub = Hub.open(made)
    decision = Decision(
        "d1", "ocb", "", "", METRIC, UNIT, "2026-03", TRAP, TRAP, TRAP, hub.catalogue.framework.owners[0].id,
        date(2026, 5, 1), -5.0, date(2026, 7, 1), MOMENT, MOMENT, TRAP,
    )  # fmt: skip
    record_decision(
        made, decision, today=world.TODAY, asks=[Ask("a1", "d1", UNIT, TRAP, date(2026, 5, 1), MOMENT, TRAP)]
    )
    answer_ask(made, "a1", answer=Answer.ACKNOWLEDGED, note=TRAP, by=TRAP)
    for number, place in enumerate(Place):
        says = (Says.WORSE.value, "strong") if place is Place.EVIDENCE else ("", "")
        add_entry(made, Entry(f"e{number}", METRIC, UNIT, place, trapped(place), TRAP, *says, "", MOMENT, TRAP))
    raise_it(
        made,
        Raised(
            "r1", Kind.CONCERN, "", METRIC, UNIT, "2026-03", TRAP, "team_manager", "", "", "", "metric",
            date(2026, 5, 1), MOMENT, MOMENT, TRAP, "officer",
        ),
        today=world.TODAY,
    )  # fmt: skip
    take_in(
        Hub.open(made), made, workbook(), name=FILE, return_id="trapped", period=world.MONTHS[-1],
        actor=Actor(TRAP, TRAP), scope=local_scope(),
    )  # fmt: skip
    packed = pack(Hub.open(made), scope=local_scope(as_at=MOMENT), body="ocb", unit="own", period="2026-03")
    keep(made, packed, make_files(packed), by=TRAP)
    hub.close()
    return made


def workbook() -> bytes:
    """What a mischievous sender would send: traps as sheet's text, heading, unit and figure."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Zq $x^2$ `code`"
    sheet.append(["Team", "Month", trapped("column")])
    sheet.append([trapped(UNIT), "March 2026", "12O4567"])
    sheet.append([TRAP, "March 2026", TRAP])
    sheet.append([trapped("other.team"), "March 2026", TRAP])
    held = BytesIO()
    book.save(held)
    return held.getvalue()
