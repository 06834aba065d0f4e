"""One list, read a column at a time: what its cells say, and every cell that says nothing or cannot be so.

By column, because a column of 20,000 cells holds few different ones, and each of those is then read once.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import compress
from typing import cast

from roker.formats.cells import RawCell
from roker.formats.mapping import Column, Makes
from roker.formats.problems import problem
from roker.formats.sheets import FoundList, about_missing_columns, about_other_column, other_columns
from roker.formats.values import (
    CodeTable,
    Counts,
    IdReadings,
    Readings,
    Value,
    date_reader,
    read_id,
    read_number,
    read_stated,
    read_text,
    shown,
)
from roker.record import ColumnReading, Kind, Problem

LONGEST_TO_BIRTH = timedelta(days=366)
"""A date of birth further ahead is a slip, not an unborn child."""


class CellReaders:
    """How the cells of each kind of column are read; what was read once is kept for all lists."""

    def __init__(self, code_tables: Mapping[str, CodeTable]) -> None:
        self._kinds = {Kind.ID: IdReadings(read_id), Kind.TEXT: Readings(read_text), Kind.NUMBER: Readings(read_number)}
        self._dates: dict[date, Readings] = {}
        self._codes = {name: Readings(table.read, table.unknown) for name, table in code_tables.items()}
        self.stated = Readings(read_stated)

    def of(self, column: Column, day_zero: date) -> Readings:
        """The readings for a column of a file that counts its days from `day_zero`."""
        if column.codes:
            return self._codes[column.codes]
        if column.kind is Kind.DATE:
            if day_zero not in self._dates:
                self._dates[day_zero] = Readings(date_reader(day_zero))
            return self._dates[day_zero]
        return self._kinds[column.kind]


@dataclass(kw_only=True)
class ReadList:
    """A list that has been read: for each of its columns as many values as there are rows."""

    found: FoundList
    numbers: Sequence[int]
    """The number of each row on the sheet."""
    who: list[str]
    values: dict[str, list[Value]]
    """By column name. Columns that the sheet lacks are not there."""
    dates: dict[str, list[date | None]]
    """The columns of dates once more, those too that become stated values and are text in `values`."""
    problems: list[Problem]
    unread: dict[str, list[bool]] = field(default_factory=dict)
    """By column that fills fields, which of its cells could not be read; columns without such cells are not there."""
    columns: list[ColumnReading] = field(default_factory=list)
    """A line for each column, of the list's and of the sheet's."""
    who_once: bool = True
    """Whether no two rows are about the same person."""
    each_once: bool = True
    """Whether no two rows are about the same person and day."""

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
    read = ReadList(found=found, numbers=[], who=[], values={}, dates={}, problems=list(about_missing_columns(found)))
    columns = _columns_about_somebody(read, readers)
    if not read.numbers:
        read.problems.append(problem("empty_list", found.cell(), expected=f"rows of {found.mapping.title.lower()}"))
    for column in found.mapping.columns:
        if column.name in found.header.places:
            _read_column(read, readers, column, columns[found.header.places[column.name]])
    columns = _without_repeated_rows(read, columns)
    for column in found.mapping.columns:
        if column.name in found.header.places:
            _check_column(read, readers, column, columns[found.header.places[column.name]])
        else:
            read.columns.append(_line(found, column, column.name, None))
    for place in other_columns(found):
        blank = columns[place].count("")
        filled = len(read.numbers) - blank
        read.problems += about_other_column(found, place, filled)
        counts = Counts(read=0, unread=filled, unknown=0, blank=blank)
        read.columns.append(_line(found, None, found.written(place), counts))
    return read


def _line(found: FoundList, column: Column | None, written: str, counts: Counts | None) -> ColumnReading:
    """A line of the mapping report. `column` is None for one that is none of the list's, `counts` for one missing."""
    fills = ", ".join(found.mapping.targets(column)) if column else ""
    of_none = Counts(read=0, unread=0, unknown=0, blank=0)
    return ColumnReading(
        sheet=found.sheet.title, column=written, fills=fills, is_missing=counts is None, **(counts or of_none)
    )


def _columns_about_somebody(read: ReadList, readers: CellReaders) -> list[tuple[RawCell, ...]]:
    """The columns of the sheet, without the rows that name no child or adopter."""
    found, mapping = read.found, read.found.mapping
    place, ids = found.header.places[mapping.who], readers.of(mapping.who_column, found.sheet.day_zero)
    columns = list(zip(*found.rows, strict=True))
    if columns:
        # Mostly every row is about somebody: then none needs to be looked at by itself.
        read.who = cast("list[str]", ids.of(columns[place]))
        again = ids[found.sheet.rows[found.header.index][place]]
        if not {None, again} & set(read.who) and any(
            "" not in cells for other, cells in enumerate(columns) if other != place
        ):
            read.numbers = range(found.first_row, found.first_row + len(found.rows))
            return columns
    read.who = []
    rows = list(_rows_about_somebody(read, ids, readers.stated))
    return list(zip(*rows, strict=True)) or [()] * len(found.sheet.rows[found.header.index])


