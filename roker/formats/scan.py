"""How far the sheets of a workbook reach, and which cells hold an error, as the library that reads cells does not say.

It turns an error such as #REF! into a blank (or, from ods, into a zero), which would be read as "nothing recorded".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from xml.parsers import expat

from roker.formats.container import ODS, Container, DamagedError, NotAWorkbookError

MOST_ROWS = 1_000_000
"""A sheet of a spreadsheet program ends a little later; no authority has had as many children."""
MOST_COLUMNS = 500
"""The widest list has 34."""
MOST_CELLS = 20_000_000
"""Rows times columns: memory is set aside for each of them, full or blank."""

LONGEST_HEAD = 4_096
"""Bytes of a part within which its first element begins."""

# The quickest look: every cell says its place first, and there is not a single "#", as every error begins with.
_ELSEWHERE = re.compile(rb'<c(?! r="A?[A-Z]\d{1,5}")[\s/>]')
# Where every cell says its place first, as the usual programs write, none is beyond row 99,999 or column AZ and none is
# of the type "error", no limit can be exceeded, and the cells need not be looked at one by one.
_PLAIN = rb' r="A?[A-Z]\d{1,5}"(?: s="\d+")?(?: t="(?:s|str|n|b|d|inlineStr%s)")?[/>]'
_UNUSUAL_CELL = re.compile(rb"<c(?!" + _PLAIN % b"" + rb")[\s/>]")
_UNUSUAL_BUT_ERROR = re.compile(rb"<c(?!" + _PLAIN % b"|e" + rb")[\s/>]")
_CELL_WITH_PREFIX = re.compile(rb":c[\s/>]")
_IS_ERROR = b' t="e"'
_ERROR_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"(?: s="\d+")? t="e">(?:<f[^>]*(?:/>|>[^<]*</f>))?<v>([^<]*)</v>')
_AWAITS_RESULT = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v>\s*</v>|<v\s*/>)?\s*</c>")
NOT_WORKED_OUT = "#GETTING_DATA"
"""What spreadsheet programs show while a formula has no result. Programs that only write workbooks leave it so."""
_ROW_NUMBER = re.compile(rb'<row[^>]*? r="(\d+)"')
_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)

Place = tuple[int, int]
"""Row and column, both counted from 1."""


@dataclass(kw_only=True)
class Extent:
    """How far one sheet reaches, and its errors by place."""

    rows: int = 0
    columns: int = 0
    errors: dict[Place, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Scan:
    """What was found in a whole workbook."""

    sheets: Mapping[str, Extent]
    day_zero: date
    """The day from which the workbook counts its days."""

    @property
    def rows(self) -> int:
        """Of all sheets together."""
        return sum(extent.rows for extent in self.sheets.values())


def scan(container: Container) -> Scan:
    """Looks through every part of a workbook. Refuses one that is damaged or whose sheets are absurdly large."""
    try:
        return _scan_ods(container) if container.kind == ODS else _scan_xlsx(container)
    except (expat.ExpatError, LookupError, ValueError):
        raise DamagedError(container.name) from None  # their words may hold what is in a cell


def _refuse_too_large(container: Container, sheet: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise NotAWorkbookError(
            container.name,
            f"has a sheet, “{sheet}”, that reaches to row {rows:,} and column {columns:,}, further than Roker reads.",
            "Delete what stands far outside the list and save it again.",
        )


class _Elements:
    """Calls `started` and `ended` with local names, and gathers text between them."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self.text.append
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype

    def parse(self, xml: bytes) -> None:
        self._parser.Parse(xml, True)

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """What to do where an element begins."""

    def ended(self, name: str) -> None:
        """What to do where an element ends."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.text.clear()
        self.started(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        self.ended(name.rpartition(":")[2])

    def _refuse_doctype(self, *_: object) -> None:
        # No spreadsheet program writes one, and it is how a small text is made to swell.
        raise ValueError("a document type in a workbook")


# ----------------------------------------------------------------------------------------------------------------- xlsx


class _Index(_Elements):
    """The workbook's own list of sheets, or of the parts that they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: dict[str, str] = {}
        self.parts: dict[str, str] = {}
        self.day_zero = _DAY_ZERO

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            (relation,) = (value for key, value in attributes.items() if key.rpartition(":")[2] == "id")
            self.sheets[attributes["name"]] = relation
        elif name == "Relationship":
            self.parts[attributes["Id"]] = attributes["Target"]
        elif name == "workbookPr" and attributes.get("date1904", "0") not in {"0", "false"}:
            self.day_zero = _DAY_ZERO_1904


