"""A source: who publishes it, under which licence, and how its files are read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Literal, Self

from pydantic import Field, model_validator

from pmf_core.definitions.base import Definition
from pmf_core.definitions.framework import Owner
from pmf_core.definitions.metric import Provenance, UnitOfMeasure
from pmf_core.definitions.period import YearType
from pmf_core.definitions.polarity import Polarity
from pmf_core.definitions.source_period import PeriodRule

Where = dict[str, str | tuple[str, ...]]
"""Column → the text, or the texts, that a row must have there; `*` stands for anything, nothing for blank."""


class Layout(StrEnum):
    """How a file's bytes are laid out; `.gz` is seen from its name."""

    CSV = "csv"
    PARQUET = "parquet"


class LeftOut(Definition):
    """Places that a file has and the hub does not hold, and why."""

    codes: tuple[str, ...] = Field(min_length=1)
    reason: str


class PlaceRule(Definition):
    """Where a file says its place: the first of the columns that isn't blank."""

    columns: tuple[str, ...] = Field(min_length=1)
    system: Literal["unit", "gss", "dfe", "cassr", "ods"] = "gss"
    left_out: tuple[LeftOut, ...] = ()

    def leaves_out(self, code: str) -> bool:
        """Whether the code is one that is left out on purpose."""
        return any(fnmatchcase(code, pattern) for left in self.left_out for pattern in left.codes)


class MissingRule(Definition):
    """What stands in place of a number, and the reason it gives."""

    symbols: dict[str, str] = {}
    column: str = ""
    """The column that gives the reason, where the value itself is blank."""
    periods: dict[str, str] = {}
    """What stands in place of a period, in rows that hold no figure at all, and the reason it gives."""


class BreakdownRule(Definition):
    """A split of the figures: the dimension and the column that holds its categories."""

    dimension: str
    column: str
    names: dict[str, str] = {}
    """The publisher's code → the category's name."""


class Figure(Definition):
    """How the figures of one metric (or of a column full of metrics) stand in a file."""

    metric: str = ""
    metric_column: str = ""
    """The column that names the metric, row by row: its id, or its key in the source's dictionary."""
    files: tuple[str, ...] = ()
    """The files that have it, where the source's files differ."""
    where: Where = {}
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    """The published value: used where there are no counts to make it from."""
    numerator_rows: Where = {}
    """With `denominator_rows`: numerator and denominator stand in two rows of one place and period."""
    denominator_rows: Where = {}
    breakdown: BreakdownRule | None = None
    absent_row_is_zero: bool = False
    """Whether a place without a row, in a period that the file has, had none."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if bool(self.metric) == bool(self.metric_column):
            raise ValueError("name the metric, or the column that names it: one of the two")
        if not (self.value or (self.numerator and self.denominator)):
            raise ValueError("say where the value is, or both its numerator and denominator")
        if bool(self.numerator_rows) != bool(self.denominator_rows):
            raise ValueError("numerator_rows and denominator_rows go together")
        return self


class UnitRule(Definition):
    """Which words in a dictionary mean which unit of measure."""

    words: tuple[str, ...] = ()
    """Patterns with `*` for the dictionary's own words, compared without regard to case."""
    keys: tuple[str, ...] = ()
    """The measures it is for, whatever their words."""
    unit: UnitOfMeasure
    possible: tuple[float | None, float | None] = (None, None)
    calculation: Literal["ratio", "count", "sum", "mean"]
    per: float = 100
    over: str = "all in the group"
    """What a ratio is divided by, in words."""
    decimals: int = Field(default=1, ge=0, le=6)
    """Where the dictionary gives none."""

    def fits(self, key: str, words: str) -> bool:
        """Whether a measure is written in this unit."""
        spelled = words.casefold()
        return key in self.keys or any(fnmatchcase(spelled, pattern.casefold()) for pattern in self.words)


class YearRule(Definition):
    """What a dictionary's kind of year means."""

    begins: int = Field(ge=1, le=12)
    year_type: YearType


class OwnerRule(Definition):
    """Which words in a dictionary mean which organisation."""

    words: tuple[str, ...]
    owner: str


class DictionaryColumns(Definition):
    """The columns of a dictionary that a metric is made from."""

    key: str
    name: str
    long_name: str
    topic: str
    definition: str
    methodology: str
    polarity: str
    unit: str
    decimals: str
    year: str
    owner: str
    quartiles: str


class Dictionary(Definition):
    """One mapping that turns a publisher's dictionary into metrics."""

    file: str
    prefix: str
    columns: DictionaryColumns
    polarity: dict[str, Polarity]
    years: dict[str, YearRule]
    units: tuple[UnitRule, ...]
    owners: tuple[OwnerRule, ...]
    default_owner: str
    themes: dict[str, str]
    names: dict[str, str] = {}
    """Key → a name of our own, where the publisher gives two measures one name."""
    superseded_by: dict[str, str] = {}
    """Key → the metric of another source that has the same with its counts."""
    spans: tuple[str, ...] = ()
    """The keys of measures that pool several years."""
    effective_from: date
    levels: tuple[str, ...] = Field(min_length=1)
    comparators: tuple[str, ...] = ()
    aggregation_reason: str
    publication_lag_days: int = Field(default=0, ge=0)


class Source(Definition):
    """Where figures come from, and how its files are read."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    publisher: str
    licence: str
    licence_name: str = ""
    attribution: str
    provenance: Provenance = Provenance.PUBLISHED
    description: str = ""
    owner_entries: tuple[Owner, ...] = ()
    """The organisations that answer for its metrics."""
    files: tuple[str, ...] = ()
    """Patterns of the files in `data/` that hold figures."""
    layout: Layout = Layout.CSV
    period: PeriodRule | None = None
    place: PlaceRule | None = None
    missing: MissingRule = MissingRule()
    provisional: tuple[Where, ...] = ()
    """The rows that are provisional, if any of these fits; the others are final."""
    figures: tuple[Figure, ...] = ()
    dictionary: Dictionary | None = None

    @model_validator(mode="after")
    def _readable(self) -> Self:
        if self.figures and (self.period is None or self.place is None or not self.files):
            raise ValueError("figures need files, a period and a place to be read")
        return self

    @property
    def owners(self) -> tuple[str, ...]:
        """The ids of the organisations that its metrics may name."""
        return tuple(owner.id for owner in self.owner_entries)

    def holds(self, file: str) -> bool:
        """Whether a file of `data/` has figures of this source."""
        return any(fnmatchcase(file, pattern) for pattern in self.files)
