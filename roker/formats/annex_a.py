"""Annex A, the workbook of child-level lists that Ofsted asks for: read from a file into the record, and written.

Only `annex_a_lists` and `annex_a_codes` know its columns and codes; this module knows the workbook as a whole.
"""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from roker.errors import RokerError
from roker.formats.annex_a_codes import ALSO, SPELT
from roker.formats.annex_a_lists import LISTS, NEVER_CARRIED, ONLY_LATEST
from roker.formats.cells import Table, open_workbook, write_workbook
from roker.formats.filling import RecordRows
from roker.formats.lists import CellReaders, ReadList, read_list
from roker.formats.mapping import Column, ListMapping, Makes
from roker.formats.sheets import Recogniser
from roker.formats.values import CodeTable, cleaned
from roker.record import CODE_SETS, Kind, Problem, Reading

SOURCE = "annex_a"

Progress = Callable[[int, int], None]
"""Told how many rows have been loaded, and of how many."""


def _code_table(name: str) -> CodeTable:
    if name not in CODE_SETS:
        return CodeTable(labels={}, spelt=SPELT[name], also={}, unknown=None)
    known = CODE_SETS[name]
    return CodeTable(labels=known.labels, spelt=SPELT[name], also=ALSO.get(name, {}), unknown=known.unknown)


CODE_TABLES: Mapping[str, CodeTable] = {name: _code_table(name) for name in SPELT}
_RECOGNISER = Recogniser(LISTS)


def read(path: Path, *, snapshot_on: date | None, today: date, progress: Progress | None = None) -> Reading:
    """What an Annex A workbook says, and every cell of it that could not be read.

    `snapshot_on` is the day the workbook speaks of; without it, the newest date in the workbook that is not after
    `today`. Raises a `RokerError` for a file that is no such workbook.
    """
    if snapshot_on is not None and snapshot_on > today:
        raise RokerError(f"{snapshot_on:%d/%m/%Y} has not come yet. Give the day on which the lists were exported.")
    with _no_looking_for_waste():
        return _read(path, snapshot_on, today, progress)


@contextmanager
def _no_looking_for_waste() -> Iterator[None]:
    """Rows are made by the hundred thousand and none of them is waste: looking for it takes a tenth of the time."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def _read(path: Path, snapshot_on: date | None, today: date, progress: Progress | None) -> Reading:
    workbook = open_workbook(path)

    def loaded(rows: int) -> None:
        if progress:
            progress(min(rows, workbook.row_count), workbook.row_count)

    recognition = _RECOGNISER.recognise(workbook, loaded)
    if not recognition.lists:
        raise RokerError(
            f"{path.name} holds none of the eleven lists of Annex A: no sheet has a row of column names with "
            f"“{LISTS[0].who}” or “{LISTS[-1].who}” and the other names that a list asks for."
        )
    readers = CellReaders(workbook.day_zero, {name: table.read for name, table in CODE_TABLES.items()})
    lists = [read_list(found, readers) for _, found in sorted(recognition.lists.items())]
    if not any(each.numbers for each in lists):
        raise RokerError(f"{path.name} has the headings of Annex A and nobody under them. Check the export.")
    snapshot, snapshot_from = _snapshot(path.name, lists, snapshot_on, today)
    rows = RecordRows()
    for each in lists:
        each.note_later_dates(snapshot)
        rows.put(each)
        each.problems.sort(key=lambda problem: problem.at.row or 0)
    loaded(workbook.row_count)
    return Reading(
        source=SOURCE,
        files=(workbook.source,),
        snapshot_on=snapshot,
        snapshot_from=snapshot_from,
        rows=rows.rows(),
        only_latest=ONLY_LATEST,
        absent=_absent(lists),
        problems=_without_repeats(recognition.problems, *(each.problems for each in lists)),
        counts={each.found.mapping.name: len(each.numbers) for each in lists},
    )


def _snapshot(name: str, lists: Sequence[ReadList], given: date | None, today: date) -> tuple[date, str]:
    """The day a workbook speaks of, and how it is known."""
    if given is not None:
        return given, "The day was given when the file was loaded."
    newest: tuple[date, str] | None = None
    for each in lists:
        found = each.newest_date(today)
        if found and (newest is None or found[0] > newest[0]):
            day, column = found
            newest = day, f"The newest date in the workbook that is not in the future: {each.found.cell(column)}."
    if newest is None:
        raise RokerError(f"{name} holds no date that tells which day it speaks of. Give that day with --snapshot.")
    return newest


def _absent(lists: Sequence[ReadList]) -> frozenset[str]:
    """The fields, of the entities that Annex A fills, for which this workbook had no column, or no row at all.

    A list of headings alone is more often a failed export than an authority without any child in care: it does not
    say that there are none.
    """
    asked = {str(each) for mapping in LISTS for makes in mapping.makes for each in makes.entity.fields}
    carried = {
        f"{makes.entity.name}.{name}"
        for read in lists
        for makes in read.found.mapping.makes
        if read.numbers and read.says(makes)
        for name in _carried(read, makes)
    }
    return frozenset(asked - carried) | NEVER_CARRIED


def _carried(read: ReadList, makes: Makes) -> set[str]:
    """The fields of a row made that a sheet has a column for, or that are known without one."""
    filled = read.found.mapping.filled(makes)
    with_column = {name for name, columns in filled.items() if any(column.name in read.values for column in columns)}
    # An id that is made here needs the date that it is made of.
    linked = makes.linked if read.found.mapping.dated in read.values else ()
    return {*with_column, *makes.fixed, *linked, "person_id"}


def _without_repeats(*problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """One cell may fill two fields; if it is wrong, that is one problem."""
    return tuple(dict.fromkeys(problem for some in problems for problem in some))


def write(path: Path, lists: Mapping[int, Sequence[Mapping[str, object]]]) -> None:
    """Writes a workbook in this layout, from rows by list number; a list that is not given has no sheet.

    A row has values by column name, as the record holds them: dates as `date`, codes as codes, which are spelt as
    Annex A spells them ("k) APKN"). A column that a row does not have is left blank.
    """
    by_number = {mapping.number: mapping for mapping in LISTS}
    tables = [_table(by_number[number], rows) for number, rows in sorted(lists.items())]
    write_workbook(path, tables)


def _table(mapping: ListMapping, rows: Sequence[Mapping[str, object]]) -> Table:
    names = [column.name for column in mapping.columns]
    for row in rows:
        if unknown := row.keys() - set(names):
            raise ValueError(f"{mapping.name} has no column {', '.join(sorted(unknown))}")
    return Table(
        name=mapping.name,
        header=names,
        rows=[[_written(column, row.get(column.name)) for column in mapping.columns] for row in rows],
    )


def _written(column: Column, value: object) -> str | float | date | None:
    """A value as Annex A has it. What the column cannot hold is a fault of the program, not of a file."""
    if value is None:
        return None
    if column.codes and isinstance(value, str) and value in CODE_TABLES[column.codes].spelt:
        return CODE_TABLES[column.codes].spelt[value]
    if column.kind is Kind.DATE and isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if column.kind is Kind.NUMBER and isinstance(value, int | float):
        return value
    if column.kind in {Kind.TEXT, Kind.ID} and isinstance(value, str):
        return cleaned(value)
    raise ValueError(f"“{column.name}” takes a {column.kind}, not a {type(value).__name__} such as was given")
