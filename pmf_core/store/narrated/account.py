"""A narrative as it was written: its four parts, who answers for the action and by when, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Narrative:
    """What somebody wrote about a metric at a unit, of one period's figure."""

    narrative_id: str
    metric_id: str
    unit_id: str
    period_id: str
    period_end: date
    what: str
    why: str
    so_what: str
    action: str
    no_action: str
    """Why nothing is done, where nothing is; an action and this exclude each other."""
    owner_id: str
    """Who answers for the action."""
    due: date | None
    decision_id: str
    """The decision that the action is, where a body took one; else empty."""
    recorded_at: datetime
    written_by: str

    @property
    def parts(self) -> dict[str, str]:
        """The four parts as they are checked; a reasoned 'no action' stands for the action."""
        return {"what": self.what, "why": self.why, "so_what": self.so_what, "action": self.action or self.no_action}

    @property
    def has_action(self) -> bool:
        """Whether something is done by somebody until some day, or it is said why nothing is."""
        return bool(self.no_action.strip() or (self.action.strip() and self.owner_id and self.due))

    @property
    def missing(self) -> tuple[str, ...]:
        """What it lacks before it is complete, in words."""
        empty = [name for name, text in (("What", self.what), ("Why", self.why), ("So what", self.so_what)) if not text]
        if not self.parts["action"].strip():
            empty.append("an action, or why there is none")
        elif not self.has_action:
            empty.append("an owner and a date for the action")
        return tuple(empty)

    @property
    def is_complete(self) -> bool:
        """Whether all four parts are there, and the action is owned and dated."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class Approval:
    """That somebody else stands behind it."""

    narrative_id: str
    approved_at: datetime
    approved_by: str


@dataclass(frozen=True)
class Account:
    """A narrative with what was added to it."""

    narrative: Narrative
    overrides: Mapping[str, str] = field(default_factory=dict)
    """Sentence → why it is kept though the figures don't bear it out."""
    approval: Approval | None = None
