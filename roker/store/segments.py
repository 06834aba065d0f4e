"""What a load changed: the rows of a reading against those that stood before it, written as Parquet segments.

What stood before is kept beside the log as hashes alone, one file a source (`standing`); it can be made again from the
segments at any time, and is made again wherever it does not fit them.

A row is the same row when its entity's key is the same; where one extract has several rows of one key, they are told
apart by their place among these (`nth`), in the order of the source system's own numbers.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import roker.database
from roker.database import Database, quoted
from roker.errors import RokerError
from roker.record import ENTITIES, Entity, Reading
from roker.record.schema import UNREAD
from roker.store.manifest import Load, digest_of, sync

ADDED, CHANGED, WITHDRAWN = "added", "changed", "withdrawn"
CASE_NUMBER = "CASE"
"""The kind of other number, in linked_identifiers, by which a child is known in another case system."""
_NEVER = "DATE '9999-12-31'"


def ordered(names: Sequence[str]) -> list[Entity]:
    """Entities as they have to be compared: what has a date, then the children, then what only children tell of."""
    entities = [each for each in ENTITIES if each.name in names]
    return sorted(entities, key=lambda each: 0 if each.happened_on else 1 if each.name == "person" else 2)


def of_children(entity: Entity) -> bool:
    """Whether rows of an entity are about a child."""
    return "person_id" in entity.field_names()


def last_day_sql(entity: Entity) -> str:
    """The last day that a row speaks of: its end, or for ever while it has none; what has no date speaks for ever."""
    if entity.ended_on:
        return f"COALESCE({entity.ended_on}, {_NEVER})"
    return f"COALESCE({entity.happened_on}, {_NEVER})" if entity.happened_on else _NEVER


def _hashes_sql(entity: Entity, nth: str = "nth") -> str:
    """The columns by which rows are compared: what makes a row this row, whose it is, and what it says. A cell that
    could not be read says something else than a blank one; a row without any hashes as it did before that was told.
    """
    key = f"hash({', '.join(entity.key)})"
    whose = "hash(person_id)" if of_children(entity) else "0::UBIGINT"
    fields = ", ".join(entity.field_names())
    said = f"CASE WHEN {UNREAD} IS NULL THEN hash({fields}) ELSE hash({fields}, {UNREAD}) END"
    key = key if nth == "1" else f"CASE {nth} WHEN 1 THEN {key} ELSE hash({key}, {nth}) END"
    return f"{key} AS key_hash, {whose} AS person_hash, {said} AS content_hash"


def _standing_columns(entity: Entity, nth: str = "nth") -> str:
    happened = f"{entity.happened_on}" if entity.happened_on else "NULL::DATE"
    return (
        f"{_hashes_sql(entity, nth)}, {last_day_sql(entity)} AS last_on, {happened} AS happened_on, "
        f"{', '.join(f'{name} AS key_{n}' for n, name in enumerate(entity.key))}, {nth} AS nth"
    )


def rows_sql(entity: Entity, segments: Sequence[Path]) -> str:
    """The rows of some segments, with the columns of today: what an older segment lacks is NULL."""
    today = ", ".join(f"NULL::{kind} AS {name}" for name, kind in entity.columns())
    read = " UNION ALL BY NAME ".join(
        f"SELECT *, {n} AS segment FROM read_parquet({quoted(str(path))})" for n, path in enumerate(segments)
    )
    empty = f"SELECT {today}, NULL::INTEGER AS nth, NULL::VARCHAR AS change, NULL::INTEGER AS segment WHERE 1 = 0"
    return f"({empty} UNION ALL BY NAME {read})"


# --------------------------------------------------------------------------------------------------------- what stands


class Standing:
    """Hashes of every row that stands of one source, attached as `standing` to the database of a reading."""

    def __init__(self, directory: Path, source: str) -> None:
        self._path = directory / "standing" / f"{source}.duckdb"

    def bring_up_to(self, loads: Sequence[Load], segments: Mapping[tuple[int, str], Path]) -> Path:
        """Applies the loads that are not in it yet; begins anew where it holds others. Returns the file."""
        wanted = [_applied(load) for load in loads]
        self._path.parent.mkdir(exist_ok=True, mode=0o700)
        try:
            database = Database.on_disk(self._path)
        except RokerError:
            return self._anew(loads, segments)
        with database:
            applied = self._what_is_in(database)
            if applied != wanted[: len(applied)]:
                database.close()
                return self._anew(loads, segments)
            database.run("BEGIN")
            for load in loads[len(applied) :]:
                _apply(database, load, segments)
            _note(database, wanted)
            database.run("COMMIT")
        return self._path

    def _anew(self, loads: Sequence[Load], segments: Mapping[tuple[int, str], Path]) -> Path:
        self.forget()
        return self.bring_up_to(loads, segments)

    def forget(self) -> None:
        """Removes the file: what it held is made again from the segments."""
        for path in self._path.parent.glob(f"{self._path.name}*"):
            path.unlink(missing_ok=True)

    @staticmethod
    def _what_is_in(database: Database) -> list[str]:
        if "applied" not in database.tables():
            return []
        return [text for (text,) in database.rows("SELECT text FROM applied ORDER BY place")]


def _applied(load: Load) -> str:
    """What tells whether a load was applied as it is now, by the engine that hashes as it does now."""
    said = json.dumps([load.number, sorted(load.segments.items()), roker.database.ENGINE])
    return hashlib.sha256(said.encode()).hexdigest()


def _note(database: Database, applied: Sequence[str]) -> None:
    database.run("CREATE OR REPLACE TABLE applied (place INTEGER, text VARCHAR)")
    database.insert("applied", (("place", "INTEGER"), ("text", "VARCHAR")), enumerate(applied))


def _apply(database: Database, load: Load, segments: Mapping[tuple[int, str], Path]) -> None:
    there = database.tables()
    for entity in ENTITIES:
        if entity.name not in load.segments:
            continue
        rows = rows_sql(entity, [segments[load.number, entity.name]])
        columns = f"SELECT {_standing_columns(entity)}, change FROM {rows} read_rows"
        if entity.name not in there:
            database.run(f"CREATE TABLE {entity.name} AS SELECT * EXCLUDE (change) FROM ({columns}) applied_rows")
            continue
        database.run(
            f"DELETE FROM {entity.name} USING (SELECT key_hash, person_hash FROM ({columns}) c) gone "
            f"WHERE {entity.name}.key_hash = gone.key_hash AND {entity.name}.person_hash = gone.person_hash"
        )
        database.run(
            f"INSERT INTO {entity.name} SELECT * EXCLUDE (change) FROM ({columns}) c WHERE change <> '{WITHDRAWN}'"
        )


# ----------------------------------------------------------------------------------------------------- what a load does


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How a reading is compared with what stands of its source."""

    reading: Reading
    is_full: bool
    newest: Load | None
    """Where the reading speaks of an earlier day than a full extract that stands: that extract. The reading then only
    adds what that one could no longer tell."""
    redacted: frozenset[str]
    """Digests of children who were redacted."""
    salt: str

    def window_of(self, entity: Entity) -> date:
        """From which last day on a row has to be in the extract."""
        return self.reading.speaks_from.get(entity.name, date.min)


