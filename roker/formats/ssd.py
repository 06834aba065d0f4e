"""The Standard Safeguarding Dataset: a folder with a file for each of its tables, read into the record, and written.

Names are those of Data to Insight's specification, which the entities carry.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from roker.database import Database
from roker.errors import RokerError
from roker.formats import tabular_again as again
from roker.formats.problems import problem
from roker.formats.ssd_words import (
    ALSO,
    AS_IDS,
    BESIDE,
    MAY_LIE_AHEAD,
    ONLY_LATEST,
    PLACEHOLDERS,
    SPELT,
    YEARS_BACK,
)
from roker.formats.tabular import (
    Progress,
    TableFormat,
    TablesReader,
    aside,
    files_in,
    plain_name,
    refuse_unreadable,
)
from roker.formats.tabular_files import TableFile
from roker.formats.tabular_ids import is_made
from roker.formats.tabular_table import OWN, SYSTEM
from roker.formats.tabular_writing import WrittenColumn, write_table
from roker.local import Local
from roker.record import ENTITIES, Cell, Entity, Field, Problem, Reading

SOURCE = "ssd"
TABLES: Mapping[str, Entity] = {entity.ssd: entity for entity in ENTITIES if entity.ssd}
"""The 48 tables, by name."""
_PREFIX = "ssd_"
_AS_EVERYBODY = Local()


def entity_of(name: str) -> Entity | None:
    """The entity of a table or file: in any case, with a schema before it or without, with ssd_ or without."""
    bare = plain_name(name.rpartition(".")[2] or name)
    for found in (bare, _PREFIX + bare):
        if found in TABLES:
            return TABLES[found]
    at = bare.find("_" + _PREFIX)
    return TABLES.get(bare[at + 1 :]) if at > 0 else None


def heading_of(field: Field) -> str | None:
    """The column of a field in its table; None for a local field."""
    return field.ssd.partition(".")[2] if field.ssd else None


def columns_of(entity: Entity) -> dict[str, str]:
    """What columns fill, by each name that they are met with: with the table's prefix, or without."""
    headings = [each.ssd.partition(".")[2] for each in entity.fields if each.ssd]
    prefix = headings[0].partition("_")[0] + "_"
    if not all(each.startswith(prefix) for each in headings):
        prefix = ""
    known: dict[str, str] = {}
    for field in entity.fields:
        if not field.ssd:
            known.setdefault(field.name, field.name)  # no extract has it, but an authority may add it
            continue
        fills = field.name
        if fills == entity.numbered_by and (fills not in entity.key or is_made(entity)):
            fills = OWN if is_made(entity) else SYSTEM
        full = [each.partition(".")[2] for each in (field.ssd, *field.ssd_other_names)]
        for name in (*full, *(each.removeprefix(prefix) for each in full), field.name):
            known.setdefault(plain_name(name), fills)
    return known


FORMAT = TableFormat(
    source=SOURCE,
    entity_of=entity_of,
    columns_of=columns_of,
    heading_of=heading_of,
    also=ALSO,
    as_ids=AS_IDS,
    may_lie_ahead=MAY_LIE_AHEAD,
    only_latest=ONLY_LATEST,
    tells_all=True,
    beside=BESIDE,
)


def read(  # noqa: PLR0913 - what every reader is told
    path: Path,
    *,
    snapshot_on: date | None,
    today: date,
    local: Local = _AS_EVERYBODY,
    workspace: Database | None = None,
    progress: Progress | None = None,
    speaks_from: date | None = None,
    before: Path | None = None,
) -> Reading:
    """What a folder of csv or parquet files says, one file a table, and everything in them that could not be read.

    `snapshot_on` is the day of the extract; without it, the newest date of an event that is not after `today`.
    `speaks_from` is the first day that it tells of in full; without it, six years before the snapshot day. The rows
    are read from the files when they are asked for: the folder must stay as it is until then. `before` are the
    fingerprints of the load before: with a snapshot day given, only what can have changed since is read anew.
    """
    refuse_day_to_come(snapshot_on, today)
    workspace = workspace or Database.in_memory()
    with aside(workspace) as copies:
        reader = TablesReader(
            form=FORMAT,
            local=local,
            workspace=workspace,
            copies=copies,
            today=today,
            progress=progress or (lambda done, whole: None),  # noqa: ARG005 - tells nobody
        )
        files, problems = reader.look_at(files_in(path))
        return reading_of(
            reader,
            files,
            problems,
            called=path.name,
            snapshot_on=snapshot_on,
            speaks_from=speaks_from,
            before=before,
        )


