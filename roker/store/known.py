"""The record as known at a time: what stands of each source, joined into one record.

Sources are joined row by row: the same child, kind and key date is the same event, whatever numbers systems gave it. A
field is taken from the first source, in the declared order, that has the row and such a field at all: a later source
never fills a blank of an earlier one, for a blank end says that something has not ended. Rows that only one source
holds are all kept. What follows from a source's rows is derived before it is joined, so that it is believed as that
source is. What sources say differently is listed.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from roker.database import Database, quoted
from roker.local import Local
from roker.record import ENTITIES, Entity, Kind, Record
from roker.record.deriving import derive
from roker.record.schema import EVIDENCE, UNREAD
from roker.record.unread import named_unread, unread_text_sql
from roker.store.manifest import Load, Redaction
from roker.store.segments import CASE_NUMBER, WITHDRAWN, of_children, rows_sql

SegmentPath = Callable[[Load, str], Path]
"""Where a segment lies, which is checked to be as it was written."""

DISAGREEMENTS = "disagreements"
_DISAGREEMENT_COLUMNS = tuple(
    (name, "VARCHAR")
    for name in ("entity", "person_id", "about", "field", "source", "says", "other_source", "other_says")
)


@dataclass(frozen=True, kw_only=True)
class Known:
    """Which loads make the record at one time."""

    as_known_at: datetime | None
    """None is now."""
    loads: tuple[Load, ...]
    """Every load that stood then, oldest first. There is at least one."""
    belief: str = ""
    """Whom to believe where sources differ, as declared today: another order makes another record."""
    redacted_since: tuple[Redaction, ...] = ()
    """Children who were on the record then and have been redacted: of them nothing is told any more."""

    @property
    def number(self) -> int:
        """The number of the last load."""
        return self.loads[-1].number

    @property
    def hash(self) -> str:
        """Another one for other loads, and after a redaction."""
        said = json.dumps([self.belief, *([load.hash, sorted(load.segments.items())] for load in self.loads)])
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def sources(self) -> Mapping[str, list[Load]]:
        """The loads of each source, oldest first."""
        found: dict[str, list[Load]] = {}
        for load in self.loads:
            found.setdefault(load.source, []).append(load)
        return found

    @property
    def newest(self) -> Load:
        """The load that speaks of the latest day, and of those the last: nothing is known of later days."""
        return max(self.loads, key=lambda load: (load.snapshot_on, load.number))

    @property
    def snapshot_on(self) -> date:
        return self.newest.snapshot_on


@dataclass(frozen=True, kw_only=True)
class Linking:
    """What decides, beside what sources say, whose a number is."""

    local: Local
    redactions: tuple[Redaction, ...] = ()
    salt: str = ""
    """The store's own, where a redacted child shared a number."""

    def shared_sql(self, number: str, loads: Sequence[Load] | None = None) -> str:
        """Whether a number was a redacted child's too, as an expression: when these loads were what was known, or at
        any time. It then stays nobody's, though only one child is left who has it.
        """
        digests: set[str] = set()
        for each in self.redactions:
            if loads is None:
                digests.update(*each.shared.values())
                continue
            saying = {load.source: str(load.number) for load in loads if str(load.number) in each.shared}
            digests.update(*(each.shared[last] for last in saying.values()))
        listed = ", ".join(quoted(digest) for digest in sorted(digests))
        return f"sha256({quoted(self.salt)} || {number}) IN ({listed})" if digests else "FALSE"


def record_of(known: Known, linking: Linking, path_of: SegmentPath, workspace: Database) -> Record:
    """The record that some loads make, in a database of its own."""
    is_alone = len(known.sources) == 1
    told = [_Source(source, loads, "main" if is_alone else f"of_{source}") for source, loads in known.sources.items()]
    for source in told:
        source.unfold(workspace, path_of)
    if is_alone:
        _take_as_it_is(workspace)
    else:
        _join_all(workspace, linking, known.loads, told)
    return Record.joined(
        database=workspace,
        snapshot_on=known.snapshot_on,
        only_latest=_in_all(told, lambda source: source.only_latest, ENTITIES.codes()),
        absent=_in_all(told, lambda source: source.absent, [str(field) for each in ENTITIES for field in each.fields]),
    )


def _take_as_it_is(workspace: Database) -> None:
    """Where there is one source alone, its tables are the record's."""
    workspace.create_table(DISAGREEMENTS, _DISAGREEMENT_COLUMNS)
    for entity in ENTITIES:
        workspace.run(f"ALTER TABLE {entity.name} DROP COLUMN nth")


