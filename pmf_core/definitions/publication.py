"""What the council publishes for everybody to read, and what is kept out of it."""

from __future__ import annotations

from datetime import date

from pydantic import Field, model_validator

from pmf_core.definitions.base import Definition


class Exempt(Definition):
    """Something that is never published, and the reason that is written down: a metric, a unit, both, or words."""

    metric: str = ""
    unit: str = ""
    words: str = ""
    """An event that has these words is left out, and a page that still has them is not published."""
    reason: str = Field(min_length=1)
    """Such as 'Schedule 12A, paragraph 3: business affairs'."""

    @model_validator(mode="after")
    def _about_something(self) -> Exempt:
        if not (self.metric or self.unit or self.words.strip()):
            raise ValueError("name the metric, the unit or the words that are exempt")
        if self.words and (self.metric or self.unit):
            raise ValueError("words are exempt wherever they stand: give the metric or the unit an entry of its own")
        return self


class Publication(Definition):
    """The approval of the public pages."""

    approved_by: str = ""
    approved_on: date | None = None
    """Nothing is published before somebody has approved it."""
    themes: tuple[str, ...] = ()
    """The themes that are published; none named means all."""
    role: str = "public"
    """The role that the public reads with: what it may not read is not published."""
    licence: str = "Open Government Licence v3.0"
    licence_address: str = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    contact: str = ""
    """Whom readers write to about a figure or a page that they can't use."""
    exempt: tuple[Exempt, ...] = ()
