from __future__ import annotations

import numpy as np
import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions.likeness import LikenessModel
from pmf_core.store.hub import Hub
from pmf_core.views.comparison.likeness import Likeness, likeness

COUNTY = "E10000024"


def model(hub: Hub) -> LikenessModel:
    found = hub.catalogue.peers["socio_economic_2025"].model
    assert found is not None
    return found


def alike(hub: Hub, unit: str = COUNTY, **changes: object) -> Likeness:
    held = model(hub).model_copy(update=changes)
    return likeness(hub, held, hub.catalogue.organisation.unit(unit), scope=local_scope())


@pytest.fixture(scope="module")
def found(hub: Hub) -> Likeness:
    return alike(hub)


def test_the_nearest_come_first_and_the_unit_is_not_among_them(found: Likeness) -> None:
    distances = [neighbour.distance for neighbour in found.neighbours]

    assert len(distances) == 10
    assert distances == sorted(distances)
    assert 0 < distances[0] < distances[-1] < 1
    assert COUNTY not in [neighbour.unit.id for neighbour in found.neighbours]


def test_distances_are_those_of_the_figures_by_hand(hub: Hub, found: Likeness) -> None:
    """With every authority as a neighbour, all the figures are there to work the distance out again."""
    everyone = alike(hub, count=200)
    own = [trait.value for trait in everyone.traits]
    values = np.array([own, *(neighbour.values for neighbour in everyone.neighbours)], dtype=float)
    logs = [trait.variable.transform != "none" for trait in everyone.traits]
    values[:, logs] = np.log1p(values[:, logs])
    scaled = (values - values.mean(axis=0)) / values.std(axis=0, ddof=1)
    weights = np.array([trait.variable.weight for trait in everyone.traits])
    far = np.sqrt(((scaled[1:] - scaled[0]) ** 2 * weights).sum(axis=1))

    assert np.allclose([neighbour.distance for neighbour in everyone.neighbours], far / far.max())
    assert everyone.neighbours[:10] == found.neighbours


def test_what_makes_a_distance_adds_up_to_all_of_it(found: Likeness) -> None:
    for neighbour in found.neighbours:
        assert sum(neighbour.shares) == pytest.approx(1)


def test_authorities_without_a_variable_are_left_out_and_it_is_said_why(found: Likeness) -> None:
    told = {unit.name: why for unit, why in found.left_out}

    assert "Cumberland" in told
    assert told["Cumberland"].endswith("it began on 1 April 2023; its area was in Cumbria before")
    assert found.compared + len(told) == 153


def test_an_authority_that_took_over_a_whole_county_has_its_figures(hub: Hub) -> None:
    somerset = alike(hub, "E06000066")

    assert len(somerset.neighbours) == 10
    assert all(trait.value is not None for trait in somerset.traits)


def test_an_authority_that_lacks_a_variable_has_no_neighbours_here(hub: Hub) -> None:
    cumberland = alike(hub, "E06000063")

    assert cumberland.neighbours == ()
    assert cumberland.compared > 100


def test_a_model_of_a_day_stays_what_it_was(hub: Hub) -> None:
    earlier = alike(hub, until=model(hub).until.replace(year=2022))

    pay = next(trait for trait in earlier.traits if trait.metric.id == "median_weekly_pay")
    assert pay.period is not None
    assert pay.period.name == "2021"


def test_the_scale_is_a_choice(hub: Hub, found: Likeness) -> None:
    other = alike(hub, scheme="min_max")

    assert {held.unit.id for held in other.neighbours} != {held.unit.id for held in found.neighbours}