class _XlsxCells(_Elements):
    """Every cell of a sheet that holds something."""

    def __init__(self) -> None:
        super().__init__()
        self.extent = Extent()
        self._row = self._column = 0
        self._holds_error = self._awaits_result = self._is_text = False

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "c":
            self._place(attributes.get("r"))
            self._holds_error = attributes.get("t") == "e"
            self._awaits_result, self._is_text = False, attributes.get("t") == "str"
        elif name == "f":
            self._awaits_result = not self._is_text  # a text may be empty
        elif name in {"v", "is"}:
            self.extent.rows = max(self.extent.rows, self._row)
            self.extent.columns = max(self.extent.columns, self._column)

    def ended(self, name: str) -> None:
        if name == "v" and self._holds_error:
            self.extent.errors[self._row, self._column] = "".join(self.text)
        elif name == "v":
            self._awaits_result &= not self.text
        elif name == "c" and self._awaits_result and not self._holds_error:
            self.extent.errors[self._row, self._column] = NOT_WORKED_OUT

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        letters = reference.rstrip("0123456789")
        self._row, self._column = int(reference[len(letters) :]), column_number(letters)


def column_number(letters: str) -> int:
    """The number of a column by its letters: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + int(letter, 36) - 9
    return number


def column_letters(number: int) -> str:
    """The letters of a column, as spreadsheet programs show them."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _scan_xlsx(container: Container) -> Scan:
    part_names = {part.lower(): part for part in container.parts}
    index = _Index()
    index.parse(container.part(part_names["xl/workbook.xml"]))
    relations = _Index()
    relations.parse(container.part(part_names["xl/_rels/workbook.xml.rels"]))
    sheet_of_part = {_part_path(relations.parts[relation]): sheet for sheet, relation in index.sheets.items()}
    sheets = {}
    for lowered, part in part_names.items():
        xml = container.part(part)  # every part once: whoever lies about a size or a checksum is found
        if b"<!DOCTYPE" in xml[:LONGEST_HEAD]:
            raise ValueError("a document type in a workbook")
        if lowered in sheet_of_part:
            sheet = sheet_of_part[lowered]
            sheets[sheet] = _extent_of_xlsx(container, sheet, xml)
    return Scan(sheets=sheets, day_zero=index.day_zero)


def _part_path(target: str) -> str:
    path = target.lstrip("/").lower()
    return path if path.startswith("xl/") else f"xl/{path}"


def _extent_of_xlsx(container: Container, sheet: str, xml: bytes) -> Extent:
    last_row = _ROW_NUMBER.match(xml, max(xml.rfind(b"<row"), 0))
    awaits_result = b"<f" in xml and _AWAITS_RESULT.search(xml)
    if last_row and not awaits_result and not _CELL_WITH_PREFIX.search(xml):
        if b"#" not in xml and not _ELSEWHERE.search(xml):
            return Extent(rows=int(last_row[1]))
        if not _UNUSUAL_CELL.search(xml):
            return Extent(rows=int(last_row[1]))
        errors = _errors_of_xlsx(xml)
        if len(errors) == xml.count(_IS_ERROR) and not _UNUSUAL_BUT_ERROR.search(xml):
            return Extent(rows=int(last_row[1]), errors=errors)
    cells = _XlsxCells()
    cells.parse(xml)
    _refuse_too_large(container, sheet, cells.extent.rows, cells.extent.columns)
    return cells.extent


def _errors_of_xlsx(xml: bytes) -> dict[Place, str]:
    return {
        (int(row), column_number(letters.decode("ascii"))): text.decode("utf-8")
        for letters, row, text in _ERROR_CELL.findall(xml)
    }


# ------------------------------------------------------------------------------------------------------------------ ods


class _OdsCells(_Elements):
    """Every cell of every sheet that holds something; rows and cells may stand for many equal ones."""

    def __init__(self, container: Container) -> None:
        super().__init__()
        self.sheets: dict[str, Extent] = {}
        self._container = container
        self._sheet = ""
        self._row = self._rows = self._column = self._columns = 0
        self._holds_error = False

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._sheet = attributes["table:name"]
            self.sheets[self._sheet] = Extent()
            self._row = self._rows = 0
        elif name == "table-row":
            self._row += self._rows
            self._rows = int(attributes.get("table:number-rows-repeated", 1))
            self._column = self._columns = 0
        elif name in {"table-cell", "covered-table-cell"}:
            self._column += self._columns
            self._columns = int(attributes.get("table:number-columns-repeated", 1))
            self._holds_error = attributes.get("calcext:value-type") == "error"
            if "office:value-type" in attributes:
                self._holds_something()
        elif name == "p":
            self._holds_something()

    def ended(self, name: str) -> None:
        if name == "p" and self._holds_error:
            for row in range(self._row + 1, self._row + self._rows + 1):
                for column in range(self._column + 1, self._column + self._columns + 1):
                    self.sheets[self._sheet].errors[row, column] = "".join(self.text)

    def _holds_something(self) -> None:
        extent = self.sheets[self._sheet]
        extent.rows = max(extent.rows, self._row + self._rows)
        extent.columns = max(extent.columns, self._column + self._columns)
        _refuse_too_large(self._container, self._sheet, extent.rows, extent.columns)


def _scan_ods(container: Container) -> Scan:
    for part in container.parts:
        container.part(part)
    cells = _OdsCells(container)
    cells.parse(container.part("content.xml"))
    return Scan(sheets=cells.sheets, day_zero=_DAY_ZERO)
