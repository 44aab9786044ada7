"""What a database must be able to do for us, and how a query is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

PARAMETER = re.compile(r"(?<!:):([a-z_][a-z0-9_]*)")
"""A parameter is written `:name`; `::` is never used, casts are spelled out."""


@dataclass(frozen=True)
class Dialect:
    """The few words that engines spell differently."""

    name: str = "duckdb"
    double: str = "double"
    parameter: str = "${}"


@dataclass(frozen=True)
class Query:
    """Plain SQL with named parameters and a name to find it by."""

    name: str
    sql: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def bound(self, mark: str) -> str:
        """The SQL with each `:name` in the engine's own notation.

        >>> Query("one", "select :since").bound("${}")
        'select $since'
        """
        return PARAMETER.sub(lambda found: mark.format(found.group(1)), self.sql)


def listed(name: str, values: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """`in (...)` for any number of values, as parameters; nothing matches an empty list.

    >>> listed("unit", ["a", "b"])
    ('in (:unit_0, :unit_1)', {'unit_0': 'a', 'unit_1': 'b'})
    """
    if not values:
        return "in (null)", {}
    parameters = {f"{name}_{index}": value for index, value in enumerate(values)}
    return f"in ({', '.join(':' + key for key in parameters)})", parameters


@dataclass(frozen=True)
class Rows:
    """A result row by row, in the order asked for; a column by its name."""

    names: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __getitem__(self, name: str) -> Sequence[Any]:
        place = self.names.index(name)
        return [row[place] for row in self.rows]

    def records(self) -> Iterator[dict[str, Any]]:
        """Row by row, by column name."""
        for row in self.rows:
            yield dict(zip(self.names, row, strict=True))


class Transaction(Protocol):
    """Everything done in it happens, or nothing does."""

    def execute(self, query: Query) -> None:
        """Run a statement."""

    def fetch(self, query: Query) -> Rows:
        """Run a query and read its result to the end."""
        ...

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Append rows of values."""

    def append(self, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
        """Append whole columns of equal length: what many rows are added by."""


class Engine(Protocol):
    """A database."""

    @property
    def dialect(self) -> Dialect:
        """How it spells things."""
        ...

    def fetch(self, query: Query) -> Rows:
        """Run a query on a cursor of its own and read the result to its end."""
        ...

    def transaction(self) -> AbstractContextManager[Transaction]:
        """One transaction: committed at the end, rolled back by an error."""
        ...

    def close(self) -> None:
        """Give the database back."""
        ...
