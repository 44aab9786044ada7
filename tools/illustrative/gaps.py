"""What is left out of the files, and why; and the small cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from tools.illustrative.draw import SEED
from tools.illustrative.months import LAST, MONTHS
from tools.illustrative.rows import Row

FEWEST_ANSWERS = 5
"""With fewer answers to a survey the service that runs it sends none on."""

SURVEYS = frozenset({"it_satisfaction"})
"""Metrics whose teams may have fewer answers than that."""

LATE_METRICS = ("mandatory_training", "epdr_completed", "vacancy_rate")
"""Metrics whose teams sometimes send nothing."""

LATE_ROWS = 24
"""How many of their rows were never sent: one every other month."""

NO_PAYROLL = ("sickness_days", "asch.ageing_well.hospital_discharge", "2024-10")
"""In the month it moved, the team's sickness stood under two cost centres and could not be told apart."""

SMALL_CELLS: Mapping[tuple[str, str, str], float] = {
    ("children_missing", "cf.looked_after.leaving_care", LAST): 3,
    ("children_missing", "cf.social_work.newark_sherwood", LAST): 2,
    ("children_missing", "cf.looked_after.fostering", "2026-02"): 4,
    ("home_care_waiting", "asch.ageing_well.bassetlaw", LAST): 4,
    ("home_care_waiting", "asch.living_well.south", "2025-11"): 1,
}
"""The only counts from 1 to 4 in the two metrics that count people in need."""


def with_gaps(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows as they are sent: with gaps and small cells."""
    held = list(rows)
    late = _late(held)
    for row in held:
        if row.key in SMALL_CELLS:
            yield replace(row, value=SMALL_CELLS[row.key])
        elif row.key == NO_PAYROLL:
            yield row.without_figures("not_available")
        elif row.key in late:
            yield row.without_figures("not_submitted")
        elif row.denominator == 0:
            yield row.without_figures("not_applicable")
        elif row.metric in SURVEYS and (row.denominator or 0) < FEWEST_ANSWERS:
            yield row.without_figures("suppressed")
        else:
            yield row


def _late(rows: Iterable[Row]) -> set[tuple[str, str, str]]:
    possible = [row.key for row in rows if row.metric in LATE_METRICS]
    random = np.random.default_rng([SEED, LATE_ROWS])
    late: set[tuple[str, str, str]] = set()
    for period in MONTHS[1 :: len(MONTHS) // LATE_ROWS]:
        choices = [key for key in possible if key[2] == period]
        late.add(choices[int(random.integers(len(choices)))])
    return late
