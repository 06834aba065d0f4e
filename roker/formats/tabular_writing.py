"""Tables written to files, csv or parquet, a whole table at a time."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from roker.database import Database, DatabaseError, quoted
from roker.errors import RokerError
from roker.formats.tabular_cells import guarded
from roker.formats.tabular_ids import ORPHAN, is_made
from roker.record import ENTITIES, Entity, Field, Kind


@dataclass(frozen=True, kw_only=True)
class WrittenColumn:
    """One column of a file that is written."""

    heading: str
    field: Field | None
    """None for evidence, which is called as it is."""
    spelt: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Codes that the format spells otherwise."""
    is_number: bool = False
    """Whether the source system's own number of the row stands here."""
    as_it_is: bool = False
    """Whether ids are written as the record has them."""


def write_table(
    database: Database, entity: Entity, columns: Sequence[WrittenColumn], path: Path, there: set[str]
) -> None:
    """Writes the rows of an entity. `there` are the tables through which made ids become the system's numbers again."""
    is_csv = path.suffix == ".csv"
    values, joins = [], []
    for index, column in enumerate(columns):
        value, join = _value(entity, column, index, there)
        values.append(f'{_as_text(column, value) if is_csv else value} AS "{column.heading}"')
        joins.append(join)
    query = f"SELECT {', '.join(values)} FROM {entity.name} t{''.join(joins)}"
    form = "FORMAT csv, HEADER true" if is_csv else "FORMAT parquet, COMPRESSION zstd"
    try:
        database.run(f"COPY ({query}) TO {quoted(str(path))} ({form})")
    except DatabaseError as error:
        raise RokerError(
            f"{path.name} could not be written. Check that its folder exists and may be written to."
        ) from error


def _value(entity: Entity, column: WrittenColumn, index: int, there: set[str]) -> tuple[str, str]:
    """The SQL of a value, and the join that it needs."""
    if column.field is None:
        return f"t.{column.heading}", ""
    value = f"t.{column.field.name}"
    if column.is_number and not column.as_it_is:
        return (f"coalesce(t.system_id, {value})" if is_made(entity) else "t.system_id"), ""
    if column.field.kind is Kind.CODE and column.spelt:
        cases = " ".join(f"WHEN {quoted(code)} THEN {quoted(word)}" for code, word in column.spelt.items())
        return f"CASE {value} {cases} ELSE {value} END", ""
    refers_to = column.field.refers_to
    if refers_to and is_made(ENTITIES[refers_to]) and not column.as_it_is:
        own = ENTITIES[refers_to].own_id
        bare = f"CASE WHEN starts_with({value}, '{ORPHAN}') THEN substr({value}, 2) ELSE {value} END"
        if refers_to not in there:
            return bare, ""
        parents = f"(SELECT {own} AS id, any_value(system_id) AS system_id FROM {refers_to} GROUP BY {own})"
        return f"coalesce(p{index}.system_id, {bare})", f" LEFT JOIN {parents} p{index} ON p{index}.id = {value}"
    return value, ""


def _as_text(column: WrittenColumn, value: str) -> str:
    """A value as it stands in a file that a person may open."""
    kind = column.field.kind if column.field else None
    if kind is Kind.NUMBER:
        whole = f"{value} = trunc({value}) AND abs({value}) < 1e15"
        return f"CASE WHEN {whole} THEN {value}::BIGINT::VARCHAR ELSE {value}::VARCHAR END"
    if kind in {Kind.DATE, Kind.TIME}:
        return f"{value}::VARCHAR"
    return guarded(f"({value})::VARCHAR")
