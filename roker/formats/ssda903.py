"""The SSDA903 return of looked-after children and care leavers: read into the record, and written from it.

Only `ssda903_columns` knows its columns; this module knows the return as a whole: its year, and what it can tell.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import cast

from roker.database import Database
from roker.errors import RokerError
from roker.formats.problems import problem
from roker.formats.ssda903_columns import FILES, SOURCE
from roker.formats.ssda903_files import Found, find_csv
from roker.formats.ssda903_filling import ReturnRows, problems_of
from roker.formats.ssda903_reading import CellReaders, ReadFile, read_file
from roker.formats.ssda903_writing import write
from roker.formats.ssda903_xml import find_xml
from roker.formats.xml_stream import open_xml
from roker.local import Local
from roker.record import ENTITIES, Cell, Problem, Reading

__all__ = ["SOURCE", "read", "recognises", "write"]

Progress = Callable[[int, int], None]
"""Told how many rows have been read, and of how many."""

_FROM_EPISODES = ("cla_placement", "legal_status")
_ONLY_LATEST = frozenset({"cla_previous_permanence"})
_MADE: Mapping[str, tuple[str, ...]] = {
    "cla_episodes": ("cla_placement_id", "cla_id", "entered_care_date"),
    "immigration_status": ("immigration_status",),
    "care_outcomes": ("year_end_date",),
    "care_leaver_birthday": ("birthday_date",),
    "cla_placement": ("cla_placement_id", "cla_id", "cla_placement_start_date", "cla_placement_end_date"),
    "legal_status": ("legal_status_start_date", "legal_status_end_date"),
}
"""Fields that follow from others and have no column."""
_SHOWN_BY: Mapping[str, str] = {
    "cla_placement.cla_placement_type": "PLACE",
    "cla_placement.cla_placement_urn": "URN",
    "cla_placement.cla_placement_provider": "PLACE_PROVIDER",
    "cla_placement.cla_placement_postcode": "PL_POST",
    "cla_placement.cla_placement_change_reason": "REASON_PLACE_CHANGE",
    "cla_placement.cla_placement_distance": "PL_DISTANCE",
    "cla_placement.placement_location": "PL_LOCATION",
    "cla_placement.placement_authority": "PL_LA",
    "legal_status.legal_status": "LS",
}
"""Fields of placements and legal statuses, by the column of Episodes that tells them."""


def read(  # noqa: PLR0913 - what every reader takes
    path: Path,
    *,
    snapshot_on: date | None,
    today: date,
    local: Local | None = None,
    workspace: Database | None = None,
    progress: Progress | None = None,
) -> Reading:
    """What an SSDA903 return says, and every cell of it that could not be read.

    `path` is a folder or zip archive of its csv files, one of them, or the return as one XML file. `snapshot_on` is the
    day that it speaks of; without it, the last day of the year of the newest date in it. Raises a `RokerError` for what
    is no such return.
    """
    if snapshot_on is not None and snapshot_on > today:
        raise RokerError(f"{snapshot_on:%d/%m/%Y} has not come yet. Give the last day of the return's year.")
    local = local or Local()
    found = find_xml(path) if _is_xml(path) else find_csv(path, local)
    files = _read_files(found, local, progress)
    if not any(each.numbers for each in files):
        raise RokerError(f"{path.name} has the columns of the SSDA903 return and nobody under them. Check the export.")
    snapshot, snapshot_from = _snapshot(path.name, files, snapshot_on, today)
    rows = ReturnRows(snapshot_on=snapshot, year=year_of(snapshot))
    for each in files:
        each.note_later_dates(snapshot)
        each.note_codes_not_in_force(rows.year, _days_of_codes(each, snapshot))
        rows.put(each)
    if path.is_dir() or path.suffix.lower() == ".zip":
        found.problems += _missing_files(path.name, found, rows.year)
    tables = workspace or Database.in_memory()
    for name, of_entity in rows.of_entities().items():
        tables.create_table(name, ENTITIES[name].columns(), of_entity)
    told = frozenset(tables.tables()) & set(ENTITIES.codes())
    return Reading(
        source=SOURCE,
        files=tuple(found.sources),
        snapshot_on=snapshot,
        snapshot_from=snapshot_from,
        tables=tables,
        speaks_from=dict.fromkeys(sorted(told), date(rows.year - 1, 4, 1)),
        only_latest=_ONLY_LATEST & told,
        absent=_absent(files),
        problems=(*found.problems, *problems_of(files)),
        counts={each.found.mapping.title: len(each.numbers) for each in files},
        columns=tuple(column for each in files for column in each.columns),
    )


def recognises(path: Path) -> bool:
    """Whether there is an SSDA903 return at `path`."""
    try:
        if _is_xml(path):
            return open_xml(path).root == "EXPSSDA903"
        return bool(find_csv(path, Local()).files)
    except RokerError:
        return False


def year_of(day: date) -> int:
    """The year in which the return ends that a day belongs to: 2024 for 1 April 2023 to 31 March 2024."""
    return day.year + 1 if day >= date(day.year, 4, 1) else day.year


def _is_xml(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() == ".xml"


def _read_files(found: Found, local: Local, progress: Progress | None) -> list[ReadFile]:
    """Every file, in the order of the return: Header first."""
    readers = CellReaders(local)
    in_all = sum(len(each.numbers) for each in found.files.values())
    files: list[ReadFile] = []
    so_far = 0
    for mapping in FILES:
        if mapping.code in found.files:
            files.append(read_file(found.files[mapping.code], readers))
            so_far += len(found.files[mapping.code].numbers)
            if progress:
                progress(so_far, in_all)
    return files


def _snapshot(name: str, files: Sequence[ReadFile], given: date | None, today: date) -> tuple[date, str]:
    """The day a return speaks of, and how it is known."""
    if given is not None:
        return given, "The day was given when the return was loaded."
    newest: tuple[date, str] | None = None
    for each in files:
        found = each.newest_date(today)
        if found and (newest is None or found[0] > newest[0]):
            newest = found[0], str(each.found.cell(found[1]))
    if newest is None:
        raise RokerError(f"{name} holds no date that tells of which year it is. Give its last day with --snapshot.")
    day, place = newest
    year_end = date(year_of(day), 3, 31)
    why = f"the newest date in the return that is not in the future is {day:%d/%m/%Y}: {place}."
    if year_end > today:
        return day, f"The year of the return is not over; {why}"
    return year_end, f"The last day of the return's year: {why}"


def _days_of_codes(read: ReadFile, snapshot: date) -> Mapping[str, Sequence[date]]:
    """By column, the day on which the code of each row must be in force, where that is not the end of the year."""
    if read.found.mapping.code != "episodes":
        return {}
    ends = read.values.get("DEC") or [None] * len(read.who)
    ended = [cast("date", end) if end and cast("date", end) < snapshot else snapshot for end in ends]
    return dict.fromkeys(("PLACE", "REC", "REASON_PLACE_CHANGE", "LS", "RNE", "CIN", "PLACE_PROVIDER"), ended)


def _missing_files(name: str, found: Found, year: int) -> list[Problem]:
    return [
        problem("missing_file", Cell(file=name), expected=f"a file with the columns of {mapping.title}")
        for mapping in FILES
        if mapping.code not in found.files and mapping.first_year <= year
    ]


def _absent(files: Sequence[ReadFile]) -> frozenset[str]:
    """The fields, of the entities that the return fills, for which there was no column, or no row at all.

    A file of headings alone is more often a failed export than nobody to tell of.
    """
    makes = {fills.entity for mapping in FILES for column in mapping.columns for fills in column.fills}
    asked = {str(field) for name in (*makes, *_FROM_EPISODES) for field in ENTITIES[name].fields}
    carried = {field for read in files if read.numbers for field in _carried(read)}
    if "cla_episodes.cla_id" in carried and "cla_reviews.cla_review_date" in carried:
        carried.add("cla_reviews.cla_id")
    return frozenset(asked - carried)


def _carried(read: ReadFile) -> set[str]:
    """The fields that a file has a column for, or that follow from it without one."""
    mapping = read.found.mapping
    entities = [mapping.makes, *(_FROM_EPISODES if mapping.code == "episodes" else ())]
    carried = {str(fills) for column in mapping.columns if column.name in read.values for fills in column.fills}
    for name in entities:
        carried |= {f"{name}.{field}" for field in ("person_id", *_MADE.get(name, ()))}
    if mapping.code == "episodes":
        carried |= {field for field, column in _SHOWN_BY.items() if column in read.values}
    if mapping.code == "header" and "MC_DOB" in read.values:
        carried.add("mother.person_id")
    return carried
