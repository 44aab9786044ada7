"""What is planted in the figures by moving them: each entry stands in the answer key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tools.illustrative.months import COUNT, LAST, place

Numbers = NDArray[np.float64]


class Path(StrEnum):
    """How an effect runs over the months."""

    STEP = "step"
    """In full from the first month on."""
    RAMP = "ramp"
    """Evenly from nothing before the first month to in full in the last."""
    WAVE = "wave"
    """Once a year up and down, the highest in the month `first`."""


@dataclass(frozen=True)
class Effect:
    """A movement planted in one metric, on the scale of its shape (log-odds for ratios, logarithm otherwise)."""

    kind: str
    metric: str
    first: str
    size: float
    path: Path = Path.STEP
    where: str = ""
    """The beginning of the ids of the units it moves; blank means all."""
    on_size: bool = False
    """Whether it moves the denominator instead of the level."""
    what: str = ""

    def over_months(self) -> Numbers:
        """The effect in each month.

        >>> Effect("", "m", "2025-12", 0.4, Path.RAMP).over_months()[-5:].round(2).tolist()
        [0.0, 0.1, 0.2, 0.3, 0.4]
        """
        month, first = np.arange(COUNT), place(self.first)
        match self.path:
            case Path.STEP:
                return np.where(month >= first, self.size, 0.0)
            case Path.RAMP:
                return self.size * np.clip((month - first + 1) / (COUNT - first), 0.0, 1.0)
            case Path.WAVE:
                return self.size * np.cos(2 * np.pi * (month - first) / 12)


ADVERSE, IMPROVEMENT, SEASONAL = "adverse_shift", "improvement", "seasonal"
HARD_LIMIT, LUCKY, SIMPSON, REDEFINED = "hard_limit_breach", "lucky_green", "simpson_reversal", "definition_change"

CONTACTS = "first_contact_resolution"

EFFECTS = (
    Effect(ADVERSE, "complaints", "2025-08", 0.9, where="cf.", what="A step up in Children and Families only"),
    Effect(ADVERSE, "assessments_on_time", "2025-05", -0.7, Path.RAMP, what="A slow slide at all ten care teams"),
    Effect(ADVERSE, "missed_bins", "2026-02", 0.27, what="A jump in the last two months at all collection teams"),
    Effect(ADVERSE, "calls_answered_on_time", "2025-06", -0.5, what="A step down on all telephone lines"),
    Effect(IMPROVEMENT, "it_satisfaction", "2025-07", 0.35, what="A step up after the new laptops"),
    Effect(IMPROVEMENT, "homelessness_prevented", "2025-09", 0.3, what="A step up when the grant grew"),
    Effect(IMPROVEMENT, "recruitment_days", "2025-05", -0.2, Path.RAMP, what="A slow fall as forms were shortened"),
    Effect(SEASONAL, "recycling_centre_visits", "2022-05", 0.25, Path.WAVE, what="Highest in May each year"),
    Effect(SEASONAL, "grass_requests", "2022-07", 0.7, Path.WAVE, what="Highest in July each year"),
    Effect(HARD_LIMIT, "conferences_on_time", LAST, -0.52, what="Below 76 % and inside the process limits"),
    Effect(HARD_LIMIT, "social_work_caseload", LAST, 0.085, what="Above 17.2 and inside the process limits"),
    Effect(LUCKY, "highway_repairs_on_time", LAST, 0.36, what="Above a target met in one month of four"),
    Effect(REDEFINED, "information_requests_on_time", "2024-04", 0.45, what="Version 2 stops the clock"),
    Effect(SIMPSON, CONTACTS, LAST, 0.1, what="Every team and both services improve, and the total falls"),
    Effect(SIMPSON, CONTACTS, LAST, -0.16, where="cge.", on_size=True),
    Effect(SIMPSON, CONTACTS, LAST, 0.22, where="asch.", on_size=True),
)
"""Every planted movement; the two on sizes belong to the Simpson reversal."""

CALM = {
    ("conferences_on_time", LAST),
    ("social_work_caseload", LAST),
    ("highway_repairs_on_time", LAST),
    (CONTACTS, "2025-03"),
    (CONTACTS, "2026-02"),
    (CONTACTS, LAST),
}
"""Months without chance, so that what is planted there is there to the digit."""
