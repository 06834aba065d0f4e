"""Annex A written: lists in any edition, as a workbook or as csv files, from given rows or from the record.

The mapping is that of reading, gone through backwards; what a list stated and no field holds comes back as it stood.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from roker.calendar import add_months, age_on
from roker.errors import RokerError
from roker.formats.annex_a_codes import CODE_TABLES
from roker.formats.annex_a_layouts import NEWEST
from roker.formats.annex_a_lists import LISTS
from roker.formats.cells import Table, write_workbook
from roker.formats.csv_text import write_csv
from roker.formats.mapping import Column, Layout, ListMapping, Makes
from roker.formats.values import cleaned
from roker.record import Entity, Kind, Record

WORKBOOK = ".xlsx"
AGE = "Age of Child (Years)"
_Cell = str | float | date | None
_Known = Mapping[str, Any]
"""A row of the record, by column name."""
_Thing = tuple[str, date | None]
"""What one row of a list is about: a person, and the day that tells it from other rows of that person."""


class AsStated(str):
    """What a list stated, which is given back as it stood: "Y" is not made "a) Yes"."""

    __slots__ = ()


Rows = Mapping[int, Sequence[Mapping[str, object]]]
"""Rows by the number of the list, with values by column name."""


def write(path: Path, lists: Rows, layout: Layout = NEWEST) -> None:
    """Writes lists in an edition: to a workbook if `path` ends in .xlsx, else to a csv file each in the folder `path`.

    A row has values by column name, as the record holds them: dates as `date`, codes as codes, which are spelt as
    Annex A spells them ("k) APKN"). A column that a row does not have is left blank; a list that is not given is not
    written.
    """
    by_number = {mapping.number: mapping for mapping in LISTS}
    tables = [_table(by_number[number], rows, layout) for number, rows in sorted(lists.items())]
    if path.suffix.lower() == WORKBOOK:
        write_workbook(path, tables)
        return
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise RokerError(
            f"The folder {path.name} could not be made. Check that a file may be written there."
        ) from error
    for table in tables:
        write_csv(path / f"{table.name}.csv", table.header, table.rows)


def write_record(path: Path, record: Record, *, as_at: date, layout: Layout = NEWEST, whole: bool = False) -> list[str]:
    """Writes what a record holds as lists; returns, in sentences, what they could not be given. See `rows_of`."""
    lists, notes = rows_of(record, as_at=as_at, layout=layout, whole=whole)
    write(path, lists, layout)
    return notes


def _table(mapping: ListMapping, rows: Sequence[Mapping[str, object]], layout: Layout) -> Table:
    names = {column.name for column in mapping.columns}
    for row in rows:
        if unknown := row.keys() - names:
            raise ValueError(f"{mapping.name} has no column {', '.join(sorted(unknown))}")
    columns = layout.columns(mapping)
    return Table(
        name=mapping.name,
        header=[layout.header(column) for column in columns],
        rows=[[_written(column, row.get(column.name), layout) for column in columns] for row in rows],
    )


def _written(column: Column, value: object, layout: Layout) -> _Cell:
    """A value as Annex A has it. What the column cannot hold is a fault of the program, not of a file."""
    if value is None:
        return None
    if column.codes and isinstance(value, str) and not isinstance(value, AsStated):
        if value in layout.lacks_codes.get(column.codes, ()):
            return CODE_TABLES[column.codes].with_label(value)
        spelt = {**CODE_TABLES[column.codes].spelt, **layout.spelt.get(column.codes, {})}
        if value in spelt:
            return spelt[value]
    if column.kind is Kind.DATE and isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if column.kind is Kind.NUMBER and isinstance(value, int | float):
        return value
    if isinstance(value, str) and (column.kind in {Kind.TEXT, Kind.ID} or not column.fills):
        return cleaned(value)  # a stated value is written as it was found
    raise ValueError(f"“{column.name}” takes a {column.kind}, not a {type(value).__name__} such as was given")


# --------------------------------------------------------------------------------------------------- from the record


def rows_of(
    record: Record, *, as_at: date, layout: Layout = NEWEST, whole: bool = False
) -> tuple[dict[int, list[dict[str, object]]], list[str]]:
    """The rows of every list that a record has something for, and in sentences what they could not be given.

    A list has what it reaches back to from `as_at`; with `whole`, everything that the record holds. What lists stated
    is given back as stated; where they did not, an age is worked out, and other counts are left blank.
    """
    held = _Held(record)
    lists: dict[int, list[dict[str, object]]] = {}
    notes: list[str] = []
    for mapping in LISTS:
        rows, told = _List(mapping=mapping, held=held, as_at=as_at, layout=layout).rows(whole)
        if rows:
            lists[mapping.number] = rows
            notes += told
    listed = {str(row[mapping.who]) for mapping in LISTS for row in lists.get(mapping.number, ())}
    nowhere = len(held.people.keys() - listed)
    if nowhere:
        notes.append(f"{nowhere} child{'ren are' if nowhere > 1 else ' is'} on the record and on no list.")
    return lists, notes


class _Held:
    """What a record holds, looked up by person."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._by_entity: dict[str, dict[str, list[_Known]]] = {}
        self.people = {who: rows[0] for who, rows in self.by_person("person").items()}
        self.allocated = {
            (row["basis"], who, row["basis_from"]) for who, rows in self.by_person("allocation").items() for row in rows
        }
        self.stated: dict[tuple[int, str, date | None], dict[str, str]] = {}
        for who, rows in self.by_person("stated_value").items():
            for row in rows:
                thing = (int(row["list_number"]), who, _day_of(row["stated_of"]))
                self.stated.setdefault(thing, {})[row["name"]] = row["value"]

    def by_person(self, entity_name: str) -> Mapping[str, list[_Known]]:
        """The rows of an entity, by the number of the child, or of the adopter."""
        if entity_name not in self._by_entity:
            entity = next(each for each in self._record.entities if each.name == entity_name)
            who = _who_of(entity)
            names = [name for name, _ in entity.columns()]
            rows: dict[str, list[_Known]] = {}
            order = ", ".join(f"{name} NULLS FIRST" for name in entity.key)
            for row in self._record.database.rows(f"SELECT {', '.join(names)} FROM {entity_name} ORDER BY {order}"):
                known = dict(zip(names, row, strict=True))
                rows.setdefault(known[who], []).append(known)
            self._by_entity[entity_name] = rows
        return self._by_entity[entity_name]


