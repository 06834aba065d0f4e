"""Local extras: a csv file for any entity of the record, for what no other source tells.

A file is called after its entity and its columns after the fields, so that templates, the manual's data dictionary and
the files themselves use one set of words.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from roker.database import Database
from roker.errors import RokerError
from roker.formats.ssd import refuse_day_to_come
from roker.formats.ssd_words import ALSO, AS_IDS, MAY_LIE_AHEAD
from roker.formats.tabular import (
    Progress,
    TableFormat,
    TablesReader,
    aside,
    files_in,
    plain_name,
    refuse_unreadable,
)
from roker.formats.tabular_ids import is_made
from roker.formats.tabular_table import OWN, SYSTEM
from roker.formats.tabular_writing import WrittenColumn, write_table
from roker.local import Local
from roker.record import ENTITIES, Entity, Field, Reading
from roker.record.schema import RECORDED_TIME, SYSTEM_ID

SOURCE = "local_extras"
_AS_EVERYBODY = Local()


def entity_of(name: str) -> Entity | None:
    """The entity that a file is called after."""
    bare = plain_name(name)
    return next((entity for entity in ENTITIES if entity.name == bare), None)


def heading_of(field: Field) -> str:
    """The column of a field: its name."""
    return field.name


def columns_of(entity: Entity) -> dict[str, str]:
    """What columns fill, by name: every field, and the two that say where a row comes from."""
    known = {field.name: field.name for field in entity.fields}
    if is_made(entity):
        known[entity.own_id or ""] = OWN
    known[SYSTEM_ID], known[RECORDED_TIME] = SYSTEM, RECORDED_TIME
    return known


FORMAT = TableFormat(
    source=SOURCE,
    entity_of=entity_of,
    columns_of=columns_of,
    heading_of=heading_of,
    also=ALSO,
    as_ids=AS_IDS,
    may_lie_ahead=MAY_LIE_AHEAD,
    keeps_made=True,
)


def read(  # noqa: PLR0913 - what every reader is told
    path: Path,
    *,
    snapshot_on: date | None,
    today: date,
    local: Local = _AS_EVERYBODY,
    workspace: Database | None = None,
    progress: Progress | None = None,
) -> Reading:
    """What a folder of files says, one file an entity.

    `snapshot_on` is the day that they speak of; without it, the newest date of an event that is not after `today`, or
    `today` where there is none. What a file says replaces what it said the last time.
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
        if not files:
            refuse_unreadable(path.name, problems)
            raise RokerError(
                f"{path.name} holds no local extras: no file is called after an entity, as allocation.csv."
            )
        tables = reader.read(files, problems)
        given = (snapshot_on, "The day was given when the files were loaded.") if snapshot_on else None
        of_loading = today, "The day of loading, as the files hold no date of an event."
        asked = [table.entity for table in tables.tables.values()]
        return tables.reading(given or tables.newest_day() or of_loading, speaks_from={}, asked=asked)


def headings(entity: Entity) -> list[str]:
    """The columns of an entity's file."""
    return [*entity.field_names(), SYSTEM_ID, RECORDED_TIME]


def write_templates(folder: Path, entities: Sequence[Entity] = tuple(ENTITIES)) -> list[Path]:
    """Writes a file with nothing but its columns for each entity; one that is there already is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for entity in entities:
        path = folder / f"{entity.name}.csv"
        if not path.exists():
            path.write_text(",".join(headings(entity)) + "\r\n", encoding="utf-8")
            written.append(path)
    return written


def write(folder: Path, tables: Database) -> list[Path]:
    """Writes a file for each entity that `tables` has a table or view for, as the record has its rows."""
    there = tables.tables()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for entity in ENTITIES:
        if entity.name in there:
            path = folder / f"{entity.name}.csv"
            columns = [WrittenColumn(heading=each.name, field=each, as_it_is=True) for each in entity.fields]
            columns += [WrittenColumn(heading=name, field=None) for name in (SYSTEM_ID, RECORDED_TIME)]
            write_table(tables, entity, columns, path, there)
            written.append(path)
    return written