def _join_all(workspace: Database, linking: Linking, loads: Sequence[Load], told: Sequence["_Source"]) -> None:
    unclear = _join_children(workspace, linking.local, told, linking.shared_sql("k.number", loads))
    workspace.create_table(DISAGREEMENTS, _DISAGREEMENT_COLUMNS, unclear)
    for source in told:
        _leave_to_those_who_know_the_end(workspace, source, [each for each in told if each is not source])
    for entity in ENTITIES:
        order = linking.local.order_of(entity.name)
        telling = sorted(
            (each for each in told if entity.name in each.entities), key=lambda each: _place(each.name, order)
        )
        _join(workspace, entity, telling)
    for source in told:
        workspace.run(f"DROP SCHEMA {source.schema} CASCADE")


_ENDS: Mapping[str, str] = {
    "cin_episodes": "close_date",
    "cin_assessments": "assessment_auth_date",
    "cin_plans": "cin_plan_end_date",
    "cla_episodes": "cla_episode_ceased_date",
    "cp_plans": "cp_plan_end_date",
    "s47_enquiry": "s47_end_date",
}
"""What a child is held for, and the field by which it ends."""
_DERIVED_OF_THEM = ("period_of_care", "allocation")


def _leave_to_those_who_know_the_end(workspace: Database, source: "_Source", others: Sequence["_Source"]) -> None:
    """Takes out what was derived from rows whose end a source has no place for, where another source tells the same.

    Local extras repeat a case or a plan with columns of their own and say nothing of its end: from them alone it would
    seem to go on. What no other source knows stays, for it would hide a child.
    """
    for origin, end in _ENDS.items():
        knowing = [each for each in others if end in each.carries_of(origin)]
        if not knowing or origin not in source.entities or end in source.carries_of(origin):
            continue
        for name in _DERIVED_OF_THEM:
            entity = ENTITIES[name]
            same = " AND ".join(f"o.{key} IS NOT DISTINCT FROM {source.table(entity)}.{key}" for key in entity.key)
            for other in knowing:
                workspace.run(
                    f"DELETE FROM {source.table(entity)} WHERE starts_with(found_in, 'derived from {origin}: ') "
                    f"AND EXISTS (SELECT 1 FROM {other.table(entity)} o WHERE {same})"
                )


def _place(source: str, order: Sequence[str]) -> tuple[int, str]:
    return (order.index(source) if source in order else len(order), source)


class _Source:
    """What one source says, load after load."""

    def __init__(self, name: str, loads: Sequence[Load], schema: str) -> None:
        self.name = name
        self.schema = schema
        """Where its own tables are, each under the name of its entity."""
        self._loads = loads
        self.entities = {entity for load in loads for entity in load.rows}
        newest = {entity: _newest(entity, loads) for entity in self.entities}
        self.only_latest = frozenset(name for name, load in newest.items() if name in load.only_latest)
        self.absent = frozenset(
            str(field) for name, load in newest.items() for field in ENTITIES[name].fields if str(field) in load.absent
        )

    def table(self, entity: Entity) -> str:
        """The name of its own table of an entity."""
        return f"{self.schema}.{entity.name}"

    def carries(self, entity: Entity) -> set[str]:
        """The fields that it has."""
        return {field.name for field in entity.fields if str(field) not in self.absent}

    def carries_of(self, entity: str) -> set[str]:
        """The fields that it has of an entity; none of one that it does not tell of."""
        return self.carries(ENTITIES[entity]) if entity in self.entities else set()

    def unfold(self, workspace: Database, path_of: SegmentPath) -> None:
        """Makes its tables: of each row the last version, but those withdrawn; and what follows from them."""
        workspace.run(f"CREATE SCHEMA IF NOT EXISTS {self.schema}")
        workspace.run(f"USE {self.schema}")
        for entity in ENTITIES:
            if entity.name in self.entities:
                segments = [path_of(load, entity.name) for load in self._loads if entity.name in load.segments]
                workspace.run(f"CREATE TABLE {entity.name} AS {_standing_rows_sql(entity, segments)}")
            else:
                workspace.run(f"CREATE TABLE {entity.name} AS FROM {rows_sql_of_none(entity)}")
        derive(workspace, max(load.snapshot_on for load in self._loads))
        workspace.run("USE main")
        self._note_derived(workspace)

    def _note_derived(self, workspace: Database) -> None:
        """Entities that it does not tell of and that were derived: a field that is blank throughout it has not."""
        for entity in ENTITIES:
            if entity.name in self.entities:
                workspace.run(f"UPDATE {self.table(entity)} SET nth = 1 WHERE nth IS NULL")
                continue
            names = [field.name for field in entity.fields]
            counts = ", ".join(f"count({name})" for name in names)
            rows, *filled = workspace.one(f"SELECT count(*), {counts} FROM {self.table(entity)}")
            if rows:
                workspace.run(f"UPDATE {self.table(entity)} SET nth = 1")
                self.entities.add(entity.name)
                self.absent |= {f"{entity.name}.{name}" for name, count in zip(names, filled, strict=True) if not count}


