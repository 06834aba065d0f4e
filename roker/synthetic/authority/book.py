"""The case system's book: every row with the day on which it was recorded, and every change with its own.

What an extract made on a day shows is what had been recorded by then, however much earlier it happened.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from typing import Any

from roker.database import Database
from roker.formats.ssd_words import MAY_LIE_AHEAD, ONLY_LATEST
from roker.record import ENTITIES, Entity, Kind, Record
from roker.record.deriving import derive
from roker.synthetic.authority.days import DATE

GONE = -1
"""In a change, in place of a field: the row was taken out."""


class Book:
    """Rows by entity. Days are whole numbers in it, dates when they come out."""

    def __init__(self) -> None:
        self._names = {entity.name: tuple(entity.field_names()) for entity in ENTITIES}
        self._known = {name: frozenset(names) for name, names in self._names.items()}
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in self._names}
        self._events = {entity.name: _events_of(entity) for entity in ENTITIES}
        self._changes: dict[str, list[tuple[int, int, int, Any]]] = {name: [] for name in self._names}

    def add(self, entity: str, recorded: int, /, **values: Any) -> int:
        """Adds a row that was recorded on a day, and gives its number, by which it can be changed.

        Of what it tells of later days, each is recorded on its own day: nothing is known before it happens.
        """
        if not values.keys() <= self._known[entity]:
            raise ValueError(f"{entity} has no {', '.join(sorted(values.keys() - self._known[entity]))}")
        row, rows = [recorded, *map(values.get, self._names[entity])], self._rows[entity]
        for at, is_the_row in self._events[entity]:
            day = row[at]
            if day is not None and day > recorded:
                if is_the_row:
                    recorded = row[0] = day
                else:
                    self._changes[entity].append((day, len(rows), at - 1, day))
                    row[at] = None
        rows.append(tuple(row))
        return len(rows) - 1

    def change(self, entity: str, row: int, recorded: int, /, **values: Any) -> None:
        """Notes what was recorded of a row later; never before the row itself was, nor before it happened."""
        recorded = max(recorded, self._rows[entity][row][0])
        names, changes = self._names[entity], self._changes[entity]
        events = {at - 1 for at, _ in self._events[entity]}
        for name, value in values.items():
            at = names.index(name)
            since = max(recorded, value) if at in events and value is not None else recorded
            changes.append((since, row, at, value))

    def take_out(self, entity: str, row: int, recorded: int) -> None:
        """Notes that a row was taken out of the system on a day."""
        self._changes[entity].append((recorded, row, GONE, None))

    def rename(self, old: str, new: str) -> None:
        """Writes a worker's name anew wherever it stands by itself, now and in the past."""
        for name, rows in self._rows.items():
            rows[:] = [tuple(new if value == old else value for value in row) if old in row else row for row in rows]
            changes = self._changes[name]
            changes[:] = [(*each[:3], new) if each[3] == old else each for each in changes]

    def count(self, entity: str) -> int:
        """How many rows were ever recorded."""
        return len(self._rows[entity])

    def rows_as_at(self, entity: str, day: int) -> Iterator[tuple[int, list[Any]]]:
        """What was recorded of an entity by the end of a day: the number of each row, and its values."""
        later: dict[int, list[tuple[int, int, Any]]] = {}
        for recorded, row, field, value in self._changes[entity]:
            if recorded <= day:
                later.setdefault(row, []).append((recorded, field, value))
        for number, stored in enumerate(self._rows[entity]):
            if stored[0] > day:
                continue
            values = list(stored[1:])
            changes = later.get(number)
            if changes is not None:
                changes.sort(key=lambda each: each[0])
                if any(field == GONE for _, field, _ in changes):
                    continue
                for _, field, value in changes:
                    values[field] = value
            yield number, values

    def history(self, entity: str, day: int) -> Iterator[tuple[int, Mapping[int, Any]]]:
        """Everything recorded of an entity by a day, each time by the day of recording: values by place of field."""
        for recorded, *values in self._rows[entity]:
            if recorded <= day:
                yield recorded, dict(enumerate(values))
        for recorded, _, field, value in self._changes[entity]:
            if recorded <= day and field != GONE:
                yield recorded, {field: value}

    def tables(self, day: int) -> Mapping[str, list[list[Any]]]:
        """By entity, the values of each of its columns, as known at the end of a day."""
        return {entity.name: self._columns(entity, day) for entity in ENTITIES if self._rows[entity.name]}

    def _columns(self, entity: Entity, day: int) -> list[list[Any]]:
        """The values of each column, fields and evidence, in the order of `Entity.columns()`."""
        stored, number_at = self._rows[entity.name], _number_at(entity)
        numbers: list[int] = []
        rows: list[list[Any]] = []
        for number, values in self.rows_as_at(entity.name, day):
            numbers.append(number)
            rows.append(values)
        columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in entity.fields]
        for at, field in enumerate(entity.fields):
            convert = _CONVERT.get(field.kind)
            if convert is not None:
                columns[at] = [None if each is None else convert(each) for each in columns[at]]
        named = entity.ssd or entity.name
        own = (
            [f"{named[:9].upper()}{number + 1:07d}" for number in numbers] if entity.numbered_by else [None] * len(rows)
        )
        seen = None if entity.ssd else [datetime.combine(DATE[stored[number][0]], time(12)) for number in numbers]
        return [
            *columns,
            columns[number_at] if number_at is not None else own,
            seen or [None] * len(rows),
            [None] * len(rows),
            [f"{named}, row {number + 1}" for number in numbers],
        ]

    def database(self, day: int) -> Database:
        """A table for each entity that has rows, as the writers of formats take them; an entity at a time in memory."""
        database = Database.in_memory()
        for entity in ENTITIES:
            if self._rows[entity.name]:
                database.create_table_by_column(entity.name, entity.columns(), self._columns(entity, day))
        return database

    def record(self, day: int) -> Record:
        """The record of what had been recorded by the end of a day."""
        database = self.database(day)
        there = database.tables()
        for entity in ENTITIES:
            if entity.name not in there:
                database.create_table(entity.name, entity.columns())
        derive(database, DATE[day])
        return Record.joined(database=database, snapshot_on=DATE[day], only_latest=ONLY_LATEST, absent=frozenset())


def _events_of(entity: Entity) -> list[tuple[int, bool]]:
    """Where in a stored row the days of events stand, and whether there is no row without that day; that one first."""
    found = [
        (at + 1, field.name == entity.happened_on or field.name in entity.key)
        for at, field in enumerate(entity.fields)
        if field.kind is Kind.DATE and field.is_event and str(field) not in MAY_LIE_AHEAD
    ]
    return sorted(found, key=lambda each: not each[1])


def _number_at(entity: Entity) -> int | None:
    """Where the case system's own number of a row stands, if that is the key; else there is one that counts up."""
    return entity.field_names().index(entity.numbered_by) if entity.numbered_by in entity.key else None


def _time_of(value: float) -> datetime:
    """A time of day from a number of days: minutes are enough."""
    day = int(value)
    minutes = int((value - day) * 1440)
    return datetime.combine(DATE[day], time(minutes // 60, minutes % 60))


_CONVERT: Mapping[Kind, Callable[[Any], Any]] = {Kind.DATE: DATE.__getitem__, Kind.TIME: _time_of, Kind.NUMBER: float}
