"""From lists to the record: which rows of which entities the rows of lists make, and what happens where two disagree.

Nothing that a list says is left out in silence: it is in a row of the record, or a problem tells where it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from roker.database import Database, Row, quoted
from roker.formats.lists import ReadList
from roker.formats.mapping import Column, Makes
from roker.formats.problems import problem
from roker.record import ENTITIES, Entity, Kind
from roker.record.schema import FOUND_IN, UNREAD
from roker.record.unread import is_unread_sql, unread_text, unread_text_sql

_PERSON, _STATED = "person", "stated_value"
_NTH, _ROW = "nth_part", "row_number"


@dataclass(frozen=True, kw_only=True)
class _Part:
    """The rows of one entity that one list makes, as a query over the table of that list."""

    read: ReadList
    values: Mapping[str, str]
    """An SQL expression for each column of the entity that the list says anything of."""
    query_end: str
    filled: Mapping[str, Sequence[Column]]
    """The fields of which it says something, with the columns that do."""
    shelf: tuple[str, ...]
    """The constant part of the key: rows of two shelves are never the same thing."""
    unread: frozenset[str]
    """The fields of which some cell could not be read."""
    each_once: bool
    """Whether no two of its rows can have one key."""
    row_sql: str

    def select(self, columns: Iterable[tuple[str, str]], more: str = "") -> str:
        """A query for some columns of the entity, and more."""
        chosen = [f"{self.values.get(name, f'NULL::{kind}')} AS {name}" for name, kind in columns]
        return f"SELECT {', '.join(chosen)}{more} {self.query_end}"


class RecordTables:
    """The tables of every entity that lists tell of, filled as lists are put in one after the other.

    Rows of different lists that are the same thing become one. As long as no two are, a table is a view over the lists.
    """

    def __init__(self, tables: Database) -> None:
        self.tables = tables
        self._parts: dict[str, list[_Part]] = {}

    def put(self, read: ReadList) -> None:
        """Puts in all that a list says. What cannot be kept is noted among the list's problems."""
        mapping = read.found.mapping
        table = _ListTable(self.tables, read)
        for makes in mapping.makes:
            part = table.part_of(makes)
            if part:
                self._parts.setdefault(makes.entity.name, []).append(part)
        for column in mapping.columns:
            if not column.fills and column.name in read.values:
                self._parts.setdefault(_STATED, []).append(table.stated(column))

    def finish(self) -> None:
        """Makes a table of each entity. Rows that disagree are noted among the problems of the later list."""
        for name, parts in self._parts.items():
            entity = ENTITIES[name]
            if self._has_doubles(entity, parts):
                _Merging(self.tables, entity, parts).make()
            else:
                together = " UNION ALL ".join(part.select(entity.columns()) for part in parts)
                self.tables.run(f"CREATE VIEW {name} AS {together}")

    def _has_doubles(self, entity: Entity, parts: Sequence[_Part]) -> bool:
        shelves: dict[tuple[str, ...], list[_Part]] = {}
        for part in parts:
            shelves.setdefault(part.shelf, []).append(part)
        columns = [each for each in entity.columns() if each[0] in entity.key]
        for shelf in shelves.values():
            if len(shelf) == 1 and shelf[0].each_once:
                continue
            keys = " UNION ALL ".join(part.select(columns) for part in shelf)
            if self.tables.rows(f"SELECT 1 FROM ({keys}) keys GROUP BY {', '.join(entity.key)} HAVING count(*) > 1"):
                return True
        return False


