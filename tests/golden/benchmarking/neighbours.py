"""Nearest neighbours: base R's scale and dist, mySociety's match, and NHS England's peers."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from pmf_core.definitions.likeness import Transform
from pmf_core.judgement.neighbours import (
    Deviation,
    Weighting,
    distances,
    match_percentages,
    min_max,
    nearest,
    rebased,
    weighted,
    z_scores,
)
from pmf_core.judgement.neighbours.most_normal import Transformed, most_normal
from tests.golden.benchmarking.checks import close, column, grouped, keys, number, outcome, same, words
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison, reads

reads(
    "benchmarking",
    "neighbours_input.csv",
    "neighbours_types.csv",
    "neighbours_weights.csv",
    "neighbours_asc_weights.csv",
)

DEVIATIONS = {"sample": Deviation.SAMPLE, "population": Deviation.POPULATION}

LEFT_OUT = ("City of London", "Isles of Scilly")
"""Too small to be anyone's peer (NHS England)."""

TRANSFORM_NAMES = {
    Transform.YEO_JOHNSON: "yj",
    Transform.SQUARE_ROOT: "sqrr",
    Transform.BOX_COX: "bc",
    Transform.RECIPROCAL: "recip",
}
"""The peer's names, where its output shows them."""


def _weights(folder: Folder, name: str, *, scheme: str, variables: list[str]) -> np.ndarray:
    rows = [row for row in folder.rows(name) if row["scheme"] == scheme]
    given = {row["variable"]: number(row["weight"]) for row in rows}
    return np.array([given[variable] for variable in variables])


def _variables(rows: list[Row]) -> list[str]:
    return [name for name in rows[0] if name != "area"]


@comparison("benchmarking", "neighbours_expected.csv")
def z_neighbours(folder: Folder) -> Comparison:
    rows, given = folder.rows("neighbours_expected.csv"), folder.rows("neighbours_input.csv")
    variables, areas = _variables(given), [row["area"] for row in given]
    values = np.array([[number(row[name]) for name in variables] for row in given])
    kinds = {row["area"]: row["type"] for row in folder.rows("neighbours_types.csv")}
    kind = np.array([kinds[area] for area in areas])
    found: dict[str, np.ndarray] = {
        name: np.full(len(rows), np.nan) for name in ("count", "distance", "share", "match")
    }
    names = [""] * len(rows)
    for (scheme, sd, pool), places in grouped(rows, "scheme", "sd", "pool").items():
        weights = _weights(folder, "neighbours_weights.csv", scheme=scheme, variables=variables)
        scaled = z_scores(values, deviation=DEVIATIONS[sd])
        apart = distances(weighted(scaled, weights, weighting=Weighting.ON_SQUARED_DISTANCE))
        alike = kind[:, None] == kind if pool == "same_type" else np.ones(apart.shape, dtype=bool)
        order = nearest(apart, count=max(int(rows[place]["rank"]) for place in places), alike=alike)
        shares, matches = rebased(apart, alike=alike), match_percentages(apart, alike=alike)
        for place in places:
            area, rank = areas.index(rows[place]["area"]), int(rows[place]["rank"]) - 1
            other = order.position[area, rank]
            names[place] = areas[other]
            found["count"][place] = alike[area].sum() - 1
            found["distance"][place] = order.distance[area, rank]
            found["share"][place], found["match"][place] = shares[area, other], matches[area, other]
    return outcome(
        "neighbours_expected.csv",
        keys(rows, "scheme", "sd", "pool", "area", "rank"),
        same("neighbour", words(rows, "neighbour"), names),
        close("n_candidates", column(rows, "n_candidates"), found["count"]),
        close("distance", column(rows, "distance"), found["distance"], relative=1e-9),
        close("rebased_0_1", column(rows, "rebased_0_1"), found["share"], relative=1e-9),
        close("mysociety_match", column(rows, "mysociety_match"), found["match"], absolute=1e-9),
    )


@lru_cache
def _transformed(variable: tuple[float, ...]) -> Transformed:
    return most_normal(variable)


def _peer_input(folder: Folder) -> tuple[list[str], dict[str, tuple[float, ...]]]:
    """The areas, and each variable over them."""
    rows = [row for row in folder.rows("neighbours_input.csv") if row["area"] not in LEFT_OUT]
    return [row["area"] for row in rows], {name: tuple(column(rows, name)) for name in _variables(rows)}


@comparison("benchmarking", "neighbours_asc_transforms.csv")
def transforms(folder: Folder) -> Comparison:
    rows = folder.rows("neighbours_asc_transforms.csv")
    _, values = _peer_input(folder)
    chosen = [_transformed(values[row["variable"]]) for row in rows]
    return outcome(
        "neighbours_asc_transforms.csv",
        keys(rows, "scheme", "variable"),
        same(
            "transform",
            words(rows, "transform"),
            [TRANSFORM_NAMES.get(each.transform, each.transform) for each in chosen],
        ),
        close("shapiro_p", column(rows, "shapiro_p"), [each.p for each in chosen], relative=1e-6),
    )


@comparison("benchmarking", "neighbours_asc_expected.csv")
def peers(folder: Folder) -> Comparison:
    rows = folder.rows("neighbours_asc_expected.csv")
    areas, values = _peer_input(folder)
    scaled = min_max(np.array([_transformed(each).values for each in values.values()]).T)
    names, apart_by = [""] * len(rows), np.full(len(rows), np.nan)
    for (scheme,), places in grouped(rows, "scheme").items():
        weights = _weights(folder, "neighbours_asc_weights.csv", scheme=scheme, variables=list(values))
        apart = distances(weighted(scaled, weights, weighting=Weighting.ON_DISTANCE))
        order = nearest(apart, count=max(int(rows[place]["rank"]) for place in places))
        for place in places:
            area, rank = areas.index(rows[place]["area"]), int(rows[place]["rank"]) - 1
            names[place], apart_by[place] = areas[order.position[area, rank]], order.distance[area, rank]
    return outcome(
        "neighbours_asc_expected.csv",
        keys(rows, "scheme", "area", "rank"),
        same("neighbour", words(rows, "neighbour"), names),
        close("distance", column(rows, "distance"), apart_by, relative=1e-6, absolute=1e-6),
    )
