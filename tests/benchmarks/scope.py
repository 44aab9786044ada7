"""What it costs to ask through a person's own permissions: each view through theirs and through a Scope of everything.

Both read the same figures of the same unit, so all that differs is how the Scope says what may be read. They take
turns, so that a busy machine is as busy for one as for the other; the ratio is that of the fastest of the turns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

from pmf_core.access.rights import Request, scope_of
from pmf_core.access.scope import Scope, local_scope
from pmf_core.cli.places import store_folder
from pmf_core.store.hub import Hub
from pmf_core.views.context import context
from pmf_core.views.deep_dive import deep_dive
from pmf_core.views.explore import explore
from pmf_core.views.grid import grid
from pmf_core.views.metric_profile import now, peers, trust
from pmf_core.views.vital_signs import vital_signs
from pmf_core.views.where import where
from pmf_core.views.why import why

TURNS = 5
PERIOD = "2026-03"
PEOPLE = {
    "chief_executive": "E10000024",
    "director_adults": "asch",
    "manager_ashfield": "asch.living_well.ashfield",
    "member": "E10000024",
}
"""Who looks, and at which unit: one of those that they read in full, save where the member's ceiling is lower."""

METRIC = "ehcp_20_weeks"
CALLS: dict[str, Callable[..., object]] = {
    "vital signs": vital_signs,
    "explore": explore,
    "grid": grid,
    "context": context,
    "now": lambda hub, **how: now(hub, metric=_metric(hub, how["unit"]), **how),
    "why": lambda hub, **how: why(hub, metric=_metric(hub, how["unit"]), **how),
    "where": lambda hub, **how: where(hub, metric=_metric(hub, how["unit"]), **how),
    "peers": lambda hub, **how: peers(hub, metric=METRIC, **{**how, "unit": "E10000024"}),
    "trust": lambda hub, **how: trust(hub, metric=_metric(hub, how["unit"]), **how),
    "deep dive": lambda hub, **how: deep_dive(hub, metric=_metric(hub, how["unit"]), **how),
}


def _metric(hub: Hub, unit: str) -> str:
    level = hub.catalogue.organisation.unit(unit).level
    return "sickness_days" if level in hub.catalogue.metric("sickness_days").levels else METRIC


def seconds(view: Callable[..., object], hub: Hub, unit: str, scope: Scope) -> float:
    """How long one answer keeps a processor busy, whoever else is at the machine."""
    begun = process_time()
    view(hub, scope=scope, unit=unit, period=PERIOD)
    return process_time() - begun


def main(store: Path) -> None:
    hub = Hub.open(store)
    request = Request(hub.today)
    print(f"{'':16}" + "".join(f"{name:>18}" for name in PEOPLE))
    begun = perf_counter()
    scopes = {name: scope_of(hub.catalogue.person(name), request, hub.catalogue) for name in PEOPLE}
    print(f"a scope is made in {(perf_counter() - begun) / len(scopes) * 1000:.2f} ms")
    for view, call in CALLS.items():
        told = []
        for person, unit in PEOPLE.items():
            mine = scopes[person]
            # What a person does not read would make their answer faster: the other Scope reads as much and no more.
            everything = replace(local_scope(), reach=(_widest(mine),))
            fastest = [float("inf")] * 2
            for _ in range(TURNS + 1):
                for place, scope in enumerate((everything, mine)):
                    fastest[place] = min(fastest[place], seconds(call, hub, unit, scope))
            told.append(f"{fastest[1] * 1000:9.1f} ms {fastest[1] / fastest[0]:5.2f}")
        print(f"{view:16}" + "".join(f"{each:>18}" for each in told), flush=True)
    hub.close()


def _widest(scope: Scope):
    """Everything up to the highest ceiling that the person has, at every unit and level."""
    ceiling = max(reach.ceiling for reach in scope.reach)
    return replace(scope.reach[0], ceiling=ceiling, units=None, levels=None, partnerships=None)


if __name__ == "__main__":
    main(store_folder())
