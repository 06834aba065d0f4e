"""Files with one table each, of any size: how a file is written, and the SQL that reads it as columns of text.

A file of text is looked through once, for its hash and for how it is written. What DuckDB cannot read as it stands
(another encoding, zero bytes, mixed line ends) is copied aside as UTF-8.
"""

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from roker.database import Database, DatabaseError, quoted
from roker.errors import RokerError
from roker.formats.tabular_mending import RejectedRow, mend
from roker.record import SourceFile

CHUNK = 1 << 20
DELIMITERS = (",", ";", "\t", "|")
TEXT_ENDINGS = frozenset({".csv", ".txt", ".tsv"})
PARQUET_ENDINGS = frozenset({".parquet"})
MOST_COLUMNS = 1_000
WITH_ZEROS = "UTF-8 with zero bytes, which were left out"
LONGEST_ROW = 8_000_000
"""Bytes; a longer row is a quotation mark that nobody closed."""
MOST_SHIFTS = 200
"""Of so many rows that could not be read, the numbers of the rows below are put right one by one."""
_REJECTS, _SCANS = "rejected_rows", "rejected_scans"
_OTHER_FILES = (
    (b"PK\x03\x04", "is a workbook or another archive"),
    (b"\xd0\xcf\x11\xe0", "is a workbook in the old Excel format"),
    (b"%PDF", "is a PDF"),
    (b"PAR1", "is a parquet file and should be named so"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"GIF8", "is a picture"),
)
_SEPARATOR_HINT = re.compile(r"sep=(.)\s*", re.IGNORECASE)


class NotATableError(RokerError):
    """A file that is no table at all. Its text is what is said of the file, without its name."""


@dataclass(frozen=True, kw_only=True)
class TableFile:
    """A file with one table, looked through: its columns by name, and SQL in which they are `c0`, `c1` and so on."""

    source: SourceFile
    header: tuple[str, ...]
    relation: str
    """SQL that can stand after FROM; every column is text, blank cells are NULL."""
    number: str
    """SQL of a row's number in the file, as a spreadsheet program would show it."""
    encoding: str = "utf-8"
    is_copy: bool = False
    """Whether the SQL reads a copy, which will not last."""
    is_text: bool = True
    """Text that a person may open in a spreadsheet program, where a text may be guarded by an apostrophe."""
    rejected: tuple[RejectedRow, ...] = ()
    delimiter: str = ","
    read_from: Path = Path()
    """The file, or the copy of it."""
    skipped: int = 0
    """Lines above the header."""
    rows_in_all: int = 0
    """Where only some of the rows are read anew: how many the file has."""

    @property
    def first_relation(self) -> str:
        """SQL for going through the file the first time; `settled` then says which rows could not be read."""
        return self.relation.replace(
            "ignore_errors = true", f"store_rejects = true, rejects_table = '{_REJECTS}', rejects_scan = '{_SCANS}'"
        )


@dataclass(frozen=True, kw_only=True)
class _Looked:
    """What was seen when the bytes of a file went by."""

    source: SourceFile
    start: bytes
    is_utf8: bool
    has_zeros: bool


def look(path: Path, database: Database, aside: Path, called: str = "") -> TableFile:
    """Looks a file through. `aside` is a directory for copies; `called` is what the file is called in messages.

    Raises NotATableError for a file that is no table, with what it is instead.
    """
    path = path.absolute()  # it is read again later, wherever one stands by then
    if any(character in str(path) for character in "*?["):
        raise RokerError(f"Choose a folder without *, ? or [ in its path: {path.parent}")
    try:
        looked = _look_through(path, called or path.name)
        if path.suffix.lower() in PARQUET_ENDINGS:
            return _parquet(path, database, looked)
        return _text(path, aside, looked)
    except OSError as error:
        raise NotATableError("cannot be opened or read") from error


