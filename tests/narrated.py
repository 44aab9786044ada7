"""Narratives put straight into a store in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, replace
from datetime import date, datetime

from pmf_core.store.hub import Hub
from pmf_core.store.narrated.account import Narrative
from pmf_core.store.narrated.writing import APPROVAL, NARRATIVE, OVERRIDE

WHOLE = Narrative(
    narrative_id="n1",
    metric_id="emptied",
    unit_id="council",
    period_id="2025-03",
    period_end=date(2025, 3, 31),
    what="It was 75.0% in March and misses its target of 90%. That is worse for real.",
    why="This was driven by North team.",
    so_what="Households wait.",
    action="A second crew from May.",
    no_action="",
    owner_id="waste",
    due=date(2025, 5, 31),
    decision_id="",
    recorded_at=datetime(2025, 4, 12, 9),
    written_by="Ann Bell",
)
"""What the small council's waste service could have said of its last month."""


def wrote(hub: Hub, overrides: Mapping[str, str] | None = None, **changed: object) -> Narrative:
    """Keep a narrative as if somebody had written it."""
    made = replace(WHOLE, **changed)  # type: ignore[arg-type]
    with hub.engine.transaction() as transaction:
        transaction.insert("narrative", NARRATIVE, [astuple(made)])
        rows = [(made.narrative_id, said, why, made.written_by) for said, why in (overrides or {}).items()]
        transaction.insert("narrative_override", OVERRIDE, rows)
    return made


def approved(hub: Hub, narrative: str, *, at: datetime, by: str = "Director") -> None:
    """Somebody stands behind it."""
    with hub.engine.transaction() as transaction:
        transaction.insert("narrative_approval", APPROVAL, [(narrative, at, by)])
