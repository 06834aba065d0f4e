"""The one place that talks to DuckDB: tables from rows, Parquet in and out, files opened for reading by many."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

Row = tuple[Any, ...]

# A file written with this storage version can be read by older DuckDB too (the default of 2.0 cannot).
_STORAGE_VERSION = "v1.4.0"
_BATCH = 50_000


class Database:
    """A connection. Rows go in and come out as plain tuples; dates are `datetime.date`, missing values are None."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @classmethod
    def in_memory(cls) -> "Database":
        return cls(duckdb.connect(":memory:"))

    @classmethod
    def open_read_only(cls, path: Path, *, threads: int = 1, memory: str = "512MB") -> "Database":
        """An existing file; any number of processes may read it at once, and it may be unlinked meanwhile."""
        connection = duckdb.connect(str(path), read_only=True)
        connection.execute(f"SET threads = {int(threads)}")
        connection.execute(f"SET memory_limit = {quoted(memory)}")
        return cls(connection)

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        with suppress(duckdb.Error):
            self._connection.close()

    def cursor(self) -> "Database":
        """A second handle on the same data, for another thread."""
        return Database(self._connection.cursor())

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        self._connection.execute(sql, list(parameters))

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        return self._connection.execute(sql, list(parameters)).fetchall()

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> Row:
        """The only row of a query that always has one."""
        (row,) = self.rows(sql, parameters)
        return row

    def tables(self) -> set[str]:
        return {name for (name,) in self.rows("SELECT table_name FROM information_schema.tables")}

    def create_table(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Row] = ()) -> None:
        """A table of (column, SQL type), filled with rows in that order.

        The rows travel a column at a time, as lists: hundreds of times faster than single inserts.
        """
        declared = ", ".join(f"{column} {kind}" for column, kind in columns)
        self.run(f"CREATE TABLE {name} ({declared})")
        unnested = ", ".join(f"unnest(?::{kind}[])" for _, kind in columns)
        remaining = iter(rows)
        while batch := list(islice(remaining, _BATCH)):
            self.run(f"INSERT INTO {name} SELECT {unnested}", [list(column) for column in zip(*batch, strict=True)])

    def save(self, path: Path, queries: Mapping[str, str]) -> None:
        """Writes a new database file with a table for each query, by name."""
        self.run(f"ATTACH {quoted(str(path))} AS saved (STORAGE_VERSION '{_STORAGE_VERSION}')")
        try:
            for table, query in queries.items():
                self.run(f"CREATE TABLE saved.{table} AS {query}")
        finally:
            self.run("DETACH saved")

    def create_view_of_parquet(self, name: str, path: Path) -> None:
        self.run(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({quoted(str(path))})")

    def write_parquet(self, table: str, path: Path) -> None:
        self.run(f"COPY {table} TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