class _ListTable:
    """A list as a table: a column for each of the sheet's, and SQL for what its rows say."""

    def __init__(self, tables: Database, read: ReadList) -> None:
        self._read, mapping = read, read.found.mapping
        self._name = f"annex_a_list_{mapping.number}"
        self._columns = {name: f"c{place}" for place, name in enumerate(read.values)}
        by_name = {column.name: column for column in mapping.columns}
        declared = [(each, _sql_of(by_name[name])) for name, each in self._columns.items()]
        values: list[Sequence[Any]] = list(read.values.values())
        if isinstance(read.numbers, range):
            self._row = f"(rowid + {read.numbers.start})"
        else:
            self._row = "row"
            declared.append(("row", "INTEGER"))
            values.append(read.numbers)
        self._unread = {name: f"u{self._columns[name]}" for name in read.unread}
        declared += [(each, "BOOLEAN") for each in self._unread.values()]
        values += read.unread.values()
        tables.create_table_by_column(self._name, declared, values)
        self._who = self._columns[mapping.who]
        day = self._columns.get(mapping.dated or "", "NULL")
        self._day = f"coalesce({day}::VARCHAR, '')"
        self._found_in = f"'{mapping.name}, row ' || {self._row}"

    def part_of(self, makes: Makes) -> _Part | None:
        """The rows of one entity, or None where the list says nothing of it."""
        read, entity = self._read, makes.entity
        filled = read.found.mapping.filled(makes)
        if not read.says(makes):
            return None
        given = {name: _last_of([self._columns[each.name] for each in columns if each.name in read.values])
                 for name, columns in filled.items()}  # fmt: skip
        values = {name: sql for name, sql in given.items() if sql}
        unread = self._unread_of(filled, values)
        where = ""
        if makes.needs:
            _note_what_is_lost(read, makes)
            if makes.needs not in values:
                return None
            where = f"WHERE {values[makes.needs]} IS NOT NULL"
            if makes.needs in unread:
                where += f" OR ({unread[makes.needs]})"
        if "person_id" in entity.field_names():
            values.setdefault("person_id", self._who)
        # What has no date is still one thing: its visits and reviews refer to it as any other.
        values |= dict.fromkeys(makes.linked, f"{self._who} || '/' || {self._day}")
        values |= {name: quoted(value) for name, value in makes.fixed.items()}
        if entity.own_id and entity.own_id not in values and entity.happened_on in values:
            values[entity.own_id] = (
                f"{values['person_id']} || '/' || coalesce({values[entity.happened_on]}::VARCHAR, '')"
            )
        values[FOUND_IN] = self._found_in
        values[UNREAD] = unread_text_sql({name: unread[name] for name in entity.field_names() if name in unread})
        by_day = {*makes.linked, *(name for name, columns in filled.items() if self._dated in columns)}
        return self._part(
            values,
            f"FROM {self._name} {where}",
            filled={**filled, **{name: [] for name in makes.linked}},
            shelf=tuple(makes.fixed.get(name, "") for name in entity.key),
            unread=frozenset(unread),
            each_once=read.who_once or (read.each_once and not by_day.isdisjoint(entity.key)),
        )

    def _unread_of(self, filled: Mapping[str, Sequence[Column]], values: Mapping[str, str]) -> dict[str, str]:
        """By field, the SQL of whether it is blank because its cell could not be read, where that is so of any row."""
        of_field = {
            name: [self._unread[each.name] for each in columns if each.name in self._unread]
            for name, columns in filled.items()
        }
        return {name: f"{values[name]} IS NULL AND ({' OR '.join(of)})" for name, of in of_field.items() if of}

    @property
    def _dated(self) -> Column | None:
        mapping = self._read.found.mapping
        return next((column for column in mapping.columns if column.name == mapping.dated), None)

    def stated(self, column: Column) -> _Part:
        """What a column says that is no event of its own."""
        number, value = self._read.found.mapping.number, self._columns[column.name]
        return self._part(
            {
                "person_id": self._who,
                "list_number": f"{number}::DOUBLE",
                "stated_of": self._day,
                "name": quoted(column.name),
                "value": value,
                FOUND_IN: self._found_in,
            },
            f"FROM {self._name} WHERE {value} IS NOT NULL",
            filled={"value": [column]},
            shelf=(str(number), column.name),
            each_once=self._read.each_once,
        )

    def _part(  # noqa: PLR0913 - what a part is made of
        self,
        values: Mapping[str, str],
        query_end: str,
        *,
        filled: Mapping[str, Sequence[Column]],
        shelf: tuple[str, ...],
        unread: frozenset[str] = frozenset(),
        each_once: bool,
    ) -> _Part:
        return _Part(
            read=self._read,
            values=values,
            query_end=query_end,
            filled=filled,
            shelf=shelf,
            unread=unread,
            each_once=each_once,
            row_sql=self._row,
        )