def _rows_about_somebody(read: ReadList, ids: Readings, stated: Readings) -> Iterator[list[RawCell]]:
    """The rows that name a child or an adopter, whose numbers are kept in `read`."""
    found, mapping = read.found, read.found.mapping
    numbers: list[int] = []
    fillers = 0
    header = found.sheet.rows[found.header.index]
    for number, row in enumerate(found.rows, start=found.first_row):
        filled = len(row) - row.count("")
        who = ids[row[found.header.places[mapping.who]]]
        if row == header:
            at, expected = found.cell(row=number), "them once, on top"
            read.problems.append(problem("repeated_row", at, found="the names of the columns", expected=expected))
        elif filled > 1 and who is not None:
            numbers.append(number)
            yield row
        elif not filled:
            continue
        elif _only_fillers(row, stated):
            fillers += 1
        else:
            kind, expected = ("nobody_named", f"“{mapping.who}”") if filled > 1 else ("stray_text", "a row of cells")
            text = "; ".join(shown(cell) for cell in row if cell != "")
            read.problems.append(problem(kind, found.cell(mapping.who, number), found=text, expected=expected))
    read.numbers = numbers
    if fillers:
        text = f"{fillers} row{'s' if fillers > 1 else ''} of nothing but fillers"
        read.problems.append(problem("read_as_blank", found.cell(), found=text, expected="blank rows"))


def _only_fillers(row: Sequence[RawCell], stated: Readings) -> bool:
    """Whether a row holds nothing but blanks and fillers, as where a formula was copied below the last child."""
    return all(stated[cell] is None and cell not in stated.faults for cell in row)


def _read_column(read: ReadList, readers: CellReaders, column: Column, raw: Sequence[RawCell]) -> None:
    if not column.fills and column.kind is not Kind.DATE:
        read.values[column.name] = readers.stated.of(raw)
        return
    is_who = column.name == read.found.mapping.who
    readings = readers.of(column, read.found.sheet.day_zero)
    values = cast("list[Value]", read.who) if is_who and read.who else readings.of(raw)
    if column.fills and readings.faults and None in values:
        unread = [value is None and cell in readings.faults for value, cell in zip(values, raw, strict=True)]
        if any(unread):
            read.unread[column.name] = unread
    if column.kind is Kind.DATE:
        read.dates[column.name] = cast("list[date | None]", values)
        if not column.fills:
            values = [day.isoformat() if day else None for day in read.dates[column.name]]
    if is_who:
        read.who = cast("list[str]", values)
    read.values[column.name] = values


def _without_repeated_rows(read: ReadList, columns: list[tuple[RawCell, ...]]) -> list[tuple[RawCell, ...]]:
    """Keeps the first of rows that say the same in every column of the list."""
    dated = read.values.get(read.found.mapping.dated or "", read.who)
    rows = len(read.who)
    read.who_once = len(set(read.who)) == rows
    read.each_once = read.who_once or len(set(zip(read.who, dated, strict=True))) == rows
    if read.each_once:
        return columns
    first_number: dict[tuple[Value, ...], int] = {}
    keep = []
    for index, row in enumerate(zip(*read.values.values(), *read.unread.values(), strict=True)):
        first = first_number.setdefault(row, read.numbers[index])
        keep.append(first == read.numbers[index])
        if not keep[-1]:
            expected = f"each row once; it says the same as row {first}"
            read.add("repeated_row", index, read.found.mapping.who, found=read.who[index], expected=expected)
    read.numbers = list(compress(read.numbers, keep))
    read.who = list(compress(read.who, keep))
    read.values = {name: list(compress(values, keep)) for name, values in read.values.items()}
    read.dates = {name: list(compress(dates, keep)) for name, dates in read.dates.items()}
    read.unread = {name: list(compress(unread, keep)) for name, unread in read.unread.items()}
    return [tuple(compress(cells, keep)) for cells in columns]


def _check_column(read: ReadList, readers: CellReaders, column: Column, raw: Sequence[RawCell]) -> None:
    """Counts how the cells of a column were read; notes those that could not be or must not be as they are."""
    found, readings, values = read.found, readers.of(column, read.found.sheet.day_zero), read.values[column.name]
    counts = readings.counts(raw, values if column.fills else None)
    read.columns.append(_line(found, column, found.written(found.header.places[column.name]), counts))
    if readings.faults:
        for index, cell in enumerate(raw):
            if cell in readings.faults:
                fault = readings.faults[cell]
                read.add(fault.kind, index, column.name, found=shown(cell), expected=fault.expected)
    if readings.blanks:
        for cell, count in Counter(cell for cell in raw if cell in readings.blanks).items():
            text = f"“{shown(cell)}” in {count} cell{'s' if count > 1 else ''}"
            at = found.cell(column.name)
            read.problems.append(problem("read_as_blank", at, found=text, expected="a blank cell"))
    if column.may_be_blank or counts["read"] == len(values) or None not in values:
        return
    blank = [index for index, value in enumerate(values) if value is None and raw[index] not in readings.faults]
    if len(blank) == len(values):
        at = found.cell(column.name)
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
