"""What a record is made of: fields, entities, problems met on the way in, and the record itself.

A `Record` is the narrow waist of Roker: every reader produces what fills it, every question starts from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from roker.database import Database, Row

FOUND_IN = "found_in"
"""The column, in every entity, that says where a row came from: "List 7, row 12"."""


class Kind(StrEnum):
    """The types a field may have, as in the Standard Safeguarding Dataset."""

    ID = "id"
    TEXT = "text"
    CODE = "code"
    DATE = "date"
    NUMBER = "number"

    @property
    def sql(self) -> str:
        return {"date": "DATE", "number": "DOUBLE"}.get(self.value, "VARCHAR")


class Sensitivity(StrEnum):
    """What a field could do to a person if it were seen by somebody who need not see it."""

    IDENTIFYING = "identifying"
    SENSITIVE = "sensitive"
    NEITHER = "neither"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of an entity."""

    entity: str
    name: str
    label: str
    kind: Kind
    sensitivity: Sensitivity
    codes: str | None = None
    """The code set of a code field, in `roker.record.codes`."""
    refers_to: str | None = None
    """The entity whose id this field carries."""
    ssd: str | None = None
    """The field's full name in the Standard Safeguarding Dataset; None for a local field."""

    def __post_init__(self) -> None:
        if (self.kind is Kind.CODE) != (self.codes is not None):
            raise ValueError(f"{self}: a code field names its code set, and no other field does")

    def __str__(self) -> str:
        return f"{self.entity}.{self.name}"


@dataclass(frozen=True, kw_only=True)
class Entity:
    """One kind of thing on the record: a child, a plan, a visit. Its rows are told apart by `key`.

    Fields are reached as attributes: `cp_plans.cp_plan_start_date`.
    """

    name: str
    title: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    ssd: str | None = None
    """The table's name in the Standard Safeguarding Dataset; None for a local entity."""
    happened_on: str | None = None
    """The date field that places a row on the child's timeline."""
    _by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name = {each.name: each for each in self.fields}
        object.__setattr__(self, "_by_name", by_name)
        unknown = {*self.key, *([self.happened_on] if self.happened_on else [])} - by_name.keys()
        if unknown or len(by_name) != len(self.fields):
            raise ValueError(f"{self.name}: {', '.join(sorted(unknown)) or 'a field name'} is unknown or used twice")

    @property
    def code(self) -> str:
        return self.name

    def __getattr__(self, name: str) -> Field:
        try:
            return self.__dict__["_by_name"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    def field_names(self) -> list[str]:
        return [each.name for each in self.fields]

    def columns(self) -> list[tuple[str, str]]:
        """Column names and SQL types, in the order in which rows carry them."""
        return [(each.name, each.kind.sql) for each in self.fields] + [(FOUND_IN, "VARCHAR")]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A place in a file. Logs may carry it; they never carry what was found there."""

    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file, self.sheet, f"row {self.row}" if self.row else "", self.column and f"“{self.column}”"]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something that could not be read, and what the person who made the file can do about it."""

    at: Cell
    kind: str
    """A short stable code, such as "not_a_date"; problems are counted by it."""
    found: str
    expected: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """A file that was read, told from others by its hash."""

    name: str
    size: int
    """Bytes."""
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a reader made of some files: rows of each entity, and everything that it could not read."""

    source: str
    """The format: "annex_a"."""
    files: tuple[SourceFile, ...]
    snapshot_on: date
    """The day the files speak of. Nothing is known of later days."""
    snapshot_from: str
    """How the snapshot day is known, in words."""
    rows: Mapping[str, Sequence[Row]]
    """By entity name, in the order of `Entity.columns()`."""
    only_latest: frozenset[str] = frozenset()
    """Entities of which the source holds, for each child, only the latest row."""
    absent: frozenset[str] = frozenset()
    """Fields, as "entity.field", that no file carried: not the same as blank."""
    problems: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    """Rows read by sheet."""


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
    def of(cls, reading: Reading, entities: Sequence[Entity]) -> "Record":
        """A record in memory, of one reading alone."""
        database = Database.in_memory()
        for entity in entities:
            database.create_table(entity.name, entity.columns(), reading.rows.get(entity.name, ()))
        return cls(
            database=database,
            entities=tuple(entities),
            snapshot_on=reading.snapshot_on,
            only_latest=reading.only_latest,
            absent=reading.absent,
        )

    def lacks(self, field_name: str) -> bool:
        """Whether the source has no such field at all ("cp_visits.cp_visit_seen"): blank is a different answer."""
        return field_name in self.absent

    def children(self) -> Iterator["ChildRecord"]:
        """Every child, one after the other, in the order of their ids."""
        everything = {entity.name: self._rows_by_child(entity) for entity in self._of_children()}
        for (person_id,) in self.database.rows("SELECT person_id FROM person ORDER BY person_id"):
            yield ChildRecord(
                person_id=person_id,
                rows={name: by_child.get(person_id, []) for name, by_child in everything.items()},
                snapshot_on=self.snapshot_on,
                only_latest=self.only_latest,
                absent=self.absent,
            )

    def child(self, person_id: str) -> "ChildRecord | None":
        """One child, or None where the record has no such child."""
        rows = {entity.name: self._rows_of_child(entity, person_id) for entity in self._of_children()}
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

    def _rows_by_child(self, entity: Entity) -> dict[str, list[dict[str, Any]]]:
        names = [name for name, _ in entity.columns()]
        by_child: dict[str, list[dict[str, Any]]] = {}
        for row in self.database.rows(f"SELECT {', '.join(names)} FROM {entity.name} ORDER BY {', '.join(entity.key)}"):
            known = dict(zip(names, row, strict=True))
            by_child.setdefault(known["person_id"], []).append(known)
        return by_child


@dataclass(frozen=True, kw_only=True)
class ChildRecord:
    """One child's rows of every entity, as dictionaries by field name, ordered by key."""

    person_id: str
    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    snapshot_on: date
    only_latest: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    @property
    def person(self) -> Mapping[str, Any]:
        return self.rows["person"][0]
