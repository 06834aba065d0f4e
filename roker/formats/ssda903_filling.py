"""From the files of the SSDA903 return to rows of the record: who is who across files, and what does not agree.

The same child stands in many files, with the same date of birth in each; what differs is said, and the first is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress
from typing import Any

from roker.calendar import birthday
from roker.formats.ssda903_care import Care, Period, care_of, periods_of
from roker.formats.ssda903_columns import MARKS, UASC, WHO, Fills
from roker.formats.ssda903_reading import ReadFile
from roker.formats.values import shown
from roker.record import ENTITIES, Problem
from roker.record.schema import FOUND_IN, UNREAD
from roker.record.unread import unread_text

Row = dict[str, Any]

MOST_ALIKE = 100
"""How many findings of one kind about episodes are told one by one; the rest of them are counted."""
_PERSON, _MOTHER, _EPISODES = "person", "mother", "cla_episodes"
_JOINED = frozenset({"permanence"})
"""Entities that two files tell of, each a part."""


def birthday_in_year(born: date, year: int) -> date:
    """The birthday in the year that ends on 31 March of `year`."""
    day = birthday(born, year - born.year)
    return day if day <= date(year, 3, 31) else birthday(born, year - 1 - born.year)


@dataclass(kw_only=True)
class ReturnRows:
    """The rows that the files of a return make, by entity. Their `unread` is a set of names until all are there."""

    snapshot_on: date
    year: int
    people: dict[str, Row] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    _stands: dict[tuple[str, str], str] = field(default_factory=dict)
    """Where a fact of a child was found first, by child and field."""
    _in_header: frozenset[str] | None = None
    _periods: Mapping[str, Sequence[Period]] = field(default_factory=dict)

    def put(self, read: ReadFile) -> None:
        """Adds what a file says. Header comes first, so that the others are measured by it."""
        places = [str(read.found.cell(row=number)) for number in read.numbers]
        self._put_people(read, places)
        if read.found.mapping.code == "header":
            self._in_header = frozenset(read.who)
            self._put_mothers(read, places)
        elif read.found.mapping.makes == _EPISODES:
            self._put_episodes(read, places)
        else:
            self._put_events(read, places)

    def _put_people(self, read: ReadFile, places: Sequence[str]) -> None:
        fields = _filled(read, _PERSON)
        fields.pop("person_id", None)
        unread = _unread(read, _PERSON)
        strange: set[str] = set()
        for index, person_id in enumerate(read.who):
            if self._in_header is not None and person_id not in self._in_header and person_id not in strange:
                strange.add(person_id)
                read.add("orphan", index, WHO, found=person_id, expected="a child who is in Header")
            known = self.people.setdefault(person_id, {"person_id": person_id, FOUND_IN: places[index]})
            if index in unread:
                known[UNREAD] = known.get(UNREAD, frozenset()) | unread[index]
            for name, values in fields.items():
                value = values[index]
                if value is not None and known.setdefault(name, value) == value:
                    self._stands.setdefault((person_id, name), places[index])
                elif value is not None:
                    expected = f"{_words(known[name])}, as in {self._stands[person_id, name]}"
                    read.add("disagreement", index, _column_of(read, name), found=_words(value), expected=expected)

    def _put_mothers(self, read: ReadFile, places: Sequence[str]) -> None:
        born, unread = _filled(read, _MOTHER).get("childs_dob", []), _unread(read, _MOTHER)
        self.rows[_MOTHER] = [
            {"person_id": read.who[index], "childs_dob": day, UNREAD: unread.get(index), FOUND_IN: places[index]}
            for index, day in enumerate(born)
            if day is not None or index in unread
        ]

    def _put_events(self, read: ReadFile, places: Sequence[str]) -> None:
        entity = read.found.mapping.entity
        fields, unread = {**_filled(read, entity.name), **self._given(read)}, _unread(read, entity.name)
        rows = [
            {
                "person_id": person_id,
                **{name: values[index] for name, values in fields.items()},
                UNREAD: unread.get(index, frozenset()),
                FOUND_IN: places[index],
            }
            for index, person_id in enumerate(read.who)
        ]
        keys = [name for name in entity.key if name == "person_id" or name in fields]
        before = {tuple(row[name] for name in keys): row for row in reversed(self.rows.get(entity.name, []))}
        here: dict[tuple[Any, ...], int] = {}
        for index, row in enumerate(rows):
            key = tuple(row[name] for name in keys)
            first = here.setdefault(key, index)
            if first != index:
                expected = f"one row for this; row {read.numbers[first]} says something else"
                read.add("disagreement", index, WHO, found=row["person_id"], expected=expected)
            elif entity.name in _JOINED and key in before:
                known = before[key]
                known[UNREAD] |= row[UNREAD]
                known.update({name: value for name, value in row.items() if known.get(name) is None})
                known[FOUND_IN] = f"{known[FOUND_IN]}; {places[index]}"
                continue
            self.rows.setdefault(entity.name, []).append(row)

    def _given(self, read: ReadFile) -> Mapping[str, Sequence[Any]]:
        """Fields for which the return has no column, as its year or the file itself tells them."""
        code, rows = read.found.mapping.code, len(read.who)
        if code == "uasc":
            return {"immigration_status": [UASC] * rows}
        if code == "oc2":
            return {"year_end_date": [date(self.year, 3, 31)] * rows}
        if code == "reviews" and self._periods and "REVIEW" in read.values:
            return {"cla_id": list(map(self._period_on, read.who, read.values["REVIEW"]))}
        if code == "oc3":
            born: Sequence[Any] = read.values.get("DOB") or [None] * rows
            days = [day or self.people[person_id].get("dob") for day, person_id in zip(born, read.who, strict=True)]
            return {"birthday_date": [birthday_in_year(day, self.year) if day else None for day in days]}
        return {}

    def _period_on(self, person_id: str, day: Any) -> str | None:
        """The one period of care that covers a day."""
        covering = [each for each in self._periods.get(person_id, ()) if day and each.covers(day)]
        return covering[0].cla_id if len(covering) == 1 else None

    def _put_episodes(self, read: ReadFile, places: Sequence[str]) -> None:
        names = ENTITIES[_EPISODES].field_names()
        fields: dict[str, Sequence[Any]] = dict.fromkeys(names, [None] * len(read.who)) | _filled(read, _EPISODES)
        unread = _unread(read, _EPISODES)
        ends = read.raw.get("REC") or [""] * len(read.who)
        episodes = [
            {
                **{name: values[index] for name, values in fields.items()},
                "person_id": person_id,
                UNREAD: unread.get(index),
                FOUND_IN: places[index],
                "index": index,
                "number": read.numbers[index],
                "marked": shown(ends[index]).upper() in MARKS,
            }
            for index, person_id in enumerate(read.who)
        ]
        care = care_of(episodes, self.snapshot_on)
        _note(read, care)
        for episode in episodes:
            for name in ("index", "number", "marked"):
                del episode[name]
        self.rows[_EPISODES] = episodes
        self.rows["cla_placement"] = list(care.placements)
        self.rows["legal_status"] = list(care.legal_statuses)
        self._periods = periods_of(episodes)

    def of_entities(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row, by entity, as the record has it."""
        found: dict[str, list[tuple[Any, ...]]] = {}
        for name, rows in {_PERSON: list(self.people.values()), **self.rows}.items():
            columns = [column for column, _ in ENTITIES[name].columns()]
            for row in rows:
                named = row.get(UNREAD) or ()
                blank = (field for field in ENTITIES[name].field_names() if field in named and row.get(field) is None)
                row[UNREAD] = unread_text(blank) if named else None
            found[name] = [tuple(map(row.get, columns)) for row in rows]
        return found