def _newest(entity: str, loads: Sequence[Load]) -> Load:
    """The load that says what a source has of an entity: the newest full extract, or the newest part."""
    telling = [load for load in loads if entity in load.rows]
    return max([load for load in telling if load.is_full] or telling, key=_day)


def _day(load: Load) -> tuple[date, int]:
    return load.snapshot_on, load.number


def _standing_rows_sql(entity: Entity, segments: Sequence[Path]) -> str:
    names = ", ".join(f"r.{name}" for name, _ in entity.columns())
    if not segments:
        return f"SELECT {names}, r.nth FROM {rows_sql_of_none(entity)} r"
    if len(segments) == 1:
        return f"SELECT {names}, r.nth FROM {rows_sql(entity, segments)} r WHERE r.change <> '{WITHDRAWN}'"
    first, *later = segments
    same = " AND ".join(f"l.{name} IS NOT DISTINCT FROM r.{name}" for name in (*entity.key, "nth"))
    latest = f"""SELECT * FROM {rows_sql(entity, later)} l
QUALIFY row_number() OVER (PARTITION BY {", ".join(entity.key)}, nth ORDER BY segment DESC) = 1"""
    return f"""WITH latest AS ({latest})
SELECT {names}, r.nth FROM {rows_sql(entity, [first])} r ANTI JOIN latest l ON {same}
UNION ALL SELECT {names}, r.nth FROM latest r WHERE r.change <> '{WITHDRAWN}'"""


def rows_sql_of_none(entity: Entity) -> str:
    """No row, with the columns of segments."""
    today = ", ".join(f"NULL::{kind} AS {name}" for name, kind in entity.columns())
    return f"(SELECT {today}, NULL::INTEGER AS nth WHERE 1 = 0)"


# ---------------------------------------------------------------------------------------------------------- one child


def _join_children(
    workspace: Database, local: Local, sources: Sequence[_Source], shared_sql: str
) -> list[tuple[str, ...]]:
    """Gives each child one number in all sources: the one by which the believed source knows the child.

    The rule: a number is the child who has it as its own; a number that nobody has as its own in the believed sources
    is the child there who has it as a former or other number, if only one has it, no redacted child had it
    (`shared_sql`), and dates of birth do not contradict. Returns the numbers that could be two children, as
    disagreements.
    """
    order = sorted(
        sources, key=lambda each: ("person" not in each.entities, _place(each.name, local.order_of("person")))
    )
    workspace.create_table("child_numbers", (("number", "VARCHAR"), ("person_id", "VARCHAR"), ("dob", "DATE")))
    workspace.create_table("own_numbers", (("number", "VARCHAR"),))
    unclear: list[tuple[str, ...]] = []
    for place, source in enumerate(order):
        if place:
            unclear += _rename_children(workspace, source, shared_sql)
        if "person" in source.entities:
            _note_numbers(workspace, source)
    workspace.run("DROP TABLE child_numbers")
    workspace.run("DROP TABLE own_numbers")
    return unclear


def _note_numbers(workspace: Database, source: _Source) -> None:
    """Adds the other numbers by which a source knows its children."""
    person = source.table(ENTITIES["person"])
    known = [f"SELECT legacy_id AS number, person_id, dob FROM {person} WHERE legacy_id IS NOT NULL"]
    if "linked_identifiers" in source.entities:
        numbers = source.table(ENTITIES["linked_identifiers"])
        known.append(f"""SELECT l.identifier_value, l.person_id, p.dob FROM {numbers} l
JOIN {person} p ON p.person_id = l.person_id
WHERE l.identifier_type = '{CASE_NUMBER}' AND l.identifier_value IS NOT NULL""")
    workspace.run(
        f"INSERT INTO child_numbers SELECT DISTINCT * FROM ({' UNION ALL '.join(known)}) k WHERE number <> person_id"
    )
    # A number that is somebody's own, here or in a source believed more, is nobody else's other number.
    workspace.run(f"INSERT INTO own_numbers SELECT person_id FROM {person}")
    workspace.run("DELETE FROM child_numbers WHERE number IN (SELECT number FROM own_numbers)")


