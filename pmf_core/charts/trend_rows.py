"""The rows behind a trend chart: what is drawn, clipped to what is possible."""

from __future__ import annotations

from typing import Any

from pmf_core.charts.appearance import LOOKS, SURFACES, Mode
from pmf_core.charts.axes import HEADROOM, moved_apart
from pmf_core.views.metric_profile.values import Trend, TrendPoint
from pmf_core.views.status import StatusKind

SIGNAL_NAMES = {
    StatusKind.NEUTRAL: "Ordinary variation",
    StatusKind.IMPROVING: "Signal of improvement",
    StatusKind.WORSENING: "Signal of worsening",
}
"""What each kind of point is called in the key."""

LINE_NAMES = {"target": "Target", "upper": "Upper limit", "centre": "Mean", "lower": "Lower limit"}
"""What each line is called at its end."""

BAND_NAMES = {
    StatusKind.EXCELLENT: "excellent",
    StatusKind.GOOD: "good",
    StatusKind.REQUIRES_IMPROVEMENT: "requires_improvement",
    StatusKind.INADEQUATE: "inadequate",
}
"""The kinds that a band can be."""

GHOST_DASH, GHOST_SIZE, POINT_SIZE = [2, 1.5], 120, 52
"""The outline and the size of a point that is left out of everything, and the size of every other one."""


def point_rows(held: Trend, *, mode: Mode = "light") -> list[dict[str, Any]]:
    """One row a point; a missing value stays a row, so that the line breaks."""
    return [_row(held, point, mode) for point in held.points]


def _row(held: Trend, point: TrendPoint, mode: Mode) -> dict[str, Any]:
    look = LOOKS[point.kind if point.kind in SIGNAL_NAMES else StatusKind.NEUTRAL]
    hollow = point.provisional or point.left_out
    return {
        "period": point.period,
        "value": point.value,
        "text": point.text if point.value is not None else f"{point.text} ({point.missing})",
        "target_text": "none" if point.target is None else _written(point.target, held),
        "why": f"left out: {point.left_out}" if point.left_out else point.signal or "none",
        "shape": look.shape,
        "colour": look.colour(mode),
        "dash": GHOST_DASH if point.left_out else [1, 0],
        "size": GHOST_SIZE if point.left_out else POINT_SIZE,
        "inside": SURFACES[mode].paper if hollow else look.colour(mode),
        "phase": point.phase,
        "target_line": point.target,
        "centre_line": point.centre,
        "lower_line": clipped(point.lower, held),
        "upper_line": clipped(point.upper, held),
    }


def _written(value: float, held: Trend) -> str:
    return f"{'−' if value < 0 else ''}{held.prefix}{abs(value):,.{held.decimals}f}{held.suffix}"


def clipped(value: float | None, held: Trend) -> float | None:
    """A limit is judged as it is and drawn inside the possible range: nothing is done 100.6 % of the time."""
    if value is None:
        return None
    least, most = held.possible
    return max(value if most is None else min(value, most), value if least is None else least)


def domain_of(held: Trend) -> tuple[float, float]:
    """The range of the value axis: everything drawn, with a little room, inside what is possible."""
    rows = point_rows(held)
    columns = ("value", "target_line", "lower_line", "upper_line", "centre_line")
    drawn = [row[column] for row in rows for column in columns if row[column] is not None]
    drawn += [held.hard_limit] if held.hard_limit is not None and drawn else []
    if not drawn:
        return 0.0, 1.0
    low, high = min(drawn), max(drawn)
    room = (high - low) * HEADROOM or abs(high) * HEADROOM or 1.0
    least, most = held.possible
    bottom = low - room if least is None else max(least, low - room) if low > least else low - room / 2
    top = high + room if most is None else min(most, high + room) if high < most else high + room / 2
    return bottom, top


def held_bands(held: Trend, domain: tuple[float, float]) -> list[dict[str, Any]]:
    """The bands that lie in the range shown, cut to it."""
    low, high = domain
    rows = []
    for band in held.bands:
        bottom = low if band.lower is None else max(low, band.lower)
        top = high if band.upper is None else min(high, band.upper)
        if bottom < top and band.kind in BAND_NAMES:
            rows.append({"name": band.name, "standing": BAND_NAMES[band.kind], "lower": bottom, "upper": top})
    return rows


def name_rows(held: Trend, domain: tuple[float, float]) -> list[dict[str, Any]]:
    """The name of each line where it ends, moved apart where two would lie on each other."""
    if not held.points:
        return []
    last = held.points[-1]
    ends = [(getattr(last, line), name) for line, name in LINE_NAMES.items()]
    named = [(value, name) for value, name in (*ends, (held.hard_limit, "Hard limit")) if value is not None]
    drawn = [(clipped(value, held), value, name) for value, name in sorted(named)]
    places = moved_apart([value if clipped is None else clipped for clipped, value, _ in drawn], domain)
    told = [
        f"{name} {_written(value, held)}" if clipped == value else f"{name}, beyond what is possible"
        for clipped, value, name in drawn
    ]
    return [{"period": last.period, "place": p, "text": t} for p, t in zip(places, told, strict=True)]


def pin_rows(held: Trend) -> list[dict[str, Any]]:
    """The numbers of the events at each point, with their words: at the first point that ends on their day or later."""
    at: dict[str, list[int]] = {}
    for place, pin in enumerate(held.pins):
        found = next((point.period for point in held.points if pin.on <= point.end), None)
        if found is not None:
            at.setdefault(found, []).append(place)
    return [
        {
            "period": period,
            "number": ", ".join(str(place + 1) for place in places),
            "text": "; ".join(held.pins[place].text for place in places),
        }
        for period, places in at.items()
    ]
