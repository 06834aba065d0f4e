"""The record: everything known about an authority's children at one time.

A `Record` is the narrow waist of Roker: every reader produces what fills it, every question starts from it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from roker.database import Database
from roker.record.deriving import derive
from roker.record.entities import ENTITIES
from roker.record.lasting import absent_with, derive_lasting
from roker.record.reading import Reading
from roker.record.schema import Entity
from roker.record.unread import forget_what_is_filled, named_unread

_DERIVED = ("period_of_care", "allocation")
"""Named last where it is said who names a child: they follow from other rows."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """Everything known about an authority's children at one time, one lazy table an entity.

    `database` has a table for each entity, empty where nothing was read. A child's rows come as plain dictionaries,
    so that a rule can be followed without SQL.
    """

    database: Database
    entities: tuple[Entity, ...]
    snapshot_on: date
    only_latest: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    @classmethod
    def of(cls, reading: Reading) -> "Record":
        """A record in memory, of one reading alone."""
        database = Database.in_memory()
        for entity in ENTITIES:
            database.create_table(entity.name, entity.columns(), reading.rows.get(entity.name, ()))
        derive(database, reading.snapshot_on)
        return cls.joined(
            database=database,
            snapshot_on=reading.snapshot_on,
            only_latest=reading.only_latest,
            absent=reading.absent,
        )

    @classmethod
    def joined(
        cls,
        *,
        database: Database,
        snapshot_on: date,
        only_latest: frozenset[str],
        absent: frozenset[str],
    ) -> "Record":
        """A record of the tables that sources told, of what was derived from each, and of what follows from all."""
        _add_children_without_row(database)
        derive_lasting(database, snapshot_on)
        forget_what_is_filled(database)
        return cls(
            database=database,
            entities=tuple(ENTITIES),
            snapshot_on=snapshot_on,
            only_latest=only_latest,
            absent=absent_with(database, absent),
        )

    def unread_fields(self) -> frozenset[str]:
        """The fields of which some cell held something that could not be read ("cp_visits.cp_visit_date")."""
        filled = self.database.filled_tables()
        told = [each for each in self.entities if each.name in filled]
        return frozenset(
            f"{each.name}.{name}" for each in told for name in named_unread(self.database, each, [each.name])
        )

    def lacks(self, field_name: str) -> bool:
        """Whether the source has no such field at all ("cp_visits.cp_visit_seen"): blank is a different answer."""
        return field_name in self.absent

    def children(self, among: Collection[str] | None = None) -> Iterator["ChildRecord"]:
        """Every child, or those of some ids that the record has, one after the other, in the order of their ids."""
        everything = self._rows_of(self._of_children(), "person_id", among)
        for person_id in sorted(everything["person"]):
            yield ChildRecord(
                person_id=person_id,
                rows={name: by_child.get(person_id, []) for name, by_child in everything.items()},
                snapshot_on=self.snapshot_on,
                only_latest=self.only_latest,
                absent=self.absent,
            )

    def subjects(self, named_by: str) -> Iterator["ChildRecord"]:
        """Everyone else whom rows name by a column (workers, foster carers ...), with the rows that name them."""
        everything = self._rows_of([each for each in self.entities if named_by in each.field_names()], named_by)
        for subject_id in sorted({each for by_subject in everything.values() for each in by_subject if each}):
            yield ChildRecord(
                person_id=subject_id,
                rows={name: by_subject.get(subject_id, []) for name, by_subject in everything.items()},
                snapshot_on=self.snapshot_on,
                only_latest=self.only_latest,
                absent=self.absent,
            )

    def child(self, person_id: str) -> "ChildRecord | None":
        """One child, or None where the record has no such child."""
        filled = self.database.filled_tables()
        rows = {
            entity.name: self._rows_of_child(entity, person_id) if entity.name in filled else []
            for entity in self._of_children()
        }
        if not rows["person"]:
            return None
        return ChildRecord(
            person_id=person_id,
            rows=rows,
            snapshot_on=self.snapshot_on,
            only_latest=self.only_latest,
            absent=self.absent,
        )

    def _of_children(self) -> list[Entity]:
        return [entity for entity in self.entities if "person_id" in entity.field_names()]

    def _rows_of_child(self, entity: Entity, person_id: str) -> list[dict[str, Any]]:
        names = [name for name, _ in entity.columns()]
        found = self.database.rows(
            f"SELECT {', '.join(names)} FROM {entity.name} WHERE person_id = ? ORDER BY {', '.join(entity.key)}",
            [person_id],
        )
        return [dict(zip(names, row, strict=True)) for row in found]

    def _rows_of(
        self, telling: Sequence[Entity], named_by: str, among: Collection[str] | None = None
    ) -> dict[str, dict[str, list[dict[str, Any]]]]:
        """By entity and by whoever is named, or those among some, their rows."""
        filled = self.database.filled_tables()
        return {each.name: self._rows_by(each, named_by, among) if each.name in filled else {} for each in telling}

    def _rows_by(self, entity: Entity, named_by: str, among: Collection[str] | None) -> dict[str, list[dict[str, Any]]]:
        names = [name for name, _ in entity.columns()]
        by_child: dict[str, list[dict[str, Any]]] = {}
        where = "" if among is None else f"WHERE {named_by} IN (SELECT unnest(?))"
        for row in self.database.rows(
            f"SELECT {', '.join(names)} FROM {entity.name} {where} ORDER BY {', '.join(entity.key)}",
            [] if among is None else [list(among)],
        ):
            known = dict(zip(names, row, strict=True))
            by_child.setdefault(known[named_by], []).append(known)
        return by_child


@dataclass(frozen=True, kw_only=True)
class ChildRecord:
    """One child's rows of every entity, as dictionaries by field name, ordered by key; or those of somebody else whom
    rows name, whose name is then `person_id`.
    """

    person_id: str
    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    snapshot_on: date
    only_latest: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    @property
    def person(self) -> Mapping[str, Any]:
        return self.rows["person"][0]


def _add_children_without_row(database: Database) -> None:
    """A child whom only events name is a child all the same: kept, found and counted, though nothing else is known."""
    naming = " UNION ALL ".join(
        f"SELECT person_id, '{'z' if entity.name in _DERIVED else 'a'}{entity.name}' AS named_in FROM {entity.name}"
        for entity in ENTITIES
        if entity.name != "person" and "person_id" in entity.field_names()
    )
    database.run(f"""INSERT INTO person (person_id, found_in)
SELECT n.person_id, 'named only in ' || SUBSTR(MIN(n.named_in), 2) FROM ({naming}) n
LEFT JOIN person p ON p.person_id = n.person_id
WHERE n.person_id IS NOT NULL AND p.person_id IS NULL GROUP BY n.person_id ORDER BY n.person_id""")