@dataclass(kw_only=True)
class Written:
    """What became of a reading."""

    segments: dict[str, str]
    """SHA-256 by entity."""
    rows: dict[str, int]
    changes: dict[str, dict[str, int]]
    redacted_rows: int = 0


def write(comparison: Comparison, standing: Path, directory: Path) -> Written:
    """Writes what a reading changes, a segment for each entity that it changes anything of."""
    database = comparison.reading.tables
    written = Written(segments={}, rows={}, changes={})
    database.run(f"ATTACH {quoted(str(standing))} AS standing (READ_ONLY)")
    try:
        stands = {
            name
            for (name,) in database.rows(
                "SELECT table_name FROM duckdb_tables() WHERE database_name = 'standing' AND table_name <> 'applied'"
            )
        }
        database.run("CREATE OR REPLACE TEMP TABLE kept_children (person_hash UBIGINT)")
        database.run("CREATE OR REPLACE TEMP TABLE told_children (person_hash UBIGINT)")
        _note_told_before(comparison, stands)
        for name in comparison.reading.as_before:
            written.rows[name] = database.one(f"SELECT count(*) FROM standing.{name}")[0] if name in stands else 0
        there = database.tables()
        if comparison.redacted:
            _find_redacted(comparison, there, knows_children="person" in stands)
        for entity in ordered([each.name for each in ENTITIES if each.name in there]):
            _write_entity(comparison, entity, entity.name in stands, directory, written)
    finally:
        database.run("DETACH standing")
    return written