def _filled(read: ReadFile, entity: str) -> dict[str, Sequence[Any]]:
    """What the columns of a file say for the fields of one entity."""
    fields: dict[str, Sequence[Any]] = {}
    for column in read.found.mapping.columns:
        for fills in column.fills:
            if fills.entity == entity and column.name in read.values:
                values = read.values[column.name]
                fields[fills.field] = values if fills.part is None else _parts(values, fills)
    return fields


def _unread(read: ReadFile, entity: str) -> dict[int, frozenset[str]]:
    """The fields of one entity whose cell could not be read, by row; rows without such cells are not there."""
    found: dict[int, frozenset[str]] = {}
    for column in read.found.mapping.columns:
        fields = frozenset(fills.field for fills in column.fills if fills.entity == entity)
        if fields and column.name in read.unread:
            for index in compress(range(len(read.who)), read.unread[column.name]):
                found[index] = found.get(index, frozenset()) | fields
    return found


def _parts(values: Sequence[Any], fills: Fills) -> list[str | None]:
    parts = {value: fills.of(value) for value in set(values)}
    return [parts[value] for value in values]


def _column_of(read: ReadFile, name: str) -> str:
    return next(
        column.name
        for column in read.found.mapping.columns
        if any(str(each) == f"{_PERSON}.{name}" for each in column.fills)
    )


def _note(read: ReadFile, care: Care) -> None:
    """Notes what cannot be so in the histories: the first of each kind one by one, the rest of them counted."""
    by_kind: dict[tuple[str, str], list[int]] = {}
    for number, finding in enumerate(care.findings):
        by_kind.setdefault((finding.kind, finding.column), []).append(number)
    for (kind, column), numbers in by_kind.items():
        findings = [care.findings[number] for number in numbers]
        for each in findings[:MOST_ALIKE]:
            read.add(kind, each.index, column, found=each.found, expected=each.expected)
        if rest := findings[MOST_ALIKE:]:
            children = len({read.who[each.index] for each in rest})
            found = f"{len(rest):,} further rows of {children:,} children, from row {read.numbers[rest[0].index]}"
            read.add(kind, rest[0].index, column, found=found, expected="episodes that follow one another")


def _words(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def problems_of(files: Sequence[ReadFile]) -> list[Problem]:
    """Every problem of some files, by file and row; one cell that is wrong in two ways has two."""
    return [
        each for read in files for each in dict.fromkeys(sorted(read.problems, key=lambda problem: problem.at.row or 0))
    ]