def _look_through(path: Path, called: str) -> _Looked:
    size, start, has_zeros = 0, b"", False
    digest, decoder, is_utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), True
    is_text = path.suffix.lower() not in PARQUET_ENDINGS
    split = False
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            start = start or chunk[:4096]
            size += len(chunk)
            digest.update(chunk)
            if not is_text:
                continue
            has_zeros = has_zeros or b"\0" in chunk
            if is_utf8 and (split or not chunk.isascii()):
                try:
                    decoder.decode(chunk)
                    split = decoder.getstate()[0] != b""
                except UnicodeDecodeError:
                    is_utf8 = False
    source = SourceFile(name=called, size=size, sha256=digest.hexdigest())
    return _Looked(source=source, start=start, is_utf8=is_utf8 and not split, has_zeros=has_zeros)


# ------------------------------------------------------------------------------------------------------------- parquet


def _parquet(path: Path, database: Database, looked: _Looked) -> TableFile:
    file = f"read_parquet({quoted(str(path))}, file_row_number = true)"
    try:
        described = [(name, kind) for name, kind, *_ in database.rows(f"DESCRIBE SELECT * FROM {file}")]
    except DatabaseError as error:
        raise NotATableError("is no parquet file, or a damaged one") from error
    columns = [(name, kind) for name, kind in described if name != "file_row_number"]
    texts = [f"{_as_text(name, kind)} AS c{index}" for index, (name, kind) in enumerate(columns)]
    return TableFile(
        source=looked.source,
        header=tuple(name for name, _ in columns),
        relation=f"(SELECT {', '.join([*texts, 'file_row_number'])} FROM {file})",
        number="(file_row_number + 1)",
        is_text=False,
    )


def _as_text(name: str, kind: str) -> str:
    """The SQL of a typed column as the text that a csv file would have."""
    column = '"' + name.replace('"', '""') + '"'
    if kind == "BLOB":
        return f"lower(hex({column}))"
    if kind.startswith(("STRUCT", "MAP")) or kind.endswith("]"):
        return f"to_json({column})::VARCHAR"
    if kind in {"FLOAT", "DOUBLE"} or kind.startswith("DECIMAL"):
        return (
            f"CASE WHEN {column} = trunc({column}) AND abs({column}) < 1e15 "
            f"THEN {column}::BIGINT::VARCHAR ELSE {column}::VARCHAR END"
        )
    return f"nullif({column}::VARCHAR, '')"


# ---------------------------------------------------------------------------------------------------------------- text


def _text(path: Path, aside: Path, looked: _Looked) -> TableFile:
    for start, sentence in _OTHER_FILES:
        if looked.start.startswith(start):
            raise NotATableError(sentence)
    if looked.start.lstrip()[:9].lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise NotATableError("is a web page or XML")
    encoding = _encoding(looked)
    read_from, is_copy = path, encoding != "utf-8" or looked.has_zeros
    if is_copy:
        read_from = _fresh(aside, path)
        _copy_as_utf8(path, read_from, encoding)
    found = _as_it_stands(read_from, looked.source)
    if found is None:
        raise NotATableError("is empty")
    with_zeros = encoding == "utf-8" and looked.has_zeros
    found = replace(found, encoding=WITH_ZEROS if with_zeros else encoding, is_copy=is_copy)
    if any("\n" in name or "\r" in name for name in found.header):
        return mended(found, aside)  # DuckDB would take the names for one line, and find no row
    return found


def _encoding(looked: _Looked) -> str:
    start = looked.start
    if start.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = start[:400]
    if head.count(0) * 3 > len(head):  # every other byte of plain English, with its mark lost
        return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    return "utf-8" if looked.is_utf8 else "cp1252"


def _fresh(aside: Path, path: Path) -> Path:
    """A name that no file beside has yet."""
    number = sum(1 for _ in aside.iterdir())
    return aside / f"{number}_{path.stem}.csv"


