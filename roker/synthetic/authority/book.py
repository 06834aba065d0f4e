"""The case system's book: every row with the day on which it was recorded, and every change with its own.

What an extract made on a day shows is what had been recorded by then, however much earlier it happened.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any

from roker.database import Database, Row
from roker.record import ENTITIES, Entity, Kind, Reading, Record
from roker.synthetic.authority.days import DATE

SOURCE = "synthetic"
GONE = -1
"""In a change, in place of a field: the row was taken out."""


class Book:
    """Rows by entity. Days are whole numbers in it, dates when they come out."""

    def __init__(self) -> None:
        self._names = {entity.name: tuple(entity.field_names()) for entity in ENTITIES}
        self._known = {name: frozenset(names) for name, names in self._names.items()}
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in self._names}
        self._changes: dict[str, list[tuple[int, int, int, Any]]] = {name: [] for name in self._names}

    def add(self, entity: str, recorded: int, /, **values: Any) -> int:
        """Adds a row that was recorded on a day, and gives its number, by which it can be changed."""
        if not values.keys() <= self._known[entity]:
            raise ValueError(f"{entity} has no {', '.join(sorted(values.keys() - self._known[entity]))}")
        rows = self._rows[entity]
        rows.append((recorded, *map(values.get, self._names[entity])))
        return len(rows) - 1

    def change(self, entity: str, row: int, recorded: int, /, **values: Any) -> None:
        """Notes what was recorded of a row later; never before the row itself was."""
        recorded = max(recorded, self._rows[entity][row][0])
        names, changes = self._names[entity], self._changes[entity]
        for name, value in values.items():
            changes.append((recorded, row, names.index(name), value))

    def take_out(self, entity: str, row: int, recorded: int) -> None:
        """Notes that a row was taken out of the system on a day."""
        self._changes[entity].append((recorded, row, GONE, None))

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

    def tables(self, day: int, *, only: frozenset[str] | None = None) -> Mapping[str, list[Row]]:
        """Rows by entity in the order of `Entity.columns()`, as known at the end of a day."""
        return {
            entity.name: self._typed(entity, day)
            for entity in ENTITIES
            if self._rows[entity.name] and (only is None or entity.name in only)
        }

    def _typed(self, entity: Entity, day: int) -> list[Row]:
        dates = [at for at, field in enumerate(entity.fields) if field.kind is Kind.DATE]
        numbers = [at for at, field in enumerate(entity.fields) if field.kind is Kind.NUMBER]
        times = [at for at, field in enumerate(entity.fields) if field.kind is Kind.TIME]
        numbered = entity.numbered_by is not None
        stored, made = self._rows[entity.name], []
        for number, values in self.rows_as_at(entity.name, day):
            for at in dates:
                if values[at] is not None:
                    values[at] = DATE[values[at]]
            for at in numbers:
                if values[at] is not None:
                    values[at] = float(values[at])
            for at in times:
                values[at] = _time_of(values[at])
            own = _number(entity, number, values) if numbered else None
            seen = None if entity.ssd else datetime.combine(DATE[stored[number][0]], time(12))
            made.append((*values, own, seen, None, f"{entity.ssd or entity.name}, row {number + 1}"))
        return made

    def reading(self, day: int) -> Reading:
        """What a source that exports everything says on a day."""
        return Reading.of_rows(
            self.tables(day),
            source=SOURCE,
            snapshot_on=DATE[day],
            snapshot_from="The day was chosen when the authority was made up.",
        )

    def record(self, day: int) -> Record:
        """The record of what had been recorded by the end of a day."""
        return Record.of(self.reading(day))

    def database(self, day: int, *, only: frozenset[str] | None = None) -> Database:
        """A table for each entity, as the writers of formats take them."""
        database = Database.in_memory()
        for name, rows in self.tables(day, only=only).items():
            database.create_table(name, ENTITIES[name].columns(), rows)
        return database


def _number(entity: Entity, number: int, values: list[Any]) -> str:
    """The case system's own number of a row: the id where that is the key, else one that counts up."""
    if entity.numbered_by in entity.key:
        return str(values[entity.field_names().index(entity.numbered_by or "")])
    return f"{entity.name[:3].upper()}{number + 1:07d}"


def _time_of(value: float | None) -> datetime | None:
    """A time of day from a number of days: minutes are enough."""
    if value is None:
        return None
    day = int(value)
    minutes = int((value - day) * 1440)
    return datetime.combine(DATE[day], time(minutes // 60, minutes % 60))