def _find_redacted(comparison: Comparison, there: set[str], *, knows_children: bool) -> None:
    """The table `redacted_here`: the numbers under which redacted children stand in what was read, new ones too.

    A child who stands in the store is none of them, whatever former number the two share.
    """
    database = comparison.reading.tables
    own = [
        f"SELECT {field.name} AS person_id, {field.name} AS number FROM {entity.name}"
        for entity in ENTITIES
        if entity.name in there
        for field in entity.fields
        if field.name == "person_id" or field.refers_to == "person"
    ]
    former = ["SELECT person_id, legacy_id AS number FROM person"] if "person" in there else []
    if "linked_identifiers" in there:
        former.append(
            f"SELECT person_id, identifier_value AS number FROM linked_identifiers "
            f"WHERE identifier_type = '{CASE_NUMBER}'"
        )
    known = "hash(person_id) IN (SELECT person_hash FROM standing.person)" if knows_children else "FALSE"
    told = [*own, *(f"SELECT * FROM ({each}) f WHERE NOT ({known})" for each in former)]
    digests = ", ".join(quoted(each) for each in comparison.redacted)
    database.run(
        f"CREATE OR REPLACE TEMP TABLE redacted_here AS SELECT DISTINCT person_id FROM "
        f"(SELECT DISTINCT * FROM ({' UNION ALL '.join(told)}) t) n "
        f"WHERE sha256({quoted(comparison.salt)} || number) IN ({digests})"
    )


def segment_path(directory: Path, name: str, digest: str) -> Path:
    """Where a segment lies: its name says what it holds, so that another version lies beside it."""
    return directory / f"{name}-{digest[:16]}.parquet"


def write_table(database: Database, query: str, name: str, directory: Path) -> str:
    """Writes the rows of a query as a segment; returns its SHA-256."""
    aside = directory / f"{name}.writing"
    database.write_parquet(query, aside)
    digest = digest_of(aside)
    path = segment_path(directory, name, digest)
    aside.rename(path)
    sync(path)
    return digest


def _write_entity(comparison: Comparison, entity: Entity, stands: bool, directory: Path, written: Written) -> None:
    database = comparison.reading.tables
    written.redacted_rows += _stage(comparison, entity)
    (written.rows[entity.name],) = database.one("SELECT count(*) FROM incoming")
    names = ", ".join(name for name, _ in entity.columns())
    if stands or comparison.newest is not None:
        counts = _compare(comparison, entity, stands)
        keys = ", ".join(f"g.key_{n} AS {name}" for n, name in enumerate(entity.key))
        query = f"""(SELECT {names}, nth, change FROM incoming i JOIN differing d ON d.row_number = i.rowid
UNION ALL BY NAME SELECT {keys}, g.nth, '{WITHDRAWN}' AS change FROM gone g)"""
    else:
        counts = {ADDED: written.rows[entity.name]}
        query = f"(SELECT {names}, nth, '{ADDED}' AS change FROM incoming)"
    _note_children(comparison, entity, stands)
    if entity.name in comparison.reading.only_of and stands:
        (before,) = database.one(f"SELECT count(*) FROM standing.{entity.name}")
        written.rows[entity.name] = before + counts.get(ADDED, 0) - counts.get(WITHDRAWN, 0)
    if any(counts.values()):
        written.changes[entity.name] = {each: counts.get(each, 0) for each in (ADDED, CHANGED, WITHDRAWN)}
        written.segments[entity.name] = write_table(database, query, entity.name, directory)
    for each in ("incoming", "differing", "not_told", "gone"):
        database.run(f"DROP TABLE IF EXISTS {each}")


