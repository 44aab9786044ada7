"""How much there is to do and how much gets done for each post, beside similar units: a load, and no ranks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmf_core.access.scope import INDIVIDUAL, Scope
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.funnel.standing import standing
from pmf_core.judgement.significance import Significance
from pmf_core.measures.read import panel
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.status import Table
from pmf_core.views.when.figures import figure_at, metrics_of, plain
from pmf_core.views.when.flow import Flowing
from pmf_core.views.where.groups import BESIDE, SET, choices, units_of

FEWEST = 3
"""Of two, each is the other's average."""

COLUMNS = ("Unit", "Staff", "Comes in for each", "Done for each", "Open for each", "Done, beside the others")


def workload(hub: Hub, found: Flowing, *, scope: Scope) -> tuple[Table | None, tuple[str, ...]]:
    """Similar units by name, each with its load in the latest period; and the unit of each row."""
    members = sorted(_similar(hub, found, scope), key=lambda unit: unit.label)
    if not found.flow.staff or len(members) < FEWEST:
        return None, ()
    figures = [figure for _, figure in found.flow.figures]
    read = panel(hub, metrics_of(found.held, figures), [unit.id for unit in members], scope=scope)
    now = [found.periods[-1]]
    columns = {
        key: np.array([figure_at(read, figure, unit.id, now)[0] for unit in members])
        for key, figure in found.flow.figures
    }
    table = _table(found, members, columns)
    return (table, tuple(unit.id for unit in members)) if table else (None, ())


def _similar(hub: Hub, found: Flowing, scope: Scope) -> Iterator[Unit]:
    """The declared set first, then the lowest level below, then those beside it; never single people."""
    seen = scope.without_people()
    offered = [choice for choice in choices(hub, found.held, scope=seen) if choice.level != "cohort"]
    sets = [choice for choice in offered if choice.id.startswith(SET)]
    below = [choice for choice in offered if not choice.id.startswith(SET) and choice.id not in (BESIDE, INDIVIDUAL)]
    chosen = next(iter([*sets, *below[::-1], *offered]), None)
    stock = found.metric("stock")
    if chosen is not None:
        yield from (unit for unit in units_of(found.held, chosen.id) if seen.may_read(stock, unit))


def _table(found: Flowing, members: list[Unit], columns: dict[str, Numbers]) -> Table | None:
    staff, done = columns["staff"], columns["outflow"]
    whole = np.isfinite(staff) & np.isfinite(done) & (staff > 0)
    if whole.sum() < FEWEST:
        return None
    codes = np.zeros(len(members), dtype=int)
    codes[whole] = standing(done[whole], staff[whole], shares=False).codes
    each = {key: plain(_over(columns[key], staff)) for key in ("inflow", "outflow", "stock")}
    own = found.held.assessment.unit.id
    rows, values = [], []
    for place, unit in enumerate(members):
        loads = (plain(staff)[place], each["inflow"][place], each["outflow"][place], each["stock"][place])
        told = _standing(int(codes[place])) if whole[place] else "Not known"
        name = f"{unit.label} (this unit)" if unit.id == own else unit.label
        rows.append((name, *(words.MISSING if load is None else f"{load:,.1f}" for load in loads), told))
        values.append((unit.label, *loads, told))
    return Table(
        title=f"Workload beside similar units, {found.periods[-1].name}",
        columns=COLUMNS,
        rows=tuple(rows),
        values=tuple(values),
        numeric=(1, 2, 3, 4),
        note=f"{words.capitalised(found.flow.counted)} for each full-time post, by name. A unit is set apart from the "
        "others only beyond limits that chance crosses once in 500 times; work is not equally heavy everywhere.",
    )


def _over(top: Numbers, staff: Numbers) -> Numbers:
    return np.divide(top, staff, out=np.full(staff.shape, np.nan), where=staff > 0)


def _standing(code: int) -> str:
    if abs(code) < Significance.FAR_ABOVE:
        return "Within what chance allows"
    return "More than chance allows" if code > 0 else "Less than chance allows"
