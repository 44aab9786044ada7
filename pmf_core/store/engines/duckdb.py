"""DuckDB, embedded: the default engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pmf_core.errors import StoreError
from pmf_core.store.engine import Dialect, Query, Rows

ROWS_PER_STATEMENT = 250
"""Rows in one `insert … values`: beyond a few hundred the statement takes longer to parse than to run."""

FEW_ROWS = 2_000
"""Up to so many rows are appended by statements; more, by handing the database whole columns."""


class DuckDBEngine:
    """A DuckDB file; one process owns it read-write, many may read."""

    def __init__(self, path: Path | None, *, read_only: bool = False, memory_limit: str = "2GB") -> None:
        self.path = path
        self.dialect = Dialect()
        options: dict[str, Any] = {
            "memory_limit": memory_limit,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        try:
            self._connection = duckdb.connect(str(path or ":memory:"), read_only=read_only, config=options)
        except duckdb.IOException as error:
            raise StoreError(
                f"The store {path} can't be opened: {_first_line(error)} "
                "If another hub is running on it, stop that one or set PMF_STORE to another folder."
            ) from error

    def fetch(self, query: Query) -> Rows:
        """Run a query and read the result to its end."""
        # A cursor per query: DuckDB refuses a connection that is busy in another thread.
        with self._connection.cursor() as cursor:
            return _fetch(cursor, query)

    @contextmanager
    def transaction(self) -> Iterator[DuckDBTransaction]:
        """One transaction: committed at the end, rolled back by an error."""
        with self._connection.cursor() as cursor:
            cursor.begin()
            try:
                yield DuckDBTransaction(cursor)
            except BaseException:
                cursor.rollback()
                raise
            cursor.commit()

    def close(self) -> None:
        """Write what is pending and give the file back."""
        self._connection.close()


class DuckDBTransaction:
    """Statements that happen together."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def execute(self, query: Query) -> None:
        """Run a statement."""
        _run(self._cursor, query)

    def fetch(self, query: Query) -> Rows:
        """Run a query and read its result to the end."""
        return _fetch(self._cursor, query)

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Append rows of values, many to a statement: a statement a row is a hundred times slower."""
        shape = f"({', '.join('?' for _ in columns)})"
        for start in range(0, len(rows), ROWS_PER_STATEMENT):
            chunk = rows[start : start + ROWS_PER_STATEMENT]
            values = ", ".join([shape] * len(chunk))
            flat = [value for row in chunk for value in row]
            self._cursor.execute(f"insert into {table} ({', '.join(columns)}) values {values}", flat)

    def append(self, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
        """Append whole columns, where NaN is nothing: a hundred thousand rows in a fraction of a second."""
        if len(next(iter(columns.values()))) <= FEW_ROWS:
            plain = [[None if value != value else value for value in values] for values in columns.values()]
            self.insert(table, tuple(columns), list(zip(*plain, strict=True)))
            return
        import pyarrow  # Here, because it brings pandas with it: half a second that few rows need not wait for.

        held = {name: pyarrow.array(values, from_pandas=True) for name, values in columns.items()}
        names = ", ".join(columns)
        self._cursor.register("appended", pyarrow.table(held))
        self._cursor.execute(f"insert into {table} ({names}) select {names} from appended")
        self._cursor.unregister("appended")


def copy_database(source: Path, target: Path) -> None:
    """Copy a database into a new file, pending writes included; readers of the source are not disturbed."""
    if not source.exists():
        raise StoreError(f"There is no database {source} to copy.")
    with duckdb.connect(":memory:") as connection:
        try:
            connection.execute(f"attach {_quoted(source)} as held (read_only)")
            connection.execute(f"attach {_quoted(target)} as kept")
            connection.execute("copy from database held to kept")
            connection.execute("detach kept")
        except duckdb.Error as error:
            raise StoreError(f"{source} can't be copied to {target}: {_first_line(error)}") from error


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _run(cursor: duckdb.DuckDBPyConnection, query: Query) -> duckdb.DuckDBPyConnection:
    try:
        return cursor.execute(query.bound("${}"), dict(query.parameters))
    except duckdb.Error as error:
        raise StoreError(f"The query '{query.name}' failed: {_first_line(error)}") from error


def _fetch(cursor: duckdb.DuckDBPyConnection, query: Query) -> Rows:
    found = _run(cursor, query)
    return Rows(tuple(column[0] for column in found.description or ()), found.fetchall())


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
