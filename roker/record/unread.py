"""Which fields of a row are blank because their cell could not be read, told from those that are blank.

The column `unread` of a row is NULL, or holds the names of such fields, each with a space on either side, in the order
of the entity's fields.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from roker.database import Database
from roker.record.entities import ENTITIES
from roker.record.schema import UNREAD, Entity


def is_unread(row: Mapping[str, Any], name: str) -> bool:
    """Whether a field of a row is blank because its cell could not be read."""
    return row[name] is None and f" {name} " in (row[UNREAD] or "")


def is_unread_sql(name: str, row: str = "") -> str:
    """The same of a field of a table, or of the table `row` of a query, in SQL; never NULL."""
    of = f"{row}." if row else ""
    return f"({of}{name} IS NULL AND COALESCE({of}{UNREAD}, '') LIKE '% {name} %')"


def unread_text(names: Iterable[str]) -> str | None:
    """What the column holds for some fields, which are given in order."""
    return "".join(f" {name} " for name in names) or None


def unread_text_sql(conditions: Mapping[str, str]) -> str:
    """The same in SQL, of the fields whose condition holds."""
    if not conditions:
        return "NULL::VARCHAR"
    names = (f"CASE WHEN {condition} THEN ' {name} ' ELSE '' END" for name, condition in conditions.items())
    return f"nullif(concat({', '.join(names)}), '')"


def named_unread(database: Database, entity: Entity, tables: Iterable[str]) -> list[str]:
    """The fields that any row of some tables of an entity names in the column."""
    told = " UNION ".join(f"SELECT DISTINCT {UNREAD} FROM {table} WHERE {UNREAD} IS NOT NULL" for table in tables)
    named = {name for (text,) in database.rows(told) for name in text.split()}
    return [name for name in entity.field_names() if name in named]


def forget_what_is_filled(database: Database) -> None:
    """Strikes out the names of fields that were filled from elsewhere: another source, what follows from other rows."""
    for entity in ENTITIES:
        for name in named_unread(database, entity, [entity.name]):
            database.run(
                f"UPDATE {entity.name} SET {UNREAD} = nullif(replace({UNREAD}, ' {name} ', ''), '') "
                f"WHERE {name} IS NOT NULL AND {UNREAD} LIKE '% {name} %'"
            )
