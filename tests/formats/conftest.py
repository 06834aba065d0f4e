"""What the tests of formats share: how to make a workbook, read it, and look at what came of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from roker.formats import annex_a
from roker.formats.annex_a_lists import LISTS
from roker.record import ENTITIES, Kind, Reading

TODAY = date(2024, 5, 1)

_EXAMPLES = {Kind.ID: "100", Kind.TEXT: "a text", Kind.NUMBER: 2, Kind.DATE: date(2024, 1, 2)}


class Made:
    """A reading, and short ways to ask it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def rows(self, entity: str, *fields: str) -> list[tuple[Any, ...]]:
        """The rows of an entity, of these fields alone; none where nothing tells of it."""
        names = [name for name, _ in ENTITIES[entity].columns()]
        return [tuple(row[names.index(each)] for each in fields) for row in self.reading.rows.get(entity, ())]

    def problems(self, *kinds: str) -> list[str]:
        """Problems as "kind: place: found", of these kinds or of all."""
        return [
            f"{each.kind}: {str(each.at).removeprefix(each.at.file).removeprefix(', ')}: {each.found}"
            for each in self.reading.problems
            if not kinds or each.kind in kinds
        ]

    def kinds(self) -> set[str]:
        return {each.kind for each in self.reading.problems}


@pytest.fixture
def a_row() -> Callable[..., dict[str, object]]:
    """A row of a list with something in each of its columns; what is given replaces it."""

    def make(number: int, given: Mapping[str, object] | None = None, **by_word: object) -> dict[str, object]:
        (mapping,) = (each for each in LISTS if each.number == number)
        row: dict[str, object] = {
            column.name: next(iter(annex_a.CODE_TABLES[column.codes].spelt)) if column.codes else _EXAMPLES[column.kind]
            for column in mapping.columns
        }
        row[mapping.who] = by_word.get("who", "100")
        return {**row, **(given or {})}

    return make


@pytest.fixture
def sheets(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook of sheets just as they are given: cells in rows; a name that begins with "!" is hidden."""

    def make(given: Mapping[str, Sequence[Sequence[object]]], name: str = "annex_a.xlsx") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
            for sheet_name, rows in given.items():
                sheet = book.add_worksheet(sheet_name.lstrip("!"))
                for number, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        if isinstance(cell, str) and cell.startswith("=#"):
                            sheet.write_formula(number, column, "=1/0", None, cell[1:])
                        elif isinstance(cell, str) and cell:
                            sheet.write_string(number, column, cell)
                        elif cell is not None and cell != "":
                            sheet.write(number, column, cell)
                if sheet_name.startswith("!"):
                    sheet.hide()
                else:
                    sheet.activate()  # one that can be seen must be in front
        return path

    return make


@pytest.fixture
def header() -> Callable[[int], list[str]]:
    """The column names of a list."""

    def names(number: int) -> list[str]:
        (mapping,) = (each for each in LISTS if each.number == number)
        return [column.name for column in mapping.columns]

    return names


@pytest.fixture
def read() -> Callable[..., Made]:
    """Reads a workbook as at `TODAY`."""

    def made(path: Path, *, snapshot_on: date | None = None, today: date = TODAY, **more: Any) -> Made:
        return Made(annex_a.read(path, snapshot_on=snapshot_on, today=today, **more))

    return made


@pytest.fixture
def one_list(sheets: Any, header: Any, a_row: Any, read: Any) -> Callable[..., Made]:
    """Reads a workbook with one list, whose rows are full but for what is given."""

    def made(number: int, *given: Mapping[str, object], snapshot_on: date | None = TODAY) -> Made:
        rows = [list(a_row(number, each).values()) for each in given]
        return read(sheets({f"List {number}": [header(number), *rows]}), snapshot_on=snapshot_on)

    return made
