"""A small council's return on its way: a store on disk, figures to send, and people who send and approve."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import Period, month
from pmf_core.definitions.submission import Actor, Submission
from pmf_core.measures.read import panel
from pmf_core.store.edition import point_to
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.hub import Hub
from pmf_core.store.returned.approving import approve
from pmf_core.store.returned.figures import FIGURES
from pmf_core.store.returned.receiving import receive
from pmf_core.store.returned.submitting import Check, submit
from tests import small

ANN, BEN, CAT = Actor("Ann Bell", "waste"), Actor("Ben Cole", "director"), Actor("Cat Dane", "director")
MARCH, APRIL = month(2025, 3), month(2025, 4)
TODAY = date(2025, 4, 20)
"""The demonstration's day: March's cut-off has come, April's has not."""

CLEAN = Check({"error": 0, "warning": 0, "note": 0, "figures": 2})


def store(folder: Path) -> Path:
    """A store on disk with the small council's definitions and no figure."""
    folder.mkdir(parents=True)
    path = folder / "hub-20250401000000000000.duckdb"
    engine = DuckDBEngine(path)
    with engine.transaction() as transaction:
        small.create(transaction)
        small.decide(transaction, small.catalogue(), moment=None)
    engine.close()
    point_to(folder, path.name)
    return folder


def figures(calls: dict[str, float], *, period: Period = MARCH) -> dict[str, list[Any]]:
    """The calls of teams in a period, as columns."""
    rows = [
        ("calls", unit, "all", period.start, period.end, "month", None, None, value, None, "final", 2 + place, "B",
         "Data", "", "", f"B{2 + place}")
        for place, (unit, value) in enumerate(calls.items())
    ]  # fmt: skip
    return {name: [row[place] for row in rows] for place, name in enumerate(FIGURES)}


def submitted(
    folder: Path, calls: dict[str, float], *, period: Period = MARCH, content: bytes = b"", note: str = "as it is"
) -> Submission:
    """A return that is with its approver."""
    sent = content or repr((calls, period.id)).encode()
    received = receive(folder, sent, name="bins.xlsx", return_id="bins", period=period, actor=ANN)
    return submit(
        folder,
        received.submission.id,
        check=CLEAN,
        figures=figures(calls, period=period),
        actor=ANN,
        note=note,
    )


def published(folder: Path, calls: dict[str, float], *, period: Period = MARCH) -> Submission:
    """A return that is sent, approved and published."""
    return approve(folder, submitted(folder, calls, period=period).id, actor=BEN, today=TODAY)


def calls_of(folder: Path, units: Iterable[str] = ("north", "south", "place", "council"), *, as_at=None) -> dict:
    """The calls of March as everybody reads them."""
    hub = Hub.open(folder)
    found = panel(hub, [small.CALLS], list(units), scope=local_scope(as_at=as_at))
    hub.close()
    return {unit: point.value for (_, unit), held in found.items() if (point := held.at(MARCH)) is not None}
