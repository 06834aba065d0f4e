"""The one place that talks to DuckDB: tables from rows, Parquet in and out, files opened for reading by many."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from roker.errors import RokerError

Row = tuple[Any, ...]

# A file written with this storage version can be read by older DuckDB too (the default of 2.0 cannot).
_STORAGE_VERSION = "v1.4.0"
_BATCH = 50_000
# Nothing is fetched from anywhere, and children's rows are not spilled into whatever folder one stands in.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "temp_directory": "",
}


class DatabaseError(RokerError):
    """A file that cannot be read or written: damaged, or no room for it."""

    def __init__(self) -> None:
        super().__init__(
            "A file of the store or of a publication could not be read or written. Check that there is free space, run "
            "`roker verify`, and remove the folder “publications”: it is made again."
        )


# What is wrong with a query is a fault of ours and is left as it is; the rest is a file or a machine in trouble.
_OURS = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException, duckdb.ConversionException)


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Trouble with a file as one sentence, without what DuckDB says of it: that may quote a row."""
    try:
        yield
    except _OURS:
        raise
    except duckdb.Error as error:
        raise DatabaseError from error
    except RuntimeError as error:
        if "interrupted" in str(error).lower():
            raise KeyboardInterrupt from error
        raise


class Database:
    """A connection. Rows go in and come out as plain tuples; dates are `datetime.date`, missing values are None."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @classmethod
    def in_memory(cls) -> "Database":
        """An empty database, gone when it is closed."""
        return cls(duckdb.connect(":memory:", config=_CONFIG))

    @classmethod
    def open_read_only(cls, path: Path, *, threads: int = 1, memory: str = "512MB") -> "Database":
        """An existing file; any number of processes may read it at once, and it may be unlinked meanwhile."""
        with _said_plainly():
            connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
            connection.execute(f"SET threads = {int(threads)}")
            connection.execute(f"SET memory_limit = {quoted(memory)}")
        return cls(connection)

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file; closing twice does no harm."""
        with suppress(duckdb.Error):
            self._connection.close()

    def cursor(self) -> "Database":
        """A second handle on the same data, for another thread."""
        return Database(self._connection.cursor())

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Carries out a statement. Raises DatabaseError where a file cannot be read or written."""
        with _said_plainly():
            self._connection.execute(sql, list(parameters))

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query. Raises DatabaseError where a file cannot be read."""
        with _said_plainly():
            return self._connection.execute(sql, list(parameters)).fetchall()

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> Row:
        """The only row of a query that always has one."""
        (row,) = self.rows(sql, parameters)
        return row

    def tables(self) -> set[str]:
        """The names of the tables and views there are."""
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
        """A table that is read from a Parquet file when it is asked for."""
        if any(character in str(path) for character in "*?["):
            raise RokerError(f"Choose a home directory without *, ? or [ in its path: {path.parent}")
        self.run(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({quoted(str(path))})")

    def write_parquet(self, table: str, path: Path) -> None:
        """Writes a table to a new Parquet file."""
        self.run(f"COPY {table} TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