def _rename_children(workspace: Database, source: _Source, shared_sql: str) -> list[tuple[str, ...]]:
    named = " UNION ALL ".join(
        f"SELECT person_id FROM {source.table(entity)}" for entity in ENTITIES if of_children(entity)
    )
    workspace.run(f"""CREATE OR REPLACE TABLE renamed AS
SELECT p.person_id AS number, MIN(k.person_id) AS person_id, COUNT(DISTINCT k.person_id) AS children,
  MAX(CASE WHEN k.dob <> p.dob OR {shared_sql} THEN 1 ELSE 0 END) AS contradicts
FROM (
  SELECT n.person_id, q.dob FROM (SELECT DISTINCT person_id FROM ({named}) m) n
  LEFT JOIN {source.table(ENTITIES["person"])} q ON q.person_id = n.person_id
) p JOIN child_numbers k ON k.number = p.person_id GROUP BY p.person_id""")
    unclear = workspace.rows("SELECT number, person_id FROM renamed WHERE children > 1 OR contradicts = 1")
    workspace.run("DELETE FROM renamed WHERE children > 1 OR contradicts = 1")
    if workspace.one("SELECT count(*) FROM renamed") != (0,):
        for entity in ENTITIES:
            if entity.name in source.entities and of_children(entity):
                _rename_in(workspace, source, entity)
    workspace.run("DROP TABLE renamed")
    return [
        ("person", number, number, "person_id", source.name, number, "", f"perhaps {other}")
        for number, other in unclear
    ]


def _rename_in(workspace: Database, source: _Source, entity: Entity) -> None:
    """Writes a child's number anew, and the ids of what happened, which begin with it."""
    table = source.table(entity)
    made = [f.name for f in entity.fields if f.kind is Kind.ID and f.name != "person_id" and f.refers_to != "person"]
    changes = [
        f"{name} = CASE WHEN starts_with({table}.{name}, n.number || '/') "
        f"THEN n.person_id || substr({table}.{name}, length(n.number) + 1) ELSE {table}.{name} END"
        for name in made
    ]
    others = [f.name for f in entity.fields if f.refers_to == "person" and f.name != "person_id"]
    together = ", ".join(["person_id = n.person_id", *changes])
    workspace.run(f"UPDATE {table} SET {together} FROM renamed n WHERE {table}.person_id = n.number")
    for name in others:
        workspace.run(f"UPDATE {table} SET {name} = n.person_id FROM renamed n WHERE {table}.{name} = n.number")
    # What stood under both numbers is now of one child: rows of one key are told apart again.
    workspace.run(f"""UPDATE {table} SET nth = p.place FROM (
  SELECT rowid AS row_number,
    (row_number() OVER (PARTITION BY {", ".join(entity.key)} ORDER BY nth, rowid))::INTEGER AS place
  FROM {table} WHERE person_id IN (SELECT person_id FROM renamed)
) p WHERE {table}.rowid = p.row_number""")
    if entity.key == ("person_id",):
        workspace.run(f"DELETE FROM {table} WHERE nth > 1 AND person_id IN (SELECT person_id FROM renamed)")


# ---------------------------------------------------------------------------------------------------------- one table


