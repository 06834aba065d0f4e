"""What can be said of a census only when all of it was read: children told of twice, later dates, other years."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from roker.database import Database, Row
from roker.formats.cin_census_layout import CHILD, READ_ENTITIES, SPELT, Item, Module, is_in_force
from roker.formats.cin_census_problems import Note, Tally
from roker.record import CODE_SETS, ENTITIES, Entity, Kind
from roker.record.schema import FOUND_IN, UNREAD
from roker.record.unread import unread_text

LONGEST_AHEAD = timedelta(days=366)
"""How far after the snapshot day an expected birth or a planned conference may lie."""

_AT_ONCE = 1000
_LINE = f"CAST(regexp_extract({FOUND_IN}, 'line (\\d+)', 1) AS BIGINT)"
_FIRST_LINE = re.compile(r"line (\d+)")


def _elements() -> Iterator[tuple[Module, Item]]:
    return ((module, item) for module in CHILD.everything() for item in module.items)


def _homes() -> Mapping[str, str]:
    """By module, the one whose row its values are in."""
    homes: dict[str, str] = {}

    def go(module: Module, home: str) -> None:
        homes[module.name] = home = module.name if module.makes else home
        for each in module.modules:
            go(each, home)

    go(CHILD, "")
    return homes


_HOMES = _homes()


def _rows_of(module: Module, item: Item) -> str:
    """A condition for the rows that an element fills: two elements may fill one field."""
    name = item.name if item.is_repeated or item.fixed else _HOMES[module.name]
    return f"starts_with({FOUND_IN}, '{name}, ')"


def note_later_dates(tables: Database, tally: Tally, snapshot_on: date) -> None:
    """Notes dates later than the day the census speaks of. They are kept: what they mean is for people to say."""
    for module, item in _elements():
        if item.field.kind is not Kind.DATE:
            continue
        latest = snapshot_on + LONGEST_AHEAD if item.may_lie_ahead else snapshot_on
        name = item.field.name
        groups = tables.rows(
            f"SELECT {name}, count(*), min({_LINE}) AS line, arg_min(person_id, {_LINE}) FROM {item.entity} "
            f"WHERE {name} > ? AND {_rows_of(module, item)} GROUP BY {name} ORDER BY line",
            [latest],
        )
        for day, count, line, who in groups:
            expected = f"a date not later than {latest:%d/%m/%Y}"
            tally.add(
                Note("later_than_snapshot", module.name, item.name, line, f"{day:%d/%m/%Y}", expected, who), count
            )


def note_other_years(tables: Database, tally: Tally, year: int, found: Mapping[str, int]) -> None:
    """Notes elements and codes that the census of the year does not have. `found` says how often each was read."""
    expected = f"no such element in the census of {year}"
    for module in CHILD.everything():
        if module.makes and not module.is_of(year) and (count := found[module.name]):
            tally.add(Note("other_year", module.name, "", None, expected=expected), count)
    for module, item in _elements():
        of_year = module.is_of(year) and item.is_of(year)
        if module.is_of(year) and not item.is_of(year) and (count := found[f"{module.name}.{item.name}"]):
            tally.add(Note("other_year", module.name, item.name, None, expected=expected), count)
        if of_year and item.field.codes and item.field.codes not in SPELT:
            for code in CODE_SETS[item.field.codes].labels:
                if not is_in_force(item.field.codes, code, year):
                    _note_code(tables, tally, module, item, code, f"a code of the census of {year}")


def _note_code(  # noqa: PLR0913 - where it stands, and what is expected
    tables: Database, tally: Tally, module: Module, item: Item, code: str, expected: str
) -> None:
    name = item.field.name
    holds = f"contains({name}, ?)" if item.field.kind is Kind.JSON else f"{name} = ?"
    count, line, who = tables.one(
        f"SELECT count(*), min({_LINE}), arg_min(person_id, {_LINE}) FROM {item.entity} WHERE {holds}",
        [f'"{code}"' if item.field.kind is Kind.JSON else code],
    )
    if count:
        tally.add(Note("other_year", module.name, item.name, line, code, expected, who), count)


def merge_repeated_children(tables: Database, tally: Tally) -> None:
    """Puts together what is said of a child in several places. Where two of them disagree, the first stands."""
    twice = tables.rows(
        f"SELECT person_id, count(*), min({_LINE}) FROM person "
        "GROUP BY person_id HAVING count(*) > 1 ORDER BY person_id"
    )
    for person_id, count, line in twice:
        expected = "one Child for each child"
        tally.add(Note("child_twice", "Child", "LAchildID", line, f"{person_id}, {count} times", expected))
    for start in range(0, len(twice), _AT_ONCE):
        people = [person_id for person_id, *_ in twice[start : start + _AT_ONCE]]
        for name in READ_ENTITIES:
            _merge(tables, tally, ENTITIES[name], people)


def _merge(tables: Database, tally: Tally, entity: Entity, people: Sequence[str]) -> None:
    names = [name for name, _ in entity.columns()]
    by = [entity.own_id] if entity.own_id and entity.own_id not in entity.key else list(entity.key)
    places = [names.index(name) for name in by]
    those = f"FROM {entity.name} WHERE person_id IN (SELECT unnest(?))"
    rows = tables.rows(f"SELECT {', '.join(names)} {those}", [people])

    def key(row: Row) -> tuple[str, ...]:
        return tuple(str(row[place]) for place in places)

    rows.sort(key=lambda row: (key(row), _line(row)))
    merged = [_one_of(tally, entity, list(same)) for _, same in groupby(rows, key)]
    if len(merged) < len(rows):
        tables.run(f"DELETE {those}", [people])
        tables.insert(entity.name, entity.columns(), merged)


def _line(row: Row) -> int:
    found = _FIRST_LINE.search(row[-1])
    return int(found[1]) if found else 0


def _one_of(tally: Tally, entity: Entity, rows: list[Row]) -> Row:
    """One row of several about the same thing: the first, with what only later ones know."""
    kept = list(rows[0])
    for row in rows[1:]:
        for place, name in enumerate(entity.field_names()):
            if kept[place] is None:
                kept[place] = row[place]
            elif row[place] is not None and row[place] != kept[place]:
                expected = f"{_words(kept[place])}, as in {rows[0][-1]}"
                note = Note("disagreement", *_element(entity, name), _line(row), _words(row[place]), expected)
                tally.add(note)
    place = [name for name, _ in entity.columns()].index(UNREAD)
    unread = {name for row in rows for name in (row[place] or "").split()}
    blank = (name for name, value in zip(entity.field_names(), kept, strict=False) if value is None)
    kept[place] = unread_text(name for name in blank if name in unread)
    kept[-1] = "; ".join(dict.fromkeys(row[-1] for row in rows))
    return tuple(kept)


def _element(entity: Entity, name: str) -> tuple[str, str]:
    """The module and the element that fill a field."""
    target = f"{entity.name}.{name}"
    found = ((module.name, item.name) for module, item in _elements() if item.fills == target)
    return next(found, (entity.title, ""))


def _words(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
