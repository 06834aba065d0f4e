"""From lists to the record: which rows of which entities the rows of lists make, and what happens where two disagree.

Nothing that a list says is left out in silence: it is in a row of the record, or a problem tells where it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import compress, repeat
from typing import Any

from roker.formats.lists import ReadList
from roker.formats.mapping import Column, Makes
from roker.formats.problems import problem
from roker.record import ENTITIES, Entity
from roker.record.schema import FOUND_IN

Row = tuple[Any, ...]

_PERSON, _STATED = "person", "stated_value"


class RecordRows:
    """The rows of every entity, by their keys, as lists are put in one after the other."""

    def __init__(self) -> None:
        # Rows of different shelves never have one key: stated values have one for each column of each list.
        self._shelves: dict[tuple[str, str], dict[Row, Row]] = {}
        self._filled_later: dict[tuple[str, Row, int], str] = {}

    def rows(self) -> dict[str, list[Row]]:
        """By entity name, in the order of `Entity.columns()`."""
        rows: dict[str, list[Row]] = {entity.name: [] for entity in ENTITIES}
        for (name, _), shelf in self._shelves.items():
            rows[name] += shelf.values()
        return rows

    def put(self, read: ReadList) -> None:
        """Puts in all that a list says. What cannot be kept is noted among the list's problems."""
        mapping = read.found.mapping
        found_in = [f"{mapping.name}, row {number}" for number in read.numbers]
        days = read.dates.get(mapping.dated or "") or [None] * len(read.numbers)
        stated_of = [day.isoformat() if day else "" for day in days]
        # What has no date is still one thing: its visits and reviews refer to it as any other.
        links = [f"{who}/{day}" for who, day in zip(read.who, stated_of, strict=True)]
        for makes in mapping.makes:
            self._make(read, makes, links, found_in)
        for column in mapping.columns:
            if not column.fills and column.name in read.values:
                self._state(read, column, stated_of, found_in)

    def _make(self, read: ReadList, makes: Makes, links: Sequence[str], found_in: Sequence[str]) -> None:
        """The rows of one entity that a list makes."""
        filled = read.found.mapping.filled(makes)
        if not read.says(makes):
            return
        by_field: dict[str, Iterable[Any]] = {}
        for name in makes.entity.field_names():
            if name in makes.fixed:
                by_field[name] = repeat(makes.fixed[name])
            elif name in makes.linked:
                by_field[name] = links
            elif name in filled:
                by_field[name] = _values(read, filled[name])
            else:
                by_field[name] = read.who if name == "person_id" else repeat(None)
        by_field[FOUND_IN] = found_in
        if makes.needs:
            keep = [day is not None for day in _values(read, filled[makes.needs])]
            if not all(keep):
                _note_what_is_lost(read, makes, keep)
                by_field = {each: list(compress(values, keep)) for each, values in by_field.items()}
        rows = list(zip(*by_field.values()))  # noqa: B905 - what is repeated never ends
        keys = list(zip(*(by_field[name] for name in makes.entity.key)))  # noqa: B905 - likewise
        self._add(makes.entity, keys, rows, _Origin(read, {**filled, **{name: [] for name in makes.linked}}))

    def _state(self, read: ReadList, column: Column, stated_of: Sequence[str], found_in: Sequence[str]) -> None:
        """What a column says that is no event of its own."""
        number, name = read.found.mapping.number, column.name
        values = read.values[name]
        rows = [
            (who, number, of, name, value, place)
            for who, of, value, place in zip(read.who, stated_of, values, found_in, strict=True)
            if value is not None
        ]
        self._add(
            ENTITIES[_STATED], [row[:4] for row in rows], rows, _Origin(read, {"value": [column]}, f"{number} {name}")
        )

    def _add(self, entity: Entity, keys: Sequence[Row], rows: Sequence[Row], origin: "_Origin") -> None:
        held = self._shelves.setdefault((entity.name, origin.shelf), {})
        new = dict(zip(keys, rows, strict=True))
        if len(new) == len(rows) and held.keys().isdisjoint(new):
            held.update(new)
            return
        for key, row in zip(keys, rows, strict=True):
            first = held.setdefault(key, row)
            if first is row:
                continue
            said = first[:-1] if first[:-1] == row[:-1] else self._settle(entity, key, row, origin)
            held[key] = (*said, f"{first[-1]}; {row[-1]}")

    def _settle(self, entity: Entity, key: Row, row: Row, origin: "_Origin") -> Row:
        """What is kept of two rows with one key: the first; what only the second can know is added to it."""
        first = self._shelves[entity.name, origin.shelf][key]
        one_list = entity.name != _PERSON and f"{origin.read.found.mapping.name}, " in first[-1]
        kept = list(first[:-1])
        for index, name in enumerate(entity.field_names()):
            old, new = first[index], row[index]
            if old == new or name not in origin.filled or (new is None and not one_list):
                continue
            if old is None and not one_list:
                kept[index] = new
                self._filled_later[entity.name, key, index] = row[-1]
                continue
            stands = self._filled_later.get((entity.name, key, index)) or first[-1].partition("; ")[0]
            origin.note_disagreement(name, row, _words(new), f"{_words(old)}, as in {stands}")
        return tuple(kept)


class _Origin:
    """Where rows came from, for telling of those that disagree."""

    def __init__(self, read: ReadList, filled: Mapping[str, list[Column]], shelf: str = "") -> None:
        self.read = read
        self.filled = filled
        self.shelf = shelf

    def note_disagreement(self, field_name: str, row: Row, found: str, expected: str) -> None:
        """Notes that a row says something else than one found before."""
        mapping = self.read.found.mapping
        columns = self.filled[field_name]
        column = columns[-1].name if columns else mapping.dated or mapping.who
        number = int(row[-1].rpartition(" ")[2])  # "List 7, row 12"
        at = self.read.found.cell(column, number)
        self.read.problems.append(problem("disagreement", at, found=found, expected=expected))


def _words(value: object) -> str:
    if value is None:
        return "blank"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _values(read: ReadList, columns: Sequence[Column]) -> Iterable[Any]:
    """The values of the columns that fill one field: the last that holds anything."""
    present = [read.values[column.name] for column in columns if column.name in read.values]
    if not present:
        return [None] * len(read.numbers)
    values = present[0]
    for later in present[1:]:
        values = [new if new is not None else old for old, new in zip(values, later, strict=True)]
    return values


def _note_what_is_lost(read: ReadList, makes: Makes, keep: Sequence[bool]) -> None:
    """Notes the rows that tell of something that happened and not when."""
    filled = read.found.mapping.filled(makes)
    (dated,) = filled[makes.needs or ""]
    undated = {each.called for each in read.found.mapping.makes if not each.needs and read.says(each)}
    lost = [
        column
        for columns in filled.values()
        for column in columns
        if column.name in read.values and undated.isdisjoint(target.partition(".")[0] for target in column.fills)
    ]
    if dated.name not in read.values:
        for column in lost:
            count = sum(value is not None for value in read.values[column.name])
            if count:
                at = read.found.cell(column.name, read.found.header_row)
                expected = f"a column “{dated.name}”, without which this one cannot be kept"
                read.problems.append(problem("no_key_date", at, found=f"{count} cells", expected=expected))
        return
    for index in [index for index, kept in enumerate(keep) if not kept] if lost else []:
        told = [column.name for column in lost if read.values[column.name][index] is not None]
        if told:
            *others, last = (f"“{name}”" for name in told)
            names = f"{', '.join(others)} and {last}" if others else last
            read.add("no_key_date", index, dated.name, expected=f"a date, without which {names} cannot be kept")
