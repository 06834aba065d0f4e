"""The children in need census, one XML file a year: read from a file of any size into the record, and written.

Only `cin_census_layout` knows its modules, elements and years; this module knows the return as a whole.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from roker.database import Database
from roker.errors import RokerError
from roker.formats.cin_census_checks import merge_repeated_children, note_later_dates, note_other_years
from roker.formats.cin_census_header import Header, read_header
from roker.formats.cin_census_layout import READ_ENTITIES, SOURCE
from roker.formats.cin_census_problems import Note, Tally
from roker.formats.cin_census_rows import ChildRows
from roker.formats.cin_census_shelves import Carrier
from roker.formats.cin_census_writing import write
from roker.formats.xml_stream import Progress, XmlFile, local_names, open_xml
from roker.local import Local
from roker.record import ENTITIES, ColumnReading, Reading

__all__ = ["SOURCE", "read", "write"]

_CHILDREN_AT_ONCE = 25_000
_ROOT, _HEADER, _CHILD = "Message", "Header", "Children/Child"


def read(  # noqa: PLR0913 - what every reader is given
    path: Path,
    *,
    snapshot_on: date | None,
    today: date,
    local: Local | None = None,
    workspace: Database | None = None,
    progress: Progress | None = None,
) -> Reading:
    """What a children in need census says, and everything in it that could not be read.

    `snapshot_on` is the day the census speaks of; without it, the reference date in the file. Nothing in memory grows
    with the file where `workspace` is on disk. Raises a `RokerError` for a file that is no such census or breaks off:
    then the workspace holds no table of it.
    """
    if snapshot_on is not None and snapshot_on > today:
        raise RokerError(f"{snapshot_on:%d/%m/%Y} has not come yet. Give the last day that the census speaks of.")
    file = open_xml(path)
    if file.root != _ROOT:
        raise RokerError(f"{path.name} is no children in need census: its outermost element is not “{_ROOT}”.")
    tables = workspace or Database.in_memory()
    try:
        for name in READ_ENTITIES:
            tables.create_table(name, ENTITIES[name].columns())
        with _no_looking_for_waste():
            return _Census(file, tables, local or Local()).reading(snapshot_on, today, progress)
    except BaseException:
        for name in READ_ENTITIES:
            tables.run(f"DROP TABLE IF EXISTS {name}")
        raise


@contextmanager
def _no_looking_for_waste() -> Iterator[None]:
    """Rows are made by the hundred thousand and none of them is waste: looking for it takes time."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


class _Census:
    """A census as it is read."""

    def __init__(self, file: XmlFile, tables: Database, local: Local) -> None:
        self._file = file
        self._tables = tables
        self._tally = Tally(file.name)
        self._rows = ChildRows(self._tally, local)

    def reading(self, snapshot_on: date | None, today: date, progress: Progress | None) -> Reading:
        """Everything that the file says."""
        header = self._stream(progress)
        snapshot, snapshot_from = header.snapshot(self._file.name, snapshot_on, today, self._tally)
        year = header.year or snapshot.year + (snapshot.month > 3)
        found = self._found()
        self._note_strays()
        self._note_missing(found, year)
        note_other_years(self._tables, self._tally, year, found)
        merge_repeated_children(self._tables, self._tally)
        note_later_dates(self._tables, self._tally, snapshot)
        return Reading(
            source=SOURCE,
            files=(self._file.source,),
            snapshot_on=snapshot,
            snapshot_from=snapshot_from,
            tables=self._tables,
            speaks_from=dict.fromkeys(READ_ENTITIES, date(year - 1, 4, 1)),
            absent=self._absent(found),
            problems=tuple(self._tally.problems()),
            counts={plan.name: plan.shelves[plan.name].count for plan in self._rows.plans if plan.is_row},
            columns=tuple(self._columns()),
        )

    def _stream(self, progress: Progress | None) -> Header:
        """Takes the children of the file into the tables. Gives the header."""
        header, count = Header(), 0
        with Carrier(self._tables, self._rows.shelves) as carrier:
            for record in self._file.records(_HEADER, _CHILD, progress=progress):
                if local_names[record.tag] == _HEADER:
                    header = read_header(record, self._file.name, self._tally)
                    continue
                self._rows.read(record, may_have_attributes=self._file.may_have_attributes)
                count += 1
                if count % _CHILDREN_AT_ONCE == 0:
                    carrier.carry()
            if not count:
                raise RokerError(f"{self._file.name} is a census without any child in it. Check the export.")
            carrier.carry()
            carrier.arrive()
        self._rows.count_what_was_read(self._tables)
        return header

    def _found(self) -> Mapping[str, int]:
        """By module and element ("Section47.DateOfInitialCPC"), how many values were read; by module, how many stood
        there.
        """
        found: dict[str, int] = {}
        for plan in self._rows.plans:
            for item in plan.module.items:
                found[f"{plan.name}.{item.name}"] = plan.shelf_of(item).read[item.name]
            if plan.is_row:
                found[plan.name] = plan.shelves[plan.name].count
        return found

    def _note_strays(self) -> None:
        for stray in self._file.strays:
            kind = "beside_elements" if stray.name == "text" else "unknown_element"
            name = "" if stray.name == "text" else stray.name
            self._tally.add(Note(kind, stray.within, name, stray.line, stray.text, f"an element of {stray.within}"))

    def _note_missing(self, found: Mapping[str, int], year: int) -> None:
        """Notes modules that stand nowhere, though a whole year of an authority would have some."""
        for plan in self._rows.plans:
            if plan.is_row and not found[plan.name] and plan.module.is_of(year) and plan.module.is_confirmed:
                self._tally.add(Note("missing_module", plan.name, "", None, expected=f"some {plan.name}"))

    def _absent(self, found: Mapping[str, int]) -> frozenset[str]:
        """The fields that nothing in the file tells of: those without an element, those of a module that stands
        nowhere, and those of an element that must stand there and never does.
        """
        told: set[str] = set()
        for plan in self._rows.plans:
            if found[plan.home.name]:
                for item in plan.module.items:
                    if found[f"{plan.name}.{item.name}"] or not item.is_required:
                        told |= plan.shelf_of(item).tells(item)
        return frozenset({str(each) for entity in ENTITIES for each in entity.fields} - told)

    def _columns(self) -> Iterator[ColumnReading]:
        """How the elements of each name were read."""
        for plan in self._rows.plans:
            for item in plan.module.items:
                shelf = plan.shelf_of(item)
                read, unread = shelf.read[item.name], self._tally.unread[plan.name, item.name]
                makes_rows = item.is_repeated or item.fixed
                cells = read + unread if makes_rows else plan.home.shelves[plan.home.name].count
                yield ColumnReading(
                    sheet=plan.name,
                    column=item.name,
                    fills=item.fills,
                    read=read - shelf.unknown[item.name],
                    unread=unread,
                    unknown=shelf.unknown[item.name],
                    blank=max(cells - read - unread, 0),
                    is_missing=not read and not unread,
                )