def _compare(comparison: Comparison, entity: Entity, stands: bool) -> dict[str, int]:
    """Makes `differing`, the rows that say something new, `not_told`, those that stand and were not read, and `gone`,
    those of them that a full extract would hold. Returns how many there are of each change.
    """
    database = comparison.reading.tables
    table = f"standing.{entity.name}" if stands else "standing_rows"
    if not stands:
        none = f"SELECT {_standing_columns(entity)} FROM incoming WHERE 1 = 0"
        database.run(f"CREATE OR REPLACE TEMP TABLE standing_rows AS {none}")
    database.run(f"CREATE OR REPLACE TEMP TABLE differing AS {_differing_sql(comparison, entity, table)}")
    among = ""
    if entity.name in comparison.reading.only_of:
        among = f" WHERE s.person_hash IN (SELECT hash(person_id) FROM {comparison.reading.only_of[entity.name]})"
    database.run(
        f"CREATE OR REPLACE TEMP TABLE not_told AS SELECT s.rowid AS row_number, s.key_hash, s.person_hash, s.last_on, "
        f"s.happened_on FROM {table} s ANTI JOIN incoming i ON {_SAME_ROW}{among}"
    )
    database.run(
        f"CREATE OR REPLACE TEMP TABLE gone AS SELECT t.* FROM {table} t JOIN ({_gone_sql(comparison, entity)}) g "
        "ON g.row_number = t.rowid"
    )
    counts: dict[str, int] = dict(database.rows("SELECT change, count(*) FROM differing GROUP BY change"))
    (counts[WITHDRAWN],) = database.one("SELECT count(*) FROM gone")
    return counts


def _stage(comparison: Comparison, entity: Entity) -> int:
    """The table `incoming`: the rows read, with their hashes. Returns how many of redacted children were left out."""
    database = comparison.reading.tables
    names = ", ".join(name for name, _ in entity.columns())
    left_out, where = 0, ""
    whose = [each.name for each in entity.fields if each.refers_to == "person" or each.name == "person_id"]
    if comparison.redacted and whose:
        theirs = " OR ".join(f"COALESCE({name} IN (SELECT person_id FROM redacted_here), FALSE)" for name in whose)
        (left_out,) = database.one(f"SELECT count(*) FROM {entity.name} WHERE {theirs}")
        where = f" WHERE NOT ({theirs})" if left_out else ""
    database.run(
        f"CREATE OR REPLACE TEMP TABLE incoming AS SELECT {names}, 1 AS nth, {_hashes_sql(entity, '1')} "
        f"FROM {entity.name}{where}"
    )
    doubled = "SELECT key_hash, person_hash FROM incoming GROUP BY key_hash, person_hash HAVING count(*) > 1"
    if database.one(f"SELECT count(*) FROM ({doubled}) d") != (0,):
        database.run(f"CREATE OR REPLACE TEMP TABLE doubled AS {doubled}")
        database.run("""UPDATE incoming SET nth = n.place, key_hash = hash(incoming.key_hash, n.place) FROM (
  SELECT i.rowid AS row_number, (row_number() OVER (
    PARTITION BY i.key_hash, i.person_hash ORDER BY i.system_id, i.content_hash))::INTEGER AS place
  FROM incoming i SEMI JOIN doubled d ON d.key_hash = i.key_hash AND d.person_hash = i.person_hash
) n WHERE incoming.rowid = n.row_number AND n.place > 1""")
    return int(left_out)


_SAME_ROW = "s.key_hash = i.key_hash AND s.person_hash = i.person_hash"


