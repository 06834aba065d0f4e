"""The SSDA903 return as one XML file (root EXPSSDA903): taken apart into the files that the return has as csv."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from roker.errors import RokerError
from roker.formats.problems import problem
from roker.formats.ssda903_columns import FILES, WHO, ReturnFile
from roker.formats.ssda903_files import Found, FoundFile
from roker.formats.xml_stream import Element, Progress, local_names, open_xml, text_of
from roker.record import Cell

ROOT, CHILD, HEADER, EPISODE = "EXPSSDA903", "CHILD", "HEADER", "EPISODE"
_IS_UASC = "UASC"
_ABOUT_THE_CHILD = ("CHILD", "DOB", "SEX")
"""Columns of HEADER that many files repeat, so that they do not say that a child is in one."""


@dataclass(kw_only=True)
class _Part:
    """The rows of one file of the return, as they are met."""

    mapping: ReturnFile
    numbers: list[int] = field(default_factory=list)
    rows: list[Mapping[str, str]] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)

    def add(self, line: int, row: Mapping[str, str]) -> None:
        self.numbers.append(line)
        self.rows.append(row)


class _Return:
    """What stands in the file, child after child."""

    def __init__(self) -> None:
        self.parts = {mapping.code: _Part(mapping=mapping) for mapping in FILES}
        self.by_element = {mapping.element: mapping for mapping in FILES if mapping.element}
        self.in_header = {
            name: column.name
            for mapping in FILES
            if mapping.element is None
            for column in mapping.columns
            for name in column.names()
        }
        self.unknown: dict[tuple[str, str], list[int]] = {}
        """Lines of elements that are none of the return's, by the element that holds them and their own name."""

    def put(self, child: Element) -> None:
        """Takes one child apart."""
        header: dict[str, str] = {}
        nested: list[tuple[ReturnFile, int, dict[str, str]]] = []
        for element in child:
            name = local_names[element.tag]
            if name == HEADER:
                nested += self._header(element, header)
            elif name in self.by_element:
                nested.append(self._row(self.by_element[name], element))
            else:
                self._note_unknown(CHILD, element)
        for mapping, line, row in nested:
            known = {each: header[each] for each in _ABOUT_THE_CHILD if each in header}
            self.parts[mapping.code].add(line, {**known, **row})
        self._put_header(child.sourceline, header)

    def _header(self, header: Element, known: dict[str, str]) -> Iterator[tuple[ReturnFile, int, dict[str, str]]]:
        for element in header:
            name = local_names[element.tag]
            if name in self.by_element:
                yield self._row(self.by_element[name], element)
            elif name in self.in_header or name == _IS_UASC:
                known[self.in_header.get(name, name)] = text_of(element)
            else:
                self._note_unknown(HEADER, element)

    def _row(self, mapping: ReturnFile, element: Element) -> tuple[ReturnFile, int, dict[str, str]]:
        names = {name: column.name for column in mapping.columns for name in column.names()}
        row: dict[str, str] = {}
        for each in element:
            name = local_names[each.tag]
            if name in names:
                row[names[name]] = text_of(each)
                self.parts[mapping.code].written[names[name]] = name
            else:
                self._note_unknown(local_names[element.tag], each)
        return mapping, element.sourceline, row

    def _put_header(self, line: int, header: Mapping[str, str]) -> None:
        """A row for each file whose columns stand in HEADER and say something of the child."""
        for part in self.parts.values():
            if part.mapping.element is not None:
                continue
            row = {column.name: header[column.name] for column in part.mapping.columns if column.name in header}
            own = any(row[name] for name in row if name not in _ABOUT_THE_CHILD)
            is_uasc = part.mapping.code == "uasc" and header.get(_IS_UASC) == "1"
            if own or is_uasc or part.mapping.code == "header":
                part.add(line, row)

    def _note_unknown(self, within: str, element: Element) -> None:
        self.unknown.setdefault((within, local_names[element.tag]), []).append(element.sourceline)


def find_xml(path: Path, progress: Progress | None = None) -> Found:
    """The files of a return that stand in one XML file. Raises a RokerError for a file that is no such return."""
    xml = open_xml(path)
    if xml.root != ROOT:
        raise RokerError(f"{path.name} is XML, but no SSDA903 return: it begins with “{xml.root}”, not with “{ROOT}”.")
    taken_apart = _Return()
    for child in xml.records(CHILD, progress=progress):
        taken_apart.put(child)
    found = Found(sources=[xml.source])
    for part in taken_apart.parts.values():
        if part.rows:
            found.files[part.mapping.code] = _as_file(path.name, part)
    if not found.files:
        raise RokerError(f"{path.name} holds no “{CHILD}”, and so nobody. Check the export.")
    for (within, name), lines in taken_apart.unknown.items():
        at = Cell(file=path.name, sheet=within, row=lines[0], column=name)
        times = _times(len(lines), lines[0])
        found.problems.append(problem("unknown_element", at, found=times, expected=f"an element of {within}"))
    if xml.stray_count:
        stray = xml.strays[0]
        at = Cell(file=path.name, sheet=stray.within, row=stray.line, column=stray.name)
        times = _times(xml.stray_count, stray.line)
        found.problems.append(problem("beside_elements", at, found=times, expected=f"“{CHILD}” and nothing else"))
    return found


def _times(count: int, first: int) -> str:
    return f"{count:,} times, first in line {first:,}" if count > 1 else f"once, in line {first:,}"


def _as_file(name: str, part: _Part) -> FoundFile:
    """A part of the return as if it had been a file of its own: columns that no row has are not there."""
    columns = [column.name for column in part.mapping.columns if any(column.name in row for row in part.rows)]
    if WHO not in columns:
        columns.insert(0, WHO)
    return FoundFile(
        mapping=part.mapping,
        file=name,
        sheet=part.mapping.title,
        written={column: part.written.get(column, column) for column in columns},
        header_row=None,
        numbers=part.numbers,
        cells={column: [row.get(column, "") for row in part.rows] for column in columns},
    )
