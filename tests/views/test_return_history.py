from __future__ import annotations

import numpy as np
import pytest

from pmf_core.access.scope import local_scope
from pmf_core.catalogue.returns import units_by_item
from pmf_core.definitions.period import month
from pmf_core.measures.read import series
from pmf_core.store.hub import Hub
from pmf_core.views.return_history import history

MARCH = month(2026, 3)


def test_the_last_figures_are_those_published_for_the_month_before(hub: Hub) -> None:
    held = history(hub, hub.catalogue.asked("waste_monthly"), MARCH, scope=local_scope())

    place = held.metric.index("waste_diverted")
    point = series(hub, "waste_diverted", held.unit[place], scope=local_scope()).at(MARCH.before())
    assert point is not None
    assert held.last[:, place].tolist() == pytest.approx([point.numerator, point.denominator, point.value])


@pytest.mark.parametrize("return_id", ["customer_contact", "highways_monthly", "adult_care_teams"])
def test_every_figure_asked_has_its_limits_about_its_last_values(hub: Hub, return_id: str) -> None:
    asked = hub.catalogue.asked(return_id)
    held = history(hub, asked, MARCH, scope=local_scope())

    by_item = units_by_item(asked, hub.catalogue.organisation, on=MARCH.end)
    assert len(held.metric) == sum(len(by_item[metric]) for metric in asked.metric_ids)
    assert (held.lower < held.upper).all()


def test_limits_of_a_seasonal_figure_are_those_of_its_season(hub: Hub) -> None:
    asked = hub.catalogue.asked("waste_monthly")
    spring, autumn = (history(hub, asked, month(2025, at), scope=local_scope()) for at in (5, 11))

    place = spring.metric.index("recycling_centre_visits")
    assert spring.lower[place] > autumn.upper[place]


def test_what_was_not_known_yet_is_not_there(hub: Hub) -> None:
    early = history(hub, hub.catalogue.asked("waste_monthly"), month(2022, 4), scope=local_scope())

    assert early.metric == () or bool(np.isnan(early.last).all())
