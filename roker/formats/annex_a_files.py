"""What Annex A comes in: one workbook, a workbook or a csv file for each list in a folder or an archive, one csv file.

Whatever it is, it becomes sheets: a csv file is a sheet without a name, and its cells are texts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import cast

from roker.errors import RokerError
from roker.formats.cells import RawCell, Sheet, Workbook, open_workbook, workbook_in
from roker.formats.container import FILES, NotAWorkbookError, container_of, open_archive
from roker.formats.csv_text import CsvText, about_encoding, parse_csv, read_csv
from roker.formats.problems import problem
from roker.record import Cell, Problem, SourceFile

CSV_ENDINGS = frozenset({".csv", ".txt", ".tsv"})
WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".ods"})
MOST_FILES = 100
"""In one folder or archive; there are eleven lists."""
_GIVE = "Give a workbook (.xlsx or .ods), or a folder or .zip with a file for each list."

_Piece = CsvText | Workbook


@dataclass(kw_only=True)
class Files:
    """The files of one Annex A, opened, and what is to be said of those beside them that are none."""

    name: str
    """Of the file, the folder or the archive."""
    pieces: list[_Piece] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def sources(self) -> tuple[SourceFile, ...]:
        """Every file that was opened."""
        return tuple(piece.source for piece in self.pieces)

    @property
    def row_count(self) -> int:
        """About how many rows there are in all, for telling how far a reading has got."""
        return sum(len(piece.rows) if isinstance(piece, CsvText) else piece.row_count for piece in self.pieces)

    def sheets(self) -> Iterator[Sheet]:
        """Every sheet of every file."""
        for piece in self.pieces:
            if isinstance(piece, CsvText):
                rows = cast("list[list[RawCell]]", piece.rows)
                yield Sheet(file=piece.source.name, name="", visible=True, rows=rows)
            else:
                yield from piece.sheets()


def open_files(path: Path) -> Files:
    """What is at `path`, or a `RokerError` whose sentence says why it cannot be read."""
    files = _files_at(path)
    for piece in files.pieces:
        if isinstance(piece, CsvText):
            files.problems += about_encoding(piece)
    return files


def _files_at(path: Path) -> Files:
    if path.is_dir():
        return _folder(path)
    if path.suffix.lower() in CSV_ENDINGS:
        return Files(name=path.name, pieces=[read_csv(path)])
    if path.suffix.lower() == ".zip":
        return _archive(path)
    return Files(name=path.name, pieces=[open_workbook(path)])


def _folder(path: Path) -> Files:
    try:
        found = sorted(each for each in path.rglob("*") if each.is_file())
    except OSError as error:
        raise RokerError(f"{path.name} may not be read by this account. Ask for permission to read it.") from error
    by_name = {each.relative_to(path).as_posix(): each for each in found}
    openers: dict[str, Callable[[], _Piece]] = {
        name: (lambda each=each: read_csv(each) if _is_csv(each.name) else open_workbook(each))  # type: ignore[misc]
        for name, each in by_name.items()
    }
    return _opened(path.name, openers)


def _archive(path: Path) -> Files:
    container = open_archive(path)
    if container.kind != FILES:
        return Files(name=path.name, pieces=[workbook_in(container)])

    def opener(name: str) -> Callable[[], _Piece]:
        last = PurePosixPath(name).name
        if _is_csv(name):
            return lambda: parse_csv(last, container.part(name))
        return lambda: workbook_in(container_of(last, container.part(name)))

    names = sorted(name for name, info in container.parts.items() if not info.is_dir())
    return _opened(path.name, {name: opener(name) for name in names})


def _opened(name: str, openers: dict[str, Callable[[], _Piece]]) -> Files:
    """Opens those files that can hold lists. What cannot be read is said; the others are read all the same."""
    files = Files(name=name)
    wanted = {each: opener for each, opener in openers.items() if not _is_of_the_system(each)}
    if len(wanted) > MOST_FILES:
        raise NotAWorkbookError(name, f"holds {len(wanted):,} files, which are not the lists of Annex A.", _GIVE)
    for each, opener in wanted.items():
        last = PurePosixPath(each).name.encode("utf-8", "replace").decode()
        is_text = last == PurePosixPath(each).name
        if not is_text or PurePosixPath(each).suffix.lower() not in CSV_ENDINGS | WORKBOOK_ENDINGS:
            files.problems.append(problem("unrecognised_sheet", Cell(file=last), found=last))
            continue
        try:
            files.pieces.append(opener())
        except RokerError as error:
            files.problems.append(problem("unreadable_file", Cell(file=last), expected=str(error)))
    if not files.pieces:
        said = next((each.expected for each in files.problems if each.kind == "unreadable_file"), _GIVE)
        raise NotAWorkbookError(name, "holds no file that can be read as lists.", said)
    return files


def _is_csv(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in CSV_ENDINGS


def _is_of_the_system(name: str) -> bool:
    """What a computer leaves beside people's files: marks of open workbooks, pictures of folders."""
    parts = PurePosixPath(name).parts
    of_system = (".", "~$", "__MACOSX")
    named = [part for part in parts if part not in {".", ".."}]
    return any(part.startswith(of_system) or part in {"Thumbs.db", "desktop.ini"} for part in named)
