"""Cells of workbooks, in and out: the only place that knows a spreadsheet library.

Reading refuses, in one sentence, whatever is not a whole and readable workbook. Writing writes text as text, so that
nothing that came from a case system can become a formula in somebody's spreadsheet program.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import python_calamine
import xlsxwriter

from roker.errors import RokerError
from roker.formats.container import Container, DamagedError, open_container
from roker.formats.scan import Extent, Scan, column_letters, scan
from roker.record import SourceFile

__all__ = [
    "DAY_ZERO",
    "RawCell",
    "Sheet",
    "Table",
    "Workbook",
    "column_letters",
    "open_workbook",
    "workbook_in",
    "write_workbook",
]

RawCell = str | float | int | bool | date | datetime | time | timedelta
"""A cell as the spreadsheet program holds it. Blank is "", an error its text ("#REF!"), a whole number a float."""

DAY_ZERO = date(1899, 12, 30)
"""The day from which most workbooks count their days."""
LONGEST_TEXT = 32_767
"""What one cell of a workbook can hold."""
_WRITTEN_ON = datetime(2000, 1, 1)
"""Not the true time: the same rows make the same file, whenever they are written."""
_DATES_AS = "dd/mm/yyyy"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: `rows[0]` stands in row `first_row`, its first cell in column `first_column`, counted from 1.

    A file of comma-separated text is a sheet without a name.
    """

    file: str
    name: str
    visible: bool
    rows: list[list[RawCell]]
    first_row: int = 1
    first_column: int = 1
    day_zero: date = DAY_ZERO
    """The day from which its file counts days, where a date is only a number."""

    @property
    def title(self) -> str:
        """Its name, or that of its file where it has none."""
        return self.name or self.file


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """A workbook that has been looked through and may be read."""

    container: Container
    scan: Scan

    @property
    def source(self) -> SourceFile:
        """The file: its name, size and hash."""
        return self.container.source

    @property
    def day_zero(self) -> date:
        """The day from which the workbook counts its days, where a date is only a number."""
        return self.scan.day_zero

    @property
    def row_count(self) -> int:
        """About how many rows there are in all, for telling how far a reading has got."""
        return self.scan.rows

    def sheets(self) -> Iterator[Sheet]:
        """Every sheet of cells, hidden ones too."""
        name = self.source.name
        with _told_in_one_sentence(name):
            book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(self.container.content))
            about = [each for each in book.sheets_metadata if each.typ is python_calamine.SheetTypeEnum.WorkSheet]
        for each in about:
            with _told_in_one_sentence(name):
                sheet = _read_sheet(book, each, self)
            yield sheet


def open_workbook(path: Path) -> Workbook:
    """The workbook at `path`, or a `RokerError` whose sentence says why it cannot be read."""
    container = open_container(path)
    return workbook_in(container)


def workbook_in(container: Container) -> Workbook:
    """The workbook that a container is, as one inside an archive."""
    return Workbook(container=container, scan=scan(container))


@contextmanager
def _told_in_one_sentence(name: str) -> Iterator[None]:
    """Turns whatever the reading library raises into one sentence. Its own words may hold what is in a cell."""
    try:
        yield
    except Exception:
        raise DamagedError(name) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the library gave up; no `Exception`, but it means the same
            raise DamagedError(name) from None
        raise


def _read_sheet(
    book: python_calamine.CalamineWorkbook, about: python_calamine.SheetMetadata, workbook: Workbook
) -> Sheet:
    extent = workbook.scan.sheets.get(about.name, Extent())
    found = book.get_sheet_by_name(about.name)
    rows: list[list[RawCell]] = list(found.iter_rows())
    start = found.start or (0, 0)
    # The library leaves out the blank columns before the first full one, but yields the blank rows above it.
    first_row = start[0] + found.height - len(rows) + 1
    first_column = start[1] + 1
    for (row, column), text in extent.errors.items():
        if first_row <= row < first_row + len(rows) and 0 <= column - first_column < len(rows[row - first_row]):
            rows[row - first_row][column - first_column] = text
    visible = about.visible is python_calamine.SheetVisibleEnum.Visible
    return Sheet(
        file=workbook.source.name,
        name=about.name,
        visible=visible,
        rows=rows,
        first_row=first_row,
        first_column=first_column,
        day_zero=workbook.day_zero,
    )


@dataclass(frozen=True, kw_only=True)
class Table:
    """One sheet to write: a header row and rows below it. None is a blank cell."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[str | float | date | None]]


def write_workbook(path: Path, tables: Iterable[Table]) -> None:
    """Writes an xlsx workbook: header rows frozen, dates as dates (dd/mm/yyyy), every text as text."""
    buffer = BytesIO()
    # In memory: a temporary file would leave children's data where nobody looks for it.
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": _WRITTEN_ON})
        bold, as_date = book.add_format({"bold": True}), book.add_format({"num_format": _DATES_AS})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for column, text in enumerate(table.header):
                sheet.write_string(0, column, text, bold)
                sheet.set_column(column, column, min(max(len(text), 10), 40))
            for number, row in enumerate(table.rows, start=1):
                _write_row(sheet, number, row, as_date)
    try:
        path.write_bytes(buffer.getvalue())
    except OSError as error:
        raise RokerError(
            f"{path.name} could not be written. Check that its folder exists and may be written to."
        ) from error


def _write_row(
    sheet: "xlsxwriter.worksheet.Worksheet",
    number: int,
    row: Sequence[str | float | date | None],
    as_date: "xlsxwriter.format.Format",
) -> None:
    for column, value in enumerate(row):
        if value is None:
            continue
        if isinstance(value, date):
            refused = sheet.write_datetime(number, column, value, as_date)
        elif isinstance(value, str):
            refused = sheet.write_string(number, column, value)
        else:
            refused = sheet.write_number(number, column, value)
        if refused:
            raise RokerError(
                f"Row {number + 1} of “{sheet.get_name()}” does not fit into a workbook: "
                f"a sheet has 1,048,576 rows, and a cell holds {LONGEST_TEXT:,} characters."
            )
