"""People and roles: who reads what, opens which page, and may do what."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from pmf_core.definitions.base import Definition
from pmf_core.definitions.metric import Sensitivity

NOTHING = "nothing"
"""In the configuration: a role that reads no metric here."""

ALL = "all"
"""In the configuration: every page there is."""


def _ceiling(given: Any) -> Any:
    """A sensitivity by its name, as people write it; `nothing` is none."""
    names = {sensitivity.name.lower(): sensitivity for sensitivity in Sensitivity} | {NOTHING: None}
    if isinstance(given, str):
        if given not in names:
            raise ValueError(f"say one of {', '.join(names)}")
        return names[given]
    return given


Ceiling = Annotated[Sensitivity | None, BeforeValidator(_ceiling)]
"""The most sensitive metric that may be read; none means no metric."""


class Action(StrEnum):
    """What a role may do beyond reading."""

    EXPORT = "export"
    CONTRIBUTE = "contribute"
    SUBMIT = "submit"
    APPROVE = "approve"
    CHASE = "chase"
    ACCEPT_REBASE = "accept_rebase"
    CUT_REPORT = "cut_report"
    SEAL_PACK = "seal_pack"
    DECIDE = "decide"
    ANSWER_ASK = "answer_ask"
    RAISE_CONCERN = "raise_concern"
    ESCALATE = "escalate"
    ASK_QUESTION = "ask_question"
    RECOMMEND = "recommend"
    ANSWER_RAISED = "answer_raised"
    WRITE_NARRATIVE = "write_narrative"
    APPROVE_NARRATIVE = "approve_narrative"
    READ_AUDIT = "read_audit"
    VIEW_AS = "view_as"
    ERASE = "erase"
    PUBLISH = "publish"


ACTION_WORDS = {
    Action.EXPORT: "Take tables away as files",
    Action.CONTRIBUTE: "Add to issue rooms",
    Action.SUBMIT: "Send in returns",
    Action.APPROVE: "Approve returns",
    Action.CHASE: "Send reminders of returns",
    Action.ACCEPT_REBASE: "Accept step changes",
    Action.CUT_REPORT: "Cut reports",
    Action.SEAL_PACK: "Make and seal packs",
    Action.DECIDE: "Record decisions",
    Action.ANSWER_ASK: "Answer what a body asked",
    Action.RAISE_CONCERN: "Raise a concern",
    Action.ESCALATE: "Escalate to the next level",
    Action.ASK_QUESTION: "Ask a question",
    Action.RECOMMEND: "Make a recommendation",
    Action.ANSWER_RAISED: "Answer what was raised with them",
    Action.WRITE_NARRATIVE: "Write narratives of their own units",
    Action.APPROVE_NARRATIVE: "Approve narratives of their own units",
    Action.READ_AUDIT: "Read the audit log",
    Action.VIEW_AS: "See the hub as somebody else",
    Action.ERASE: "Remove a person's data",
    Action.PUBLISH: "Publish pages for everybody",
}
"""Each action as it is said on screen."""


class HomePart(StrEnum):
    """A part of the page that somebody comes in by."""

    APPROVALS = "approvals"
    RETURNS = "returns"
    TASKS = "tasks"
    CHANGED = "changed"
    EXCEPTIONS = "exceptions"
    WARNINGS = "warnings"
    STRENGTHS = "strengths"
    OUTLIERS = "outliers"
    TEAMS = "teams"
    BOARD = "board"
    MEETING = "meeting"
    PACKS = "packs"
    THREAD = "thread"
    KEPT = "kept"
    UNITS = "units"


class Role(Definition):
    """A tier of the framework or a duty beside it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    duty: str = ""
    """What the framework asks of it, in its own words."""
    inside: Ceiling
    """The most sensitive metric it reads within its own units."""
    outside: Ceiling
    """The same everywhere else."""
    joint: bool = False
    """Whether it reads only metrics that are shared with its units."""
    exact: bool = False
    """Whether it reads small numbers of people as they are: on the screen only, never in a file."""
    levels: tuple[str, ...] = ()
    """The levels whose figures it reads; none named means all."""
    pages: tuple[str, ...]
    """The pages it may open; the others are absent."""
    actions: tuple[Action, ...] = ()
    home: tuple[HomePart, ...] = ()
    """What stands on their Home, in order: what they are most asked for first; none named means everything."""

    @model_validator(mode="after")
    def _no_single_people(self) -> Self:
        if Sensitivity.INDIVIDUAL in (self.inside, self.outside):
            raise ValueError("no role reads single people: name a line manager in line_manages instead")
        return self


class Grant(Definition):
    """A role at some units, for as long as it is so."""

    role: str
    units: tuple[str, ...] = Field(min_length=1)
    effective_from: date | None = None
    effective_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on that day."""
        return (self.effective_from or day) <= day <= (self.effective_to or day)


class GroupGrant(Definition):
    """What members of a group of the sign-in provider hold."""

    group: str
    role: str
    units: tuple[str, ...] = Field(min_length=1)

    @property
    def grant(self) -> Grant:
        """The same as a person's own grant."""
        return Grant(role=self.role, units=self.units)


class Person(Definition):
    """Somebody who signs in."""

    id: str = Field(pattern=r"^[\w.@+:|=/-]+$")
    name: str
    identities: tuple[str, ...] = ()
    """What the sign-in provider knows them by: compared with the claim that the sign-in names."""
    grants: tuple[Grant, ...] = ()
    works_as: str | None = None
    """The unit of level `individual` that holds their own figures."""
    line_manages: tuple[str, ...] = ()
    """The teams whose workers they are line manager of."""
    home: str | None = None
    """The unit that the hub opens on for them; without it, the first of their grants."""
    disabled: bool = False
    illustrative: bool = False

    @property
    def opens_on(self) -> str | None:
        """The unit that the hub opens on for them."""
        return self.home or next((unit for grant in self.grants for unit in grant.units), None)


class IndividualLevel(Definition):
    """Whether figures of single people may be read at all, what for, and how long they are kept."""

    on: bool = False
    purpose: str = ""
    assessed_on: date | None = None
    """When the data protection impact assessment was signed."""
    assessed_by: str = ""
    keep_months: int = Field(default=24, ge=1)

    @model_validator(mode="after")
    def _assessed(self) -> Self:
        if self.on and not (self.purpose.strip() and self.assessed_on and self.assessed_by.strip()):
            raise ValueError("switched on without an assessment: say purpose, assessed_on and assessed_by")
        return self


class Access(Definition):
    """The table of roles, what groups hold, and the rule for single people."""

    roles: tuple[Role, ...] = ()
    groups: tuple[GroupGrant, ...] = ()
    everyone: Grant | None = None
    """What whoever the provider lets in holds; without it, strangers are turned away."""
    individual_level: IndividualLevel = IndividualLevel()
    ladder: tuple[str, ...] = ()
    """The roles that something is escalated to, from the team up."""

    def role(self, role_id: str) -> Role | None:
        """The role of that id, if there is one."""
        return next((role for role in self.roles if role.id == role_id), None)
