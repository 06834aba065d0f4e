"""Which files make up an SSDA903 return: each is known by its columns, whatever its name, in a folder or an archive.

Only `ssda903_columns` knows the columns; `ssda903_xml` makes the same of the return in one XML file.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from roker.errors import RokerError
from roker.formats.container import LARGEST_FILE, LARGEST_UNPACKED, MEBIBYTE
from roker.formats.csv_text import CsvText, about_encoding, parse_csv, read_csv
from roker.formats.problems import problem
from roker.formats.scan import column_letters
from roker.formats.ssda903_columns import FILES, SOURCE, WHO, ReturnFile
from roker.local import Local
from roker.record import Cell, Problem, SourceFile

HEADER_WITHIN = 30
"""Rows from the top among which the names of columns are looked for; titles and notes stand above them."""
ENOUGH_COLUMNS = 0.5
"""How alike the columns found and those of a file must be, from 0 to 1."""
CLEAR_LEAD = 0.15
"""By how much the likest file must be liker than the next; otherwise nobody can say which it is."""
MOST_FILES = 200
"""In a folder or archive. A return has twelve; hundreds of files are another folder."""

_GAPS = re.compile(r"[\s\u200b\ufeff_-]+")
_CSV, _XML = (".csv", ".txt"), ".xml"


@dataclass(frozen=True, kw_only=True)
class FoundFile:
    """One file of the return, taken apart into columns."""

    mapping: ReturnFile
    file: str
    sheet: str = ""
    """The part of an XML file; nothing for a csv file."""
    written: Mapping[str, str]
    """How the file writes the name of each of its columns."""
    header_row: int | None
    numbers: Sequence[int]
    """The number of each row in the file."""
    cells: Mapping[str, Sequence[str]]
    """By column, as many cells as there are rows. Columns that the file lacks are not there."""

    def cell(self, column: str = "", row: int | None = None) -> Cell:
        """A place in the file. A column is called as it is called there."""
        return Cell(file=self.file, sheet=self.sheet, row=row, column=self.written.get(column, column))


@dataclass(kw_only=True)
class Found:
    """The files of a return by their code, and what is to be said about those that were looked at."""

    files: dict[str, FoundFile] = field(default_factory=dict)
    sources: list[SourceFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def header_name(text: str) -> str:
    """The name of a column as it is compared: capitals, with one underscore for any gap."""
    return _GAPS.sub("_", text.strip(" \t\ufeff\u200b\xa0")).upper()


def find_csv(path: Path, local: Local) -> Found:
    """The files of a return at `path`: a folder, a zip archive or a single csv file.

    Raises a RokerError where `path` is none of these, or holds no file of the return.
    """
    found = Found()
    claims: dict[str, list[tuple[float, FoundFile]]] = {}
    for text in _texts(path, found):
        found.sources.append(text.source)
        found.problems += about_encoding(text)
        for likeness, each in _recognised(text, local, found.problems):
            claims.setdefault(each.mapping.code, []).append((likeness, each))
    for code, claiming in claims.items():
        (_, first), *others = sorted(claiming, key=lambda claim: (-claim[0], claim[1].file))
        found.files[code] = first
        found.problems += [
            problem(
                "list_twice",
                other.cell(),
                found=f"{first.mapping.title}, not read",
                expected=f"one file of {first.mapping.title}; {first.file} was read",
            )
            for _, other in others
        ]
    if not found.files:
        raise RokerError(_nothing_found(path, found.problems))
    return found


def _nothing_found(path: Path, problems: Sequence[Problem]) -> str:
    if path.suffix.lower() in _CSV and problems:
        return f"{path.name} is no file of the SSDA903 return: {problems[0].expected}."
    return (
        f"{path.name} holds no file of the SSDA903 return: none has a column “{WHO}” and the other columns "
        "of a file such as Episodes."
    )


def _texts(path: Path, found: Found) -> Iterator[CsvText]:
    """Every csv file at `path`. One that cannot be read is a problem in a folder, and an error by itself."""
    if path.is_dir():
        names = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
        if len(names) > MOST_FILES:
            raise RokerError(f"{path.name} holds {len(names):,} files. Give the folder that holds the return alone.")
        for each in names:
            yield from _text_or_problem(each.name, partial(read_csv, each), found)
    elif path.suffix.lower() == ".zip":
        yield from _texts_in_archive(path, found)
    else:
        yield read_csv(path)


def _text_or_problem(name: str, read: Callable[[], CsvText], found: Found) -> Iterator[CsvText]:
    if not name.lower().endswith(_CSV):
        at = Cell(file=name)
        found.problems.append(problem("unrecognised_file", at, found=name, expected="a csv file of the return"))
        return
    try:
        text = read()
    except RokerError as error:
        found.problems.append(problem("unreadable_file", Cell(file=name), expected="a csv file", remedy=str(error)))
    else:
        yield text


def _texts_in_archive(path: Path, found: Found) -> Iterator[CsvText]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not _is_of_the_system(info.filename)]
            _refuse_archive(path.name, infos)
            for info in infos:
                name = Path(info.filename).name
                yield from _text_or_problem(name, partial(_read_member, archive, info), found)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise RokerError(f"{path.name} is damaged or no zip archive. Copy or export it again.") from error


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> CsvText:
    return parse_csv(Path(info.filename).name, archive.read(info))


def _is_of_the_system(name: str) -> bool:
    return "__MACOSX" in name or Path(name).name.startswith(".")


def _refuse_archive(name: str, infos: Sequence[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise RokerError(f"{name} is protected by a password. Save it without one and load it again.")
    total = sum(info.file_size for info in infos)
    if total > LARGEST_UNPACKED or len(infos) > MOST_FILES or any(info.file_size > LARGEST_FILE for info in infos):
        raise RokerError(f"{name} unpacks to {len(infos):,} files of {total // MEBIBYTE:,} MB: that is no return.")


def _recognised(text: CsvText, local: Local, problems: list[Problem]) -> Iterator[tuple[float, FoundFile]]:
    """The file that a text is, with how alike its columns are; nothing, and a problem, where that cannot be said."""
    at = Cell(file=text.source.name)
    best: tuple[int, dict[str, float]] = 0, {}
    for index, row in enumerate(text.rows[:HEADER_WITHIN]):
        likeness = _likeness(row, local)
        if max(likeness.values(), default=0) > max(best[1].values(), default=0):
            best = index, likeness
    header, likeness = best
    ranked = sorted(likeness.items(), key=lambda each: -each[1])
    if not ranked or ranked[0][1] < ENOUGH_COLUMNS:
        names = ", ".join(each.title for each in FILES)
        expected = f"the columns of one of the files {names}"
        problems.append(problem("unrecognised_file", at, found=_shown(text.rows[0]), expected=expected))
        return
    if len(ranked) > 1 and ranked[0][1] < 1 and ranked[0][1] - ranked[1][1] < CLEAR_LEAD:
        titles = " and of ".join(FILES[code].title for code, _ in ranked[:2])
        expected = f"the columns of one file, not half of those of {titles}"
        problems.append(problem("unrecognised_file", at, found=_shown(text.rows[header]), expected=expected))
        return
    yield ranked[0][1], _taken_apart(text, FILES[ranked[0][0]], header, local, problems)


def _shown(row: Sequence[str]) -> str:
    return ", ".join(cell for cell in row if cell.strip())


def _likeness(row: Sequence[str], local: Local) -> dict[str, float]:
    """By file, the share of columns that a row and the file have in common; 1 where they are the same."""
    there = [cell for cell in row if cell.strip()]
    found: dict[str, float] = {}
    for mapping in FILES:
        names = _names(mapping, local)
        known = {names[name] for name in map(header_name, there) if name in names}
        if WHO in known and len(known - {WHO, "DOB", "SEX"}) > 0:
            asked = sum(not column.only_xml or column.name in known for column in mapping.columns)
            found[mapping.code] = 2 * len(known) / (len(there) + asked)
    return found


def _names(mapping: ReturnFile, local: Local) -> dict[str, str]:
    """Every name by which the columns of a file are known."""
    own = {header_name(name): column.name for column in mapping.columns for name in column.names()}
    given = local.column_names(SOURCE, mapping.code)
    return {**own, **{header_name(written): header_name(meant) for written, meant in given.items()}}


def _taken_apart(text: CsvText, mapping: ReturnFile, header: int, local: Local, problems: list[Problem]) -> FoundFile:
    names = _names(mapping, local)
    places: dict[str, int] = {}
    for place, cell in enumerate(text.rows[header]):
        column = names.get(header_name(cell))
        if column is not None:
            places.setdefault(column, place)
    rows = [(number, row) for number, row in enumerate(text.rows[header + 1 :], start=header + 2) if any(row)]
    again = [number for number, row in rows if row == text.rows[header]]
    rows = [(number, row) for number, row in rows if row != text.rows[header]]
    found = FoundFile(
        mapping=mapping,
        file=text.source.name,
        written={column: text.rows[header][place].strip() for column, place in places.items()},
        header_row=header + 1,
        numbers=[number for number, _ in rows],
        cells={column: [row[place] for _, row in rows] for column, place in places.items()},
    )
    problems += [
        problem("repeated_row", found.cell(row=number), found="the names of the columns", expected="them once, on top")
        for number in again
    ]
    problems += _about_columns(found, text.rows[header], set(places.values()), names, [row for _, row in rows])
    return found


def _about_columns(
    found: FoundFile,
    header: Sequence[str],
    read: set[int],
    names: Mapping[str, str],
    rows: Sequence[Sequence[str]],
) -> Iterator[Problem]:
    """What is to be said about the columns of a file: missing, unknown, or there twice."""
    for column in found.mapping.columns:
        if column.name not in found.cells and not column.only_xml:
            yield problem("missing_column", found.cell(column.name, found.header_row), expected=f"“{column.name}”")
    for place, cell in enumerate(header):
        if place in read:
            continue
        filled = sum(bool(row[place].strip()) for row in rows)
        if not filled:
            continue
        title = cell.strip() or f"column {column_letters(place + 1)}"
        at = Cell(file=found.file, row=found.header_row, column=title)
        held = f"{filled} cell{'s' if filled > 1 else ''} that {'are' if filled > 1 else 'is'} not blank"
        if header_name(cell) in names:
            yield problem("repeated_column", at, found=held, expected="each column once")
        else:
            yield problem("unrecognised_column", at, found=held, expected=f"a column of {found.mapping.title}")
