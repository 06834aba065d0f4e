"""Which sheet of a workbook is which list, where its header stands, and which of its columns are the list's."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from roker.formats.cells import RawCell, Sheet, Workbook, column_letters
from roker.formats.mapping import ListMapping, plain
from roker.formats.problems import problem
from roker.record import Cell, Problem

HEADER_WITHIN = 30
"""Rows from the top among which the header is looked for; titles and notes stand above it."""
ENOUGH_COLUMNS = 0.5
"""Share of a list's own columns by which a sheet is known without its name; half of them are in every edition."""

_LIST_NUMBER = re.compile(r"(?:^|[^a-z])list ?0*(\d{1,2})(?!\d)")


@dataclass(frozen=True, kw_only=True)
class Header:
    """The header row of a sheet, as one list's."""

    index: int
    """Its place among the rows of the sheet."""
    places: Mapping[str, int]
    """Place of each column of the list, by its name."""
    own_share: float
    """How many of the columns that no other list has are there, from 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class FoundList:
    """A list, with the sheet that holds it."""

    mapping: ListMapping
    file: str
    sheet: Sheet
    header: Header
    named: bool
    """Whether the name of the sheet says that it is this list."""

    def cell(self, column: str = "", row: int | None = None) -> Cell:
        """A place on the sheet. A column is called as it is called there."""
        place = self.header.places.get(column)
        written = self.written(place) if place is not None else column
        return Cell(file=self.file, sheet=self.sheet.name, row=row, column=written)

    def written(self, place: int) -> str:
        """The header of a column as it stands there, or its letter where it has none."""
        text = " ".join(str(self.sheet.rows[self.header.index][place]).split())
        return text or f"column {column_letters(self.sheet.first_column + place)}"

    @property
    def header_row(self) -> int:
        """The number of the header row on the sheet."""
        return self.sheet.first_row + self.header.index

    def below(self) -> Iterator[tuple[int, list[RawCell], int]]:
        """The rows below the header that are not blank: their numbers, their cells, and how many hold something."""
        first = self.header.index + 1
        for number, row in enumerate(self.sheet.rows[first:], start=self.sheet.first_row + first):
            filled = len(row) - row.count("")
            if filled:
                yield number, row, filled


@dataclass(kw_only=True)
class Recognition:
    """The lists found in a workbook, and what is to be said about its sheets."""

    lists: dict[int, FoundList] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Recogniser:
    """Knows the names of all lists and of their columns."""

    def __init__(self, lists: Sequence[ListMapping]) -> None:
        self.lists = {each.number: each for each in lists}
        self._names = {
            each.number: {name: column.name for column in each.columns for name in column.names()} for each in lists
        }
        self._whose = {
            name for each in lists for name, column in self._names[each.number].items() if column == each.who
        }
        self._own = {number: self._own_columns(number) for number in self.lists}

    def _own_columns(self, number: int) -> set[str]:
        """The columns of a list that no other list has."""
        others = {name for other, names in self._names.items() if other != number for name in names}
        return {column for name, column in self._names[number].items() if name not in others}

    def number_in(self, sheet_name: str) -> int | None:
        """The list that the name of a sheet says: 7 for "Annex A - list_7 CP plans"."""
        found = _LIST_NUMBER.search(plain(sheet_name))
        number = int(found[1]) if found else 0
        return number if number in self.lists else None

    def recognise(self, workbook: Workbook, loaded: Callable[[int], None]) -> Recognition:
        """Finds the lists of a workbook, each once. `loaded` is told how many rows have been loaded so far."""
        recognition = Recognition()
        claims: dict[int, list[FoundList]] = {}
        rows = 0
        for sheet in workbook.sheets():
            rows += len(sheet.rows)
            loaded(rows)
            recognition.sheets.append(sheet.name)
            found = self._list_on(workbook.source.name, sheet, recognition)
            if found is not None:
                claims.setdefault(found.mapping.number, []).append(found)
        for number, claiming in sorted(claims.items()):
            first, *others = sorted(claiming, key=lambda each: (not each.sheet.visible, not each.named))
            recognition.lists[number] = first
            recognition.problems += _about_claims(first, others)
        recognition.problems += self._missing(workbook.source.name, recognition)
        return recognition

    def _list_on(self, file: str, sheet: Sheet, recognition: Recognition) -> FoundList | None:
        """The list that a sheet holds, by its columns before its name."""
        named = self.number_in(sheet.name)
        headers = self._headers(sheet)
        best = max(headers, key=lambda number: headers[number].own_share, default=None)
        if best is not None and headers[best].own_share < ENOUGH_COLUMNS:
            best = None
        number = best or (named if named in headers else None)
        at = Cell(file=file, sheet=sheet.name)
        if number is None:
            if named and sheet.rows:
                recognition.problems.append(
                    problem(
                        "no_header",
                        at,
                        expected=f"a column “{self.lists[named].who}” in the first {HEADER_WITHIN} rows",
                    )
                )
            elif sheet.rows:
                recognition.problems.append(problem("unrecognised_sheet", at, found=sheet.name))
            return None
        if named and named != number:
            expected = f"“{self.lists[number].name}”, whose columns it has"
            recognition.problems.append(problem("sheet_misnamed", at, found=sheet.name, expected=expected))
        return FoundList(
            mapping=self.lists[number], file=file, sheet=sheet, header=headers[number], named=named == number
        )

    def _headers(self, sheet: Sheet) -> dict[int, Header]:
        """The header row as each list would have it. The row that names most columns is the header."""
        best: dict[int, Header] = {}
        for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            texts = [plain(cell) if isinstance(cell, str) else "" for cell in row]
            if self._whose.isdisjoint(texts):
                continue
            for number, names in self._names.items():
                header = self._header(number, index, [names.get(text) for text in texts])
                if header and (number not in best or len(header.places) > len(best[number].places)):
                    best[number] = header
        return best

    def _header(self, number: int, index: int, columns: Sequence[str | None]) -> Header | None:
        places: dict[str, int] = {}
        for place, column in enumerate(columns):
            if column is not None:
                places.setdefault(column, place)
        if self.lists[number].who not in places:
            return None
        own = self._own[number]
        return Header(index=index, places=places, own_share=len(own & places.keys()) / len(own))

    def _missing(self, file: str, recognition: Recognition) -> Iterable[Problem]:
        for number, mapping in self.lists.items():
            if number not in recognition.lists:
                expected = f"{mapping.name}, {mapping.title}"
                yield problem("missing_list", Cell(file=file, sheet=mapping.name), expected=expected)


def _about_claims(first: FoundList, others: Sequence[FoundList]) -> Iterable[Problem]:
    name = first.mapping.name
    for other in others:
        yield problem(
            "list_twice",
            other.cell(),
            found=f"{name} on “{other.sheet.name}”, not read",
            expected=f"{name} once; it was read from “{first.sheet.name}”",
        )
    if not first.sheet.visible:
        yield problem("hidden_sheet", first.cell(), found=first.sheet.name, expected="a sheet that can be seen")


def about_columns(found: FoundList) -> Iterator[Problem]:
    """What is to be said about the header of a list: columns missing, unknown, or there twice."""
    yield from _missing_columns(found)
    places = found.header.places
    known = {name: column.name for column in found.mapping.columns for name in column.names()}
    header_row = found.header_row
    for place, cell in enumerate(found.sheet.rows[found.header.index]):
        if place in places.values():
            continue
        cells = sum(row[place] != "" for row in found.sheet.rows[found.header.index + 1 :])
        if not cells:
            continue
        at = Cell(file=found.file, sheet=found.sheet.name, row=header_row, column=found.written(place))
        held = f"{cells} cell{'s' if cells > 1 else ''} that {'are' if cells > 1 else 'is'} not blank"
        if isinstance(cell, str) and plain(cell) in known:
            yield problem("repeated_column", at, found=held, expected="each column once")
        else:
            yield problem("unrecognised_column", at, found=held, expected=f"a column of {found.mapping.name}")


def _missing_columns(found: FoundList) -> Iterator[Problem]:
    missing = [column for column in found.mapping.columns if column.name not in found.header.places]
    later = [column for column in found.mapping.columns if column.since]
    if later and all(column in missing for column in later):
        names = ", ".join(f"“{column.name}”" for column in later)
        yield problem("older_edition", found.cell(row=found.header_row), expected=names)
        missing = [column for column in missing if column not in later]
    for column in missing:
        yield problem("missing_column", found.cell(column.name, found.header_row), expected=f"“{column.name}”")
