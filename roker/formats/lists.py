"""One list, read a column at a time: what its cells say, and every cell that says nothing or cannot be so.

By column, because a column of 20,000 cells holds few different ones, and each of those is then read once.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import compress
from typing import cast

from roker.formats.cells import RawCell
from roker.formats.mapping import Column, Makes
from roker.formats.problems import problem
from roker.formats.sheets import FoundList, about_columns
from roker.formats.values import (
    Answer,
    Readings,
    Value,
    date_reader,
    read_id,
    read_number,
    read_stated,
    read_text,
    shown,
)
from roker.record import Kind, Problem

LONGEST_TO_BIRTH = timedelta(days=366)
"""A date of birth further ahead is a slip, not an unborn child."""


class CellReaders:
    """How the cells of each kind of column are read; what was read once is kept for the whole workbook."""

    def __init__(self, day_zero: date, code_readers: Mapping[str, Callable[[RawCell], Answer]]) -> None:
        self._kinds = {
            Kind.ID: Readings(read_id),
            Kind.TEXT: Readings(read_text),
            Kind.NUMBER: Readings(read_number),
            Kind.DATE: Readings(date_reader(day_zero)),
        }
        self._codes = {name: Readings(read) for name, read in code_readers.items()}
        self.stated = Readings(read_stated)

    def of(self, column: Column) -> Readings:
        """The readings for a column."""
        return self._codes[column.codes] if column.codes else self._kinds[column.kind]


@dataclass(kw_only=True)
class ReadList:
    """A list that has been read: for each of its columns as many values as there are rows."""

    found: FoundList
    numbers: list[int]
    """The number of each row on the sheet."""
    who: list[str]
    values: dict[str, list[Value]]
    """By column name. Columns that the sheet lacks are not there."""
    dates: dict[str, list[date | None]]
    """The columns of dates once more, those too that become stated values and are text in `values`."""
    problems: list[Problem]

    def add(self, kind: str, index: int, column: str, *, found: str = "", expected: str = "") -> None:
        """Notes a problem with one cell."""
        at = self.found.cell(column, self.numbers[index])
        self.problems.append(problem(kind, at, found=found, expected=expected))

    def says(self, makes: Makes) -> bool:
        """Whether the sheet has a column for anything that a row made would say."""
        filled = self.found.mapping.filled(makes)
        return any(column.name in self.values for name in makes.says or filled for column in filled[name])

    def newest_date(self, today: date) -> tuple[date, str] | None:
        """The newest date that is not in the future, and its column. A date of birth tells nothing of the file."""
        newest: tuple[date, str] | None = None
        for column in self.found.mapping.columns:
            if column.name in self.dates and not column.may_lie_ahead:
                day = max((day for day in filter(None, self.dates[column.name]) if day <= today), default=None)
                if day and (newest is None or day > newest[0]):
                    newest = day, column.name
        return newest

    def note_later_dates(self, snapshot_on: date) -> None:
        """Notes dates later than the day the file speaks of. They are kept: what they mean is for people to say."""
        for column in self.found.mapping.columns:
            days = self.dates.get(column.name, [])
            latest = snapshot_on + LONGEST_TO_BIRTH if column.may_lie_ahead else snapshot_on
            if max(filter(None, days), default=latest) <= latest:
                continue
            expected = f"a date not later than {latest:%d/%m/%Y}"
            for index, day in enumerate(days):
                if day and day > latest:
                    self.add("later_than_snapshot", index, column.name, found=f"{day:%d/%m/%Y}", expected=expected)


def read_list(found: FoundList, readers: CellReaders) -> ReadList:
    """Reads a list. Rows that name nobody and rows that repeat another are left out, and said."""
    read = ReadList(found=found, numbers=[], who=[], values={}, dates={}, problems=list(about_columns(found)))
    rows = list(_rows_about_somebody(read, readers))
    if not rows:
        read.problems.append(problem("empty_list", found.cell(), expected=f"rows of {found.mapping.title.lower()}"))
    columns = list(zip(*rows, strict=True)) or [()] * len(found.sheet.rows[found.header.index])
    raw: dict[str, Sequence[RawCell]] = {}
    for column in found.mapping.columns:
        if column.name in found.header.places:
            raw[column.name] = columns[found.header.places[column.name]]
            _read_column(read, readers, column, raw[column.name])
    _leave_out_repeated_rows(read, raw)
    for column in found.mapping.columns:
        if column.name in raw:
            _check_column(read, readers, column, raw[column.name])
    return read


def _rows_about_somebody(read: ReadList, readers: CellReaders) -> Iterator[list[RawCell]]:
    """The rows that name a child or an adopter, whose numbers are kept in `read`."""
    found, mapping = read.found, read.found.mapping
    place, ids = found.header.places[mapping.who], readers.of(mapping.who_column)
    fillers = 0
    for number, row, filled in found.below():
        who = ids[row[place]]
        if filled > 1 and who is not None:
            read.numbers.append(number)
            yield row
        elif _only_fillers(row, readers.stated):
            fillers += 1
        else:
            kind, expected = ("nobody_named", f"“{mapping.who}”") if filled > 1 else ("stray_text", "a row of cells")
            text = "; ".join(shown(cell) for cell in row if cell != "")
            read.problems.append(problem(kind, found.cell(mapping.who, number), found=text, expected=expected))
    if fillers:
        text = f"{fillers} row{'s' if fillers > 1 else ''} of nothing but fillers"
        read.problems.append(problem("read_as_blank", found.cell(), found=text, expected="blank rows"))


def _only_fillers(row: Sequence[RawCell], stated: Readings) -> bool:
    """Whether a row holds nothing but blanks and fillers, as where a formula was copied below the last child."""
    return all(stated[cell] is None and cell not in stated.faults for cell in row)


def _read_column(read: ReadList, readers: CellReaders, column: Column, raw: Sequence[RawCell]) -> None:
    readings = readers.of(column)
    values = list(map(readings.__getitem__, raw))
    if column.kind is Kind.DATE:
        read.dates[column.name] = cast("list[date | None]", values)
    if column.name == read.found.mapping.who:
        read.who = cast("list[str]", values)
    elif not column.fills and column.kind is Kind.DATE:
        values = [day.isoformat() if day else None for day in read.dates[column.name]]
    elif not column.fills:
        values = list(map(readers.stated.__getitem__, raw))
    read.values[column.name] = values


def _leave_out_repeated_rows(read: ReadList, raw: dict[str, Sequence[RawCell]]) -> None:
    """Keeps the first of rows that say the same in every column."""
    dated = read.values.get(read.found.mapping.dated or "", read.who)
    rows = len(read.who)
    if len(set(read.who)) == rows or len(set(zip(read.who, dated, strict=True))) == rows:
        return
    first_number: dict[tuple[Value, ...], int] = {}
    keep = []
    for index, row in enumerate(zip(*read.values.values(), strict=True)):
        first = first_number.setdefault(row, read.numbers[index])
        keep.append(first == read.numbers[index])
        if not keep[-1]:
            expected = f"each row once; it says the same as row {first}"
            read.add("repeated_row", index, read.found.mapping.who, found=read.who[index], expected=expected)
    read.numbers = list(compress(read.numbers, keep))
    read.who = list(compress(read.who, keep))
    read.values = {name: list(compress(values, keep)) for name, values in read.values.items()}
    read.dates = {name: list(compress(dates, keep)) for name, dates in read.dates.items()}
    raw.update({name: list(compress(cells, keep)) for name, cells in raw.items()})


def _check_column(read: ReadList, readers: CellReaders, column: Column, raw: Sequence[RawCell]) -> None:
    """Notes the cells of a column that could not be read, were fillers, or are blank and must not be."""
    readings, values = readers.of(column), read.values[column.name]
    if readings.faults:
        for index, cell in enumerate(raw):
            if cell in readings.faults:
                fault = readings.faults[cell]
                read.add(fault.kind, index, column.name, found=shown(cell), expected=fault.expected)
    if readings.blanks:
        for cell, count in Counter(cell for cell in raw if cell in readings.blanks).items():
            found = f"“{shown(cell)}” in {count} cell{'s' if count > 1 else ''}"
            at = read.found.cell(column.name)
            read.problems.append(problem("read_as_blank", at, found=found, expected="a blank cell"))
    if column.may_be_blank or None not in values:
        return
    blank = [index for index, value in enumerate(values) if value is None and raw[index] not in readings.faults]
    if len(blank) == len(values):
        at = read.found.cell(column.name)
        read.problems.append(problem("empty_column", at, expected=_expected(column)))
        return
    for index in blank:
        read.add("blank", index, column.name, expected=_expected(column))


def _expected(column: Column) -> str:
    return {
        Kind.ID: "a number in the case system",
        Kind.TEXT: "a text",
        Kind.CODE: "one of the list's codes",
        Kind.DATE: "a date",
        Kind.NUMBER: "a number",
    }[column.kind]