def _sql_of(column: Column) -> str:
    return column.kind.sql if column.fills else Kind.TEXT.sql


def _last_of(columns: Sequence[str]) -> str:
    """Where several columns fill one field, the last counts that holds anything."""
    return f"coalesce({', '.join(reversed(columns))})" if len(columns) > 1 else "".join(columns)


class _Merging:
    """Makes one row of rows that are the same thing, and notes where they disagree."""

    def __init__(self, tables: Database, entity: Entity, parts: Sequence[_Part]) -> None:
        self._tables, self._entity, self._parts = tables, entity, parts
        self._names = [name for name, _ in entity.columns()]
        self._key = ", ".join(entity.key)
        self._filled_later: dict[int, str] = {}

    def make(self) -> None:
        """Fills the table of the entity, in the order in which its rows stand in the lists."""
        name, columns = self._entity.name, self._entity.columns()
        queries = [
            part.select(columns, f", {nth} AS {_NTH}, {part.row_sql} AS {_ROW}") for nth, part in enumerate(self._parts)
        ]
        place = f"{_NTH}, {_ROW}"
        self._tables.run(f"CREATE TABLE merging AS {' UNION ALL '.join(queries)}")
        self._tables.run(f"""CREATE TABLE merged AS SELECT {self._columns_merged(place)},
    min(({place})) AS place, {self._agrees()} AS agrees
FROM merging GROUP BY {self._key}""")
        settled = self._settled(place)
        named = ", ".join(self._names)
        self._tables.create_table("settled", [*columns, (_NTH, "INTEGER"), (_ROW, "BIGINT")], settled)
        self._tables.run(f"""CREATE TABLE {name} AS SELECT {named} FROM (
    SELECT {named}, place[1] AS {_NTH}, place[2] AS {_ROW} FROM merged WHERE agrees
    UNION ALL SELECT {named}, {place} FROM settled) every_row ORDER BY {place}""")
        for each in ("merging", "merged", "settled"):
            self._tables.run(f"DROP TABLE {each}")

    def _columns_merged(self, place: str) -> str:
        """One value of each column: where rows agree there is but one."""
        kinds = dict(self._entity.columns())
        merged = [
            f"any_value({name}) AS {name}" if name in self._said else f"NULL::{kind} AS {name}"
            for name, kind in kinds.items()
            if name not in {*self._entity.key, UNREAD, FOUND_IN}
        ]
        named = [name for name in self._entity.field_names() if any(name in part.unread for part in self._parts)]
        unread = {name: f"count({name}) = 0 AND bool_or({is_unread_sql(name)})" for name in named}
        merged.append(f"{unread_text_sql(unread)} AS {UNREAD}")
        return ", ".join([*self._entity.key, *merged, f"string_agg({FOUND_IN}, '; ' ORDER BY {place}) AS {FOUND_IN}"])

    @property
    def _said(self) -> list[str]:
        """The fields, beside the key, of which some list says something."""
        fields = (name for name in self._entity.field_names() if name not in self._entity.key)
        return [name for name in fields if any(name in part.values for part in self._parts)]

    def _agrees(self) -> str:
        """Whether rows of one key can be laid together without a closer look.

        Two of one list never are, unless they tell who the child is: a blank cell may contradict a full one.
        """
        same = " AND ".join(f"min({name}) IS NOT DISTINCT FROM max({name})" for name in self._said) or "TRUE"
        apart = "" if self._entity.name == _PERSON else f" AND count(DISTINCT {_NTH}) = count(*)"
        return f"(count(*) = 1 OR ({same}{apart}))"

    def _settled(self, place: str) -> list[Row]:
        """The rows that need a closer look, laid together one key after the other."""
        same_key = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in self._entity.key)
        rows = self._tables.rows(
            f"SELECT a.* FROM merging a SEMI JOIN (SELECT * FROM merged WHERE NOT agrees) b ON {same_key} "
            f"ORDER BY {place}"
        )
        key = [self._names.index(name) for name in self._entity.key]
        by_key: dict[Row, list[Row]] = {}
        for row in rows:
            by_key.setdefault(tuple(row[index] for index in key), []).append(row)
        return [self._settle(same) for same in by_key.values()]

    def _settle(self, rows: Sequence[Row]) -> Row:
        """What is kept of rows with one key: the first; what only a later one can know is added to it."""
        self._filled_later.clear()
        first = list(rows[0])
        found_in = self._names.index(FOUND_IN)
        for row in rows[1:]:
            self._add_what_is_new(first, row)
            first[found_in] = f"{first[found_in]}; {row[found_in]}"
        unread = {name for row in rows for name in (row[self._names.index(UNREAD)] or "").split()}
        blank = [name for value, name in zip(first, self._entity.field_names(), strict=False) if value is None]
        first[self._names.index(UNREAD)] = unread_text(name for name in blank if name in unread)
        return tuple(first)

    def _add_what_is_new(self, first: list[Any], row: Row) -> None:
        part = self._parts[row[-2]]
        found_in = first[self._names.index(FOUND_IN)]
        one_list = self._entity.name != _PERSON and f"{part.read.found.mapping.name}, " in found_in
        for index, name in enumerate(self._entity.field_names()):
            old, new = first[index], row[index]
            if old == new or name not in part.filled or (new is None and not one_list):
                continue
            if old is None and not one_list:
                first[index] = new
                self._filled_later[index] = row[self._names.index(FOUND_IN)]
                continue
            stands = self._filled_later.get(index) or found_in.partition("; ")[0]
            _note_disagreement(part, name, row[-1], _words(new), f"{_words(old)}, as in {stands}")