def refuse_day_to_come(snapshot_on: date | None, today: date) -> None:
    """Refuses a snapshot day in the future."""
    if snapshot_on is not None and snapshot_on > today:
        raise RokerError(f"{snapshot_on:%d/%m/%Y} has not come yet. Give the day on which the extract was made.")


def reading_of(  # noqa: PLR0913 - what was found, and what is told of it
    reader: TablesReader,
    files: Mapping[str, TableFile],
    problems: Sequence[Problem],
    *,
    called: str,
    snapshot_on: date | None,
    speaks_from: date | None,
    before: Path | None = None,
) -> Reading:
    """The reading of tables that were found, in files or in a database."""
    if not files:
        refuse_unreadable(called, problems)
        raise RokerError(
            f"{called} holds none of the tables of the Standard Safeguarding Dataset, such as ssd_person.csv."
        )
    missing = [
        problem("missing_table", Cell(file=ssd), expected=f"{entity.title}: {ssd}")
        for ssd, entity in TABLES.items()
        if entity.name not in {*PLACEHOLDERS, *files}
    ]
    noted = None
    if snapshot_on:
        first = speaks_from or _years_before(snapshot_on)
        noted = again.noted(reader, files, snapshot_on=snapshot_on, first=first)
    part = again.part(noted, before) if noted and before else None
    read_from = part.files if part else noted.files if noted else files
    tables = reader.read(read_from, [*missing, *problems])
    if not (tables.rows or part):
        refuse_unreadable(called, tables.problems)
        raise RokerError(
            f"{called} has the tables of the Standard Safeguarding Dataset and no row in any. Check the export."
        )
    snapshot = (snapshot_on, "The day was given when the files were loaded.") if snapshot_on else tables.newest_day()
    if snapshot is None:
        raise RokerError(f"{called} holds no date that tells which day it speaks of. Give that day with --snapshot.")
    first = speaks_from or _years_before(snapshot[0])
    window = {name: first for name in files if ENTITIES[name].happened_on}
    reading = tables.reading(snapshot, speaks_from=window, asked=TABLES.values())
    return again.completed(reading, noted, part) if noted else reading


def _years_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - YEARS_BACK, day=28 if is_leap_day else day.day)


# ------------------------------------------------------------------------------------------------------------- writing


def write(folder: Path, tables: Database, *, as_parquet: bool = False) -> list[Path]:
    """Writes a file for each entity of the dataset that `tables` has a table or view for, under its exact names.

    Numbers of the source system stand where the record has ids of its own making, wherever they are known, so that
    what is written reads back as the same. Local fields have no column in the dataset and are left out.
    """
    there = tables.tables()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for entity in TABLES.values():
        if entity.name in there:
            path = folder / f"{entity.ssd}.{'parquet' if as_parquet else 'csv'}"
            columns = [_written(entity, field) for field in entity.fields if field.ssd]
            write_table(tables, entity, columns, path, there)
            written.append(path)
    return written


def _written(entity: Entity, field: Field) -> WrittenColumn:
    return WrittenColumn(
        heading=heading_of(field) or "",
        field=field,
        spelt=SPELT.get(field.codes or "", {}),
        is_number=field.name == entity.numbered_by and (field.name not in entity.key or is_made(entity)),
    )