def _who_of(entity: Entity) -> str:
    return "person_id" if "person_id" in entity.field_names() else entity.key[0]


def _day_of(stated_of: str) -> date | None:
    return date.fromisoformat(stated_of) if stated_of else None


@dataclass(kw_only=True)
class _List:
    """One list, being made of the record."""

    mapping: ListMapping
    held: _Held
    as_at: date
    layout: Layout
    _blank: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._shown = {column.name for column in self.layout.columns(self.mapping)}

    def rows(self, whole: bool) -> tuple[list[dict[str, object]], list[str]]:
        """Its rows in the order of people and days, and what they could not be given."""
        things = sorted(self._things(whole), key=lambda thing: (thing[0], thing[1] or date.min))
        rows = [row for thing in things for row in self._rows_about(thing)]
        notes = [
            f"{self.mapping.name}, “{name}”: not known for {count} row{'s' if count > 1 else ''} and left blank."
            for name, count in self._blank.items()
        ]
        return rows, notes + self._odd_codes(rows)

    def _odd_codes(self, rows: Iterable[Mapping[str, object]]) -> list[str]:
        return [
            f"{self.mapping.name}, “{column.name}”: {code} is no code of the edition of {self.layout.title}; "
            "it was written with its label."
            for column in self.layout.columns(self.mapping)
            for code in self.layout.lacks_codes.get(column.codes or "", ())
            if any(row.get(column.name) == code for row in rows)
        ]

    @property
    def _main(self) -> Makes:
        """What a row of the list is, first of all: the entity whose date tells its rows apart."""
        makes = [each for each in self.mapping.makes if each.entity.name not in {"person", "allocation"}]
        return makes[0]

    @property
    def _main_day(self) -> str | None:
        """The field of that entity that the column of the list's date fills."""
        filled = self.mapping.filled(self._main)
        names = (name for name, columns in filled.items() if any(each.name == self.mapping.dated for each in columns))
        return next(names, None)

    def _things(self, whole: bool) -> set[_Thing]:
        """What the list has a row about: whatever it stated or allocated, and what is there and no list spoke of."""
        things = {(who, day) for number, who, day in self.held.stated if number == self.mapping.number}
        things |= {(who, day) for basis, who, day in self.held.allocated if basis in _bases(self.mapping)}
        others = [
            mapping
            for mapping in LISTS
            if mapping is not self.mapping and any(each.entity is self._main.entity for each in mapping.makes)
        ]
        for who, rows in self.held.by_person(self._main.entity.name).items():
            for row in rows:
                thing = (who, row[self._main_day] if self._main_day else None)
                if thing in things or not any(self._is_of(mapping, thing) for mapping in others):
                    things.add(thing)
        return things if whole else {thing for thing in things if self._reaches(thing)}

    def _is_of(self, mapping: ListMapping, thing: _Thing) -> bool:
        """Whether a list stated or allocated something of it."""
        allocated = any((basis, *thing) in self.held.allocated for basis in _bases(mapping))
        return allocated or (mapping.number, *thing) in self.held.stated

    def _reaches(self, thing: _Thing) -> bool:
        """Whether a row about it belongs on the list: it had not ended before the time that the list speaks of."""
        rows = self._main_rows(thing)
        if not rows or not self.mapping.months_back:
            return True
        begins = add_months(self.as_at, -self.mapping.months_back)
        entity = self._main.entity
        ends = [row[entity.ended_on or entity.happened_on or ""] for row in rows]
        return any(day is None or day >= begins for day in ends)

    def _main_rows(self, thing: _Thing) -> list[_Known]:
        who, day = thing
        rows = self.held.by_person(self._main.entity.name).get(who, [])
        return [row for row in rows if not self._main_day or row[self._main_day] == day]

    def _rows_about(self, thing: _Thing) -> Iterable[dict[str, object]]:
        """One row, or one for each of several things of one person and day."""
        mains: Sequence[_Known | None] = self._main_rows(thing) or [None]
        for main in mains:
            made: dict[str, _Known] = {}
            for makes in self.mapping.makes:
                row = main if makes is self._main else self._beside(makes, thing, main)
                if row is not None:
                    made[makes.called] = row
            yield {column.name: self._value(column, thing, made) for column in self.mapping.columns}

    def _beside(self, makes: Makes, thing: _Thing, main: _Known | None) -> _Known | None:
        """The latest row of another entity that goes with one row of the list."""
        who, day = thing
        rows = self.held.by_person(makes.entity.name).get(who, [])
        rows = [row for row in rows if all(row[name] == value for name, value in makes.fixed.items())]
        if makes.entity.name == "person":
            return rows[0] if rows else None
        if makes.entity.name == "allocation":
            return next((row for row in rows if row["basis_from"] == day), None)
        for name in makes.linked:
            rows = [row for row in rows if main is not None and row[name] == main[self._main.linked[0]]]
        happened, ended = makes.needs or "", self._main.entity.ended_on
        last = (main[ended] if main and ended else None) or self.as_at
        dated = sorted((row for row in rows if row[happened] is not None), key=lambda row: row[happened])
        in_time = [row for row in dated if row[happened] <= last]
        # What has no day that could be read is told only where there is nothing else.
        return next(iter([*in_time[-1:], *dated, *rows]), None)

    def _value(self, column: Column, thing: _Thing, made: Mapping[str, _Known]) -> object:
        who, day = thing
        if column.name == self.mapping.who:
            return who
        if column.name == self.mapping.dated:
            return day
        if not column.fills:
            return self._stated(column, thing, made)
        for target in _own_targets(self.mapping, column):
            row_made, _, name = target.partition(".")
            if (value := made.get(row_made, {}).get(name)) is not None:
                return value
        return None

    def _stated(self, column: Column, thing: _Thing, made: Mapping[str, _Known]) -> object:
        """What the list stated; else the age, if that is asked."""
        stated = self.held.stated.get((self.mapping.number, *thing), {}).get(column.name)
        if stated is not None:
            return _typed(column, stated)
        born_on = made.get("person", {}).get("dob")
        if column.name == AGE and born_on is not None:
            return max(age_on(born_on, self.as_at), 0)
        if column.name in self._shown and not column.may_be_blank:
            self._blank[column.name] = self._blank.get(column.name, 0) + 1
        return None


def _bases(mapping: ListMapping) -> set[str]:
    """For what the children on a list are held."""
    return {makes.fixed["basis"] for makes in mapping.makes if makes.entity.name == "allocation"}


def _own_targets(mapping: ListMapping, column: Column) -> list[str]:
    """The fields that a column fills, without those that another column may have filled instead."""
    shared = {target for other in mapping.columns if other is not column for target in other.fills}
    return [target for target in column.fills if target not in shared] or list(column.fills)


def _typed(column: Column, stated: str) -> object:
    """A stated value as a number or a date, where that says the same as the text."""
    try:
        if column.kind is Kind.DATE:
            return date.fromisoformat(stated)
        if column.kind is Kind.NUMBER:
            number = float(stated)
            # A workbook keeps sixteen digits.
            kept = float(f"{number:.16g}")
            return number if str(int(kept) if kept.is_integer() else kept) == stated else AsStated(stated)
    except (ValueError, OverflowError):
        pass
    return AsStated(stated)
