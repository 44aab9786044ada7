"""What the list of metrics says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmf_core.views.status import Status

COLUMNS: Mapping[str, str] = {
    "value": "Value",
    "period": "Period",
    "target": "Target",
    "band": "Band",
    "variation": "Variation",
    "change": "Change",
    "theme": "Theme",
    "topic": "Topic",
    "type": "Type",
    "owner": "Owner",
    "source": "Source",
    "code": "Code",
}
"""What can stand beside a metric's name: id → its heading."""

OPENING_COLUMNS = ("value", "period", "band", "variation", "change", "theme", "owner")
"""What stands there unless somebody chooses."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the list: its choices with their counts."""

    id: str
    name: str
    choices: tuple[tuple[str, str, int], ...]
    """(id, name, how many)."""


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric in the list."""

    metric: str
    name: str
    definition: str
    value: str
    period: str
    target: str
    band: Status
    variation: Status
    change: Status
    theme: str
    topic: str
    type: str
    owner: str
    source: str
    age: str
    illustrative: bool
