"""Which sheet of a workbook is which list, where its header stands, and which of its columns are the list's."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from roker.errors import RokerError
from roker.formats.cells import RawCell, Sheet, column_letters
from roker.formats.mapping import Layout, ListMapping, plain
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
    sheet: Sheet
    header: Header
    named: bool
    """Whether the name of the sheet says that it is this list."""
    layout: Layout
    """The edition whose columns it has: the newest where it fits several."""
    is_newest: bool

    def cell(self, column: str = "", row: int | None = None) -> Cell:
        """A place on the sheet. A column is called as it is called there."""
        place = self.header.places.get(column)
        written = self.written(place) if place is not None else column
        return Cell(file=self.sheet.file, sheet=self.sheet.name, row=row, column=written)

    def written(self, place: int) -> str:
        """The header of a column as it stands there, or its letter where it has none."""
        text = " ".join(str(self.sheet.rows[self.header.index][place]).split())
        return text or f"column {column_letters(self.sheet.first_column + place)}"

    @property
    def header_row(self) -> int:
        """The number of the header row on the sheet."""
        return self.sheet.first_row + self.header.index

    @property
    def first_row(self) -> int:
        """The number of the row below the header."""
        return self.header_row + 1

    @property
    def rows(self) -> list[list[RawCell]]:
        """The rows below the header, blank ones too."""
        return self.sheet.rows[self.header.index + 1 :]


@dataclass(kw_only=True)
class Recognition:
    """The lists found in files, and what is to be said about their sheets."""

    lists: dict[int, FoundList] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Recogniser:
    """Knows the names of all lists and of their columns, in every edition and as one authority calls them."""

    def __init__(
        self,
        lists: Sequence[ListMapping],
        layouts: Sequence[Layout],
        called: Callable[[str], Mapping[str, str]] = lambda _: {},
    ) -> None:
        """`layouts` are the editions, the newest last; `called` gives, for the name of a list, further names of its
        columns with those that the list has. Refuses one that the list has not.
        """
        self.lists = {each.number: each for each in lists}
        self._layouts = tuple(layouts)
        self._names = {each.number: _names_of_columns(each, called(each.name)) for each in lists}
        self._whose = {
            name for each in lists for name, column in self._names[each.number].items() if column == each.who
        }
        self._own = {number: _own_columns(number, lists) for number in self.lists}

    def number_in(self, sheet_name: str) -> int | None:
        """The list that the name of a sheet says: 7 for "Annex A - list_7 CP plans"."""
        found = _LIST_NUMBER.search(plain(sheet_name))
        number = int(found[1]) if found else 0
        return number if number in self.lists else None

    def recognise(self, name: str, sheets: Iterable[Sheet], loaded: Callable[[int], None]) -> Recognition:
        """Finds the lists on the sheets of what is called `name`, each once. `loaded` is told how many rows there were
        so far.
        """
        recognition = Recognition()
        claims: dict[int, list[FoundList]] = {}
        rows = 0
        for sheet in sheets:
            rows += len(sheet.rows)
            loaded(rows)
            found = self._list_on(sheet, recognition)
            if found is not None:
                claims.setdefault(found.mapping.number, []).append(found)
        for number, claiming in sorted(claims.items()):
            first, *others = sorted(claiming, key=lambda each: (not each.sheet.visible, not each.named))
            recognition.lists[number] = first
            recognition.problems += _about_claims(first, others)
        recognition.problems += self._missing(name, recognition)
        return recognition

    def _list_on(self, sheet: Sheet, recognition: Recognition) -> FoundList | None:
        """The list that a sheet holds, by its columns before its name."""
        named = self.number_in(sheet.title)
        headers = self._headers(sheet)
        best = max(headers, key=lambda number: headers[number].own_share, default=None)
        if best is not None and headers[best].own_share < ENOUGH_COLUMNS:
            best = None
        number = best or (named if named in headers else None)
        if number is None:
            recognition.problems += self._about_no_list(sheet, named)
            return None
        if named and named != number:
            at = Cell(file=sheet.file, sheet=sheet.name)
            expected = f"“{self.lists[number].name}”, whose columns it has"
            recognition.problems.append(problem("sheet_misnamed", at, found=sheet.title, expected=expected))
        layout = self._layout(number, headers[number].places)
        return FoundList(
            mapping=self.lists[number],
            sheet=sheet,
            header=headers[number],
            named=named == number,
            layout=layout,
            is_newest=layout is self._layouts[-1],
        )

    def _about_no_list(self, sheet: Sheet, named: int | None) -> Iterator[Problem]:
        at = Cell(file=sheet.file, sheet=sheet.name)
        if named and sheet.rows:
            expected = f"a column “{self.lists[named].who}” in the first {HEADER_WITHIN} rows"
            yield problem("no_header", at, expected=expected)
        elif sheet.rows:
            yield problem("unrecognised_sheet", at, found=sheet.title)

    def _layout(self, number: int, places: Mapping[str, int]) -> Layout:
        """The edition that a list is of: of those that have all its columns, the one of which it lacks fewest."""
        best, fewest = self._layouts[-1], len(self.lists[number].columns) + 1
        for layout in reversed(self._layouts):
            columns = {column.name for column in layout.columns(self.lists[number])}
            if places.keys() <= columns and len(columns - places.keys()) < fewest:
                best, fewest = layout, len(columns - places.keys())
        return best

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
            found=f"{name} on “{other.sheet.title}”, not read",
            expected=f"{name} once; it was read from “{first.sheet.title}”",
        )
    if not first.sheet.visible:
        yield problem("hidden_sheet", first.cell(), found=first.sheet.name, expected="a sheet that can be seen")


def _own_columns(number: int, lists: Sequence[ListMapping]) -> set[str]:
    """The columns of a list that no other list has."""
    others = {name for each in lists if each.number != number for column in each.columns for name in column.names()}
    (mapping,) = (each for each in lists if each.number == number)
    return {column.name for column in mapping.columns if others.isdisjoint(column.names())}


def _names_of_columns(mapping: ListMapping, called: Mapping[str, str]) -> dict[str, str]:
    names = {name: column.name for column in mapping.columns for name in column.names()}
    for written, meant in called.items():
        if plain(meant) not in names:
            raise RokerError(f"local.toml: {mapping.name} has no column “{meant}”, which “{written}” should stand for.")
        names[plain(written)] = names[plain(meant)]
    return names


def about_missing_columns(found: FoundList) -> Iterator[Problem]:
    """The columns that a list should have in its edition, and has not; and what the edition itself lacks."""
    of_edition = found.layout.columns(found.mapping)
    if len(of_edition) < len(found.mapping.columns) and not found.is_newest:
        later = [column for column in found.mapping.columns if column not in of_edition]
        names = ", ".join(f"“{column.name}”" for column in later)
        yield problem("older_edition", found.cell(row=found.header_row), found=found.layout.title, expected=names)
    for column in of_edition:
        if column.name not in found.header.places:
            yield problem("missing_column", found.cell(column.name, found.header_row), expected=f"“{column.name}”")


def other_columns(found: FoundList) -> list[int]:
    """The places of the columns that were not read as the list's, those with neither header nor cells left out."""
    places = set(found.header.places.values())
    header = found.sheet.rows[found.header.index]
    return [
        place
        for place in range(len(header))
        if place not in places and (header[place] != "" or any(row[place] != "" for row in found.rows))
    ]


def about_other_column(found: FoundList, place: int, filled: int) -> Iterator[Problem]:
    """What is to be said of a column that was not read, with so many cells that are not blank."""
    if filled:
        cell = found.sheet.rows[found.header.index][place]
        known = {name for column in found.mapping.columns for name in column.names()}
        at = found.cell(row=found.header_row)
        at = replace(at, column=found.written(place))
        held = f"{filled} cell{'s' if filled > 1 else ''} that {'are' if filled > 1 else 'is'} not blank"
        if isinstance(cell, str) and plain(cell) in known:
            yield problem("repeated_column", at, found=held, expected="each column once")
        else:
            yield problem("unrecognised_column", at, found=held, expected=f"a column of {found.mapping.name}")
