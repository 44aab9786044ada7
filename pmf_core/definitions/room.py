"""What is said in an issue room beyond plain words: how a cause was found, and what an option brings."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from pmf_core.definitions.base import Definition
from pmf_core.errors import BadInput

MOST_WHYS = 5
"""How often the question is put: five whys (Ohno, Toyota Production System, 1988)."""

SHORT = 300
"""The longest answer to one question about an option, in characters."""


class Branch(StrEnum):
    """The bones of a fishbone (Ishikawa, Guide to Quality Control, 1976), in a service's words."""

    PEOPLE = "people"
    PROCESS = "process"
    PLACE = "place"
    POLICY = "policy"
    INFORMATION = "information"
    EQUIPMENT = "equipment"


class Sureness(StrEnum):
    """How sure whoever writes an option down is of its effect."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Why(Definition):
    """An answer to one of five whys."""

    kind: Literal["why"] = "why"
    step: int = Field(ge=1, le=MOST_WHYS)


class Bone(Definition):
    """A cause on a fishbone."""

    kind: Literal["bone"] = "bone"
    branch: Branch


class Counted(Definition):
    """A cause with the cases that it accounts for."""

    kind: Literal["counted"] = "counted"
    cases: float = Field(gt=0, allow_inf_nan=False)


class Weighed(Definition):
    """What an option would bring and cost."""

    kind: Literal["weighed"] = "weighed"
    effect: str = Field(default="", max_length=SHORT)
    cost: str = Field(default="", max_length=SHORT)
    risk: str = Field(default="", max_length=SHORT)
    affects: str = Field(default="", max_length=SHORT)
    sureness: Sureness = Sureness.MEDIUM


Detail = Annotated[Why | Bone | Counted | Weighed, Field(discriminator="kind")]
"""What an entry says beyond its words."""

_DETAIL: TypeAdapter[Detail] = TypeAdapter(Detail)


def detail_of(written: str) -> Detail | None:
    """A detail as it was written down; none where there is none, or where it was erased.

    >>> detail_of('{"kind": "why", "step": 2}')
    Why(kind='why', step=2)
    """
    try:
        return _DETAIL.validate_json(written)
    except ValidationError:
        return None


def cases_of(typed: str) -> float:
    """A number of cases as people type it.

    >>> cases_of("1,204")
    1204.0
    """
    try:
        return Counted(cases=float(typed.replace(",", "").strip())).cases
    except ValueError:
        raise BadInput(f"'{typed}' is no number of cases: write one above nought, such as 12.") from None
