"""One table of text, read by whole columns: what its cells say, how many say nothing, and what could not be read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from roker.database import Database, DatabaseError, Row
from roker.formats.problems import problem, shortened
from roker.formats.tabular_cells import CellReader
from roker.formats.tabular_files import NotATableError, TableFile, forget_first, mended, settled
from roker.formats.values import UNKNOWN_TEXTS, Fault, cleaned
from roker.record import CODE_SETS, Cell, ColumnReading, Entity, Field, Kind, Problem
from roker.record.schema import UNREAD
from roker.record.unread import unread_text_sql

OWN, SYSTEM = "own_number", "system_number"
"""Columns beside the fields: the number by which other rows of the same files refer to a row, and the number that is
kept as evidence."""
MOST_EXAMPLES = 20
"""So many different texts of a column are named one by one; the rest is counted."""
_PAGE = 20_000
_FILLS = {OWN: "system_id", SYSTEM: "system_id"}


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table that is read."""

    name: str
    """As the file has it."""
    place: int
    """Its place in the file."""
    reader: CellReader
    field: Field | None = None
    """None for a column that is evidence and fills no field."""
    kind: Kind = Kind.ID

    @property
    def unknown(self) -> str | None:
        """The code that says "not known", where there is one."""
        codes = self.field.codes if self.field and self.kind is Kind.CODE else None
        return CODE_SETS[codes].unknown if codes else None


@dataclass
class _Seen:
    """What was found in a column."""

    filled: int = 0
    plain: int = 0
    newest: date | None = None
    """Of the days that are not in the future."""
    latest: date | None = None
    unknown: int = 0
    mapped: str = ""
    """The table of what was not written plainly, with what it means: NULL where it could not be read."""
    mapped_read: int = 0
    unread: int = 0


@dataclass(frozen=True, kw_only=True)
class KnownRows:
    """What was read before a table, and is looked up while it is gone through."""

    people: str = ""
    """A table of the children who have a row of their own."""
    numbered: Mapping[str, str] = field(default_factory=dict)
    """By reference of the table, the table of the numbers that it may hold."""