def _join(workspace: Database, entity: Entity, telling: Sequence[_Source]) -> None:
    """The table of an entity, from the sources that tell of it, the believed one first."""
    names = [name for name, _ in entity.columns()]
    if not telling:
        workspace.create_table(entity.name, entity.columns())
        return
    if len(telling) == 1:
        workspace.run(f"CREATE TABLE {entity.name} AS SELECT {', '.join(names)} FROM {telling[0].table(entity)}")
        workspace.run(f"DROP TABLE {telling[0].table(entity)}")
        return
    picked = [f"{_picked_sql(entity, name, telling)} AS {name}" for name in (*names, "nth") if name != UNREAD]
    picked.insert(names.index(UNREAD), f"{_unread_sql(workspace, entity, telling)} AS {UNREAD}")
    told = [f"t{n}.nth IS NOT NULL AS told_{n}" for n in range(len(telling))]
    sides = f"{telling[0].table(entity)} t0"
    for n, source in enumerate(telling[1:], 1):
        same = " AND ".join(f"{_either_sql(name, n)} IS NOT DISTINCT FROM t{n}.{name}" for name in (*entity.key, "nth"))
        sides += f"\nFULL OUTER JOIN {source.table(entity)} t{n} ON {same}"
    workspace.run(f"CREATE TABLE {entity.name} AS SELECT {', '.join([*picked, *told])}\nFROM {sides}")
    for n in range(1, len(telling)):
        _note_disagreements(workspace, entity, telling, n)
    for name in ("nth", *(f"told_{n}" for n in range(len(telling)))):
        workspace.run(f"ALTER TABLE {entity.name} DROP COLUMN {name}")


def _either_sql(name: str, count: int) -> str:
    """A column by which rows are told apart, in whichever of the first sources has the row."""
    return f"COALESCE({', '.join(f't{n}.{name}' for n in range(count))})"


def _picked_sql(entity: Entity, name: str, telling: Sequence[_Source]) -> str:
    """A value of the joined row: from the first source that has the row and the field.

    Where none of those that have the row has the field, what may have been derived from the rows of one of them.
    """
    if name in (*entity.key, "nth"):
        return _either_sql(name, len(telling))
    return _first_sql(entity, name, telling, f"t{{n}}.{name}")


def _first_sql(entity: Entity, name: str, telling: Sequence[_Source], value: str) -> str:
    """What is said by the first source that has the row and the field, and is therefore believed for it."""
    evidence = {each for each, _ in EVIDENCE}
    order = sorted(range(len(telling)), key=lambda n: name not in telling[n].carries(entity) | evidence)
    return f"CASE {' '.join(f'WHEN t{n}.nth IS NOT NULL THEN {value.format(n=n)}' for n in order)} END"


def _unread_sql(workspace: Database, entity: Entity, telling: Sequence[_Source]) -> str:
    """The fields whose cell could not be read in the source that is believed for it."""
    named = named_unread(workspace, entity, [source.table(entity) for source in telling])
    return unread_text_sql(
        {name: _first_sql(entity, name, telling, f"t{{n}}.{UNREAD} LIKE '% {name} %'") for name in named}
    )


def _note_disagreements(workspace: Database, entity: Entity, telling: Sequence[_Source], place: int) -> None:
    """Lists what one of the sources says of a row otherwise than the one believed, which is before it in the order."""
    other = telling[place]
    compared = [
        field.name
        for field in entity.fields
        if field.name in other.carries(entity) - {*entity.key}
        and (field.kind is not Kind.ID or field.refers_to is None)
        and field.name != entity.own_id
    ]
    about = " || ' ' || ".join(f"COALESCE(a.{name}::VARCHAR, '')" for name in entity.key if name != "person_id") or "''"
    whose = "a.person_id" if of_children(entity) else "''"
    same = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in (*entity.key, "nth"))
    for name in compared:
        before = [n for n, each in enumerate(telling[:place]) if name in each.carries(entity)]
        if not before:
            continue
        believed = " ".join(f"WHEN a.told_{n} THEN {quoted(telling[n].name)}" for n in before)
        workspace.run(f"""INSERT INTO {DISAGREEMENTS}
SELECT {quoted(entity.name)}, {whose}, {about}, {quoted(name)}, CASE {believed} END,
  COALESCE(a.{name}::VARCHAR, ''), {quoted(other.name)}, COALESCE(b.{name}::VARCHAR, '')
FROM {entity.name} a JOIN {other.table(entity)} b ON {same}
WHERE a.{name} IS DISTINCT FROM b.{name} AND ({" OR ".join(f"a.told_{n}" for n in before)})""")


def _in_all(
    sources: Collection[_Source], said: Callable[[_Source], frozenset[str]], names: Sequence[str]
) -> frozenset[str]:
    """What holds of every source that tells of an entity; of what nobody tells, everything is absent."""
    found = set()
    for name in names:
        entity = name.partition(".")[0]
        telling = [each for each in sources if entity in each.entities]
        if all(name in said(each) for each in telling) and (telling or "." in name):
            found.add(name)
    return frozenset(found)
