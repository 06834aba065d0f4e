"""Annex A, the child-level lists that Ofsted asks for: read from files into the record, and written from it.

Only `annex_a_lists`, `annex_a_codes` and `annex_a_layouts` know its columns, codes and editions.
"""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from roker.calendar import add_months
from roker.database import Database
from roker.errors import RokerError
from roker.formats.annex_a_codes import CODE_TABLES, code_tables
from roker.formats.annex_a_files import Files, open_files
from roker.formats.annex_a_layouts import LAYOUTS
from roker.formats.annex_a_lists import LISTS, MADE, ONLY_LATEST
from roker.formats.annex_a_writing import rows_of, write, write_record
from roker.formats.filling import RecordTables
from roker.formats.lists import CellReaders, ReadList, read_list
from roker.formats.mapping import Makes
from roker.formats.sheets import Recogniser
from roker.local import Local
from roker.record import Problem, Reading

__all__ = ["CODE_TABLES", "LAYOUTS", "SOURCE", "Progress", "read", "recognises", "rows_of", "write", "write_record"]

SOURCE = "annex_a"

Progress = Callable[[int, int], None]
"""Told how many rows have been loaded, and of how many."""


def read(  # noqa: PLR0913 - what every reader takes
    path: Path,
    *,
    snapshot_on: date | None,
    today: date,
    local: Local | None = None,
    workspace: Database | None = None,
    progress: Progress | None = None,
) -> Reading:
    """What the lists of Annex A say, and every cell of them that could not be read.

    `path` is a workbook, a csv file, or a folder or archive of either. `snapshot_on` is the day it speaks of; without
    it, the newest date in the lists that is not after `today`. `local` has the words of one authority. The tables of
    the reading are made in `workspace`. Raises a `RokerError` for files that hold no such list.
    """
    if snapshot_on is not None and snapshot_on > today:
        raise RokerError(f"{snapshot_on:%d/%m/%Y} has not come yet. Give the day on which the lists were exported.")
    files = open_files(path)

    def loaded(rows: int) -> None:
        if progress:
            progress(min(rows, files.row_count), files.row_count)

    with _no_looking_for_waste():
        return _read(files, snapshot_on, today, local or Local(), workspace or _own_workspace(), loaded)


def recognises(path: Path) -> bool:
    """Whether there is a list of Annex A at `path`."""
    try:
        files = open_files(path)
        return bool(_recogniser().recognise(files.name, files.sheets(), lambda _: None).lists)
    except RokerError:
        return False


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


def _own_workspace() -> Database:
    database = Database.in_memory()
    database.run("SET threads = 1")  # lists are small: a second thread would mostly wait, at full cost
    return database


@cache
def _recogniser() -> Recogniser:
    return Recogniser(LISTS, tuple(LAYOUTS))


def _recogniser_for(local: Local) -> Recogniser:
    """Refuses settings that no list reads: they would be worse than none."""
    for section, given, known in (
        ("columns", local.columns, [mapping.name for mapping in LISTS]),
        ("values", local.values, list(CODE_TABLES)),
    ):
        if unknown := sorted(given.get(SOURCE, {}).keys() - set(known)):
            raise RokerError(
                f"local.toml: no list of Annex A reads “{unknown[0]}” ([{section}.annex_a]). "
                f"There are: {', '.join(known)}."
            )
    if not local.columns.get(SOURCE):
        return _recogniser()
    return Recogniser(LISTS, tuple(LAYOUTS), lambda name: local.column_names(SOURCE, name))


