"""Comma-separated text: from the bytes of a file to rows of text, whatever program wrote it; and from rows to a file.

Encoding and delimiter are found out, and what is no such text is refused in one sentence. A text that a spreadsheet
program would take for a formula is written with an apostrophe before it, which reading takes off again.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise
from pathlib import Path

from roker.errors import RokerError
from roker.formats.container import LARGEST_FILE, MEBIBYTE
from roker.formats.problems import problem
from roker.record import Cell, Problem, SourceFile

DELIMITERS = (",", ";", "\t", "|")
"""Tried in this order where two occur equally often."""
_LINES_NEAR_TOP = 20
MOST_COLUMNS = 1_000
MOST_CELLS = 20_000_000
"""Beyond it a small machine would run out of memory."""
MIXED = "cp1252 with utf-8"
"""An encoding that is none: a file of Windows in which letters of UTF-8 stand."""
_UTF_8_LETTER = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")
_DATES_AS = "%d/%m/%Y"
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
_SEPARATOR_HINT = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
_NO_TEXT = (
    (b"PK\x03\x04", "is a workbook or another archive, not csv."),
    (b"\xd0\xcf\x11\xe0", "is a workbook in the old Excel format, not csv."),
    (b"%PDF", "is a PDF, not csv."),
    (b"\x89PNG", "is a picture, not csv."),
    (b"\xff\xd8\xff", "is a picture, not csv."),
    (b"GIF8", "is a picture, not csv."),
)
_SAVE_AS = "Save it as “CSV UTF-8”."


@dataclass(frozen=True, kw_only=True)
class CsvText:
    """A file of comma-separated text. All rows are as long as the longest; a blank line is a row of blanks."""

    source: SourceFile
    rows: list[list[str]]
    """The header too. `rows[0]` is what a spreadsheet program shows as row 1."""
    encoding: str
    delimiter: str


def read_csv(path: Path) -> CsvText:
    """The rows of a file. Raises a RokerError, in one sentence, for what is no csv or too large to be any."""
    name = path.name
    try:
        if path.is_dir():
            raise RokerError(f"{name} is a folder, not a csv file.")
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise RokerError(f"{name} is no ordinary file. Give a csv file.")
        if path.stat().st_size > LARGEST_FILE:
            raise too_large(name)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise RokerError(f"{name} does not exist. Check its name and folder.") from error
    except PermissionError as error:
        raise RokerError(f"{name} may not be read by this account. Ask for permission to read it.") from error
    except OSError as error:
        raise RokerError(f"{name} could not be read. Check that its disk or share works.") from error
    return parse_csv(name, content)


def parse_csv(name: str, content: bytes) -> CsvText:
    """The rows of a file whose bytes are known, as of one inside an archive."""
    source = SourceFile(name=name, size=len(content), sha256=hashlib.sha256(content).hexdigest())
    text, encoding = _decoded(name, content)
    if not text.strip():
        raise RokerError(f"{name} is empty. Copy or export it again.")
    if "\0" in text:
        raise RokerError(f"{name} holds bytes that are no text, and may be damaged. Copy or export it again.")
    hint = _SEPARATOR_HINT.match(text.splitlines()[0])
    delimiter = hint[1] if hint else _delimiter(text)
    rows = _rows(name, text, delimiter)
    if hint:
        rows[0] = []
    widest = max(map(len, rows))
    if widest > MOST_COLUMNS:
        raise RokerError(f"{name} has {widest:,} columns, which no list of children has. Check how it was exported.")
    for row in rows:
        row.extend([""] * (widest - len(row)))
    return CsvText(source=source, rows=rows, encoding=encoding, delimiter=delimiter)


def about_encoding(text: CsvText) -> Iterator[Problem]:
    """What is to be said of a file that was put together of two encodings: it can be read in one of them alone."""
    if text.encoding == MIXED:
        at = Cell(file=text.source.name)
        yield problem("other_encoding", at, found="Windows-1252 and UTF-8 in one file", expected="UTF-8")


def too_large(name: str) -> RokerError:
    """Why a file is not even opened."""
    return RokerError(
        f"{name} is larger than {LARGEST_FILE // MEBIBYTE} MB, which is more than lists of children need."
    )


def _decoded(name: str, content: bytes) -> tuple[str, str]:
    """The text of a file, and its encoding: what its mark says, or UTF-8, or that of Windows."""
    for start, sentence in _NO_TEXT:
        if content.startswith(start):
            raise RokerError(f"{name} {sentence} {_SAVE_AS}")
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.lstrip()[:9].lower().startswith(("<!doctype", "<html", "<?xml", "<table")):
            raise RokerError(f"{name} is a web page or XML, not csv. {_SAVE_AS}")
        return text, MIXED if encoding == "cp1252" and _UTF_8_LETTER.search(content) else encoding
    raise RokerError(f"{name} is in an encoding that is not known, or damaged. {_SAVE_AS}")


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return ("utf-32",)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    start = content[:400]
    if start.count(0) * 3 > len(start):  # every other byte of plain English, with its mark lost
        return ("utf-16-le",) if start[1::2].count(0) > start[0::2].count(0) else ("utf-16-be",)
    return "utf-8-sig", "cp1252"


def _delimiter(text: str) -> str:
    """What separates cells: the sign that two neighbouring lines near the top both have most of, as the names of the
    columns and the first row do. A title above them may hold commas of its own.
    """
    near = list(islice((re.sub(r'"[^"]*"', "", line) for line in text.splitlines() if line.strip()), _LINES_NEAR_TOP))
    pairs = list(pairwise(near)) or [(near[0], near[0])]
    return max(
        DELIMITERS, key=lambda sign: (max(min(a.count(sign), b.count(sign)) for a, b in pairs), near[0].count(sign))
    )


def _rows(name: str, text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if cells > MOST_CELLS:
                raise too_large(name)
            rows.append([_unguarded(cell) if cell[:1] == "'" else cell for cell in row])
    except csv.Error as error:
        why = "a quotation mark is opened and not closed, or stands inside another"
        if "field limit" in str(error):
            why = f"a cell has more than {csv.field_size_limit():,} characters, or a quotation mark is not closed"
        raise RokerError(
            f"{name} breaks off in row {len(rows) + 1}: {why}. Correct that row or export it again."
        ) from error
    return rows


def _unguarded(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str | float | date | None]]) -> None:
    """Writes a file in UTF-8 with its mark, dates as dd/mm/yyyy, None as blank, and no text that could be a formula."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(header)
            remaining = iter(rows)
            while some := list(islice(remaining, 10_000)):
                writer.writerows([[_written(value) for value in row] for row in some])
    except OSError as error:
        raise RokerError(
            f"{path.name} could not be written. Check that its folder exists and may be written to."
        ) from error


def _written(value: str | float | date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if isinstance(value, date):
        return value.strftime(_DATES_AS)
    return str(int(value)) if float(value).is_integer() else str(value)