@dataclass(kw_only=True)
class ReadTable:
    """A table of one entity."""

    entity: Entity
    file: TableFile
    columns: Mapping[str, Column]
    """By field name, `OWN` and `SYSTEM`."""
    database: Database
    rows: int = 0
    has_repeats: bool = True
    """Whether two rows perhaps have one key."""
    strangers: int = 0
    """Rows of children who seem to have no row of their own, where that was looked at."""
    orphans: dict[str, int] = field(default_factory=dict)
    """By reference, how many rows seem to refer to nothing, where that was looked at."""
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, _Seen] = field(default_factory=dict)
    unrecognised: dict[str, int] = field(default_factory=dict)
    """Columns that are none of the format's, with the number of their filled cells."""

    @property
    def called(self) -> str:
        """The file, as places in it are said."""
        return self.file.source.name

    def cell(self, column: str = "", row: int | None = None) -> Cell:
        return Cell(file=self.called, row=row, column=column)

    # -------------------------------------------------------------------------------------------------------- reading

    def read(self, today: date, aside: Path, beside: "KnownRows") -> None:
        """Goes through the whole table once, and once more through each column that is not all written plainly.

        `aside` is a directory for a copy, should DuckDB not be able to read the file as it stands.
        """
        try:
            found = self._go_through(today)
            file = settled(self.file, self.database)
        except DatabaseError:
            if not self.file.is_text:
                raise NotATableError("is damaged") from None
            file = None
        if file is None:
            forget_first(self.database)
            self.file = mended(self.file, aside)
            found = self._go_through(today)
            forget_first(self.database)
        else:
            self.file = file
        self._take(found)
        for name, seen in self.seen.items():
            if seen.filled > seen.plain:
                self._read_slowly(name, today)
        self._look_up(beside)

    def _take(self, found: tuple[Any, ...]) -> None:
        """Keeps what was counted when the table was gone through."""
        self.rows, different, *counts = found
        self.has_repeats = different < self.rows
        for index, name in enumerate(self.columns):
            filled, plain, newest, latest, unknown = counts[5 * index : 5 * index + 5]
            self.seen[name] = _Seen(filled=filled, plain=plain, newest=newest, latest=latest, unknown=unknown)

    def _look_up(self, beside: "KnownRows") -> None:
        """Counts what rows refer to and is not there, as it is written: where that is nothing, all is well. Apart from
        the first time through, since whole rows would have to be carried along.
        """
        if not self.has("person_id") or not (beside.people or beside.numbered):
            return
        who = f"c{self.columns['person_id'].place}"
        counted = [f"count({who})", "count(known_id)" if beside.people else f"count({who})"]
        known = f"(SELECT person_id AS known_id FROM {beside.people})"
        joins = f" LEFT JOIN {known} ON known_id = {who}" if beside.people else ""
        needed = {who}
        for index, (name, table) in enumerate(beside.numbered.items()):
            raw = f"c{self.columns[name].place}"
            needed.add(raw)
            joins += f" LEFT JOIN {table} i{index} ON i{index}.number = {raw} AND i{index}.person_id = {who}"
            counted.append(f"count({raw}) - count(i{index}.id)")
        relation = f"(SELECT {', '.join(sorted(needed))} FROM {self.file.relation})"
        named, known_rows, *orphans = self.database.one(f"SELECT {', '.join(counted)} FROM {relation}{joins}")
        self.strangers = named - known_rows
        self.orphans = dict(zip(beside.numbered, orphans, strict=True))

    def note_others(self, others: Mapping[int, str]) -> None:
        """Notes columns that are none of the format's, by their place in the file, and whether they hold anything."""
        if not others:
            return
        counted = ", ".join(f"count(c{place})" for place in others)  # at once: there may be hundreds
        for name, filled in zip(
            others.values(), self.database.one(f"SELECT {counted} FROM {self.file.relation}"), strict=True
        ):
            self.unrecognised[name] = filled
            if filled:
                found = f"{filled:,} cell{'s' if filled > 1 else ''}"
                expected = "a column of the table"
                self.problems.append(problem("unrecognised_column", self.cell(name), found=found, expected=expected))

    def _go_through(self, today: date) -> tuple[Any, ...]:
        """Rows, different keys, and five counts for each column."""
        counted = ["count(*)", f"count(DISTINCT {self.key_hash})"]
        for column in self.columns.values():
            counted += self._counts(column, today)
        return self.database.one(f"SELECT {', '.join(counted)} FROM {self.file.first_relation}")

    @property
    def key_hash(self) -> str:
        """The SQL of one number for what tells a row from others, as it is written."""
        named = set(self.entity.key)
        if not self.has("person_id"):
            named |= {each.name for each in self.entity.fields if each.refers_to}
        parts = [f"c{column.place}" for name, column in self.columns.items() if name in named]
        return f"hash({', '.join(parts)})" if parts else "0"

    @staticmethod
    def _counts(column: Column, today: date) -> list[str]:
        """Cells that are filled, written plainly, the newest day that is not in the future, the latest, and cells that
        say that it is not known.
        """
        raw = f"c{column.place}"
        value = column.reader.sql(raw)
        is_date = column.kind is Kind.DATE
        newest = f"max({value}) FILTER ({value} <= DATE '{today}')" if is_date else "NULL"
        latest = f"max({value})" if is_date else "NULL"
        unknown = f"count(*) FILTER ({raw} = '{column.unknown}')" if column.unknown else "0"
        return [f"count({raw})", f"count({value})", newest, latest, unknown]

    def _read_slowly(self, name: str, today: date) -> None:
        """Reads each different text that is not written plainly, and keeps what it means in a small table."""
        column, seen = self.columns[name], self.seen[name]
        raw, table = f"c{column.place}", f"meant_{self.entity.name}_{name}"
        self.database.run(
            f"CREATE OR REPLACE TEMPORARY TABLE unread AS SELECT {raw} AS raw, count(*) AS cells, min(number) AS first "
            f"FROM (SELECT {raw}, {column.reader.sql(raw)} AS value, {self.file.number} AS number "
            f"FROM {self.file.relation}) WHERE {raw} IS NOT NULL AND value IS NULL GROUP BY raw ORDER BY first"
        )
        columns = (("raw", "VARCHAR"), ("value", column.kind.sql))
        self.database.create_table(table, columns)
        told = _Told()
        for start in range(0, self.database.one("SELECT count(*) FROM unread")[0], _PAGE):
            page = self.database.rows("SELECT * FROM unread WHERE rowid >= ? AND rowid < ?", [start, start + _PAGE])
            self.database.insert(table, columns, list(self._meant(column, seen, page, told)))
        if seen.mapped_read or seen.unread:
            seen.mapped = table
            self._note_newest(name, table, today)
        self.problems += told.problems(self.cell(column.name))

    @staticmethod
    def _meant(column: Column, seen: "_Seen", page: Sequence[Row], told: "_Told") -> Iterator[Row]:
        """The texts that mean something, each with its value, and those that could not be read; what is said of the
        others is kept in `told`.
        """
        for text, cells, first in page:
            # Where two extracts were put together, the header of the second is no row: it names nobody.
            value, fault = (None, None) if text == column.name else column.reader(text)
            is_unknown = cleaned(text).casefold() in UNKNOWN_TEXTS if value is None else value == column.unknown
            seen.unknown += cells if is_unknown and fault is None else 0
            if fault is not None:
                told.add(fault, text, cells, first)
            elif value is None and cleaned(text):
                told.add(None, text, cells, first)
            if value is not None:
                seen.mapped_read += cells
                yield text, value
            elif fault is not None:
                seen.unread += cells
                yield text, None

    def _note_newest(self, name: str, table: str, today: date) -> None:
        column, seen = self.columns[name], self.seen[name]
        if column.kind is Kind.DATE:
            newest, latest = self.database.one(
                f"SELECT max(value) FILTER (value <= DATE '{today}'), max(value) FROM {table}"
            )
            seen.newest = max(filter(None, (seen.newest, newest)), default=None)
            seen.latest = max(filter(None, (seen.latest, latest)), default=None)

    def later_than(self, name: str, limit: date) -> Iterator[Problem]:
        """A problem where days of a column are later than they can be; they are kept."""
        latest = self.seen[name].latest
        if latest and latest > limit:
            count, first = self.database.one(
                f"SELECT count(*), min(number) FROM ({self.sql([name])}) WHERE {name} > DATE '{limit}'"
            )
            found = f"{count:,} cell{'s' if count > 1 else ''}, up to {latest:%d/%m/%Y}"
            expected = f"a date not later than {limit:%d/%m/%Y}"
            at = self.cell(self.columns[name].name, first)
            yield problem("later_than_snapshot", at, found=found, expected=expected)

    def place(self, name: str) -> str:
        """A column, as people are told of it."""
        return str(self.cell(self.columns[name].name))

    # ------------------------------------------------------------------------------------------------------ questions

    def has(self, name: str) -> bool:
        return name in self.columns

    def blank(self, name: str) -> int:
        """How many cells of a column say nothing, for want of a column all."""
        if name not in self.columns:
            return self.rows
        seen = self.seen[name]
        return self.rows - seen.plain - seen.mapped_read

    def sql(self, names: Sequence[str], only: str = "") -> str:
        """A query for some columns by name, and the number of each row as `number`; `only` is a table of the numbers
        of the rows that are asked for.
        """
        relation, number = self.file.relation, self.file.number
        if only:
            relation = (
                f"(SELECT q.* FROM (SELECT *, {number} AS row_number FROM {relation}) q "
                f"SEMI JOIN {only} o ON o.number = q.row_number)"
            )
            number = "row_number"
        there = [name for name in names if name in self.columns]
        mapped = [name for name in there if self.seen[name].mapped]
        inner = [f"{number} AS number"]
        inner += [f"{self.columns[name].reader.sql(f'c{self.columns[name].place}')} AS {name}" for name in there]
        inner += [f"c{self.columns[name].place} AS raw_{name}" for name in mapped]
        marked = (name for name in self.entity.field_names() if name in mapped and self.seen[name].unread)
        unread = unread_text_sql({name: f"m_{name}.raw IS NOT NULL AND m_{name}.value IS NULL" for name in marked})
        outer = [
            f"{unread} AS {name}"
            if name == UNREAD
            else f"coalesce(r.{name}, m_{name}.value) AS {name}"
            if name in mapped
            else f"r.{name}"
            if name in there
            else f"NULL::{self._sql_type(name)} AS {name}"
            for name in names
        ]
        joins = [f" LEFT JOIN {self.seen[name].mapped} m_{name} ON m_{name}.raw = r.raw_{name}" for name in mapped]
        return (
            f"SELECT {', '.join(['r.number', *outer])} "
            f"FROM (SELECT {', '.join(inner)} FROM {relation}) r{''.join(joins)}"
        )

    def _sql_type(self, name: str) -> str:
        return dict(self.entity.columns()).get(name, "VARCHAR")

    def readings(self, missing: Mapping[str, str]) -> Iterator[ColumnReading]:
        """A line for each column: of the file, and of the format where the file lacks it (`missing`, by field)."""
        told = set()
        for name, column in sorted(self.columns.items(), key=lambda each: each[1].place):
            if column.place in told:
                continue  # the number of a row may fill two columns of the record
            told.add(column.place)
            seen = self.seen[name]
            read = seen.plain + seen.mapped_read
            known = min(seen.unknown, read)
            yield ColumnReading(
                sheet=self.called,
                column=column.name,
                fills=str(column.field) if column.field else f"{self.entity.name}.{_FILLS.get(name, name)}",
                read=read - known,
                unread=seen.unread,
                unknown=seen.unknown,
                blank=self.rows - read - seen.unread - (seen.unknown - known),
            )
        for called, filled in self.unrecognised.items():
            blank = self.rows - filled
            yield ColumnReading(sheet=self.called, column=called, fills="", unread=filled, blank=blank)
        for name, heading in missing.items():
            fills = f"{self.entity.name}.{name}"
            yield ColumnReading(sheet=self.called, column=heading, fills=fills, is_missing=True)


