"""Why these are the neighbours: how far each is, what makes the distance, and by which variables."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.definitions.likeness import Scheme, Transform, Weighting
from pmf_core.views import words
from pmf_core.views.comparison import Comparison
from pmf_core.views.comparison.likeness import Likeness, Neighbour
from pmf_core.views.metric_profile.peer_values import Alike
from pmf_core.views.status import Table

DRIVERS_TOLD = 2
"""How many of the variables that make a distance are named for each neighbour."""

SCHEMES = {
    Scheme.Z_SCORE: "each less its mean and over its standard deviation (z scores)",
    Scheme.MIN_MAX: "each from 0 for the least to 1 for the most",
}

WEIGHTINGS = {
    Weighting.ON_SQUARED_DISTANCE: "a weight multiplies the squared difference",
    Weighting.ON_DISTANCE: "a weight multiplies the difference itself",
}

TRANSFORMS = {
    Transform.NONE: "as it is",
    Transform.YEO_JOHNSON: "Yeo–Johnson",
    Transform.SQUARE_ROOT: "square root",
    Transform.LOG_ONE_PLUS: "logarithm of one more",
    Transform.SQUARE: "square",
    Transform.BOX_COX: "Box–Cox",
    Transform.RECIPROCAL_ROOT: "one over the square root",
    Transform.RECIPROCAL: "one over it",
    Transform.MOST_NORMAL: "whichever makes it most nearly normal",
}
"""Each choice of a model as it is told."""


def alike(found: Comparison) -> Alike | None:
    """What the likeness rests on; nothing for a group that the hub did not work out."""
    held = found.comparator.likeness
    if held is None or not held.neighbours:
        return None
    return Alike(
        title="Why these are the most alike",
        sentence=" ".join(_sentences(found, held)),
        neighbours=_neighbours(found, held),
        row_units=tuple(neighbour.unit.id for neighbour in held.neighbours),
        variables=_variables(found, held),
        variable_metrics=tuple(trait.metric.id for trait in held.traits),
        left_out=_left_out(held) if held.left_out else None,
    )


def _sentences(found: Comparison, held: Likeness) -> Iterator[str]:
    unit = found.own.unit.label
    closest = words.listed([neighbour.unit.label for neighbour in held.neighbours[:3]])
    traits = words.count(len(held.traits), "variable")
    until = words.day(held.model.until)
    yield f"Of {held.compared} authorities, {closest} are most like {unit} in {traits} of no later than {until}:"
    yield f"{SCHEMES[held.model.scheme]}; {WEIGHTINGS[held.model.weighting]}."
    name, share = _first_driver(held)
    yield f"What sets the {len(held.neighbours)} apart from it most is {name} ({share:.0%} of the squared distance)."
    if any(trait.metric.id == found.metric.id for trait in held.traits):
        yield f"Mind that '{found.metric.name}' is itself one of the variables: these were chosen for being near in it."
    if held.left_out:
        many = words.count(len(held.left_out), "authority", "authorities")
        yield f"{many} could not be compared, for want of a figure."


def _first_driver(held: Likeness) -> tuple[str, float]:
    """The variable with the largest share of all the distances together."""
    totals = [sum(n.shares[at] * n.distance**2 for n in held.neighbours) for at in range(len(held.traits))]
    most = max(range(len(totals)), key=totals.__getitem__)
    return _spoken(held, most), totals[most] / sum(totals)


def _spoken(held: Likeness, at: int) -> str:
    name = held.traits[at].metric.name
    return name[:1].lower() + name[1:]


def _neighbours(found: Comparison, held: Likeness) -> Table:
    rows, values = [], []
    for place, neighbour in enumerate(held.neighbours, 1):
        rows.append((neighbour.unit.label, str(place), f"{neighbour.distance:.2f}", _driven_by(held, neighbour)))
        values.append((neighbour.unit.label, place, neighbour.distance, *neighbour.shares))
    shares = tuple(f"Share of {trait.metric.name}" for trait in held.traits)
    return Table(
        title=f"Authorities most like {found.own.unit.label}",
        columns=("Authority", "Place", "Distance", "What sets it apart most"),
        rows=tuple(rows),
        values=tuple(values),
        value_columns=("Authority", "Place", "Distance", *shares),
        numeric=(1, 2),
        note="A distance of 0 is the same in everything, of 1 as far as the least like of all.",
    )


def _driven_by(held: Likeness, neighbour: Neighbour) -> str:
    order = sorted(range(len(neighbour.shares)), key=lambda at: -neighbour.shares[at])[:DRIVERS_TOLD]
    return "; ".join(_apart(held, neighbour, at) for at in order)


def _apart(held: Likeness, neighbour: Neighbour, at: int) -> str:
    """'Median weekly pay £600 (31%)': the value that differs, and its share of the squared distance."""
    trait = held.traits[at]
    return f"{trait.metric.name} {words.number(neighbour.values[at], trait.metric)} ({neighbour.shares[at]:.0%})"


def _variables(found: Comparison, held: Likeness) -> Table:
    rows, values = [], []
    for at, trait in enumerate(held.traits):
        mean = sum(neighbour.values[at] for neighbour in held.neighbours) / len(held.neighbours)
        period = trait.period.short_name if trait.period else words.MISSING
        own = words.MISSING if trait.value is None else words.number(trait.value, trait.metric)
        change, weight = TRANSFORMS[trait.variable.transform], trait.variable.weight
        rows.append((trait.metric.name, period, own, words.number(mean, trait.metric), f"{weight:g}", change))
        values.append((trait.metric.name, period, trait.value, mean, weight, change))
    return Table(
        title="The variables",
        columns=("Variable", "Period", found.own.unit.label, "The neighbours' mean", "Weight", "Taken as"),
        rows=tuple(rows),
        values=tuple(values),
        numeric=(2, 3, 4),
    )


def _left_out(held: Likeness) -> Table:
    return Table(
        title="Authorities that could not be compared",
        columns=("Authority", "Why"),
        rows=tuple((unit.label, words.capitalised(why)) for unit, why in held.left_out),
    )
