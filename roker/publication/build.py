"""Makes the file of a publication: clocks, children, timelines and the record itself, sorted by child."""

import hashlib
import json
import tempfile
from dataclasses import fields
from pathlib import Path

from roker.calendar import BANK_HOLIDAYS
from roker.duties import DUTIES, engine
from roker.publication.shapes import Edition
from roker.record import CODE_SETS, ENTITIES, Entity, Kind, Record
from roker.record.holding import OPEN_SPANS_SQL
from roker.record.schema import FOUND_IN

_LAYOUT = "1"
"""Goes up when the tables of a publication change, so that older files are made again."""


def build(record: Record, edition: Edition, path: Path) -> None:
    """Makes the file of a publication: aside first, then in place in one step."""
    engine.build(record, DUTIES)
    database = record.database
    facts = [(name, str(value)) for name, value in _edition_facts(edition).items()]
    database.create_table("edition", [("name", "VARCHAR"), ("value", "VARCHAR")], facts)
    database.create_table("only_latest", [("name", "VARCHAR")], [(name,) for name in sorted(record.only_latest)])
    tables = {
        "edition": "SELECT * FROM edition",
        "clocks": "SELECT * FROM clocks ORDER BY person_id, duty, opened_on",
        "spans": f"{OPEN_SPANS_SQL} ORDER BY person_id",
        "holders": "SELECT * FROM holders ORDER BY person_id",
        "timeline": f"SELECT * FROM ({_timeline_sql()}) happened ORDER BY person_id, happened_on",
        "only_latest": "SELECT * FROM only_latest",
    }
    for entity in ENTITIES:
        by = "person_id" if "person_id" in entity.field_names() else entity.key[0]
        tables[entity.name] = f"SELECT * FROM {entity.name} ORDER BY {by}"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix="making-") as aside:
        database.save(Path(aside) / path.name, tables)
        (Path(aside) / path.name).replace(path)


def path_for(home: Path, load_number: int) -> Path:
    """Where the publication of a load lies. Its name changes with duties and calendar: it is then made again."""
    law = "".join(engine.clocks_sql(duty, only) for duty in DUTIES for only in (frozenset[str](), _ALL))
    digest = hashlib.sha256(f"{_LAYOUT}{law}{BANK_HOLIDAYS}".encode()).hexdigest()[:8]
    return home / "publications" / f"{load_number:06}-{digest}.duckdb"


_ALL = frozenset(ENTITIES.codes())


def keep_last_two(home: Path) -> None:
    """Removes all publications but those of the last two loads; each can be made again from the store."""
    found = sorted((home / "publications").glob("*.duckdb"), key=lambda path: (path.name[:6], path.stat().st_mtime))
    for path in found[:-2]:
        path.unlink(missing_ok=True)


def _edition_facts(edition: Edition) -> dict[str, object]:
    facts = {each.name: getattr(edition, each.name) for each in fields(edition)}
    return {**facts, "received_time": edition.received_time.isoformat(), "files": json.dumps(edition.files)}


def _timeline_sql() -> str:
    """Every dated field of a child's rows as an event, with the other things that its row says."""
    parts = [
        f"SELECT person_id, {field.name} AS happened_on, '{_sql_text(field.label)}' AS what, "
        f"{_detail_sql(entity) if field.name == entity.happened_on else 'NULL'} AS detail, {FOUND_IN} "
        f"FROM {entity.name} WHERE {field.name} IS NOT NULL"
        for entity in ENTITIES
        if entity.happened_on and "person_id" in entity.field_names()
        for field in entity.fields
        if field.kind is Kind.DATE
    ]
    return " UNION ALL ".join(parts)


def _detail_sql(entity: Entity) -> str:
    """What a row says in codes and words, as "Label: value; ..."."""
    said = []
    for field in entity.fields:
        if field.kind is Kind.CODE and field.codes is not None:
            labels = " ".join(
                f"WHEN '{_sql_text(code)}' THEN '{_sql_text(label)}'"
                for code, label in CODE_SETS[field.codes].labels.items()
            )
            value = f"CASE {field.name} {labels} ELSE {field.name} END" if labels else field.name
        elif field.kind is Kind.TEXT:
            value = field.name
        else:
            continue
        said.append(f"CASE WHEN {field.name} IS NULL THEN NULL ELSE '{_sql_text(field.label)}: ' || {value} END")
    return f"CONCAT_WS('; ', {', '.join(said)})" if said else "NULL"


def _sql_text(text: str) -> str:
    return text.replace("'", "''")
