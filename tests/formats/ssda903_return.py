"""Small SSDA903 returns for tests: written as tables that can be read, and ways to ask what became of them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from roker.formats import ssda903
from roker.record import ENTITIES, Reading

TODAY = date(2024, 6, 1)
YEAR_END = date(2024, 3, 31)
SAMPLES = Path(__file__).parent / "samples"
SAMPLE = SAMPLES / "csc-validator-be-903"

HEADER = """
    CHILD | SEX | DOB        | ETHNIC | UPN           | MOTHER | MC_DOB
    101   | 1   | 05/06/2010 | WBRI   | A123456789012 |        |
    102   | 2   | 29/02/2008 | MWBC   | UN1           | 1      | 03/02/2024
"""
EPISODES = """
    CHILD|DECOM     |RNE|LS|CIN|PLACE|PLACE_PROVIDER|DEC       |REC|REASON_PLACE_CHANGE|HOME_POST|PL_POST|URN
    101  |01/05/2022|S  |C1|N1 |U6   |PR1           |10/09/2023|X1 |                   |AB1 2CD  |AB1 3EF|1234567
    101  |10/09/2023|L  |C2|N1 |U6   |PR1           |          |   |                   |AB1 2CD  |AB1 3EF|1234567
"""


def table(text: str) -> list[list[str]]:
    """The cells of a table with bars."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def folder(path: Path, **files: str) -> Path:
    """A folder of csv files, from tables by file name."""
    path.mkdir(exist_ok=True)
    for name, text in files.items():
        rows = "\r\n".join(",".join(row) for row in table(text))
        (path / f"{name}.csv").write_text(rows + "\r\n", encoding="utf-8")
    return path


def read(path: Path, snapshot_on: date | None = YEAR_END, today: date = TODAY, **more: Any) -> Reading:
    """Reads a return as at the end of the year 2023-24."""
    return ssda903.read(path, snapshot_on=snapshot_on, today=today, **more)


def rows(reading: Reading, entity: str, *fields: str) -> list[tuple[Any, ...]]:
    """The rows of an entity, of these fields alone."""
    names = [name for name, _ in ENTITIES[entity].columns()]
    return [tuple(row[names.index(each)] for each in fields) for row in reading.rows[entity]]


def said(reading: Reading, *kinds: str) -> list[str]:
    """Problems as "kind: place: found", of these kinds or of all but missing files."""
    return [
        f"{each.kind}: {each.at}: {each.found}"
        for each in reading.problems
        if (each.kind in kinds if kinds else each.kind != "missing_file")
    ]


def said_of(reading: Reading, kinds: Sequence[str]) -> list[str]:
    """Problems of these kinds as "kind: place: found: expected"."""
    return [f"{each.kind}: {each.at}: {each.found}: {each.expected}" for each in reading.problems if each.kind in kinds]
