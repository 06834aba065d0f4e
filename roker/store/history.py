"""What changed when: each change to what is known of a child, and how long after it happened a thing was recorded."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from roker.database import Database, quoted
from roker.errors import RokerError
from roker.record import ENTITIES, Entity
from roker.record.schema import FOUND_IN
from roker.store.known import Known, Linking
from roker.store.manifest import Load
from roker.store.segments import ADDED, CASE_NUMBER, CHANGED, WITHDRAWN, of_children, rows_sql

SegmentOf = Callable[[Load, str], Path]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One row that a load brought, changed or no longer had."""

    load: Load
    entity: str
    kind: str
    """"added", "changed" or "withdrawn"."""
    key: Mapping[str, Any]
    """What makes the row this row."""
    values: Mapping[str, tuple[Any, Any]]
    """By field, what it said before and what it says now; fields that stay as they were are not named."""
    found_in: str | None


@dataclass(frozen=True, kw_only=True)
class Delay:
    """How long after a thing happened it was recorded, as far as loads can tell."""

    person_id: str | None
    key: Mapping[str, Any]
    happened_on: date
    source: str
    recorded_time: datetime | None
    """Where the source says it itself; then both bounds are this day."""
    known_after: date | None
    """It was not recorded yet on this day, of which the load before speaks; None cannot be told."""
    known_by: date | None
    """It was recorded by this day, of which the first load that has it speaks; None where the first load of all
    brought it, for then it may have been there for years."""

    @property
    def days(self) -> tuple[int, int] | None:
        """The fewest and the most days between happening and recording; None where it cannot be told.

        Something entered before it happened, as a planned visit, counts as no delay.
        """
        if self.recorded_time is not None:
            exact = max((self.recorded_time.date() - self.happened_on).days, 0)
            return exact, exact
        if self.known_after is None or self.known_by is None:
            return None
        return (
            max((self.known_after - self.happened_on).days, 0),
            max((self.known_by - self.happened_on).days, 0),
        )


def numbers_of(loads: Sequence[Load], segment: SegmentOf, person_id: str, linking: Linking) -> set[str]:
    """Every number that the record joins to the child who has this one, by the rule of `roker.store.known`: former and
    other numbers, of one child alone, that are nobody's own in that source or one believed more, that no redacted
    child had, and whose dates of birth do not contradict.
    """
    order = list(linking.local.order_of("person"))
    with Database.in_memory() as database:
        database.create_table("own", (("place", "INTEGER"), ("person_id", "VARCHAR"), ("dob", "DATE")))
        database.create_table(
            "other", (("place", "INTEGER"), ("person_id", "VARCHAR"), ("number", "VARCHAR"), ("dob", "DATE"))
        )
        for load in loads:
            _note_numbers(database, load, segment, order.index(load.source) if load.source in order else len(order))
        told = database.rows(f"""SELECT o.person_id, o.number, COUNT(CASE WHEN later.dob <> o.dob THEN 1 END)
FROM other o
LEFT JOIN own before ON before.place <= o.place AND before.person_id = o.number
LEFT JOIN own later ON later.place > o.place AND later.person_id = o.number
WHERE o.number <> o.person_id AND before.person_id IS NULL AND NOT {linking.shared_sql("o.number")}
GROUP BY o.person_id, o.number""")
    of_one = {number for number, children in Counter(number for _, number, _ in told).items() if children == 1}
    found, before = {person_id}, set[str]()
    while found != before:
        before = set(found)
        for child, number, contradictions in told:
            if number in of_one and not contradictions and (child in found or number in found):
                found |= {child, number}
    return found


def _note_numbers(database: Database, load: Load, segment: SegmentOf, place: int) -> None:
    """Adds a load's children, and the other numbers that it has for them, with the place of its source in the order of
    belief.
    """
    if "person" in load.segments:
        people = rows_sql(ENTITIES["person"], [segment(load, "person")])
        database.run(f"INSERT INTO own SELECT {place}, person_id, dob FROM {people} p WHERE change <> '{WITHDRAWN}'")
        database.run(
            f"INSERT INTO other SELECT {place}, person_id, legacy_id, dob FROM {people} p WHERE legacy_id IS NOT NULL"
        )
    if "linked_identifiers" in load.segments:
        linked = rows_sql(ENTITIES["linked_identifiers"], [segment(load, "linked_identifiers")])
        database.run(
            f"INSERT INTO other SELECT {place}, person_id, identifier_value, NULL FROM {linked} l "
            f"WHERE identifier_type = {quoted(CASE_NUMBER)} AND identifier_value IS NOT NULL"
        )


def other_numbers(loads: Sequence[Load], segment: SegmentOf, numbers: Sequence[str]) -> dict[str, set[str]]:
    """The former and other numbers of a child beside `numbers`, by each load that changed them: those that its source
    then had.
    """
    found: dict[str, set[str]] = {}
    standing: dict[str, dict[tuple[Any, ...], str]] = {}
    with Database.in_memory() as database:
        for load in loads:
            before = standing.get(load.source, {})
            now = dict(before)
            for number, *row in _numbers_told(database, load, segment, numbers):
                now.pop(tuple(row), None)
                if number is not None and number not in numbers:
                    now[tuple(row)] = number
            if {*now.values()} != {*before.values()}:
                found[str(load.number)] = {*now.values()}
            if not load.withdrawn:
                standing[load.source] = now
    return found