def _note_disagreement(part: _Part, field_name: str, number: int, found: str, expected: str) -> None:
    """Notes that a row says something else than one found before."""
    mapping, columns = part.read.found.mapping, part.filled[field_name]
    column = columns[-1].name if columns else mapping.dated or mapping.who
    at = part.read.found.cell(column, number)
    part.read.problems.append(problem("disagreement", at, found=found, expected=expected))


def _words(value: object) -> str:
    if value is None:
        return "blank"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _note_what_is_lost(read: ReadList, makes: Makes) -> None:
    """Notes the rows that tell of something that happened and not when."""
    filled = read.found.mapping.filled(makes)
    (dated,) = filled[makes.needs or ""]
    days = read.values.get(dated.name)
    if days is not None and None not in days:
        return
    undated = {each.called for each in read.found.mapping.makes if not each.needs and read.says(each)}
    lost = [
        column
        for columns in filled.values()
        for column in columns
        if column.name in read.values and undated.isdisjoint(target.partition(".")[0] for target in column.fills)
        if read.values[column.name].count(None) < len(read.numbers)
    ]
    if days is None:
        for column in lost:
            count = sum(value is not None for value in read.values[column.name])
            if count:
                at = read.found.cell(column.name, read.found.header_row)
                expected = f"a column “{dated.name}”, without which this one cannot be kept"
                read.problems.append(problem("no_key_date", at, found=f"{count} cells", expected=expected))
        return
    kept = read.unread.get(dated.name) or [False] * len(days)
    for index in range(len(days)) if lost else ():
        if days[index] is not None or kept[index]:
            continue
        told = [column.name for column in lost if read.values[column.name][index] is not None]
        if told:
            *others, last = (f"“{name}”" for name in told)
            names = f"{', '.join(others)} and {last}" if others else last
            read.add("no_key_date", index, dated.name, expected=f"a date, without which {names} cannot be kept")
