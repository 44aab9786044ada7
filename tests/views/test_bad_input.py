"""Figures that can't be judged: a verdict with its reason or an error that names them, and never a NaN on a page."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from datetime import datetime

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.definitions import HardLimit, Metric
from pmf_core.definitions.period import month
from pmf_core.judgement.verdict import NotJudged
from pmf_core.measures.read import series
from pmf_core.views.exceptions import exceptions
from pmf_core.views.metric_profile import now, trust
from pmf_core.views.vital_signs import vital_signs
from tests import small

LAST = month(2025, 3)
LIMITED = small.EMPTIED.model_copy(
    update={"hard_limit": HardLimit(value=10, side="at_least", reason="the law"), "tolerance": small.FOUR_BANDS}
)
Pair = tuple[float | None, float | None]

STRANGE: dict[str, list[Pair]] = {
    "one point": [(50, 100)],
    "all equal": [(50, 100)] * 30,
    "all missing": [(None, None)] * 14,
    "nothing but zero denominators": [(0, 0)] * 14,
    "zero denominators among others": [(50 + i % 3, 0 if i % 5 == 0 else 100) for i in range(30)],
    "negative counts": [(-50 - i % 3, 100) for i in range(30)],
    "a numerator over its denominator": [(150 + i % 3, 100) for i in range(30)],
    "uneven, with one numerator over its denominator": [
        (400 if i == 20 else 30 + i % 7, 40 + 60 * (i % 3)) for i in range(30)
    ],
    "gaps at every second point": [(50, 100) if i % 2 else (None, None) for i in range(30)],
    "an infinite count": [(math.inf if i == 20 else 50 + i % 3, 100) for i in range(30)],
    "nothing but infinite counts": [(math.inf, 100)] * 14,
    "numbers beyond all measure": [(1e300 * (1 + i % 2), 1e-300) for i in range(30)],
}


def hub_of(pairs: list[Pair], metric: Metric = LIMITED) -> small.Hub:
    held = small.catalogue(metric)
    rows = [
        (metric.id, "north", period.start, period.end, top, bottom, None)
        for back, (top, bottom) in enumerate(reversed(pairs))
        for period in [LAST.before(back)]
    ]
    return small.publish(small.new_hub(held), held, rows, known_from=datetime(2025, 4, 10))


def told(page: object) -> str:
    return json.dumps(asdict(page), default=str).casefold()  # type: ignore[call-overload]


@pytest.mark.parametrize("name", STRANGE)
def test_no_page_says_nan_or_infinity(name: str) -> None:
    hub = hub_of(STRANGE[name])
    asked = {"scope": local_scope(), "unit": "north", "period": LAST.id}

    pages = [now(hub, metric="emptied", **asked), trust(hub, metric="emptied", **asked), vital_signs(hub, **asked)]

    for page in pages:
        for word in ("nan", "infinity", "inf%", '"inf'):
            assert f" {word}" not in told(page), (word, name)
            assert f": {word}" not in told(page), (word, name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("one point", "1 point, 12 needed"),
        ("all missing", "no points"),
        ("nothing but zero denominators", "no points"),
        ("gaps at every second point", "no two points next to each other, so no limits"),
    ],
)
def test_what_can_not_be_judged_says_why(name: str, reason: str) -> None:
    found = exceptions(hub_of(STRANGE[name]), [LIMITED], "north", period=LAST, scope=local_scope())

    (row,) = found.everything
    assert row.process.variation == NotJudged(reason)


def test_of_two_values_for_one_period_the_one_known_last_counts() -> None:
    hub = hub_of([(50, 100), (60, 100)])
    hub = small.publish(
        hub,
        small.catalogue(LIMITED),
        [("emptied", "north", LAST.start, LAST.end, 70, 100, None)],
        known_from=datetime(2025, 4, 11),
        name="again",
    )

    assert [p.value for p in series(hub, "emptied", "north", scope=local_scope())] == [50, 70]