def _numbers_told(
    database: Database, load: Load, segment: SegmentOf, numbers: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """What a load changed of a child's other numbers: the number, or None where it is gone, and which row says it."""
    told = {
        "person": "legacy_id",
        "linked_identifiers": f"CASE identifier_type WHEN '{CASE_NUMBER}' THEN identifier_value END",
    }
    placeholders = ", ".join("?" for _ in numbers)
    for name, number in told.items():
        if name in load.segments:
            entity = ENTITIES[name]
            yield from database.rows(
                f"SELECT CASE WHEN change <> '{WITHDRAWN}' THEN {number} END, '{name}', {', '.join(entity.key)}, nth "
                f"FROM {rows_sql(entity, [segment(load, name)])} r WHERE person_id IN ({placeholders})",
                numbers,
            )


def of_child(loads: Sequence[Load], segment: SegmentOf, person_id: str, linking: Linking) -> list[Change]:
    """Each change to what is known of a child, by the order of loads. Loads that were taken back are among them."""
    numbers = sorted(numbers_of(loads, segment, person_id, linking))
    before: dict[tuple[Any, ...], dict[str, Any]] = {}
    changes = []
    with Database.in_memory() as database:
        for load in loads:
            for entity in ENTITIES:
                if entity.name in load.segments and of_children(entity):
                    rows = _rows_of(database, entity, segment(load, entity.name), numbers)
                    found = [_change(load, entity, row, before) for row in rows]
                    # What turned from blank to unread has changed no field.
                    changes += [each for each in found if each.values or each.kind != CHANGED]
    return changes


def _rows_of(database: Database, entity: Entity, path: Path, numbers: Sequence[str]) -> list[dict[str, Any]]:
    names = [*(name for name, _ in entity.columns()), "nth", "change"]
    placeholders = ", ".join("?" for _ in numbers)
    found = database.rows(
        f"SELECT {', '.join(names)} FROM {rows_sql(entity, [path])} r WHERE person_id IN ({placeholders}) "
        f"ORDER BY {', '.join(entity.key)}, nth",
        numbers,
    )
    return [dict(zip(names, row, strict=True)) for row in found]


def _change(load: Load, entity: Entity, row: dict[str, Any], before: dict[tuple[Any, ...], dict[str, Any]]) -> Change:
    key = {name: row[name] for name in entity.key}
    place = (load.source, entity.name, *key.values(), row["nth"])
    was = before.get(place, {})
    gone = row["change"] == WITHDRAWN
    now = {} if gone else {name: row[name] for name in entity.field_names()}
    if not load.withdrawn:
        before[place] = now
    names = [name for name in entity.field_names() if was.get(name) != now.get(name)]
    return Change(
        load=load,
        entity=entity.name,
        kind=row["change"],
        key=key,
        values={name: (was.get(name), now.get(name)) for name in names},
        found_in=row[FOUND_IN],
    )


def delays(known: Known, segment: SegmentOf, entity_name: str) -> list[Delay]:
    """For each row of an entity that stands and says when it happened, by source: when it was recorded."""
    entity = ENTITIES[entity_name]
    if entity.happened_on is None:
        raise RokerError(f"“{entity.title}” has no date on which it happened, so nothing is late in being recorded.")
    found = []
    with Database.in_memory() as database:
        for source, loads in known.sources.items():
            telling = [load for load in loads if entity.name in load.rows]
            bringing = [load for load in telling if entity.name in load.segments]
            if bringing:
                found += _delays_of_source(database, entity, source, telling, bringing, segment)
    return found


def _delays_of_source(  # noqa: PLR0913 - what a source told, and when
    database: Database,
    entity: Entity,
    source: str,
    telling: Sequence[Load],
    bringing: Sequence[Load],
    segment: SegmentOf,
) -> list[Delay]:
    between = {n: _between(telling, load) for n, load in enumerate(bringing)}
    keys = ", ".join(entity.key)
    rows = database.rows(f"""SELECT {keys}, nth, arg_max({entity.happened_on}, segment),
  arg_max(recorded_time, segment), MIN(CASE WHEN change = '{ADDED}' THEN segment END)
FROM {rows_sql(entity, [segment(load, entity.name) for load in bringing])} r
GROUP BY {keys}, nth HAVING arg_max(change, segment) IN ('{ADDED}', '{CHANGED}')
ORDER BY {keys}, nth""")
    found = []
    for *key, _nth, happened_on, recorded_time, first in rows:
        if happened_on is not None:
            known_after, known_by = between[first]
            named = dict(zip(entity.key, key, strict=True))
            found.append(
                Delay(
                    person_id=named.get("person_id"),
                    key=named,
                    happened_on=happened_on,
                    source=source,
                    recorded_time=recorded_time,
                    known_after=known_after,
                    known_by=known_by,
                )
            )
    return found


def _between(telling: Sequence[Load], load: Load) -> tuple[date | None, date | None]:
    """Between which days what a load brought was recorded: since the full extract before it, if there was one."""
    before = [each for each in telling if each.number < load.number and each.is_full]
    earlier = max((each.snapshot_on for each in before), default=None)
    if earlier is None or earlier > load.snapshot_on:
        return None, None
    return earlier, load.snapshot_on
