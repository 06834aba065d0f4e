"""How commands print tables and save them, and the checks of what they are asked to write."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tqdm import tqdm

from roker.duties import DUTIES
from roker.duties.duty import Confidence
from roker.duties.standards import looser
from roker.errors import RokerError
from roker.formats.cells import Table, write_workbook
from roker.formats.csv_text import write_csv
from roker.local import Local

Cell = str | float | date | None


@contextmanager
def bar_of_days(said: str = "Going through the days") -> Iterator[Callable[[int, int], None]]:
    """A bar with the time left, on a terminal."""
    with tqdm(desc=said, unit=" days", leave=False, disable=None, file=sys.stderr) as bar:

        def progress(done: int, whole: int) -> None:
            bar.total = whole
            bar.update(done - bar.n)

        yield progress


def refuse_bad_target(path: Path, endings: tuple[str, ...]) -> None:
    """Refuses a file to write with the wrong ending, or in a folder that is not there."""
    if path.suffix.lower() not in endings:
        raise RokerError(f"{path.name} should end in {' or '.join(endings)}.")
    if not path.absolute().parent.is_dir():
        raise RokerError(f"{path.name} could not be written: there is no folder {path.absolute().parent}.")


def in_words(day: date) -> str:
    """A day as people say it."""
    return f"{day.day} {day:%B %Y}"


def print_doubtful_limits(home: Path) -> None:
    """Names the authority's own limits that are looser than a law whose text nobody has read yet."""
    limits = Local.of_home(home).limits
    for sentence in looser(DUTIES, limits, Confidence.CORROBORATED, Confidence.UNCONFIRMED):
        print(f"local.toml: {sentence} Its text was not read: check it.", file=sys.stderr)


def text(cell: object) -> str:
    """A cell as text."""
    return "" if cell is None else str(cell)


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints columns side by side."""
    widths = [max(len(row[n]) for row in (header, *rows)) for n in range(len(header))]
    for row in (header, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def export(path: Path, title: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Saves a table as .xlsx or .csv; no text in it is taken for a formula."""
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, [Table(name=title, header=header, rows=rows)])
        return
    write_csv(path, header, rows)
