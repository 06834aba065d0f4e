"""Rows of the census on their way into the workspace: texts, joined, which the database takes apart into values.

That is several times faster than handing over each value, and what no row has does not travel at all.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from types import TracebackType
from typing import NamedTuple

from roker.database import Database, quoted
from roker.formats.cin_census_layout import Item
from roker.formats.values import Answer, Fault
from roker.record import CODE_SETS, ENTITIES, Kind
from roker.record.schema import FOUND_IN

NULL, GAP, END = "\x1e", "\x1f", "\x1d"
"""Characters that no XML can hold, so that no value does: no value, the border between two values and of two rows."""
MOST_KEPT = 50_000
"""How many different texts of one kind are remembered: all dates of a century, and every code."""

Read = Callable[[str], Answer]


class Unread(NamedTuple):
    """A text that says nothing, or nothing with certainty, and why."""

    fault: Fault | None
    text: str | None = None


class Texts(dict[str | None, "str | Unread"]):
    """Raw text to the text that the database takes; each different one is read once."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, raw: str | None) -> "str | Unread":
        value, fault = self._read(raw or "")
        if value is None or fault:
            return Unread(fault, None if value is None else str(value))
        text = value.isoformat() if isinstance(value, date) else str(value)
        if len(self) < MOST_KEPT:
            self[raw] = text
        return text


class Ids:
    """The same for ids and free texts: nearly all are different, so that none is remembered."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def __getitem__(self, raw: str | None) -> "str | Unread":
        if raw and raw.isalnum() and not raw.isalpha() and raw != "0":  # it says something, and needs no cleaning
            return raw
        value, fault = self._read(raw or "")
        return Unread(fault) if value is None or fault else str(value)


class Shelf:
    """Rows of one entity, as one module or element makes them.

    A row is its own made id, the child, the id of what it belongs to, the values, and where it was found, with `GAP`
    between them. What the entity has no column for is left behind.
    """

    def __init__(
        self, entity: str, within: str, items: Sequence[Item], *, extra: Sequence[str] = (), fixed: Mapping[str, str]
    ) -> None:
        """`within` is the entity that a row belongs to, `extra` are columns before those of the items."""
        declared = ENTITIES[entity]
        self.own = declared.own_id if declared.own_id not in declared.key else None
        person = "person_id" if within else None
        refers = (each.name for each in declared.fields if within not in {"", "person"} and each.refers_to == within)
        above = next(refers, None)
        names = [item.field.name for item in items]
        self._columns = (self.own, person, above, *extra, *names, FOUND_IN)
        self._links = {name for name in (self.own, person, above, *extra, *fixed) if name}
        self._fixed = fixed
        self.entity = entity
        self.items = dict(zip(names, items, strict=True))
        self.rows: list[str] = []
        self.count = 0
        self.read: dict[str, int] = {item.name: 0 for item in items}
        """By element, how many values were read, those too that say that it is not known."""
        self.unknown: dict[str, int] = {item.name: 0 for item in items}
        """By element, how many of them say so."""
        self._insert = self._statement()

    def _statement(self) -> str:
        def chosen(name: str, kind: str) -> str:
            if name in self._columns:
                return f"CAST(nullif(cells[{self._columns.index(name) + 1}], chr({ord(NULL)})) AS {kind})"
            return quoted(self._fixed[name]) if name in self._fixed else "NULL"

        values = ", ".join(chosen(name, kind) for name, kind in ENTITIES[self.entity].columns())
        rows = f"SELECT unnest(string_split(?, chr({ord(END)}))) AS cells"
        return (
            f"INSERT INTO {self.entity} SELECT {values} "
            f"FROM (SELECT string_split(cells, chr({ord(GAP)})) AS cells FROM ({rows}))"
        )

    def tells(self, item: Item) -> set[str]:
        """The fields that are known where an element is: its own, and those that are known of every row."""
        return {item.fills} | {f"{self.entity}.{name}" for name in self._links}

    def taken_down(self) -> tuple[str, list[str]] | None:
        """A statement for the rows that have gathered, with its parameter; after that the shelf is empty."""
        if not self.rows:
            return None
        self.count += len(self.rows)
        rows, self.rows = self.rows, []
        return self._insert, rows

    def count_what_was_read(self, tables: Database, name: str) -> None:
        """Counts the values that elements gave, in the rows found at places of this name."""
        for column, item in self.items.items():
            unknown = CODE_SETS[item.field.codes].unknown if item.field.kind is Kind.CODE and item.field.codes else None
            self.read[item.name], self.unknown[item.name] = tables.one(
                f"SELECT count({column}), count(*) FILTER (CAST({column} AS VARCHAR) = ?) FROM {self.entity} "
                f"WHERE starts_with({FOUND_IN}, ?)",
                [unknown, f"{name}, "],
            )


class Carrier:
    """Carries rows into the workspace while the next ones are being read; one load at a time, so that few wait."""

    def __init__(self, tables: Database, shelves: Sequence[Shelf]) -> None:
        self._tables = tables
        self._shelves = shelves
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._on_the_way: Future[None] | None = None

    def __enter__(self) -> "Carrier":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown()

    def carry(self) -> None:
        """Takes the rows from all shelves and sets off with them. Raises what went wrong with those before."""
        self.arrive()
        loads = [load for shelf in self._shelves if (load := shelf.taken_down())]
        self._on_the_way = self._pool.submit(self._put, loads)

    def arrive(self) -> None:
        """Waits until everything that was carried is in its table."""
        if self._on_the_way is not None:
            self._on_the_way.result()

    def _put(self, loads: Sequence[tuple[str, list[str]]]) -> None:
        for statement, rows in loads:
            self._tables.run(statement, [END.join(rows)])