def _read(  # noqa: PLR0913 - as `read`
    files: Files,
    snapshot_on: date | None,
    today: date,
    local: Local,
    workspace: Database,
    loaded: Callable[[int], None],
) -> Reading:
    recognition = _recogniser_for(local).recognise(files.name, files.sheets(), loaded)
    if not recognition.lists:
        raise RokerError(
            f"{files.name} holds none of the eleven lists of Annex A: no sheet has a row of column names with "
            f"“{LISTS[0].who}” or “{LISTS[-1].who}” and the other names that a list asks for."
        )
    readers = CellReaders(code_tables(lambda code_set: local.words(SOURCE, code_set)))
    lists = [read_list(found, readers) for _, found in sorted(recognition.lists.items())]
    if not any(each.numbers for each in lists):
        raise RokerError(f"{files.name} has the headings of Annex A and nobody under them. Check the export.")
    snapshot, snapshot_from = _snapshot(files.name, lists, snapshot_on, today)
    tables = RecordTables(workspace)
    for each in lists:
        each.note_later_dates(snapshot)
        if each.numbers:
            tables.put(each)
    tables.finish()
    for each in lists:
        each.problems.sort(key=lambda problem: problem.at.row or 0)
    loaded(files.row_count)
    return Reading(
        source=SOURCE,
        files=files.sources,
        snapshot_on=snapshot,
        snapshot_from=snapshot_from,
        tables=workspace,
        speaks_from=_speaks_from(lists, snapshot),
        only_latest=ONLY_LATEST,
        absent=_absent(lists),
        problems=_without_repeats(files.problems, recognition.problems, *(each.problems for each in lists)),
        counts={each.found.mapping.name: len(each.numbers) for each in lists},
        columns=tuple(line for each in lists for line in each.columns),
    )


def _snapshot(name: str, lists: Sequence[ReadList], given: date | None, today: date) -> tuple[date, str]:
    """The day that lists speak of, and how it is known."""
    if given is not None:
        return given, "The day was given when the file was loaded."
    newest: tuple[date, str] | None = None
    for each in lists:
        found = each.newest_date(today)
        if found and (newest is None or found[0] > newest[0]):
            day, column = found
            newest = day, f"The newest date in the lists that is not in the future: {each.found.cell(column)}."
    if newest is None:
        raise RokerError(f"{name} holds no date that tells which day it speaks of. Give that day with --snapshot.")
    return newest


def _speaks_from(lists: Sequence[ReadList], snapshot: date) -> Mapping[str, date]:
    """By entity, the first day of which these lists tell everything.

    An entity that a missing or empty list would tell of as well is told of in part, up to the snapshot day: nothing
    can be concluded from what is not there.
    """
    told = {each.found.mapping.number for each in lists if each.numbers}
    days: dict[str, date] = {}
    for mapping in LISTS:
        whole = mapping.number in told
        day = add_months(snapshot, -mapping.months_back) if whole else snapshot + timedelta(days=1)
        for name in {*(makes.entity.name for makes in mapping.makes), "stated_value"}:
            days[name] = max(day, days.get(name, day))
    return days


def _absent(lists: Sequence[ReadList]) -> frozenset[str]:
    """The fields for which these lists had no column, or no row at all.

    A list of headings alone is more often a failed export than an authority without any child in care: it does not
    say that there are none.
    """
    carried = {
        f"{makes.entity.name}.{name}"
        for read in lists
        for makes in read.found.mapping.makes
        if read.numbers and read.says(makes)
        for name in _carried(read, makes)
    }
    return frozenset(str(field) for entity in MADE for field in entity.fields if str(field) not in carried)


def _carried(read: ReadList, makes: Makes) -> set[str]:
    """The fields of a row made that a sheet has a column for, or that are known without one."""
    filled = read.found.mapping.filled(makes)
    with_column = {name for name, columns in filled.items() if any(column.name in read.values for column in columns)}
    # An id that is made here needs the date that it is made of.
    linked = makes.linked if read.found.mapping.dated in read.values else ()
    own = {makes.entity.own_id or ""} if makes.entity.happened_on in with_column else set()
    return {*with_column, *makes.fixed, *linked, *own, "person_id"}


def _without_repeats(*problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """One cell may fill two fields; if it is wrong, that is one problem."""
    return tuple(dict.fromkeys(problem for some in problems for problem in some))