class _Told:
    """Texts of a column by what is wrong with them, fillers too: a few of each as examples, and how many more."""

    def __init__(self) -> None:
        self._examples: dict[Fault | None, list[tuple[str, int, int]]] = {}
        self._others: dict[Fault | None, tuple[int, int]] = {}

    def add(self, fault: Fault | None, text: str, cells: int, first: int) -> None:
        """Notes a text; without a fault it is a filler."""
        examples = self._examples.setdefault(fault, [])
        if len(examples) < MOST_EXAMPLES:
            examples.append((text, cells, first))
        else:
            others, in_all = self._others.get(fault, (0, 0))
            self._others[fault] = (others + 1, in_all + cells)

    def problems(self, at: Cell) -> Iterator[Problem]:
        """One problem for each example, and one for all others of a kind."""
        for fault, examples in self._examples.items():
            kind, expected = (fault.kind, fault.expected) if fault else ("read_as_blank", "a blank cell")
            for text, cells, first in examples:
                found = f"“{shortened(text)}” in {cells:,} cell{'s' if cells > 1 else ''}"
                found = shortened(text) if fault and cells == 1 else found
                yield problem(kind, replace(at, row=first), found=found, expected=expected)
            others, cells = self._others.get(fault, (0, 0))
            if others:
                found = f"{others:,} more {'texts' if fault else 'fillers'} in {cells:,} cells"
                yield problem(kind, at, found=found, expected=expected)
