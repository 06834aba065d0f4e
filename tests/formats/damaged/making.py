"""How damaged files are made: each is described by a short recipe, so that no damaged file has to be kept."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from roker.database import Database
from roker.formats import FORMATS
from tests.formats.damaged.seeds import SECRET, annex_a_tables

SNAPSHOT = date(2024, 3, 31)
"""The day that damaged files speak of, where they can be read."""

Content = bytes | str | Callable[[], bytes | str]
Put = Callable[[Path], None]
"""Makes what is given at a path at which there is nothing yet."""


@dataclass(frozen=True, kw_only=True)
class Damaged:
    """What is given to Roker, and what comes of it: a refusal in one sentence, or a reading with these problems."""

    name: str
    called: str
    """The name of the file or folder; the sentence begins with it."""
    put: Put
    says: str = ""
    """The sentence, where it is refused."""
    read_as: str = ""
    """The format, where it is read."""
    problems: Sequence[str] = ()
    """Each as "kind: place: found", without those that every small file has (`ALWAYS`)."""
    kept: Mapping[str, int] = field(default_factory=dict)
    """How many rows there are of some entities, where it is read."""
    snapshot_on: date | None = SNAPSHOT
    is_unreadable: bool = False
    """Whether the system withholds the file or what is in the folder."""

    def __post_init__(self) -> None:
        if bool(self.says) == bool(self.read_as):
            raise ValueError(f"{self.name}: either it is refused, or it is read")


ALWAYS = frozenset(
    "missing_list missing_file missing_table missing_module missing_column empty_column older_edition".split()
)
"""Problems of files that hold little: what a whole extract would hold besides."""


IN_NONE = " is in none of the formats that Roker reads. {}.".format(
    "; ".join(f"{each.title}: {each.takes}" for each in FORMATS)
)
"""How the sentence goes on for what is no return, list or table at all."""


def content(given: Content) -> Put:
    """A file with this content."""
    return lambda path: _write(path, given)


def folder(files: Mapping[str, Content]) -> Put:
    """A folder with these files."""

    def put(path: Path) -> None:
        path.mkdir()
        for name, given in files.items():
            _write(path / name, given)

    return put


def _write(path: Path, given: Content) -> None:
    made = given() if callable(given) else given
    path.write_bytes(made.encode() if isinstance(made, str) else made)


def archive(parts: Mapping[str, Content], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of parts, by their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as made:
        for name, given in parts.items():
            part = given() if callable(given) else given
            made.writestr(name, part)
    return buffer.getvalue()


def zipped(parts: Mapping[str, Content]) -> Callable[[], bytes]:
    """What makes a zip archive."""
    return lambda: archive(parts)


# ------------------------------------------------------------------------------------------------------------ workbooks

Change = Callable[[Any, Any], None]
"""Changes a sheet of a workbook that is being written: takes the workbook and the sheet."""
CP_LIST = 7


def cp_row(**given: object) -> dict[str, object]:
    """A row of List 7, children with a child protection plan, by column name; what is given by word replaces it."""
    (table,) = annex_a_tables([CP_LIST], f"{SECRET}1")
    (row,) = table.rows
    return {**dict(zip(table.header, row, strict=True)), **{_column(word): value for word, value in given.items()}}


def _column(word: str) -> str:
    """The column of List 7 that a word stands for."""
    return {
        "who": "Child Unique ID",
        "born": "Date of Birth",
        "starts": "Child Protection Plan Start Date",
        "ends": "Child Protection Plan End Date",
        "seen": "Date of the Last Statutory Visit",
        "worker": "Allocated Worker",
    }[word]


def place_of(word: str) -> int:
    """The place of a column of List 7, from 0."""
    return list(cp_row()).index(_column(word))


def cp_list(*rows: Mapping[str, object], change: Change | None = None, **options: object) -> Callable[[], bytes]:
    """What makes a workbook with List 7; `change` is made last, `options` are those of the library that writes."""

    def made() -> bytes:
        buffer = io.BytesIO()
        asked = {"in_memory": True, "default_date_format": "dd/mm/yyyy", **options}
        with xlsxwriter.Workbook(buffer, asked) as book:
            sheet = book.add_worksheet("List 7")
            for number, row in enumerate([dict(zip(cp_row(), cp_row(), strict=True)), *(rows or [cp_row()])]):
                for place, cell in enumerate(row.values()):
                    sheet.write_string(number, place, cell) if isinstance(cell, str) else sheet.write(
                        number, place, cell
                    )
            if change:
                change(book, sheet)
        return buffer.getvalue()

    return made


def changed(make: Callable[[], bytes], part: str, old: bytes, new: bytes) -> Callable[[], bytes]:
    """What makes a workbook, one part of which was changed."""

    def made() -> bytes:
        with zipfile.ZipFile(io.BytesIO(make())) as whole:
            parts: dict[str, Content] = {name: whole.read(name) for name in whole.namelist()}
        found = parts[part]
        assert isinstance(found, bytes), part
        assert old in found, f"{part} has nothing to change"
        return archive({**parts, part: found.replace(old, new, 1)})

    return made


def cp_csv(*rows: Mapping[str, object], separator: str = ",") -> str:
    """List 7 as a csv file."""
    lines = [list(cp_row()), *([_text(cell) for cell in row.values()] for row in rows or [cp_row()])]
    return "".join(separator.join(f'"{cell}"' for cell in line) + "\r\n" for line in lines)


def _text(cell: object) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def protected(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a workbook that opens only with a password."""

    def made() -> bytes:
        buffer = io.BytesIO()
        OOXMLFile(io.BytesIO(make())).encrypt("password", buffer)
        return buffer.getvalue()

    return made


# -------------------------------------------------------------------------------------------------------------- parquet


def parquet(query: str) -> Put:
    """A folder with one parquet file, ssd_person.parquet, of what a query says."""

    def put(path: Path) -> None:
        path.mkdir()
        with Database.in_memory() as database:
            database.run(f"COPY ({query}) TO '{path / 'ssd_person.parquet'}' (FORMAT parquet)")

    return put