def _differing_sql(comparison: Comparison, entity: Entity, table: str) -> str:
    """Rows that are new or say something new, by their number in `incoming`."""
    if comparison.newest is not None:
        return (
            f"SELECT i.rowid AS row_number, i.person_hash, '{ADDED}' AS change FROM incoming i "
            f"ANTI JOIN {table} s ON {_SAME_ROW} WHERE {_could_not_be_told_sql(comparison.newest, entity, table)}"
        )
    return (
        f"SELECT i.rowid AS row_number, i.person_hash, "
        f"CASE WHEN s.key_hash IS NULL THEN '{ADDED}' ELSE '{CHANGED}' END AS change "
        f"FROM incoming i LEFT JOIN {table} s ON {_SAME_ROW} WHERE s.content_hash IS DISTINCT FROM i.content_hash"
    )


def _could_not_be_told_sql(newest: Load, entity: Entity, table: str) -> str:
    """Whether a row of an earlier extract is one that the newest would no longer hold, as it is of the past."""
    if entity.name not in newest.rows:
        return "1 = 1"
    if entity.name == "person":
        return "i.person_hash IN (SELECT person_hash FROM kept_children)"
    told = []
    if entity.name in newest.only_latest and entity.happened_on and of_children(entity):
        told.append(
            f"EXISTS (SELECT 1 FROM {table} s WHERE s.person_hash = i.person_hash "
            f"AND s.happened_on > i.{entity.happened_on})"
        )
    if entity.happened_on and entity.name in newest.speaks_from:
        told.append(f"{last_day_sql(entity)} < DATE '{newest.speaks_from[entity.name]}'")
    return f"({' OR '.join(told)})" if told else "1 = 0"


def _gone_sql(comparison: Comparison, entity: Entity) -> str:
    """Rows that stood, that a full extract would hold, and that it does not hold."""
    told_in_part = comparison.window_of(entity) > comparison.reading.snapshot_on
    if not comparison.is_full or comparison.newest is not None or told_in_part:
        return "SELECT * FROM not_told WHERE 1 = 0"
    conditions = ["1 = 1"]
    if entity.happened_on:
        conditions.append(f"s.last_on >= DATE '{comparison.window_of(entity)}'")
        if entity.name in comparison.reading.only_latest and of_children(entity):
            conditions.append(
                "NOT EXISTS (SELECT 1 FROM incoming later WHERE later.person_hash = s.person_hash "
                f"AND later.{entity.happened_on} > s.happened_on)"
            )
    elif of_children(entity):
        conditions.append(
            "(s.person_hash NOT IN (SELECT person_hash FROM kept_children) "
            "OR s.person_hash IN (SELECT person_hash FROM told_children))"
        )
    return f"SELECT s.* FROM not_told s WHERE {' AND '.join(conditions)}"


def _note_told_before(comparison: Comparison, stands: set[str]) -> None:
    """Keeps in mind the children of whom the extract tells as it did before, and whose rows were not read anew."""
    reading = comparison.reading
    if "person" in stands and ("person" in reading.as_before or "person" in reading.only_of):
        others = ""
        if "person" in reading.only_of:
            others = f" WHERE person_hash NOT IN (SELECT hash(person_id) FROM {reading.only_of['person']})"
        reading.tables.run(f"INSERT INTO told_children SELECT person_hash FROM standing.person{others}")


def _note_children(comparison: Comparison, entity: Entity, stands: bool) -> None:
    """Keeps in mind the children of whom an older row stays, or is added: they stay too, and what is told of them if
    the extract does not know them any more.
    """
    database = comparison.reading.tables
    if entity.name == "person":
        database.run("INSERT INTO told_children SELECT person_hash FROM incoming")
    if not of_children(entity) or not entity.happened_on:
        return
    if comparison.newest is not None:
        database.run("INSERT INTO kept_children SELECT DISTINCT person_hash FROM differing")
    elif stands:
        database.run(
            "INSERT INTO kept_children SELECT DISTINCT m.person_hash FROM not_told m "
            "ANTI JOIN gone g ON g.key_hash = m.key_hash AND g.person_hash = m.person_hash"
        )
