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

ENGINE = f"duckdb {duckdb.__version__}"
"""What runs the SQL; hashes that it makes are its own and are not kept beyond it."""

# A file written with this storage version can be read by older DuckDB too (the default of 2.0 cannot).
_STORAGE_VERSION = "v1.4.0"
_BATCH = 50_000
_NEXT, _NONE = 31, 30
"""Signs that hardly any text holds: what parts the values of a column, and what stands for none."""
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
        """An empty database, gone when it is closed. One thread: with more, DuckDB 2.0.0 breaks off some queries over
        texts that it keeps as a dictionary ("changed identity after being seeded").
        """
        return cls(duckdb.connect(":memory:", config={**_CONFIG, "threads": 1}))

    @classmethod
    def on_disk(cls, path: Path, *, threads: int = 1, memory: str = "700MB") -> "Database":
        """A file that this process alone writes: made where there is none. What does not fit into memory is put
        beside it, never anywhere else. Loading is many small statements: a second thread costs more than it brings.
        """
        with _said_plainly():
            connection = duckdb.connect(str(path), config={**_CONFIG, "temp_directory": f"{path}.tmp"})
            connection.execute(f"SET threads = {int(threads)}")
            connection.execute(f"SET memory_limit = {quoted(memory)}")
        return cls(connection)

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

    @contextmanager
    def together(self) -> Iterator[None]:
        """Statements that are carried out all or none. Filling a table by many statements is also several times faster
        so: DuckDB tidies its tables up after each few megabytes else.
        """
        self.run("BEGIN")
        try:
            yield
        except BaseException:
            with suppress(duckdb.Error, RokerError):
                self.run("ROLLBACK")
            raise
        self.run("COMMIT")

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query. Raises DatabaseError where a file cannot be read."""
        with _said_plainly():
            return self._connection.execute(sql, list(parameters)).fetchall()

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> Row:
        """The only row of a query that always has one."""
        (row,) = self.rows(sql, parameters)
        return row

    def tables(self) -> set[str]:
        """The names of the tables and views there are, without those of attached files."""
        return {
            name
            for (name,) in self.rows(
                "SELECT table_name FROM information_schema.tables WHERE table_catalog IN (current_database(), 'temp')"
            )
        }

    def filled_tables(self) -> set[str]:
        """The names of the tables that hold any row, and of all views, which may."""
        tables = "SELECT table_name FROM duckdb_tables() WHERE estimated_size > 0"
        return {
            name for (name,) in self.rows(f"{tables} UNION SELECT view_name FROM duckdb_views() WHERE NOT internal")
        }

    def create_table(
        self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Row] = (), *, is_temporary: bool = False
    ) -> None:
        """A table of (column, SQL type), filled with rows in that order. A temporary one can be made where the file is
        open for reading alone.

        The rows travel a column at a time, as lists: hundreds of times faster than single inserts.
        """
        declared = ", ".join(f"{column} {kind}" for column, kind in columns)
        self.run(f"CREATE {'TEMP ' if is_temporary else ''}TABLE {name} ({declared})")
        self.insert(name, columns, rows)

    def insert(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Row]) -> None:
        """Adds rows to a table that was made with these columns; rows may be a generator without end in memory."""
        unnested = ", ".join(f"unnest(?::{kind}[])" for _, kind in columns)
        remaining = iter(rows)
        while batch := list(islice(remaining, _BATCH)):
            self.run(f"INSERT INTO {name} SELECT {unnested}", [list(column) for column in zip(*batch, strict=True)])

    def create_table_by_column(
        self, name: str, columns: Sequence[tuple[str, str]], values: Sequence[Sequence[Any]]
    ) -> None:
        """A table of (column, SQL type) from the values of each column, several times faster than from rows.

        A column travels as one text, which is taken apart here; values of a VARCHAR column are texts.
        """
        texts = [_as_one_text(each, kind) for (_, kind), each in zip(columns, values, strict=True)]
        whole = [text for text in texts if text is not None]
        if len(whole) < len(texts) or not any(whole):
            self.create_table(name, columns, zip(*values, strict=True))
            return
        held = [(column, text) for (column, _), text in zip(columns, whole, strict=True) if text]
        as_texts = ", ".join(f"?::VARCHAR AS {column}" for column, _ in held)
        self.run(f"CREATE OR REPLACE TEMP TABLE as_one_text AS SELECT {as_texts}", [text for _, text in held])
        apart = ", ".join(_taken_apart(*each, text) for each, text in zip(columns, whole, strict=True))
        self.run(f"CREATE TABLE {name} AS SELECT {apart} FROM as_one_text")
        self.run("DROP TABLE as_one_text")

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


def _as_one_text(values: Sequence[Any], kind: str) -> str | None:
    """The values of a column as one text, or None where one of them holds what would part it."""
    nothing = chr(_NONE)
    nothings = 0 if all(values) else values.count(None)
    if nothings == len(values):
        return ""
    if kind != "VARCHAR":
        known = {value: nothing if value is None else str(value) for value in set(values)}
        values = list(map(known.__getitem__, values))
    elif nothings:
        values = [nothing if value is None else value for value in values]
    whole = chr(_NEXT).join(values)
    is_whole = whole and whole.count(chr(_NEXT)) == len(values) - 1 and whole.count(nothing) == nothings
    return whole if is_whole else None


def _taken_apart(name: str, kind: str, text: str) -> str:
    """The SQL of the values of a column that came as one text: none at all where that is empty."""
    if not text:
        return f"NULL::{kind} AS {name}"
    value = f"unnest(string_split({name}, chr({_NEXT})))"
    if chr(_NONE) in text:
        value = f"nullif({value}, chr({_NONE}))"
    return f"{value} AS {name}" if kind == "VARCHAR" else f"{value}::{kind} AS {name}"


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
