from __future__ import annotations

from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import parse
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import vital_signs_of
from pmf_core.views.exceptions.listing import exceptions, exceptions_at

UNITS = ("E10000024", "place", "place.waste", "place.waste.collection_north")
SCOPE = local_scope()


def test_many_units_judged_at_once_are_judged_as_each_alone(hub: Hub) -> None:
    organisation, march = hub.catalogue.organisation, parse("2026-03")
    wanted = {unit: vital_signs_of(hub.catalogue, organisation.unit(unit)) for unit in UNITS}

    together = exceptions_at(hub, wanted, period=march, scope=SCOPE)

    def told(listing) -> list:
        return [(row.metric.id, row.outcome, row.state, row.sentence) for row in listing.everything]

    for unit, metrics in wanted.items():
        assert told(together[unit]) == told(exceptions(hub, metrics, unit, period=march, scope=SCOPE))
