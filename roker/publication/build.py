"""Makes the file of a publication: clocks, children, timelines and the record itself, sorted by child."""

import hashlib
import json
import tempfile
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path

from roker.calendar import BANK_HOLIDAYS
from roker.duties import DUTIES, engine
from roker.duties.clock_sql import clocks_sql
from roker.duties.condition_sql import Held
from roker.duties.engine import closing_sql
from roker.duties.standards import with_local
from roker.publication.shapes import Edition
from roker.record import CODE_SETS, ENTITIES, Entity, Kind, Record
from roker.record.holding import OTHERWISE_OPEN_SQL, SPANS_SQL
from roker.record.schema import FOUND_IN

_LAYOUT = "4"
"""Goes up when the tables of a publication change, so that older files are made again."""


def build(record: Record, edition: Edition, path: Path) -> None:
    """Makes the file of a publication: aside first, then in place in one step."""
    duties = with_local(DUTIES, edition.limits)
    engine.build(record, [duty for duty in duties if not duty.missing(record.absent)])
    database = record.database
    facts = [(name, str(value)) for name, value in _edition_facts(edition).items()]
    database.create_table("edition", [("name", "VARCHAR"), ("value", "VARCHAR")], facts)
    for name, held in (("only_latest", record.only_latest), ("absent", record.absent)):
        database.create_table(name, [("name", "VARCHAR")], [(each,) for each in sorted(held)])
    # Together first, then in order: sorting what is still being gathered takes more memory than there may be.
    database.run(f"CREATE TEMP TABLE gathered AS {_timeline_sql()}")
    tables = {
        "edition": "SELECT * FROM edition",
        "clocks": "SELECT * FROM clocks ORDER BY person_id, duty, opened_on",
        "spans": "SELECT * FROM spans ORDER BY person_id",
        "holders": "SELECT * FROM holders ORDER BY person_id",
        "timeline": "SELECT * FROM gathered ORDER BY person_id, happened_on",
        "only_latest": "SELECT * FROM only_latest",
        "absent": "SELECT * FROM absent",
    }
    for entity in ENTITIES:
        by = "person_id" if "person_id" in entity.field_names() else entity.key[0]
        tables[entity.name] = f"SELECT * FROM {entity.name} ORDER BY {by}"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix="making-") as aside:
        database.save(Path(aside) / path.name, tables)
        (Path(aside) / path.name).replace(path)


def path_for(home: Path, snapshot_on: date, load_number: int, load_hash: str) -> Path:
    """Where the publication of a load lies. Its name changes with load, duties and calendar: it is then made again."""
    digest = hashlib.sha256(f"{_LAYOUT}{load_hash}{_rules()}".encode()).hexdigest()[:8]
    return home / "publications" / f"{snapshot_on}-{load_number:06}-{digest}.duckdb"


@cache
def _rules() -> str:
    """A digest of all that clocks are made by: duties, working days, and who holds a child."""
    fields = frozenset(str(field) for entity in ENTITIES for field in entity.fields)
    held = [
        Held(record_ends_on=date.min),
        Held(record_ends_on=date.min, only_latest=frozenset(ENTITIES.codes()), unread=fields),
    ]
    law = "".join(clocks_sql(duty, each) for duty in DUTIES for each in held)
    return hashlib.sha256(
        f"{law}{closing_sql(date.min)}{SPANS_SQL}{OTHERWISE_OPEN_SQL}{BANK_HOLIDAYS}".encode()
    ).hexdigest()


def publications(home: Path) -> list[Path]:
    """Every publication, the one to show last: by the day it speaks of, its load, and when it was made."""
    found = (home / "publications").glob("*.duckdb")
    return sorted(found, key=lambda path: (path.name.rpartition("-")[0], path.stat().st_mtime_ns))


EARLIER = "earlier"
"""Where, below the publications, those of what was known before lie."""
_EARLIER_KEPT = 4


def earlier(home: Path) -> list[Path]:
    """The publications of what was known at an earlier time, the one made last at the end."""
    found = (home / "publications" / EARLIER).glob("*.duckdb")
    return sorted(found, key=lambda path: path.stat().st_mtime_ns)


def keep_earlier(home: Path) -> None:
    """Removes all of those but the few made last; each can be made again."""
    for path in earlier(home)[:-_EARLIER_KEPT]:
        path.unlink(missing_ok=True)


def keep_last_two(home: Path) -> None:
    """Removes all publications but the two made last, and what a broken-off one left; each can be made again.

    By when they were made, not by their day: after a load is withdrawn, the one made last speaks of an earlier day.
    """
    for path in sorted(publications(home), key=lambda path: path.stat().st_mtime_ns)[:-2]:
        path.unlink(missing_ok=True)


def _edition_facts(edition: Edition) -> dict[str, object]:
    facts = {each.name: getattr(edition, each.name) for each in fields(edition)}
    listed = {"files": json.dumps(edition.files), "limits": json.dumps(dict(edition.limits))}
    return {**facts, **listed, "received_time": edition.received_time.isoformat()}


def _timeline_sql() -> str:
    """Every dated field of a child's rows as an event, with the other things that its row says."""
    parts = [
        f"SELECT person_id, {field.name} AS happened_on, '{_sql_text(field.label)}' AS what, "
        f"{_detail_sql(entity) if field.name == entity.happened_on else 'NULL'} AS detail, {FOUND_IN} "
        f"FROM {entity.name} WHERE {field.name} IS NOT NULL"
        for entity in ENTITIES
        if entity.happened_on and "person_id" in entity.field_names()
        for field in entity.fields
        if field.kind is Kind.DATE and field.is_event
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
