"""One file of the SSDA903 return, read a column at a time: what its cells say, and every cell that could not be read.

By column, because a column of 20,000 cells holds few different ones, and each of those is then read once.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress

from roker.formats.cells import RawCell
from roker.formats.problems import problem
from roker.formats.ssda903_columns import ALSO, MARKS, SEX_CODES_UNTIL, SOURCE, WHO, ReturnColumn, code_of_then
from roker.formats.ssda903_files import FoundFile
from roker.formats.values import (
    NOT_A_DATE,
    Answer,
    Fault,
    Readings,
    Value,
    code_table,
    read_date,
    read_id,
    read_number,
    read_text,
    shown,
)
from roker.local import Local
from roker.record import CODE_SETS, ColumnReading, Kind, Problem

REPEATS = 5
"""The same fault of the same cell is told one by one so often; beyond it, once for all."""

_PART_OF_DATE = re.compile(r"(\d\d|zz)/(\d\d|zz)/(\d{4}|zzzz)", re.IGNORECASE)
_ACCOMMODATION = re.compile(r"([A-Z])([12])", re.IGNORECASE)
_NO_ACCOMMODATION = Fault("not_a_code", "a letter for the accommodation and 1 (suitable) or 2 (not), such as U1")
_EXPECTED = {
    Kind.ID: "a number in the case system",
    Kind.TEXT: "a text",
    Kind.CODE: "one of the codes of the return",
    Kind.DATE: "a date",
    Kind.NUMBER: "a number",
}
Place = tuple[int, str, str]
"""Where a fault is: the place of its row, what was found, what was expected."""


class CellReaders:
    """How the cells of each column are read; what was read once is kept for the whole return."""

    def __init__(self, local: Local) -> None:
        self._local = local
        self._kinds = {
            Kind.ID: Readings(read_id),
            Kind.TEXT: Readings(read_text),
            Kind.NUMBER: Readings(read_number),
            Kind.DATE: Readings(read_date),
        }
        self._by_name = {"ACCOM": Readings(_read_accommodation), "DATE_PERM": Readings(_read_part_of_date)}
        self._codes: dict[str, Readings] = {}

    def of(self, column: ReturnColumn) -> Readings:
        """The readings for a column."""
        if column.name in self._by_name:
            return self._by_name[column.name]
        if not column.codes:
            return self._kinds[column.kind]
        if column.codes not in self._codes:
            self._codes[column.codes] = Readings(self._code_reader(column.codes))
        return self._codes[column.codes]

    def _code_reader(self, codes: str) -> Callable[[RawCell], Answer]:
        words = self._local.words(SOURCE, codes)
        table = code_table(codes, also=ALSO.get(codes), local_words=words)

        def read(raw: RawCell) -> Answer:
            return (None, None) if shown(raw).upper() in MARKS else table.read(raw)

        return read


def _read_accommodation(raw: RawCell) -> Answer:
    text, fault = read_text(raw)
    if text is None:
        return text, fault
    found = _ACCOMMODATION.fullmatch(str(text))
    if found and found[1].upper() in CODE_SETS["accommodation"].labels:
        return str(text).upper(), None
    return None, _NO_ACCOMMODATION


def _read_part_of_date(raw: RawCell) -> Answer:
    """A date of which day, month or year may be zz. Other words are kept as they are, and said."""
    text, fault = read_text(raw)
    if text is None:
        return text, fault
    if _PART_OF_DATE.fullmatch(str(text)):
        return str(text).lower(), None
    day, _ = read_date(raw)
    return (day.strftime("%d/%m/%Y"), None) if isinstance(day, date) else (text, NOT_A_DATE)


@dataclass(kw_only=True)
class ReadFile:
    """A file that has been read: for each of its columns as many values as there are rows."""

    found: FoundFile
    numbers: list[int]
    who: list[str]
    raw: dict[str, list[str]]
    values: dict[str, list[Value]]
    """By column. Columns that the file lacks are not there."""
    unread: dict[str, list[bool]] = field(default_factory=dict)
    """By column, which of its cells could not be read; columns without such cells are not there."""
    problems: list[Problem] = field(default_factory=list)
    columns: list[ColumnReading] = field(default_factory=list)

    def add(self, kind: str, index: int, column: str, *, found: str = "", expected: str = "") -> None:
        """Notes a problem with one cell."""
        self.problems.append(
            problem(kind, self.found.cell(column, self.numbers[index]), found=found, expected=expected)
        )

    def add_all(self, kind: str, column: str, places: Iterable[Place]) -> None:
        """Notes a problem with many cells: one by one where they differ, once where the same fault repeats."""
        alike: dict[tuple[str, str], list[int]] = {}
        for index, found, expected in places:
            alike.setdefault((found, expected), []).append(index)
        for (found, expected), indexes in alike.items():
            if len(indexes) > REPEATS:
                rows = f"{len(indexes):,} rows, from row {self.numbers[indexes[0]]}"
                self.add(kind, indexes[0], column, found=f"“{found}” in {rows}" if found else rows, expected=expected)
                continue
            for index in indexes:
                self.add(kind, index, column, found=found, expected=expected)

    def newest_date(self, today: date) -> tuple[date, str] | None:
        """The newest date that is not in the future, and its column. A date of birth tells nothing of the file."""
        newest: tuple[date, str] | None = None
        for column in self.found.mapping.columns:
            if column.kind is Kind.DATE and not column.may_lie_ahead and column.name in self.values:
                days = (day for day in self.values[column.name] if isinstance(day, date) and day <= today)
                day = max(days, default=None)
                if day and (newest is None or day > newest[0]):
                    newest = day, column.name
        return newest

    def note_later_dates(self, snapshot_on: date) -> None:
        """Notes dates later than the day the return speaks of. They are kept."""
        expected = f"a date not later than {snapshot_on:%d/%m/%Y}"
        for column in self.found.mapping.columns:
            if column.kind is Kind.DATE and not column.may_lie_ahead and column.name in self.values:
                self.add_all("later_than_snapshot", column.name, [
                    (index, f"{day:%d/%m/%Y}", expected)
                    for index, day in enumerate(self.values[column.name])
                    if isinstance(day, date) and day > snapshot_on
                ])  # fmt: skip

    def note_codes_not_in_force(self, year: int, days: Mapping[str, Sequence[date]]) -> None:
        """Notes codes that the return of a year, or a row of its day, no longer or not yet has. They were read."""
        for column in self.found.mapping.columns:
            if column.name not in self.values or not column.codes:
                continue
            if column.codes == "sex":
                self.add_all("other_year", column.name, self._sexes_of_another_year(year, column.name))
                continue
            of_set = CODE_SETS[column.codes]
            on = days.get(column.name) or [date(year, 3, 31)] * len(self.who)
            out = {
                (code, day)
                for code, day in set(zip(self.values[column.name], on, strict=True))
                if code is not None and not (of_set.in_force(str(code), day) and of_set.taken_by(str(code), SOURCE))
            }
            self.add_all("other_year", column.name, [
                (index, str(code), code_of_then(of_set, str(code)))
                for index, (code, day) in enumerate(zip(self.values[column.name], on, strict=True))
                if (code, day) in out
            ])  # fmt: skip

    def _sexes_of_another_year(self, year: int, column: str) -> Iterator[Place]:
        in_numbers = year <= SEX_CODES_UNTIL
        expected = f"{'1 or 2' if in_numbers else 'M, F or U'}, as the return of {year - 1}-{year % 100:02} has it"
        for index, cell in enumerate(self.raw[column]):
            if self.values[column][index] is not None and shown(cell)[:1].isdigit() != in_numbers:
                yield index, shown(cell), expected


def read_file(found: FoundFile, readers: CellReaders) -> ReadFile:
    """Reads a file. Rows that name nobody and rows that repeat another are left out, and said."""
    ids = readers.of(found.mapping.column(WHO))
    who = [ids[cell] for cell in found.cells[WHO]]
    read = ReadFile(
        found=found,
        numbers=list(found.numbers),
        who=[str(each) for each in who],
        raw={column.name: _told(column, found) for column in found.mapping.columns if column.name in found.cells},
        values={},
    )
    _keep(read, _rows_of_somebody(read, who))
    if not read.numbers:
        read.problems.append(
            problem("empty_list", found.cell(), found=found.mapping.title, expected="rows below the names")
        )
    for column in found.mapping.columns:
        if column.name in read.raw:
            readings, raw = readers.of(column), read.raw[column.name]
            values = read.values[column.name] = readings.of(raw)
            if readings.faults and None in values:
                unread = [value is None and cell in readings.faults for value, cell in zip(values, raw, strict=True)]
                if any(unread):
                    read.unread[column.name] = unread
    _keep(read, _rows_once(read))
    for column in found.mapping.columns:
        if column.name in read.raw or not column.only_xml:
            read.columns.append(_check_column(read, column, readers.of(column)))
    return read


def _told(column: ReturnColumn, found: FoundFile) -> list[str]:
    """The cells of a column; what stands where there is nothing to say is blank."""
    cells = found.cells[column.name]
    return ["" if cell.strip() in column.says_none else cell for cell in cells] if column.says_none else list(cells)


def _rows_of_somebody(read: ReadFile, who: Sequence[Value]) -> list[bool]:
    """Which rows name a child. One that does not is a problem, unless it holds nothing at all."""
    keep = [each is not None for each in who]
    for index in [index for index, kept in enumerate(keep) if not kept]:
        told = [cells[index].strip() for cells in read.raw.values() if cells[index].strip()]
        if told:
            read.add("nobody_named", index, WHO, found="; ".join(told), expected=f"“{WHO}”")
    return keep


def _rows_once(read: ReadFile) -> list[bool]:
    """Which rows say what none before them said."""
    first: dict[tuple[Value, ...], int] = {}
    keep = []
    for index, row in enumerate(zip(*read.values.values(), *read.unread.values(), strict=True)):
        before = first.setdefault(row, read.numbers[index])
        keep.append(before == read.numbers[index])
        if not keep[-1]:
            expected = f"each row once; it says the same as row {before}"
            read.add("repeated_row", index, WHO, found=read.who[index], expected=expected)
    return keep


def _keep(read: ReadFile, keep: Sequence[bool]) -> None:
    if all(keep):
        return
    read.numbers = list(compress(read.numbers, keep))
    read.who = list(compress(read.who, keep))
    read.raw = {name: list(compress(cells, keep)) for name, cells in read.raw.items()}
    read.values = {name: list(compress(values, keep)) for name, values in read.values.items()}
    read.unread = {name: list(compress(unread, keep)) for name, unread in read.unread.items()}


def _check_column(read: ReadFile, column: ReturnColumn, readings: Readings) -> ColumnReading:
    """Notes the cells of a column that could not be read, were fillers, or are blank and must not be; and counts."""
    title = read.found.sheet or read.found.file
    fills = ", ".join(map(str, column.fills))
    if column.name not in read.values:
        return ColumnReading(sheet=title, column=column.name, fills=fills, is_missing=True)
    raw = read.raw[column.name]
    counts = readings.counts(raw)
    if counts["unread"] or readings.faults:
        _note_faults(read, column, readings)
    _note_fillers(read, column, readings)
    if not column.may_be_blank and counts["blank"] + counts["unknown"]:
        _note_blanks(read, column, readings)
    return ColumnReading(sheet=title, column=read.found.written[column.name], fills=fills, **counts)


def _note_faults(read: ReadFile, column: ReturnColumn, readings: Readings) -> None:
    by_kind: dict[str, list[Place]] = {}
    for index, cell in enumerate(read.raw[column.name]):
        if cell in readings.faults:
            fault = readings.faults[cell]
            by_kind.setdefault(fault.kind, []).append((index, shown(cell), fault.expected))
    for kind, places in by_kind.items():
        read.add_all(kind, column.name, places)


def _note_fillers(read: ReadFile, column: ReturnColumn, readings: Readings) -> None:
    for cell, count in Counter(cell for cell in read.raw[column.name] if cell in readings.blanks).items():
        found = f"“{shown(cell)}” in {count:,} cell{'s' if count > 1 else ''}"
        expected = MARKS.get(shown(cell).upper(), "a blank cell")
        read.problems.append(problem("read_as_blank", read.found.cell(column.name), found=found, expected=expected))


def _note_blanks(read: ReadFile, column: ReturnColumn, readings: Readings) -> None:
    raw, values = read.raw[column.name], read.values[column.name]
    blank = [index for index, value in enumerate(values) if value is None and raw[index] not in readings.faults]
    if len(blank) == len(values):
        at = read.found.cell(column.name)
        read.problems.append(problem("empty_column", at, expected=_EXPECTED[column.kind]))
    else:
        read.add_all("blank", column.name, [(index, "", _EXPECTED[column.kind]) for index in blank])