def _copy_as_utf8(path: Path, copy: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    with path.open("rb") as source, copy.open("wb") as target:
        while chunk := source.read(CHUNK):
            target.write(decoder.decode(chunk).replace("\0", "").encode("utf-8"))
        target.write(decoder.decode(b"", final=True).replace("\0", "").encode("utf-8"))


def _as_it_stands(path: Path, source: SourceFile) -> TableFile | None:
    """A file of UTF-8 by its first rows; None where it holds nothing."""
    with path.open("r", encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = iter(file.readline, "")
        skipped, first = 0, ""
        for line in lines:
            if line.strip() and not _SEPARATOR_HINT.fullmatch(line):
                first = line
                break
            skipped += 1
        if not first:
            return None
        delimiter = _delimiter(first)
        rows = csv.reader(_chained(first, lines), delimiter=delimiter)
        try:
            header, second = next(rows), next(rows, [])
        except csv.Error as error:
            raise NotATableError("does not begin with the names of columns") from error
    widest = max(len(header), len(second))
    if widest > MOST_COLUMNS:
        raise NotATableError(f"has {widest:,} columns, which no table here has")
    while header and not header[-1].strip() and len(second) < len(header):
        header.pop()
    if not header and not second:
        raise NotATableError("does not begin with the names of columns")
    # A comma at the end of each row, or a column that nobody named.
    header += [""] * (len(second) - len(header))
    return TableFile(
        source=source,
        header=tuple(header),
        relation=_read_csv(path, delimiter, skipped, len(header)),
        number=f"(row_number() OVER () + {skipped + 1})",
        delimiter=delimiter,
        read_from=path,
        skipped=skipped,
    )


def _chained(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _delimiter(line: str) -> str:
    bare = re.sub(r'"[^"]*"', "", line)
    return max(DELIMITERS, key=bare.count)


def _read_csv(path: Path, delimiter: str, skipped: int, columns: int) -> str:
    named = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(columns))
    return (
        f"read_csv({quoted(str(path))}, auto_detect = false, header = true, skip = {skipped}, "
        f"delim = {quoted(delimiter)}, quote = '\"', escape = '\"', nullstr = '', strict_mode = true, "
        f"max_line_size = {LONGEST_ROW}, ignore_errors = true, columns = {{{named}}})"
    )


def settled(found: TableFile, database: Database) -> TableFile | None:
    """The file after it was gone through once, with the rows that cannot be taken apart into cells: those below them
    keep their numbers. None where a quotation mark went wrong, which may have cost the rows that follow.
    """
    if found.relation == found.first_relation or is_whole(database):
        forget_first(database)
        return found
    about = database.rows(
        f"SELECT line, any_value(left(csv_line, 200)), any_value(error_type::VARCHAR), any_value(error_message) "
        f"FROM {_REJECTS} GROUP BY line ORDER BY line"
    )
    forget_first(database)
    if any(kind not in {"MISSING COLUMNS", "TOO MANY COLUMNS"} for _, _, kind, _ in about):
        return None
    rejected = tuple(
        RejectedRow(row=row, found=text or "", expected=_expected(said, len(found.header)))
        for row, text, _, said in about
    )
    return _counting(replace(found, rejected=rejected))


def is_whole(database: Database) -> bool:
    """Whether every row of the file that was gone through the first time could be taken apart into cells."""
    return bool(database.one(f"SELECT count(*) = 0 FROM {_REJECTS}")[0])


def forget_first(database: Database) -> None:
    """Makes room for going through another file the first time."""
    database.run(f"DROP TABLE IF EXISTS {_REJECTS}")
    database.run(f"DROP TABLE IF EXISTS {_SCANS}")


def mended(found: TableFile, aside: Path) -> TableFile:
    """A copy of the file that can be read, with every row that can be taken apart."""
    copy = _fresh(aside, Path(found.source.name))
    rejected = mend(found.read_from, copy, delimiter=found.delimiter, columns=len(found.header), skipped=found.skipped)
    again = replace(
        found,
        relation=_read_csv(copy, ",", 0, len(found.header)),
        rejected=(*found.rejected, *rejected),
        delimiter=",",
        skipped=0,
        read_from=copy,
        is_copy=True,
    )
    return _counting(again)


def _expected(said: str, columns: int) -> str:
    found = re.search(r"Found: (\d+)", said)
    return f"{columns} cells, not {found[1]}" if found else f"{columns} cells"


def _counting(found: TableFile) -> TableFile:
    """Rows that were left out counted too, where they are not too many."""
    if not 0 < len(found.rejected) <= MOST_SHIFTS:
        return found
    shifts = [f"(counted >= {each.row - index})::INT" for index, each in enumerate(found.rejected)]
    return replace(
        found,
        relation=f"(SELECT *, {found.number} AS counted FROM {found.relation})",
        number=f"(counted + {' + '.join(shifts)})",
    )
