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
from roker.record.schema import FOUND_IN, UNREAD

NULL, GAP, END = "\x1e", "\x1f", "\x1d"
"""Characters that no XML can hold, so that no value does: no value, the border between two values and of two rows."""
LOADS_AT_ONCE = 4
"""How many loads of rows a transaction brings."""
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
        super().__init__({None: Unread(None)})
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

    A row is what its own id is made of, the child, what the id of what it belongs to is made of, the values, its line,
    and what of it could not be read, if anything, with `GAP` between them. What the entity has no column for is left
    behind. An id is the child's with what it is made of.
    """

    def __init__(  # noqa: PLR0913 - all that tells shelves apart
        self,
        place: str,
        entity: str,
        within: str,
        items: Sequence[Item],
        *,
        ids: Sequence[str] = (),
        fixed: Mapping[str, str] | None = None,
    ) -> None:
        """`place` names the element where rows are found, `within` the entity that a row belongs to; `ids` are columns
        of ids before those of the items, and `fixed` are values that are the same in all rows.
        """
        declared = ENTITIES[entity]
        self.own = declared.own_id if declared.own_id not in declared.key else None
        person = "person_id" if within else None
        refers = (each.name for each in declared.fields if within not in {"", "person"} and each.refers_to == within)
        above = next(refers, None)
        names = [item.field.name for item in items]
        self._columns = (self.own, person, above, *ids, *names, FOUND_IN, UNREAD)
        self._ids = {name for name in (self.own, above, *ids) if name}
        self._fixed = fixed or {}
        self._links = {*self._ids, *self._fixed, *([person] if person else ())}
        self._place = place
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
            cell = f"cells[{self._columns.index(name) + 1}]" if name in self._columns else ""
            if name == FOUND_IN:
                return f"{quoted(f'{self._place}, line ')} || {cell}"
            if name in self._ids:
                return f"cells[2] || '/' || {cell}"
            if cell:
                return f"CAST(nullif({cell}, chr({ord(NULL)})) AS {kind})"
            return quoted(self._fixed[name]) if name in self._fixed else "NULL"

        values = ", ".join(chosen(name, kind) for name, kind in ENTITIES[self.entity].columns())
        # A text that is the same for every row would be taken apart while the statement is planned, and far slower.
        rows = f"SELECT unnest(string_split(? || left('', range), chr({ord(END)}))) AS cells FROM range(1)"
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
        rows = self.rows[:]
        self.rows.clear()
        self.count += len(rows)
        return self._insert, rows

    def count_what_was_read(self, tables: Database, *, is_alone: bool) -> None:
        """Counts the values that elements gave. `is_alone` says that no other shelf has rows of the entity."""
        counts = ", ".join(f"count({column}), {_unknown(column, item)}" for column, item in self.items.items())
        ours = "true" if is_alone else f"starts_with({FOUND_IN}, {quoted(f'{self._place}, ')})"
        found = tables.one(f"SELECT {counts} FROM {self.entity} WHERE {ours}")
        names = [item.name for item in self.items.values()]
        self.read = dict(zip(names, found[::2], strict=True))
        self.unknown = dict(zip(names, found[1::2], strict=True))


def _unknown(column: str, item: Item) -> str:
    """How many values of a column say that it is not known, in SQL."""
    unknown = CODE_SETS[item.field.codes].unknown if item.field.kind is Kind.CODE and item.field.codes else None
    return f"count(*) FILTER ({column} = {quoted(unknown)})" if unknown else "0"


class Carrier:
    """Carries rows into the workspace while the next ones are being read; one load at a time, so that few wait.

    What a transaction brings is packed at its end, and again what stands beside it: a few large ones cost least. One
    for everything would need memory for all of it.
    """

    def __init__(self, tables: Database, shelves: Sequence[Shelf]) -> None:
        self._tables = tables
        self._shelves = shelves
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._on_the_way: Future[None] | None = None
        self._in_transaction = 0
        """How many loads the transaction that is open has brought."""

    def __enter__(self) -> "Carrier":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown()
        if self._in_transaction:
            self._tables.run("ROLLBACK" if error else "COMMIT")

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
        if not self._in_transaction:
            self._tables.run("BEGIN")
        self._in_transaction += 1
        for statement, rows in loads:
            self._tables.run(statement, [END.join(rows)])
        if self._in_transaction == LOADS_AT_ONCE:
            self._in_transaction = 0
            self._tables.run("COMMIT")
