"""The small council with a board, and twenty-six months of two teams."""

from __future__ import annotations

from datetime import datetime

from pmf_core.access.scope import local_scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.framework import Body, Product, Section
from pmf_core.definitions.metric import Measure, UnitOfMeasure
from pmf_core.definitions.period import month
from pmf_core.definitions.target import FixedTarget
from pmf_core.store.hub import Hub
from pmf_core.views.pack import Pack
from pmf_core.views.pack.build import pack
from tests.small import BEGIN, CALLS, EMPTIED, FOUR_BANDS, Row, catalogue, new_hub, publish

MONTHS = 26
LEARNT = datetime(2025, 4, 10, 9)
SHOWN = datetime(2025, 4, 15, 9)
TARGET = FixedTarget(value=90, effective_from=BEGIN, approved_on=BEGIN, approved_by="Board", rationale="The standard")
PER_CENT = UnitOfMeasure(kind=Measure.PERCENTAGE, suffix="%", words="% of bins due")
BINS = EMPTIED.model_copy(
    update={"targets": (TARGET,), "tolerance": FOUR_BANDS, "possible": (0.0, 100.0), "unit": PER_CENT, "decimals": 1}
)
SECTIONS = tuple(Section)


def board(*metrics) -> Catalogue:
    held = catalogue(*(metrics or (BINS, CALLS)))
    framework = held.framework.model_copy(
        update={
            "bodies": (Body(id="board", name="The Board", frequency="monthly", products=("everything",)),),
            "products": (Product(id="everything", name="Everything", sections=SECTIONS),),
        }
    )
    return Catalogue(**{**held.__dict__, "framework": framework})


def figures() -> list[Row]:
    """Two teams that empty about nine bins in ten, until the north falls in the last month."""
    rows: list[Row] = []
    last = month(2025, 3)
    for back in range(MONTHS):
        held = last.before(back)
        fallen = 300 if back == 0 else 0
        for team, spread in (("north", back % 3), ("south", back % 5)):
            emptied = 900.0 + 5 * spread - (fallen if team == "north" else 0)
            rows.append(("emptied", team, held.start, held.end, emptied, 1000.0, None))
            rows.append(("calls", team, held.start, held.end, None, None, 40.0 + spread))
    return rows


def hub_of_the_board() -> tuple[Hub, Catalogue]:
    held = board()
    return publish(new_hub(held), held, figures(), known_from=LEARNT), held


def shown_to_the_board(hub: Hub, *, moment: datetime = SHOWN) -> Pack:
    return pack(hub, scope=local_scope(as_at=moment), body="board", unit="council", period="2025-03")
