"""What every definition is: a frozen value that refuses a field it does not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Definition(BaseModel):
    """Something people decide. Never changed: a new decision is a new value."""

    model_config = ConfigDict(frozen=True, extra="forbid")
