"""A damaged file of text made whole again: each row by itself, so that one bad row costs one row and no more.

Slow, and only for files that DuckDB cannot read: a quotation mark that is never closed, two kinds of line ends.
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_CELL = 1_000
"""Lines; a text that goes on for longer is a quotation mark that nobody closed."""
QUOTES = "a quotation mark before and after a text, and a doubled one inside it"


@dataclass(frozen=True, kw_only=True)
class RejectedRow:
    """A row that could not be taken apart into cells."""

    row: int
    found: str
    expected: str


def mend(path: Path, copy: Path, *, delimiter: str, columns: int, skipped: int) -> list[RejectedRow]:
    """Copies the rows of a file that can be taken apart, with one kind of line end and none in a name; returns the
    others.

    `skipped` lines above the header are left out; row 1 of the copy is the header.
    """
    rejected = []
    with (
        path.open("r", encoding="utf-8-sig", errors="replace", newline="") as file,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for row, found in enumerate(_rows(file, delimiter, columns, skipped), start=skipped + 1):
            if isinstance(found, list) and row == skipped + 1:
                writer.writerow([" ".join(name.split()) for name in found])
            elif isinstance(found, list):
                writer.writerow(found)
            else:
                expected = QUOTES if '"' in found else f"{columns} cells"
                rejected.append(RejectedRow(row=row, found=found[:200], expected=expected))
    return rejected


def _rows(lines: Iterator[str], delimiter: str, columns: int, skipped: int) -> Iterator[list[str] | str]:
    """Each row as its cells, or as the line that it is where it has none."""
    for _ in range(skipped):
        next(lines)
    waiting: deque[str] = deque()
    remaining = iter(lines)
    while True:
        line = waiting.popleft() if waiting else next(remaining, None)
        if line is None:
            return
        if not line.strip():
            continue
        if '"' not in line:
            cells: list[str] | None = line.rstrip("\r\n").split(delimiter)
        else:
            cells = _quoted(line, waiting, remaining, delimiter)
        cells = _fitting(cells, columns)
        yield line.rstrip("\r\n") if cells is None else cells


def _quoted(line: str, waiting: deque[str], remaining: Iterator[str], delimiter: str) -> list[str] | None:
    """The cells of a row with quotation marks, which may go on for some lines; None where it has none."""
    taken: list[str] = []
    marks = line.count('"')
    while marks % 2 and len(taken) < LONGEST_CELL:
        further = waiting.popleft() if waiting else next(remaining, None)
        if further is None:
            break
        taken.append(further)
        marks += further.count('"')
    try:
        (cells,) = csv.reader([line, *taken], delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        waiting.extendleft(reversed(taken))
        return None
    return cells


def _fitting(cells: list[str] | None, columns: int) -> list[str] | None:
    if cells is not None and len(cells) == columns + 1 and not cells[-1]:
        return cells[:-1]
    return cells if cells is not None and len(cells) == columns else None
